// The binding as workers see it: what each method takes and gives, and what it throws, in the words
// of the real one.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startReader } from './reader.mjs';

let reader;
before(async () => {
  reader = await startReader({ index: 'colors', indexes: { colors: { dimensions: 3,
    metadataIndexes: [{ propertyName: 'name', indexType: 'string' }] } } });
});
after(() => reader.stop());

const kColors = [
  { id: 'red', values: [1, 0, 0], namespace: 'rgb', metadata: { name: 'red', list: [1, null] } },
  { id: 'green', values: [0, 1, 0], namespace: 'rgb', metadata: { name: 'green' } },
  { id: 'grey', values: [1, 1, 1], metadata: { name: 'grey' } },
];

test('an upsert gives the id of the change, and a query matches', async () => {
  const { mutationId } = await reader.vectors.upsert(kColors);
  assert.match(mutationId, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  assert.deepEqual(await reader.vectors.query([1, 0, 0], { namespace: 'rgb' }), { count: 2,
    matches: [{ id: 'red', score: 1, namespace: 'rgb' },
      { id: 'green', score: 0, namespace: 'rgb' }] });
});

test('values and metadata come when they are asked for', async () => {
  const { matches: [match] } = await reader.vectors.query([1, 0, 0],
    { topK: 1, returnValues: true, returnMetadata: true });
  assert.deepEqual(match, { id: 'red', score: 1, namespace: 'rgb', values: [1, 0, 0],
    metadata: { name: 'red', list: [1, null] } });
  const { matches: [indexed] } = await reader.vectors.query([1, 0, 0],
    { topK: 1, returnMetadata: 'indexed' });
  assert.deepEqual(indexed.metadata, { name: 'red' });
});

test('a query may be an array of floats', async () => {
  const { matches } = await reader.queryFloats([0, 1, 0], { topK: 1 });
  assert.equal(matches[0].id, 'green');
});

test('a vector comes with all that it has', async () => {
  assert.deepEqual(await reader.vectors.getByIds(['grey', 'none']),
    [{ id: 'grey', values: [1, 1, 1], metadata: { name: 'grey' } }]);
});

test('what is refused is thrown as the real binding throws it', async () => {
  const refused = async (promise, message) => assert.rejects(promise, { name: 'Error', message });
  const { vectors } = reader;
  await refused(vectors.query([1, 2]), 'VECTOR_QUERY_ERROR (code = 40006): invalid query vector, ' +
    'expected 3 dimensions, and got 2 dimensions');
  await refused(vectors.upsert([{ id: 'a', values: [1] }]), 'VECTOR_UPSERT_ERROR (code = 40012): ' +
    'invalid vector for id="a", expected 3 dimensions, and got 1 dimensions');
  await refused(vectors.insert([{ id: 'ä'.repeat(33), values: [1, 2, 3] }]),
    'VECTOR_INSERT_ERROR (code = 40008): id too long; max is 64 bytes, got 66 bytes');
  await refused(vectors.getByIds(Array(21).fill('a')), 'VECTOR_GET_ERROR (code = 40007): too ' +
    'many ids in payload; max id count is 20, got 21');
  await refused(vectors.deleteByIds(Array(101).fill('a')), 'VECTOR_DELETE_ERROR (code = 40007): ' +
    'too many ids in payload; max id count is 100, got 101');
  await refused(vectors.query([1, 0, 0], { topK: 101 }),
    'VECTOR_QUERY_ERROR (code = 40025): max top K is 100, but got 101');
  await refused(vectors.query([1, 0, 0], { topK: 21, returnMetadata: 'all' }),
    /^VECTOR_QUERY_ERROR \(code = 40025\): with returnValues=true or returnMetadata=all/);
  await refused(vectors.query([1, 0, 0], { returnMetadata: 'some' }), 'Invalid returnMetadata ' +
    'option. Expected: true, false, "none", "indexed" or "all"; got: some');
  // The real one sends `false` as it is, and its index knows three words only.
  await refused(vectors.query([1, 0, 0], { returnMetadata: false }),
    /^VECTOR_QUERY_ERROR \(code = 40026\): Failed to parse the request body as JSON: return/);
  await refused(vectors.query([1, 0, 0], { filter: { name: { $like: 'r' } } }),
    /^VECTOR_QUERY_ERROR \(code = 40024\): invalid filter: unknown operator \$like$/);
  await refused(vectors.upsert([{ id: 7, values: [1, 2, 3] }]),
    /\(code = 40023\): failed to parse/);
});

test('a thousand vectors of 1,536 numbers go through one call', async () => {
  const large = await startReader({ index: 'large' });
  try {
    const vectors = Array.from({ length: 1000 }, (_, i) => ({ id: `v${i}`,
      values: Array.from({ length: 1536 }, (_unused, j) => Math.sin(i * 7 + j)) }));
    await large.vectors.upsert(vectors);
    const { matches } = await large.vectors.query(vectors[437].values, { topK: 1 });
    assert.equal(matches[0].id, 'v437');
    assert.equal((await large.vectors.describe()).vectorCount, 1000);
  } finally {
    await large.stop();
  }
});

test('what was written is seen after the delay', async () => {
  const late = await startReader({ vars: { VISIBILITY_DELAY_MS: '700' } });
  try {
    await late.vectors.upsert([{ id: 'a', values: [1, 0] }]);
    assert.equal((await late.vectors.query([1, 0])).count, 0);
    await new Promise((wake) => { setTimeout(wake, 750); });
    assert.equal((await late.vectors.query([1, 0])).count, 1);
  } finally {
    await late.stop();
  }
});

test('the REST interface lists vectors and keeps metadata indexes', async () => {
  const { api } = reader;
  assert.deepEqual((await api.listVectors('colors', { count: 2 })).vectors,
    [{ id: 'green' }, { id: 'grey' }]);
  await api.createMetadataIndex('colors', { propertyName: 'hue.deg', indexType: 'number' });
  assert.deepEqual(await api.listMetadataIndexes('colors'), { metadataIndexes: [
    { propertyName: 'name', indexType: 'string' },
    { propertyName: 'hue.deg', indexType: 'number' }] });
  await reader.vectors.upsert([
    { id: 'blue', values: [0, 0, 1], metadata: { hue: { deg: 240 } } }]);
  const { matches } = await reader.vectors.query([1, 1, 1],
    { filter: { 'hue.deg': { $gt: 200 } } });
  assert.deepEqual(matches.map(({ id }) => id), ['blue']);
  await api.deleteMetadataIndex('colors', { propertyName: 'hue.deg' });
  await assert.rejects(api.deleteMetadataIndex('colors', { propertyName: 'hue.deg' }),
    { message: /^METADATA_INDEX_DELETE_ERROR \(code = 40013\): there is no metadata index/ });
});

test('indexes know nothing of one another, another runtime finds what was written', async () => {
  const resources = mkdtempSync(path.join(os.tmpdir(), 'crow-vectorize-'));
  try {
    for (const [index, expected] of [['one', 0], ['two', 0], ['one', 1]]) {
      const own = await startReader({ index, resources });
      assert.equal((await own.vectors.query([1, 0])).count, expected, index);
      await own.vectors.upsert([{ id: index, values: [1, 0] }]);
      await own.stop();
    }
  } finally {
    rmSync(resources, { recursive: true, force: true });
  }
});
