// `./scripts/dev --tier Free`: the demo is loaded although its organization might not ask so much,
// and what it may ask from then on is the tier's.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { seedDemo } from '../../scripts/lib/demo.mjs';
import { header } from '../lib/http.mjs';
import { call, kApi, openTarget } from '../lib/target.mjs';
import { untilMinuteHas } from '../limiter/world.mjs';

let platform;
let folder;
const seed = (signal) => seedDemo({ url: platform.url, stateDir: folder, log: () => {}, scale: 0.3,
  signal, getDatabase: (service) => platform.getDatabase(service) });
test.before(async () => {
  platform = await openTarget({ tier: 'Free' });
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-demo-'));
});
test.after(async () => {
  await platform?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function first(sql) {
  return (await platform.getDatabase('auth')).prepare(sql).first();
}

/** Ends the seed in the middle of its events, after more batches than a minute of the tier has. */
async function cutOff() {
  const original = globalThis.fetch;
  const controller = new AbortController();
  let batches = 0;
  globalThis.fetch = async (target, options) => {
    if (new URL(target).pathname.endsWith('/interactions') && ++batches > 62) controller.abort();
    return original(target, options);
  };
  try {
    await assert.rejects(seed(controller.signal), { name: 'AbortError' });
  } finally {
    globalThis.fetch = original;
  }
}

test('a load that was cut off is completed, and leaves the tier and the keys as they were',
  async () => {
    await cutOff();
    assert.deepEqual(await first('SELECT tier FROM organization'), { tier: 'Enterprise' });
    const facts = await seed();
    assert.deepEqual(await first('SELECT tier FROM organization'), { tier: 'Free' });
    assert.equal((await first("SELECT count(*) AS n FROM apikey WHERE name = 'Loads the demo'")).n,
      0);
    assert.deepEqual(await seed(), facts);
    assert.deepEqual(await first('SELECT tier FROM organization'), { tier: 'Free' });
  });

test('the presented key has the limits of the tier', async () => {
  const { apiKey } = await seed();
  await untilMinuteHas(10);
  const answers = [];
  for (let i = 0; i < 65; i += 1) {
    answers.push(await call(platform, 'GET', `${kApi}/interactions?limit=1`, { key: apiKey }));
  }
  // The demo's write key was made with it, perhaps in this minute.
  const passed = answers.filter(({ status }) => status === 200).length;
  assert.ok(passed === 60 || passed === 59, `${passed} passed`);
  assert.ok(answers[0].data.total > 30_000, `${answers[0].data.total} events`);
  const last = answers.at(-1);
  assert.deepEqual([last.status, last.data.error.code], [429, 'RATE_LIMITED']);
  assert.match(last.data.error.message, /^More than 60 requests with this credential a minute/);
  assert.equal(header(last, 'x-ratelimit-limit'), '60');
});
