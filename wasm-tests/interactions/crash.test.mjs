// The runtime is killed in the middle of its work, again and again, while clients send. Whatever
// the platform said it has, it has, once: in lists, counts, search and in the database.
//
//   CROW_KILLS=200 CROW_SEED=another node --test wasm-tests/interactions/crash.test.mjs

import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../scripts/lib/demo/random.mjs';
import { killRuntime } from '../lib/kill.mjs';
import { must, openTarget, owner } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';
import { startLoad } from './load.mjs';
import { ask, everything, indexText, kInteractions, letLeasesEnd, pagesOf, sweep }
  from './stored.mjs';

const kKills = Number(process.env.CROW_KILLS ?? 20);
const kServices = ['gateway', 'auth', 'access', 'users', 'organizations', 'interactions'];
const kSeed = process.env.CROW_SEED ?? 'crash';

let platform;
let ada;
let load;
let stored;
test.before(async () => {
  platform = await openTarget({ services: kServices });
  ada = await owner(platform);
  const { data } = await must(platform, 'POST', `${kInteractions}/write-keys`,
    { key: ada.key, body: { name: 'Website' } });
  load = startLoad(platform, { key: ada.key, writeKey: data.key, seed: kSeed });
});
test.after(() => platform?.dispose());

const query = async (sql) =>
  (await (await platform.getDatabase('interactions')).prepare(sql).all()).results;

/** The text index is brought up to date all the while: cron may come at any time. */
async function keepSweeping() {
  while (!load.isOver) {
    await sweep(platform).catch(() => {});
    await sleep(10);
  }
}

/** What is acknowledged is counted at once, also by a process that has just begun. */
async function keepCounting() {
  let looks = 0;
  while (!load.isOver) {
    const acknowledged = load.acknowledged.size;
    const { total } = await ask(platform, ada, '/summary').catch(() => ({}));
    if (total === undefined) continue;
    assert.ok(total >= acknowledged, `${total} are counted, ${acknowledged} were acknowledged`);
    looks += 1;
    await sleep(50);
  }
  return looks;
}

test(`the runtime is killed ${kKills} times under load and comes back each time`,
  { timeout: 240_000 }, async (context) => {
    const random = new Random(kSeed, 'kills');
    const sweeping = keepSweeping();
    const counting = keepCounting();
    let heldJobs = 0;
    for (let kill = 1; kill <= kKills; kill++) {
      const { size } = load.acknowledged;
      await until(() => load.isOver || load.acknowledged.size > size);
      await sleep(random.below(500));
      await killRuntime(platform);
      heldJobs += await letLeasesEnd(platform);
    }
    await load.stop();
    await sweeping;
    const looks = await counting;
    context.diagnostic(`${load.sent.size} events sent, ${load.acknowledged.size} acknowledged, ` +
      `${load.abandoned} given up; answers ${JSON.stringify(load.answers)}; ` +
      `${heldJobs} jobs cut off, ${looks} looks at the summary`);
    assert.ok(load.acknowledged.size > 20 * kKills && load.answers[0] > kKills);
  });

test('it is killed in the middle of making the text index anew', async (context) => {
  const random = new Random(kSeed, 'jobs');
  let milliseconds = 0;
  let kills = 0;
  let heldJobs = 0;
  while (heldJobs < 2 && kills < 12) {
    await indexText(platform);
    await query("INSERT INTO interaction_text (interaction_text) VALUES ('delete-all')");
    await query('UPDATE text_progress SET number = 0');
    // The first one asks for the job, the second one does it.
    await sweep(platform);
    const start = performance.now();
    const sweeping = sweep(platform).catch(() => {});
    if (milliseconds === 0) {
      await sweeping;
      milliseconds = performance.now() - start;
      continue;
    }
    await sleep(random.below(milliseconds));
    await killRuntime(platform);
    await sweeping;
    heldJobs += await letLeasesEnd(platform);
    kills += 1;
  }
  context.diagnostic(`it takes ${Math.round(milliseconds)} ms; ${kills} kills, ` +
    `${heldJobs} jobs cut off`);
  assert.ok(heldJobs > 0);
});

test('every acknowledged event is in the database, and no event is there twice', async () => {
  stored = (await query('SELECT id FROM interaction')).map(({ id }) => id);
  const ids = new Set(stored);
  assert.equal(ids.size, stored.length);
  assert.deepEqual([...load.acknowledged].filter((id) => !ids.has(id)), []);
  assert.deepEqual(stored.filter((id) => !load.sent.has(id)), []);
});

test('the list has each of them once, its total and the summary are their number', async () => {
  const ids = [];
  const channels = { web: 0, cctv: 0, social: 0 };
  for await (const { data, total } of pagesOf(platform, ada)) {
    assert.equal(total, stored.length);
    for (const { id, sourceType } of data) {
      ids.push(id);
      channels[sourceType] += 1;
    }
  }
  assert.deepEqual(ids.sort(), stored.sort());
  assert.deepEqual(await ask(platform, ada, '/summary'), { ...channels, total: stored.length });
});

test('search finds each of them once when the text index has caught up', async () => {
  await indexText(platform);
  const { total } = await ask(platform, ada, '/search?mode=fts&q=harvest');
  assert.equal(total, stored.length);
  const groups = Map.groupBy(stored, (id) => load.sent.get(id));
  for (const [word, ids] of groups) {
    const found = await everything(platform, ada, { q: word, mode: 'fts' }, '/search');
    assert.deepEqual(found.map(({ id }) => id).sort(), ids.sort(), word);
  }
});

test('the text index is sound, and no job was given up', async () => {
  await query("INSERT INTO interaction_text (interaction_text) VALUES ('integrity-check')");
  assert.deepEqual(await query('SELECT id, cause FROM jobs WHERE outcome = \'failed\''), []);
});
