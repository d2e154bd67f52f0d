// The contract of vectors against the stand-in: the same checks that the native tests run against
// the fake.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startReader } from './reader.mjs';

let reader;
before(async () => {
  reader = await startReader({ indexes: { test: { dimensions: 4, metric: 'cosine',
    metadataIndexes: [
      { propertyName: 'color', indexType: 'string' },
      { propertyName: 'price', indexType: 'number' },
      { propertyName: 'sold', indexType: 'boolean' },
      { propertyName: 'size.eu', indexType: 'number' },
    ] } } });
});
after(() => reader.stop());

test('vectors keep their contract', async () => {
  assert.deepEqual(await reader.get('/vectors'), { faults: [] });
});

test('they keep it again on what it left', async () => {
  assert.deepEqual(await reader.get('/vectors'), { faults: [] });
});
