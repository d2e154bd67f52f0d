// Token confusion: each kind of credential is good in its own place and nothing anywhere else.
// What is here are real ones in the wrong place; forged ones (alg none, HMAC with the public key,
// another key, expired) are in gateway/tokens.test.mjs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, must, newestMail, openTarget, owner } from '../lib/target.mjs';

const kNeedsServices = { skip: process.env.CROW_TEST_URL
  ? 'services of a running platform cannot be reached past its gateway' : false };

let target;
let ada;
let bob;
let credentials;

test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  bob = await owner(target, 'Bob Kahn', 'Contoso');
  const { cookie } = ada;
  const writeKey = (await must(target, 'POST', `${kApi}/interactions/write-keys`,
    { key: ada.key, body: { name: 'site' } })).data.key;
  await must(target, 'POST', `${kApi}/auth/request-password-reset`, { body: { email: ada.email } });
  credentials = {
    'an API key': ada.key,
    'the value of a cookie': decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)),
    'the token of a session': ada.token,
    'a write key': writeKey,
    'a token of Better Auth':
      (await must(target, 'GET', `${kApi}/auth/token`, { cookie })).data.token,
    'the token of a mail': (await newestMail(target, ada.email)).token,
    'the id of a key': ada.keyId,
    'the id of a user': ada.id,
  };
  if (target.internalFetch) {
    const answer = await target.internalFetch('auth', '/internal/auth/resolve-credential',
      { method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ kind: 'key', credential: ada.key }) });
    credentials['the internal token'] = (await answer.json()).token;
    credentials['the internal key'] = target.secrets.INTERNAL_KEY;
  }
});
test.after(() => target?.dispose());

/** Where a client may put a credential, and which one is good there. */
const kPlaces = {
  'X-API-Key': [(value) => ({ 'X-API-Key': value }), 'an API key'],
  ApiKey: [(value) => ({ ApiKey: value }), 'an API key'],
  'Authorization: Bearer': [(value) => ({ Authorization: `Bearer ${value}` }), 'an API key'],
  'Authorization: ApiKey': [(value) => ({ Authorization: `ApiKey ${value}` }), 'an API key'],
  'Authorization: Basic': [(value) => ({
    Authorization: `Basic ${Buffer.from(`x:${value}`).toString('base64')}` }), undefined],
  Cookie: [(value) => ({ Cookie: `better-auth.session_token=${encodeURIComponent(value)}` }),
    'the value of a cookie'],
  'X-Internal-Key': [(value) => ({ 'X-Internal-Key': value }), undefined],
};

for (const [place, [headersOf, good]] of Object.entries(kPlaces)) {
  test(`in ${place} ${good ?? 'nothing'} is good, and nothing else`, async () => {
    for (const [what, value] of Object.entries(credentials)) {
      const answer = await call(target, 'GET', `${kApi}/users/me`, { headers: headersOf(value) });
      assert.equal(answer.status, what === good ? 200 : 401, `${what}: ${answer.body}`);
      assert.ok(what === good || !String(answer.body).includes(value), `${what} is repeated`);
    }
  });
}

test('a write key writes events and does nothing else, wherever it stands', async () => {
  const value = credentials['a write key'];
  for (const [method, path] of [['GET', '/interactions'], ['GET', '/products'],
    ['GET', '/users/me'], ['DELETE', '/interactions/visitors?visitorId=x'],
    ['POST', '/interactions/write-keys']]) {
    for (const [suffix, headers] of [[`key=${value}`, {}], ['x=1', { 'X-API-Key': value }]]) {
      const answer = await call(target, method, `${kApi}${path}${path.includes('?') ? '&' : '?'}`
        + suffix, { headers, body: method === 'POST' ? { name: 'x' } : undefined });
      assert.equal(answer.status, 401, `${method} ${path}: ${answer.body}`);
    }
  }
});

test('auth takes nothing but a cookie for a session', async () => {
  for (const [what, value] of Object.entries(credentials)) {
    for (const [place, [headersOf, good]] of Object.entries(kPlaces)) {
      const { data } = await call(target, 'GET', `${kApi}/auth/get-session`,
        { headers: headersOf(value) });
      const isGood = place === 'Cookie' && what === good;
      assert.equal(data?.user?.id ?? null, isGood ? ada.id : null, `${what} in ${place}`);
    }
  }
});

test('a service takes nothing but the internal token', kNeedsServices, async () => {
  const internal = 'the internal token';
  for (const [service, path] of [['users', '/users/me'], ['organizations', '/organizations'],
    ['products', '/products/synonyms'], ['interactions', '/interactions/settings'],
    ['crawler', '/crawler-jobs'], ['imports', '/products/imports'],
    ['search', '/products/search?q=x']]) {
    const worker = await target.getWorker(service);
    const ask = async (headers) => {
      const answer = await worker.fetch(`http://${service}${kApi}${path}`, { headers });
      const text = await answer.text();
      assert.ok(!text.includes(bob.organization.id), text);
      return answer.status;
    };
    const own = { 'X-Organization-Id': ada.organization.id, 'X-User-Id': ada.id };
    for (const [what, value] of Object.entries(credentials)) {
      const status = await ask({ Authorization: `Bearer ${value}`, ...own });
      assert.equal(status, what === internal ? 200 : 401, `${service}: ${what}`);
      for (const name of ['X-API-Key', 'Cookie', 'X-Internal-Key']) {
        if (name === 'X-Internal-Key' && what === 'the internal key') continue;
        assert.equal(await ask({ [name]: value, ...own }), 401, `${service}: ${what} in ${name}`);
      }
    }
    // The token says whose it is; what stands beside it is for the log.
    const status = await ask({ Authorization: `Bearer ${credentials[internal]}`,
      'X-Organization-Id': bob.organization.id, 'X-User-Id': bob.id });
    assert.equal(status, 200, service);
  }
});

test('the internal key names no caller', kNeedsServices, async () => {
  const worker = await target.getWorker('users');
  const answer = await worker.fetch(`http://users${kApi}/users/me`, { headers: {
    'X-Internal-Key': target.secrets.INTERNAL_KEY, 'X-User-Id': ada.id,
    'X-Organization-Id': ada.organization.id } });
  assert.equal(answer.status, 401, await answer.text());
});
