// Waiting for what happens by itself, for as short as it takes.

import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until `look` gives something true, and gives it; throws when that takes too long. */
export async function until(look, milliseconds = 15_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`never became true: ${look}`);
    await sleep(20);
  }
}
