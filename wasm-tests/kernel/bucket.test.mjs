// The contract of buckets against R2: the same checks that the native tests run against the fake.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startOutpost } from './outpost.mjs';

let outpost;
before(async () => { outpost = await startOutpost(); });
after(() => outpost.stop());

test('a bucket keeps its contract', async () => {
  assert.deepEqual(await outpost.get('/bucket'), { faults: [] });
});

test('it keeps it again on what it left, and many at once', async () => {
  await outpost.get('/bucket');
  assert.deepEqual(await outpost.get('/bucket'), { faults: [] });
});
