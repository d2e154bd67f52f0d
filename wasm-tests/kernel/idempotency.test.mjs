// Idempotency-Key over HTTP: what is sent again is made once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorkshop } from './workshop.mjs';

let workshop;
let ada;

before(async () => {
  workshop = await startWorkshop();
  ada = workshop.caller('ada');
});
after(() => workshop.stop());

const walk = (key, body = { steps: 1 }, who = ada) =>
  who.post('/walks', body, { 'idempotency-key': key });
const isReplayed = ({ headers }) => headers.get('idempotent-replayed') === 'true';

test('sent again, the first answer comes once more', async () => {
  const first = await walk('again');
  assert.equal(first.status, 202);
  assert.ok(!isReplayed(first));
  for (let i = 0; i < 5; i += 1) {
    const again = await walk('again');
    assert.equal(again.status, 202);
    assert.deepEqual(again.body, first.body);
    assert.ok(isReplayed(again));
    assert.equal(again.headers.get('content-type'), first.headers.get('content-type'));
  }
});

test('with another body it is a mismatch', async () => {
  await walk('mismatch');
  const other = await walk('mismatch', { steps: 2 });
  assert.equal(other.status, 422);
  assert.equal(other.body.error.code, 'IDEMPOTENCY_MISMATCH');
});

test('callers and organizations do not share keys', async () => {
  const ids = new Set();
  for (const who of [ada, workshop.caller('bob'), workshop.caller('ada', 'south')]) {
    const { status, body } = await walk('shared', { steps: 1 }, who);
    assert.equal(status, 202);
    ids.add(body.id);
  }
  assert.equal(ids.size, 3);
});

test('of many sent at once one is done, and the others get its answer or a conflict', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => walk('at once')));
  assert.equal(answers.filter((answer) => answer.status === 202 && !isReplayed(answer)).length, 1);
  const ids = new Set();
  for (const answer of answers) {
    assert.ok([202, 409].includes(answer.status), `${answer.status}`);
    if (answer.status === 202) ids.add(answer.body.id);
    else assert.equal(answer.headers.get('retry-after'), '1');
  }
  assert.equal(ids.size, 1);
});

test('a key has 1 to 255 characters', async () => {
  assert.equal((await walk('k'.repeat(255))).status, 202);
  const { status, body } = await walk('k'.repeat(256));
  assert.equal(status, 400);
  assert.equal(body.error.details.field, 'Idempotency-Key');
  assert.equal((await walk('')).status, 400);
});

test('refused input does not take the key', async () => {
  assert.equal((await walk('mended', { steps: 0 })).status, 400);
  const mended = await walk('mended', { steps: 1 });
  assert.equal(mended.status, 202);
  assert.ok(!isReplayed(mended));
});
