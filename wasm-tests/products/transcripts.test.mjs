// The transcripts of this folder, in their order. See wasm-tests/README.md.

import { twoOrganizations } from '../lib/target.mjs';
import { transcripts } from '../lib/transcript.mjs';

transcripts(import.meta.dirname, { given: twoOrganizations });
