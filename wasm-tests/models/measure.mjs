// Times of learning and of vectors in the built worker, for
// docs/decisions/0010-embeddings-without-a-model.md. No test:
//
//   node wasm-tests/models/measure.mjs 600 10000 50000

import { startOracle, train } from './oracle.mjs';

/** Texts as catalogs have them: few words are frequent, many are rare. */
function products(count, words) {
  let state = 7;
  const random = (bound) => {
    state = (state * 48271) % 2147483647;
    return state % bound;
  };
  return Array.from({ length: count }, (_, i) => `sku${i} ${Array.from({ length: words }, () =>
    `w${random(random(40_000) + 1)}`).join(' ')}`);
}

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0 || sizes.some(Number.isNaN)) {
  console.log('node wasm-tests/models/measure.mjs COUNT…: times of learning from so many texts');
  process.exit(sizes.length === 0 ? 0 : 1);
}
const oracle = await startOracle({ models: true });
for (const count of sizes) {
  const begin = performance.now();
  const steps = [];
  const texts = products(count, 45);
  const made = await train(oracle, `o${count}`, 't', texts, (ms) => steps.push(Math.round(ms)));
  console.log(`${count} texts: steps ${steps.join(', ')} ms; with the texts ` +
    `${((performance.now() - begin) / 1000).toFixed(1)} s; ${made.model}`);
  const times = [];
  for (let i = 0; i < 20; i += 1) {
    const from = performance.now();
    await oracle.models('embed', { organizationId: `o${count}`, texts: texts.slice(0, 100) });
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const [best, usual] = [times[0].toFixed(1), times[10].toFixed(1)];
  console.log(`  100 vectors in ${best} ms at best, ${usual} usually`);
}
await oracle.stop();
