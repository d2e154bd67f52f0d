// What is said is found by what it means, by nobody else, and no longer than it is kept:
// interactions, meaning, models and the index together.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, must, openTarget, twoOrganizations } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';
import { kInteractions, ask, record } from '../interactions/stored.mjs';

const kSecret = 'the wombat bought slippers secretly';

let target;
let ada;
let bob;

const event = (id, summary, more = {}) => ({ id, sourceType: 'social', type: 'post',
  timestamp: '2025-03-01T10:00:00Z', summary, ...more });
const near = (who, q, more = '') =>
  ask(target, who, `/search?mode=semantic&q=${encodeURIComponent(q)}${more}`);
const ids = ({ data }) => data.map(({ id }) => id);
/** Waits for the jobs of both workers to have done what there is to do. */
const found = (who, q, id) => until(async () => {
  const answer = await call(target, 'GET',
    `${kInteractions}/search?mode=semantic&q=${encodeURIComponent(q)}`, { key: who.key });
  return answer.status === 200 && ids(answer.data).includes(id);
}, 60_000);

test.before(async () => {
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  await record(target, ada, [
    event('said', kSecret, { visitorId: 'gone' }),
    event('said.again', kSecret, { visitorId: 'gone' }),
    event('kept', 'a long queue at the till'),
    event('seen', 'a long queue at the till', { sourceType: 'cctv', type: 'queue' }),
  ]);
  await record(target, bob, [event('theirs', 'a short queue at the door')]);
  await found(ada, 'wombats buying slippers', 'said');
  await found(bob, 'queues', 'theirs');
});
test.after(() => target?.dispose());

test('an interaction is found by what it means, with all that say the same', async () => {
  const answer = await near(ada, 'wombats buying slippers');
  assert.deepEqual(ids(answer).slice(0, 2).sort(), ['said', 'said.again']);
  assert.equal(answer.mode, 'builtin');
  assert.ok(answer.data[0].score > answer.data[2]?.score || answer.total === 2);
});

test('a channel narrows what is looked through', async () => {
  assert.deepEqual(ids(await near(ada, 'queues at tills', '&sourceType=cctv')), ['seen']);
});

test('nothing of one organization is found by another', async () => {
  assert.deepEqual(ids(await near(bob, kSecret)).filter((id) => id !== 'theirs'), []);
  assert.ok(!ids(await near(ada, 'a short queue at the door')).includes('theirs'));
});

test('words that must not occur do not, and syntax is none', async () => {
  assert.ok(!ids(await near(ada, 'wombats -slippers')).includes('said'));
  for (const q of ['") OR 1=1 --', '{"$ne":""}', '{{queue}}']) {
    const answer = await call(target, 'GET',
      `${kInteractions}/search?mode=semantic&q=${encodeURIComponent(q)}`, { key: ada.key });
    assert.equal(answer.status, 200, answer.body);
  }
});

test('what a visitor said is gone everywhere when they are erased', async () => {
  const database = await target.getDatabase('meaning');
  const kept = async () => (await database.prepare(
    'SELECT count(*) AS count FROM text WHERE text LIKE ?').bind('%wombat%').first()).count;
  assert.equal(await kept(), 1);
  await must(target, 'DELETE', `${kInteractions}/visitors?visitorId=gone`, { key: ada.key });
  assert.ok(!ids(await near(ada, kSecret)).includes('said'));
  await until(async () => await kept() === 0, 30_000);
  await until(async () => {
    const { count } = await database.prepare(
      'SELECT count(*) AS count FROM text WHERE is_forgotten = 1').first();
    return count === 0;
  }, 30_000);
  assert.ok(ids(await near(ada, 'queue')).includes('kept'));
});
