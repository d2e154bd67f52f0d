// Lists by cursor while events arrive: before, behind and among those that a reader is at. Whatever
// was there at the beginning comes exactly once, and nothing comes twice.

import assert from 'node:assert/strict';
import test from 'node:test';
import { must, openTarget, owner, unique } from '../lib/target.mjs';
import { startLoad } from './load.mjs';
import { everything, indexText, kInteractions, pagesOf, record } from './stored.mjs';

const kBase = Date.UTC(2026, 5, 1, 12);
const kSecond = 1000;

let platform;
test.before(async () => { platform = await openTarget(); });
test.after(() => platform?.dispose());

/** Seven events of each second, so that most pages end among equal times. */
const kEqual = 7;
const kCount = 210;
const makeEvent = (id, second, more) => ({ id, sourceType: 'web', type: 'page_view',
  timestamp: new Date(kBase + second * kSecond).toISOString(), visitorId: 'visitor',
  productId: 'AT10042', summary: 'harvest festival', ...more });

/** An organization with events in an order of arrival that is not that of their times. */
async function begin() {
  const ada = await owner(platform);
  const events = Array.from({ length: kCount }, (_, index) => {
    const place = (index * 37) % kCount;
    return makeEvent(`at.the-start:${place}`, Math.floor(place / kEqual));
  });
  await record(platform, ada, events);
  return { ada, ids: events.map(({ id }) => id).sort() };
}

/** One event before all, one behind all, and some beside the last that was read. */
function arrivals(turn, last) {
  const at = (Date.parse(last.timestamp) - kBase) / kSecond;
  return [
    makeEvent(`new.${turn}`, 10_000 + turn),
    makeEvent(`old.${turn}`, -10_000 - turn),
    makeEvent(`a.${turn}`, at),
    makeEvent(`${last.id}.${turn}`.slice(-64), at),
    makeEvent(`z.${turn}`, at),
    makeEvent(`b.${turn}`, at - 1),
    makeEvent(`y.${turn}`, at + 1),
  ];
}

/** Reads all pages; after each one events arrive. */
async function readWhile(ada, query, arrive) {
  const seen = [];
  let total;
  for await (const page of pagesOf(platform, ada, query)) {
    total ??= page.total;
    assert.equal(page.page, seen.length === 0 ? 1 : null);
    assert.equal(page.total, total, 'the total is exact on every page');
    seen.push(...page.data);
    total += await arrive(page.data.at(-1)) ?? 0;
  }
  return seen;
}

const orderOf = ({ timestamp, id }) => `${timestamp} ${id}`;

function check(seen, atTheStart) {
  const ids = seen.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'nothing comes twice');
  assert.deepEqual(ids.filter((id) => id.startsWith('at.the-start:')
    && !/\.\d+$/.test(id)).sort(), atTheStart);
  const order = seen.map(orderOf);
  assert.deepEqual(order, order.toSorted().reverse(), 'newest first, by id where times are equal');
}

const kQueries = {
  'all events': {},
  'a channel': { sourceType: 'web' },
  'a type': { type: 'page_view' },
  'a product': { productId: 'AT10042' },
  'a visitor': { visitorId: 'visitor' },
  'a time': { from: new Date(kBase).toISOString(),
    to: new Date(kBase + 60 * kSecond).toISOString() },
};

for (const [name, query] of Object.entries(kQueries)) {
  test(`the pages of ${name} stay where they are while events arrive`, async () => {
    const { ada, ids } = await begin();
    let turn = 0;
    const isListed = ({ timestamp }) => !query.from
      || (timestamp >= query.from && timestamp < query.to);
    const seen = await readWhile(ada, { ...query, limit: 10 }, async (last) => {
      // What arrives behind the reader is read, too: it has to end some time.
      if (turn >= 30) return 0;
      const events = arrivals(turn++, last);
      const { accepted } = await record(platform, ada, events);
      assert.equal(accepted, events.length);
      return events.filter(isListed).length;
    });
    check(seen, ids);
    assert.ok(turn >= 21);
  });
}

test('the pages of words stay where they are while the text index grows', async () => {
  const { ada, ids } = await begin();
  await indexText(platform);
  let turn = 0;
  const seen = await readWhile(ada, { q: 'festival', limit: 30 }, async (last) => {
    if (turn >= 8) return 0;
    const { accepted } = await record(platform, ada, arrivals(turn++, last));
    await indexText(platform);
    return accepted;
  });
  check(seen, ids);
});

test('readers under load each read what was there, and nothing twice', async (context) => {
  const { ada, ids } = await begin();
  const { data: { key: writeKey } } = await must(platform, 'POST',
    `${kInteractions}/write-keys`, { key: ada.key, body: { name: 'Website' } });
  const load = startLoad(platform, { key: ada.key, writeKey, seed: unique() });
  const read = async (limit) => {
    const known = [...load.acknowledged];
    const seen = await everything(platform, ada, { limit });
    check(seen, ids);
    const listed = new Set(seen.map(({ id }) => id));
    assert.deepEqual(known.filter((id) => !listed.has(id)), []);
    return seen.length;
  };
  const counts = [];
  for (const limits of [[100, 50], [70, 40], [100, 30]]) {
    counts.push(...await Promise.all(limits.map(read)));
  }
  await load.stop();
  counts.push(await read(100));
  context.diagnostic(`events read: ${counts.join(', ')}`);
});

test('a cursor goes on working when its event was erased', async () => {
  const { ada } = await begin();
  const pages = pagesOf(platform, ada, { limit: 10 });
  const { value: { data: first } } = await pages.next();
  await record(platform, ada, [makeEvent('other', 5, { visitorId: 'other' })]);
  await must(platform, 'DELETE', `${kInteractions}/visitors?visitorId=visitor`, { key: ada.key });
  const { value: { data, total } } = await pages.next();
  assert.deepEqual([first.length, data.map(({ id }) => id), total], [10, ['other'], 1]);
});
