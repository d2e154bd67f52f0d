// The transcripts of this folder, in their order. See wasm-tests/README.md.

import { transcripts } from '../lib/transcript.mjs';

transcripts(import.meta.dirname);
