// Passwords are not guessed, from however many addresses, and neither the answer nor its time tells
// who has an account.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { call, kApi, must, openTarget, unique } from '../lib/target.mjs';

const kTries = 10;
const password = 'correct horse battery';
let target;
test.before(async () => {
  // The numbers of production.
  target = await openTarget({ varsOf: { auth: { ENVIRONMENT: 'production' } } });
});
test.after(() => target?.dispose());

async function signUp() {
  const email = `ada-${unique()}@northwind-traders.com`;
  await must(target, 'POST', `${kApi}/auth/sign-up/email`,
    { body: { name: 'Ada', email, password } });
  return email;
}

// Every request comes from another address.
const signIn = (email, attempt) =>
  call(target, 'POST', `${kApi}/auth/sign-in/email`, { body: { email, password: attempt } });

for (const [whose, emailOf] of [
  ['somebody', signUp], ['nobody', async () => `nobody-${unique()}@northwind-traders.com`]]) {
  test(`of ${whose}: ten wrong ones, then nothing is tried for a while`, async () => {
    const email = await emailOf();
    for (let i = 0; i < kTries; i += 1) {
      const { status, data } = await signIn(email, 'wrong horse');
      assert.deepEqual([status, data.code], [401, 'INVALID_EMAIL_OR_PASSWORD']);
    }
    const refused = await signIn(email, password);
    assert.deepEqual([refused.status, refused.data.code], [429, 'RATE_LIMITED']);
    const wait = Number(header(refused, 'retry-after'));
    assert.ok(wait > 800 && wait <= 900, `${wait} s`);
  });
}

test('another account is not held up', async () => {
  const [one, other] = [await signUp(), await signUp()];
  for (let i = 0; i <= kTries; i += 1) await signIn(one, 'wrong horse');
  assert.equal((await signIn(other, password)).status, 200);
});

test('the time does not tell whether there is an account', async () => {
  const email = await signUp();
  const times = { somebody: [], nobody: [] };
  const time = async (who, address) => {
    const start = performance.now();
    await signIn(address, 'wrong horse');
    times[who].push(performance.now() - start);
  };
  for (let i = 0; i < 7; i += 1) {
    await time('somebody', email);
    await time('nobody', `nobody-${unique()}@northwind-traders.com`);
  }
  const median = (list) => list.sort((a, b) => a - b)[3];
  const ratio = median(times.somebody) / median(times.nobody);
  assert.ok(ratio > 0.6 && ratio < 1.7, `${ratio} times as long`);
});
