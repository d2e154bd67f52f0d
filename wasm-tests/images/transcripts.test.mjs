// The transcripts of this folder, in their order. See wasm-tests/README.md.

import { transcripts } from '../lib/transcript.mjs';

const platform = { services: ['gateway', 'images', 'models'] };

transcripts(import.meta.dirname, { platform });
