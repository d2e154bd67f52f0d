// Many sign in at once: all get in, one after the other, and who wants something else is not held
// up by the whole line.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { call, kApi, must, openTarget, unique } from '../lib/target.mjs';

const kAtOnceMax = 20;
const password = 'correct horse battery';
const email = `ada-${unique()}@northwind.example`;
let target;
test.before(async () => {
  target = await openTarget();
  await must(target, 'POST', `${kApi}/auth/sign-up/email`,
    { body: { name: 'Ada', email, password } });
});
test.after(() => target?.dispose());

const signIns = (count) => Array.from({ length: count }, () =>
  call(target, 'POST', `${kApi}/auth/sign-in/email`, { body: { email, password } }));

test('ten at once all get in', async () => {
  const answers = await Promise.all(signIns(10));
  assert.deepEqual(answers.map(({ status }) => status), Array(10).fill(200));
  assert.equal(new Set(answers.map(({ data }) => data.token)).size, 10);
});

test('others are answered between two hashes', async () => {
  const ended = [];
  const crowd = signIns(10).map((one) => one.then(() => ended.push('in')));
  await Promise.race(crowd);
  const other = call(target, 'GET', `${kApi}/auth/ok`).then(() => ended.push('other'));
  await Promise.all([...crowd, other]);
  assert.notEqual(ended.at(-1), 'other');
});

test('those behind a long line are told when to come back, and nobody else suffers', async () => {
  const answers = await Promise.all(signIns(2 * kAtOnceMax));
  const refused = answers.filter(({ status }) => status !== 200);
  assert.ok(answers.length - refused.length >= kAtOnceMax);
  for (const answer of refused) {
    assert.deepEqual([answer.status, answer.data.code, header(answer, 'retry-after')],
      [503, 'UNAVAILABLE', '1']);
  }
  assert.equal((await signIns(1)[0]).status, 200);
});
