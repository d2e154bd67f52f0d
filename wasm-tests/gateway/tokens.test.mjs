// The internal token is for services. At the gateway it is no credential, right or forged; at a
// service a forged one is nobody.

import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import test from 'node:test';
import { exchange } from '../lib/http.mjs';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

let target;
let ada;
let published;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  const keys = await call(target, 'GET', `${kApi}/auth/jwks`);
  published = keys.data.keys[0];
});
test.after(() => target?.dispose());

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

/** The claims that a token of the gateway has, for Ada. */
function claims(change = {}) {
  return {
    sub: ada.id, org: ada.organization.id, role: 'owner',
    permissions: ['chat', 'interactions', 'patterns', 'teamManagement', 'apiKeyManagement'],
    tier: 'Enterprise', iss: target.url, aud: target.url, iat: now(), exp: now() + 60, ...change,
  };
}

function signed(head, body, signature) {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${signature(text)}`;
}

const ours = (text) => sign(null, Buffer.from(text), privateKey).toString('base64url');

/** Tokens that nobody may accept, by what is wrong with them. */
const kForged = {
  'without a signature': () => signed({ alg: 'none', typ: 'JWT' }, claims(), () => ''),
  'alg none in capitals': () => signed({ alg: 'NONE' }, claims(), () => ''),
  'alg none with a signature': () => signed({ alg: 'none' }, claims(), ours),
  'of another key': () => signed({ alg: 'EdDSA', kid: published.kid }, claims(), ours),
  'of another key, with that key in it': () => signed(
    { alg: 'EdDSA', jwk: publicKey.export({ format: 'jwk' }) }, claims(), ours),
  'of another key, with an address for it': () => signed(
    { alg: 'EdDSA', jku: 'https://evil.example/jwks.json' }, claims(), ours),
  'by HMAC with the public key': () => signed({ alg: 'HS256', kid: published.kid }, claims(),
    (text) => createHmac('sha256', Buffer.from(published.x, 'base64url')).update(text)
      .digest('base64url')),
  expired: () => signed({ alg: 'EdDSA', kid: published.kid },
    claims({ iat: now() - 120, exp: now() - 60 }), ours),
  'of a far future': () => signed({ alg: 'EdDSA', kid: published.kid },
    claims({ exp: now() + 10 ** 9 }), ours),
  'of an unknown key': () => signed({ alg: 'EdDSA', kid: '../../etc/passwd' }, claims(), ours),
  'with an empty signature': () => signed({ alg: 'EdDSA', kid: published.kid }, claims(), () => ''),
  'with a signature of zeros': () => signed({ alg: 'EdDSA', kid: published.kid }, claims(),
    () => Buffer.alloc(64).toString('base64url')),
  'of two parts': () => `${encode({ alg: 'EdDSA' })}.${encode(claims())}`,
  'of four parts': () => `${signed({ alg: 'EdDSA' }, claims(), ours)}.x`,
  'whose header is no JSON': () => `e30x.${encode(claims())}.${ours('x')}`,
  'of dots': () => '..',
};

for (const [what, forge] of Object.entries(kForged)) {
  test(`the gateway refuses a token ${what}`, async () => {
    for (const headers of [
      { Authorization: `Bearer ${forge()}` },
      { Authorization: `Bearer ${forge()}`, 'X-Organization-Id': ada.organization.id,
        'X-User-Id': ada.id },
      { 'X-API-Key': forge() },
    ]) {
      const answer = await call(target, 'GET', `${kApi}/users/me`, { headers });
      assert.deepEqual([answer.status, answer.data?.error?.code], [401, 'UNAUTHORIZED'],
        JSON.stringify(headers));
      assert.doesNotMatch(String(answer.body), /eyJ/, 'a token is never repeated');
    }
  });

  test(`a service refuses a token ${what}`, async (context) => {
    if (!target.getWorker) {
      context.skip('services of a running platform cannot be reached past its gateway');
      return;
    }
    for (const service of ['users', 'organizations']) {
      const worker = await target.getWorker(service);
      const path = service === 'users' ? '/users/me' : '/organizations';
      const response = await worker.fetch(`http://${service}${kApi}${path}`, {
        headers: { Authorization: `Bearer ${forge()}`, 'X-Organization-Id': ada.organization.id,
          'X-User-Id': ada.id },
      });
      assert.equal(response.status, 401, `${service}: ${await response.text()}`);
    }
  });
}

test('a service knows nobody by headers alone', async (context) => {
  if (!target.getWorker) {
    context.skip('services of a running platform cannot be reached past its gateway');
    return;
  }
  const worker = await target.getWorker('users');
  for (const headers of [{}, { 'X-User-Id': ada.id, 'X-Organization-Id': ada.organization.id },
    { 'X-Internal-Key': 'guess' }, { 'X-API-Key': ada.key }, { Cookie: ada.cookie }]) {
    const response = await worker.fetch(`http://users${kApi}/users/me`, { headers });
    assert.equal(response.status, 401, JSON.stringify(headers));
    await response.text();
  }
});

test('Better Auth’s own token is right, and no credential at the gateway', async () => {
  const { data } = await call(target, 'GET', `${kApi}/auth/token`, { cookie: ada.cookie });
  const answer = await call(target, 'GET', `${kApi}/users/me`,
    { headers: { Authorization: `Bearer ${data.token}` } });
  assert.deepEqual([answer.status, answer.data?.error?.code], [401, 'UNAUTHORIZED']);
});

test('two different headers of one name are refused, never one of them chosen', async () => {
  const bob = await owner(target, 'Bob Kahn', 'Contoso');
  for (const name of ['X-API-Key', 'Authorization', 'ApiKey']) {
    const value = (key) => (name === 'Authorization' ? `Bearer ${key}` : key);
    const answer = await exchange(target.url, {
      target: `${kApi}/users/me`,
      headers: [[name, value(ada.key)], [name, value(bob.key)]],
    });
    assert.ok([400, 401].includes(answer.status), `${name}: ${answer.status} ${answer.body}`);
  }
});
