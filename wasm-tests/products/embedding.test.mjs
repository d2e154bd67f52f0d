// Vectors by Workers AI: a stand-in under the name of the binding, called over RPC as env.AI is.
// Then the operator changes the AI: words answer, search has products make all vectors anew, and
// those of the new model answer.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { kApi, call, must, openTarget, owner } from '../lib/target.mjs';

// Whatever has to do with rain stands together; "busy" is never answered.
const kStandIn = `
import { WorkerEntrypoint } from 'cloudflare:workers';
export class Ai extends WorkerEntrypoint {
  async run(model, { text }) {
    if (text.some((one) => one === 'busy')) {
      throw Object.assign(new Error('3040: Capacity temporarily exceeded'), { name: 'AiError' });
    }
    const axis = (one) => (/rain|coat|umbrella/i.test(one) ? 3 : 700);
    return { shape: [text.length, 1024], data: text.map((one) =>
      Array.from({ length: 1024 }, (_, i) => (i === axis(one) ? 1 : 0))) };
  }
}
export default {};
`;
const kModel = 'workers:@cf/baai/bge-m3:1024';
const kProducts = ['Umbrella of bamboo', 'Oak table', 'Woollen hat'];

const state = mkdtempSync(path.join(os.tmpdir(), 'crow-embedding-'));
const ai = { AI: { type: 'worker', worker: 'stand-in', exportName: 'Ai' } };
const open = (mode) => openTarget({ state, vars: { AI_MODE: mode },
  bindings: { products: ai, search: ai },
  extraWorkers: [{ name: 'stand-in', script: kStandIn }] });

let target;
let ada;
test.before(async () => { target = await open('workers'); });
test.after(async () => {
  await target?.dispose();
  rmSync(state, { recursive: true, force: true });
});

const search = async (q, type = 'hybrid') => call(target, 'GET',
  `${kApi}/products/search?type=${type}&q=${encodeURIComponent(q)}`, { key: ada.key });

/** Asks until the answer is as it should be. */
async function until(ask, isEnough, what) {
  for (let left = 100; ; left -= 1) {
    const answer = await ask();
    if (isEnough(answer)) return answer;
    assert.ok(left > 0, `${what}: ${answer.status} ${answer.body}`);
    await pause(200);
  }
}

const embeds = () => call(target, 'GET', `${kApi}/products/jobs/embed_${ada.organization.id}`,
  { key: ada.key });

test('products are found by what Workers AI makes of them', async () => {
  ada = await owner(target);
  for (const name of kProducts) {
    await must(target, 'POST', `${kApi}/products`, { key: ada.key, body: { name } });
  }
  await until(embeds, ({ data }) => data?.status === 'completed', 'the job');
  const { data } = await search('raincoat', 'semantic');
  assert.equal(data.mode, 'workers');
  assert.equal(data.model, kModel);
  assert.equal(data.total, 3);
  assert.equal(data.data[0].name, 'Umbrella of bamboo');
  assert.ok(data.data[0].score > 0.99, `${data.data[0].score}`);
  const both = (await search('raincoat')).data;
  assert.match(both.notice, /^By meaning alone: /);
  assert.equal(both.data[0].name, 'Umbrella of bamboo');
});

test('when it is overloaded words answer, and say so', async () => {
  const { status, data } = await search('busy');
  assert.equal(status, 200);
  assert.match(data.notice, /^By words alone: /);
  assert.equal(data.mode, null);
  const alone = await search('busy', 'semantic');
  assert.equal(alone.status, 503, alone.body);
});

test('another AI makes all vectors anew, and the two never mix', async () => {
  await target.dispose();
  target = await open('builtin');
  const first = (await search('table')).data;
  assert.match(first.notice, /^By words alone: /);
  assert.deepEqual(first.data.map(({ name }) => name), ['Oak table']);
  const { data } = await until(() => search('oak tables', 'semantic'),
    ({ status }) => status === 200, 'vectors by the builtin AI');
  assert.equal(data.mode, 'builtin');
  assert.match(data.model, /^builtin:/);
  const { data: job } = await until(embeds, (answer) => answer.data?.status === 'completed',
    'the job');
  assert.equal(job.percent, 100);
  const done = (await search('oak table', 'semantic')).data;
  assert.equal(done.data[0].name, 'Oak table');
  assert.equal((await search('table')).data.notice, null);
});
