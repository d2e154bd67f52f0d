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

test('another worker has it learn, and asks for the newest model', async () => {
  const texts = Array.from({ length: 40 }, (_, i) =>
    `shoe sole ${i % 4} colour${i % 7} kind${i % 13}`);
  const { steps, model } = await oracle.ask('training', { texts });
  assert.equal(steps, 4);
  assert.deepEqual(await oracle.ask('model', {}), { mode: 'builtin', model, dimensions: 512 });
  const named = await oracle.ask('vectors', { texts: ['shoe'], model: 'builtin:1:512' });
  assert.equal(named.model, 'builtin:1:512');
  const { reason } = await oracle.ask('vectors',
    { texts: ['shoe'], model: 'builtin:1:512:0123456789abcdef' });
  assert.equal(reason, 'unknown_model');
});

test('descriptions are made of what is known, and say who made them', async () => {
  const { mode, model, text } = await oracle.ask('sentence', { name: 'Runner 3' });
  assert.deepEqual([mode, model, text], ['builtin', 'builtin:templates-1', 'Runner 3.']);
  const image = await oracle.ask('sentence', { name: 'Runner 3', image: 'iVBORw0KGgo=' });
  assert.deepEqual([image.mode, image.text], ['builtin', 'Runner 3.']);
});
