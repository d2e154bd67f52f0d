// The platform's own vectors, asked for by another worker.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cosine, startOracle } from './oracle.mjs';

let oracle;
before(async () => { oracle = await startOracle({ models: true }); });
after(() => oracle.stop());

test('vectors have length 1 and say what made them', async () => {
  const { mode, model, dimensions, vectors, space } = await oracle.ask('vectors',
    { texts: ['Red running shoes', 'RED running shoe', 'Ceramic coffee mug', ''] });
  assert.equal(mode, 'builtin');
  assert.match(model, /^builtin:/);
  assert.equal(dimensions, 512);
  assert.ok(Buffer.byteLength(space) <= 64 && space.startsWith('north:'), space);
  assert.ok(vectors.every((vector) => vector.length === 512));
  assert.ok(Math.abs(cosine(vectors[0], vectors[0]) - 1) < 1e-6);
  assert.deepEqual(vectors[0], vectors[1]);
  assert.ok(cosine(vectors[0], vectors[2]) < 0.3);
  assert.ok(vectors[3].every((value) => value === 0));
});

test('a hundred texts cross at a time', async () => {
  const texts = Array.from({ length: 100 }, (_, i) => `product number ${i} `.repeat(20));
  const { vectors } = await oracle.ask('vectors', { texts });
  assert.equal(vectors.length, 100);
});
