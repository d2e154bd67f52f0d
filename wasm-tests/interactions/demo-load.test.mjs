// Loading the demo, against a collector that answers by the contract: everything arrives once,
// whatever interrupts it.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { generateEvents } from '../../scripts/lib/demo/events.mjs';
import { loadEvents } from '../../scripts/lib/demo/load.mjs';
import { seedInteractions } from '../../scripts/lib/demo/seed-interactions.mjs';
import { openCollector } from './collector.mjs';
import { kMostBytes, kMostEvents } from './contract.mjs';

const kWorld = { scale: 0.05, endDate: '2026-11-22' };
let collector;
let folder;
test.beforeEach(async () => {
  collector = await openCollector({ upstream: null, key: 'crow_test' });
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-demo-'));
});
test.afterEach(async () => {
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

const seed = (more = {}) => seedInteractions({ url: collector.url, apiKey: 'crow_test',
  stateDir: folder, log: () => {}, ...kWorld, ...more });
const stateOf = () => JSON.parse(readFileSync(path.join(folder, 'demo/interactions.json'), 'utf8'));
async function idsOf(options = kWorld) {
  const ids = [];
  for await (const { id } of generateEvents(options)) ids.push(id);
  return ids;
}
const received = () => collector.events.map(({ id }) => id).sort();

test('everything arrives, in batches that the platform takes, and what is planted is written',
  async () => {
    const lines = [];
    const totals = await seed({ log: (line) => lines.push(line) });
    const ids = await idsOf();
    assert.equal(totals.accepted, ids.length);
    assert.deepEqual(received(), ids.sort());
    for (const { events, text } of collector.requests) {
      assert.ok(events.length <= kMostEvents && Buffer.byteLength(text) <= kMostBytes);
    }
    assert.match(lines.at(-1), /interactions in [\d.]+ s, [\d,]+\/s$/);
    const planted = JSON.parse(readFileSync(path.join(folder, 'demo/planted.json'), 'utf8'));
    assert.ok(planted.basket.expectedLift > 1 && planted.bots.headless.length > 0);
    assert.equal(stateOf().isComplete, true);
  });

test('a complete demo asks nothing; loading it again adds nothing', async () => {
  await seed();
  const { length } = collector.requests;
  assert.equal((await seed()).sent, 0);
  assert.equal(collector.requests.length, length);
  const again = await seed({ again: true });
  assert.equal(again.accepted, 0);
  assert.equal(again.duplicates, collector.events.length);
});

test('one that was cut off goes on where it stopped, with the world of its first start',
  async () => {
    for (let turns = 0; !existsSync(path.join(folder, 'demo/interactions.json')) ||
      !stateOf().isComplete; turns++) {
      assert.ok(turns < 40);
      const stop = new AbortController();
      const { length } = collector.requests;
      const timer = setInterval(() => {
        if (collector.requests.length > length + 5) stop.abort();
      }, 1);
      await seed({ signal: stop.signal, endDate: `2026-11-${10 + turns}`, scale: 0.05 })
        .catch((error) => assert.equal(error.name, 'AbortError'));
      clearInterval(timer);
    }
    assert.equal(stateOf().endDate, '2026-11-10');
    const ids = await idsOf({ scale: 0.05, endDate: '2026-11-10' });
    assert.deepEqual(received(), ids.sort());
    const sent = collector.requests.reduce((sum, { events }) => sum + events.length, 0);
    assert.ok(sent < 2 * ids.length, `${sent} sent, ${ids.length} needed`);
  });

test('answers that are lost, 429 and 503 are waited out', async () => {
  // Some in a row, some alone; no batch fails as often as the loader gives up.
  collector.failAt = new Map([[2, [429, { 'Retry-After': '1' }]], [5, [503]], [6, [503]],
    [9, [429, { 'Retry-After': '1' }]], [12, [500]]]);
  const totals = await seed();
  assert.equal(totals.accepted + totals.duplicates, (await idsOf()).length);
  assert.ok(collector.requests.some(({ status }) => status === 429));
  const refused = collector.requests.find(({ status }) => status === 429);
  const next = collector.requests.find(({ text, at }) => text === refused.text && at > refused.at);
  assert.ok(next.at - refused.at >= 990, 'Retry-After is honoured');
});

test('what cannot be loaded says why', async () => {
  const one = { id: 'a', sourceType: 'web', type: 'x', timestamp: '1970-01-01T00:00:00Z' };
  const load = (events, key = 'crow_test') => loadEvents(events, { url: collector.url, key });
  await assert.rejects(load([one]), /rejects 1 of 1 interactions; first a: timestamp/);
  await assert.rejects(load([one], 'crow_other'), /answered 401 .*start again to go on/);
  collector.fail(501);
  await assert.rejects(load([one]), /answered 501/);
});

test('acknowledged means a position that holds: a gap is not skipped', async () => {
  const positions = [];
  const events = Array.from({ length: 2600 }, (_, index) => ({ id: `e${index}`, sourceType: 'web',
    type: 'x', timestamp: '2026-11-01T00:00:00Z' }));
  await loadEvents(events, { url: collector.url, key: 'crow_test', atOnce: 3,
    state: { position: 600, save: (position) => positions.push(position) } });
  assert.equal(collector.events.length, 2000);
  assert.equal(positions.at(-1), 2600);
  assert.deepEqual(positions, [...positions].sort((a, b) => a - b));
});
