// The transcripts of this folder, in their order. See wasm-tests/README.md.

import { twoOrganizations } from '../lib/target.mjs';
import { transcripts } from '../lib/transcript.mjs';

/** Contexts look at the last thirty days, so their events are of today. */
const given = async (target) => ({ ...await twoOrganizations(target),
  now: new Date().toISOString() });
transcripts(import.meta.dirname, { given });
