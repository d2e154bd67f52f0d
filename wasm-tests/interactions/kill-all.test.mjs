// kill -9 of everything, supervisor and runtime, while clients send; then ./scripts/dev again, on
// the same port and state. The clients see a platform that is away for a while.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../scripts/lib/demo/random.mjs';
import { findFreePort } from '../../scripts/lib/ports.mjs';
import { openSupervisors } from '../lib/supervisors.mjs';
import { owner } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';
import { kClients, startLoad } from './load.mjs';
import { ask, everything } from './stored.mjs';

const kKills = 3;
const kSeed = process.env.CROW_SEED ?? 'kill-all';
const { newState, dev, endAll, remove } = openSupervisors();
test.after(async () => {
  await endAll();
  remove();
});

test(`what was acknowledged before ${kKills} kills of everything is there after them, once`,
  async (context) => {
    const state = newState();
    const port = String(await findFreePort());
    const begin = async () => {
      const run = await dev('--port', port, '--no-demo', '--state', state);
      assert.ok(run.facts, run.stderr);
      return run;
    };
    let run = await begin();
    const target = { url: run.facts.url };
    const ada = await owner(target);
    const random = new Random(kSeed, 'kills');
    // Write keys are counted by address, and all of these clients have one address.
    const load = startLoad(target, { key: ada.key, seed: kSeed,
      clients: kClients.filter(({ hasWriteKey }) => !hasWriteKey) });
    for (let kill = 1; kill <= kKills; kill++) {
      const { size } = load.acknowledged;
      await until(() => load.isOver || load.acknowledged.size > size);
      await sleep(random.below(1000));
      const runtime = Number.parseInt(readFileSync(path.join(state, 'workerd.pid'), 'utf8'), 10);
      const ended = run.stop('SIGKILL');
      process.kill(runtime, 'SIGKILL');
      await ended;
      run = await begin();
    }
    await load.stop();
    context.diagnostic(`${load.acknowledged.size} events acknowledged; answers ` +
      JSON.stringify(load.answers));
    assert.ok(load.answers[0] > 0);
    const stored = (await everything(target, ada)).map(({ id }) => id);
    const ids = new Set(stored);
    assert.equal(ids.size, stored.length);
    assert.deepEqual([...load.acknowledged].filter((id) => !ids.has(id)), []);
    assert.equal((await ask(target, ada, '/summary')).total, stored.length);
    assert.deepEqual(await run.stop(), { code: 0, signal: null });
  });
