// Fixation and tampering: a session is never one that a client named, and a cookie that is not
// exactly what was given out is nobody's. The signature itself is tested in
// auth/signatures.test.mjs, the life of sessions in auth/sessions.http.

import assert from 'node:assert/strict';
import test from 'node:test';
import { values } from '../lib/http.mjs';
import { call, cookieOf, kApi, must, openTarget, owner, signUp, unique } from '../lib/target.mjs';

const kName = 'better-auth.session_token';
const kAuth = `${kApi}/auth`;

let target;
let ada;
let mallory;

test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  mallory = await owner(target, 'Mallory', 'Eve Ltd');
});
test.after(() => target?.dispose());

const userOf = async (cookie) =>
  (await call(target, 'GET', `${kAuth}/get-session`, { cookie })).data?.user?.id ?? null;

for (const [what, path, bodyOf] of [
  ['signing in', '/sign-in/email', () => ({ email: ada.email, password: ada.password })],
  ['signing up', '/sign-up/email', () => ({ name: 'New', email: `${unique()}@northwind.example`,
    password: 'correct horse battery' })]]) {
  test(`fixation: ${what} with somebody’s cookie gives another session`, async () => {
    const planted = [mallory.cookie, `${kName}=${'A'.repeat(32)}`, `${kName}=${'A'.repeat(32)}.x`,
      `__Secure-${kName}=${mallory.cookie.split('=')[1]}`];
    for (const cookie of planted) {
      const before = await userOf(cookie);
      const answer = await must(target, 'POST', kAuth + path, { cookie, body: bodyOf() });
      const given = cookieOf(answer);
      assert.ok(!planted.includes(given));
      assert.ok(!cookie.includes(answer.data.token));
      assert.equal(await userOf(given), answer.data.user.id);
      assert.equal(await userOf(cookie), before, 'the planted one is whose it was');
    }
  });
}

test('fixation: a session named by query, body or header is not taken', async () => {
  const token = 'F'.repeat(32);
  for (const [query, extra] of [[`?${kName}=${token}`, {}], ['', { token, sessionToken: token }]]) {
    const answer = await call(target, 'POST', `${kAuth}/sign-in/email${query}`,
      { body: { email: ada.email, password: ada.password, ...extra },
        headers: { 'X-Session-Token': token, 'Set-Cookie': `${kName}=${token}` } });
    assert.ok(answer.status === 200 ? answer.data.token !== token : answer.status === 400,
      String(answer.body));
  }
  for (const path of [`/get-session?token=${ada.token}`, `/get-session?${kName}=${ada.token}`]) {
    assert.equal((await call(target, 'GET', kAuth + path)).data, null, path);
  }
});

test('a session that ended stays ended, however its cookie is sent', async () => {
  const user = await signUp(target);
  const other = cookieOf(await must(target, 'POST', `${kAuth}/sign-in/email`,
    { body: { email: user.email, password: user.password } }));
  await must(target, 'POST', `${kAuth}/sign-out`, { cookie: user.cookie, body: {} });
  assert.equal(await userOf(user.cookie), null);
  assert.equal(await userOf(`__Secure-${user.cookie}`), null);
  assert.equal(await userOf(other), user.id);
  await must(target, 'POST', `${kAuth}/change-password`, { cookie: other,
    body: { currentPassword: user.password, newPassword: 'another horse',
      revokeOtherSessions: true } });
  assert.equal(await userOf(other), null, 'a new password ends every older session');
});

/** Cookies that nobody was given, by what was done to a good one. */
function tampered() {
  const value = ada.cookie.slice(kName.length + 1);
  const [token, signature] = decodeURIComponent(value).split('.');
  const others = decodeURIComponent(mallory.cookie.slice(kName.length + 1)).split('.');
  const join = (one, two) => encodeURIComponent(`${one}.${two}`);
  const flip = (text, at) =>
    text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  return {
    'the token alone': token,
    'an empty signature': join(token, ''),
    'the signature of another': join(token, others[1]),
    'the token of another': join(others[0], signature),
    'the first letter of the token': join(flip(token, 0), signature),
    'the last letter of the token': join(flip(token, 31), signature),
    'the token in another case': join(token.toLowerCase() === token ? token.toUpperCase()
      : token.toLowerCase(), signature),
    'the first letter of the signature': join(token, flip(signature, 0)),
    'the middle of the signature': join(token, flip(signature, 20)),
    'a signature cut short': join(token, signature.slice(0, -4)),
    'a signature that is longer': join(token, `${signature}AAAA`),
    'two signatures': join(token, `${signature}.${signature}`),
    'a space before': `%20${value}`,
    'a NUL behind': `${value}%00`,
    'a newline behind': `${value}%0d%0aX-User-Id:%20${mallory.id}`,
    'encoded twice': encodeURIComponent(value),
    'no text': '%FF%FE',
    SQL: encodeURIComponent(`' OR '1'='1.${signature}`),
    'a wildcard': join('%', signature),
    'very long': 'A'.repeat(4000),
  };
}

test('tampering: a cookie that was not given out is nobody’s', async (context) => {
  for (const [what, value] of Object.entries(tampered())) {
    for (const name of [kName, `__Secure-${kName}`]) {
      await context.test(`${what}, as ${name}`, async () => {
        const cookie = `${name}=${value}`;
        assert.equal(await userOf(cookie), null);
        const api = await call(target, 'GET', `${kApi}/users/me`, { cookie });
        assert.equal(api.status, 401, String(api.body));
      });
    }
  }
});

test('tampering: of two cookies of one name no mixture is read', async () => {
  const [bad] = Object.values(tampered());
  for (const cookie of [`${kName}=${bad}; ${ada.cookie}`, `${ada.cookie}; ${kName}=${bad}`]) {
    assert.ok([null, ada.id].includes(await userOf(cookie)));
  }
  const both = await call(target, 'GET', `${kApi}/users/me`,
    { cookie: `${ada.cookie}; ${mallory.cookie}` });
  assert.ok([200, 400, 401].includes(both.status));
  if (both.status === 200) assert.equal(both.data.id, ada.id);
});

test('the cookie is for the browser alone, and for https where there is any', async (context) => {
  const attributes = async (at) => {
    const email = `${unique()}@${unique()}.com`;
    const answer = await must(at, 'POST', `${kAuth}/sign-up/email`,
      { body: { name: 'Ada', email, password: 'correct horse battery' } });
    const line = values(answer, 'set-cookie').find((one) => one.startsWith(`${kName}=`));
    return line.split('; ').slice(1);
  };
  assert.deepEqual(await attributes(target),
    ['Max-Age=604800', 'Path=/', 'HttpOnly', 'SameSite=Lax']);
  if (process.env.CROW_TEST_URL) {
    context.skip('production needs a platform of its own');
    return;
  }
  const production = await openTarget({ services: ['gateway', 'auth', 'access'], vars: {
    BEHIND_CLOUDFLARE: 'true', BASE_URL: 'https://api.crowai.dev', ENVIRONMENT: 'production' } });
  try {
    const found = await attributes(production);
    for (const one of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Domain=.crowai.dev']) {
      assert.ok(found.includes(one), `${one} is missing: ${found}`);
    }
  } finally {
    await production.dispose();
  }
});
