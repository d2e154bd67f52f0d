// Replay: what may be used once is used once, whoever tries again and however many at a time.
// Idempotency keys as such are tested in kernel/idempotency.test.mjs; that a deleted key is dead
// within ten seconds is in access/api-keys.http.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { call, kApi, must, newestMail, openTarget, owner, signUp, unique }
  from '../lib/target.mjs';

const kAuth = `${kApi}/auth`;
const kTogether = 6;

let target;
let ada;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
});
test.after(() => target?.dispose());

/** The same request many times at once: how many were answered with success. */
async function race(send) {
  const answers = await Promise.all(Array.from({ length: kTogether }, (_, index) => send(index)));
  // Hashing a password is refused when too many do it at once.
  for (const { status, body } of answers) assert.ok(status < 500 || status === 503, String(body));
  return answers.filter(({ status }) => status < 300).length;
}

async function mailOf(email) {
  const mail = await newestMail(target, email);
  return new URL(mail.url);
}

test('a token of a forgotten password changes it once', async () => {
  const user = await signUp(target);
  await must(target, 'POST', `${kAuth}/request-password-reset`, { body: { email: user.email } });
  const { token } = await newestMail(target, user.email);
  const reset = (index) => call(target, 'POST', `${kAuth}/reset-password`,
    { body: { token, newPassword: `another horse ${index}` } });
  assert.equal(await race(reset), 1);
  assert.equal((await reset(9)).data.code, 'INVALID_TOKEN');
  const old = await call(target, 'POST', `${kAuth}/sign-in/email`,
    { body: { email: user.email, password: user.password } });
  assert.equal(old.status, 401);
});

test('a token of one person is of no use for another, nor for another thing', async () => {
  const [one, other] = [await signUp(target), await signUp(target)];
  const verification = (await mailOf(one.email)).searchParams.get('token');
  await must(target, 'POST', `${kAuth}/request-password-reset`, { body: { email: one.email } });
  const { token: reset } = await newestMail(target, one.email);
  for (const [path, token] of [['verify-email', reset], ['delete-user/callback', reset],
    ['delete-user/callback', verification]]) {
    const answer = await call(target, 'GET', `${kAuth}/${path}?token=${encodeURIComponent(token)}`,
      { cookie: other.cookie });
    assert.ok(answer.status >= 400, `${path}: ${answer.status} ${answer.body}`);
  }
  for (const token of [verification, one.token, ada.key, one.id]) {
    const answer = await call(target, 'POST', `${kAuth}/reset-password`,
      { body: { token, newPassword: 'another horse' } });
    assert.equal(answer.status, 400, `${token}: ${answer.body}`);
  }
});

test('a link that confirms an address says nothing new the second time', async () => {
  const user = await signUp(target);
  const { pathname, search } = await mailOf(user.email);
  const first = await call(target, 'GET', pathname + search);
  assert.ok(first.status < 400, String(first.body));
  const again = await call(target, 'GET', pathname + search);
  assert.equal(header(again, 'set-cookie'), null, 'nobody is signed in by an old link');
});

test('a link that changes an address changes it once', async () => {
  const user = await signUp(target);
  const confirm = await mailOf(user.email);
  await call(target, 'GET', confirm.pathname + confirm.search);
  const next = `${unique()}@${unique()}.example`;
  await must(target, 'POST', `${kAuth}/change-email`,
    { cookie: user.cookie, body: { newEmail: next } });
  const { pathname, search } = await mailOf(next);
  await call(target, 'GET', pathname + search, { cookie: user.cookie });
  const back = `${unique()}@${unique()}.example`;
  await call(target, 'POST', `${kAuth}/change-email`,
    { cookie: user.cookie, body: { newEmail: back } });
  const second = await mailOf(back);
  await call(target, 'GET', second.pathname + second.search, { cookie: user.cookie });
  await call(target, 'GET', pathname + search, { cookie: user.cookie });
  const { data } = await call(target, 'GET', `${kAuth}/get-session`, { cookie: user.cookie });
  assert.equal(data.user.email, back, 'an old link does not change the address back');
});

test('an invitation is accepted once, and not after it was turned down or taken back', async () => {
  const post = (path, body, cookie = ada.cookie) =>
    call(target, 'POST', `${kAuth}/organization${path}`, { cookie, body });
  const invite = async () => {
    const user = await signUp(target);
    const { data } = await post('/invite-member', { email: user.email, role: 'member' });
    return { ...user, body: { invitationId: data.id } };
  };
  const one = await invite();
  assert.equal(await race(() => post('/accept-invitation', one.body, one.cookie)), 1);
  await must(target, 'POST', `${kAuth}/organization/remove-member`, { cookie: ada.cookie,
    body: { memberIdOrEmail: one.email, organizationId: ada.organization.id } });
  assert.equal((await post('/accept-invitation', one.body, one.cookie)).status, 400);
  for (const [path, who] of [['/reject-invitation', 'own'], ['/cancel-invitation', 'ada']]) {
    const user = await invite();
    const ended = await post(path, user.body, who === 'own' ? user.cookie : ada.cookie);
    assert.equal(ended.status, 200, String(ended.body));
    assert.equal((await post('/accept-invitation', user.body, user.cookie)).status, 400, path);
  }
});

test('an invitation is its addressee’s alone', async () => {
  const [invited, thief] = [await signUp(target), await signUp(target)];
  const { data } = await must(target, 'POST', `${kAuth}/organization/invite-member`,
    { cookie: ada.cookie, body: { email: invited.email, role: 'member' } });
  for (const path of ['accept', 'reject']) {
    const answer = await call(target, 'POST', `${kAuth}/organization/${path}-invitation`,
      { cookie: thief.cookie, body: { invitationId: data.id } });
    assert.equal(answer.status, 403, String(answer.body));
  }
});

test('a request that is sent again makes one thing, for its caller alone', async () => {
  const bob = await owner(target, 'Bob Kahn', 'Contoso');
  const headers = { 'Idempotency-Key': unique() };
  const make = (key, name = 'chair') => call(target, 'POST', `${kApi}/products`,
    { key, headers, body: { name, price: '1', currency: 'EUR' } });
  const first = await make(ada.key);
  const again = await make(ada.key);
  assert.deepEqual([again.status, again.data.id], [201, first.data.id]);
  assert.equal(header(again, 'idempotent-replayed'), 'true');
  assert.equal((await make(ada.key, 'table')).status, 422);
  const other = await make(bob.key);
  assert.equal(header(other, 'idempotent-replayed'), null);
  assert.equal(other.data.organizationId, bob.organization.id);
});
