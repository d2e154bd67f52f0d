// Signing in, signing up and verifying keys are limited by address: 100 a minute in development.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { kApi, anyAddress, call, openTarget } from '../lib/target.mjs';

const kLimit = 100;
const kVerify = `${kApi}/auth/api-key/verify`;
const kNoKey = { key: `crow_${'A'.repeat(64)}` };

let target;
test.after(() => target?.dispose());

/** Verifies a key that does not exist, many times within one minute. */
async function hammer(count, headersOf) {
  const left = 60 - new Date().getUTCSeconds();
  if (left < 15) await new Promise((resolve) => setTimeout(resolve, left * 1000 + 100));
  const answers = [];
  for (let done = 0; done < count; done += 10) {
    answers.push(...await Promise.all(Array.from({ length: Math.min(10, count - done) },
      () => call(target, 'POST', kVerify, { body: kNoKey, headers: headersOf() }))));
  }
  return answers;
}

function check(answers) {
  const passed = answers.filter((answer) => answer.status === 200);
  const refused = answers.filter((answer) => answer.status === 429);
  assert.equal(passed.length + refused.length, answers.length,
    `other answers: ${answers.map((answer) => answer.status)}`);
  assert.ok(passed.length <= kLimit, `${passed.length} passed`);
  assert.ok(passed.length >= kLimit * 0.9, `only ${passed.length} passed`);
  for (const answer of refused) {
    assert.equal(answer.data?.error?.code, 'RATE_LIMITED');
    const wait = Number(header(answer, 'retry-after'));
    assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 60, `Retry-After ${wait}`);
    assert.ok(header(answer, 'x-request-id'));
  }
}

test('behind Cloudflare its header says who asks', async (context) => {
  target = await openTarget();
  await context.test('one address is limited', async () => {
    const address = anyAddress();
    check(await hammer(kLimit + 30, () => ({ 'CF-Connecting-IP': address })));
    const plain = await call(target, 'POST', kVerify,
      { body: kNoKey, headers: { 'CF-Connecting-IP': address, 'X-Error-Format': 'plain' } });
    assert.deepEqual([plain.status, typeof plain.data.error], [429, 'string']);
  });
  await context.test('another is not', async () => {
    const answer = await call(target, 'POST', kVerify, { body: kNoKey });
    assert.equal(answer.status, 200, String(answer.body));
  });
  await context.test('X-Forwarded-For changes nothing', async () => {
    const address = anyAddress();
    check(await hammer(kLimit + 30,
      () => ({ 'CF-Connecting-IP': address, 'X-Forwarded-For': anyAddress() })));
  });
  await context.test('health is never counted', async () => {
    const address = anyAddress();
    for (let count = 0; count < kLimit + 30; count++) {
      const answer = await call(target, 'GET', `${kApi}/health`,
        { headers: { 'CF-Connecting-IP': address } });
      assert.equal(answer.status, 200);
    }
  });
  await target.dispose();
});

test('elsewhere it says nothing: anybody could send it', async (context) => {
  if (process.env.CROW_TEST_URL) {
    context.skip('needs a platform of its own');
    return;
  }
  target = await openTarget({ vars: { BEHIND_CLOUDFLARE: 'false' } });
  check(await hammer(kLimit + 30, () => ({ 'CF-Connecting-IP': anyAddress() })));
});
