// What clients and other servers may check by themselves: the signature of the cookie, and the
// token with the published key.

import assert from 'node:assert/strict';
import { createHmac, createPublicKey, verify } from 'node:crypto';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { kApi, must, openTarget, signUp } from '../lib/target.mjs';

let target;
test.before(async () => {
  target = await openTarget();
});
test.after(() => target?.dispose());

const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** Checks a token with the published keys and gives its claims. */
async function claimsOf(token) {
  const { data } = await must(target, 'GET', `${kApi}/auth/jwks`);
  const [head, body, signature] = token.split('.');
  const { alg, kid, ...others } = decode(head);
  assert.deepEqual([alg, others], ['EdDSA', {}]);
  const jwk = data.keys.find((key) => key.kid === kid);
  assert.ok(jwk, `no key ${kid}`);
  assert.equal('d' in jwk, false, 'the private key stays here');
  const key = createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' });
  assert.ok(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')));
  return decode(body);
}

test('the cookie is the token and its HMAC in base64', async (context) => {
  if (!target.secrets) {
    context.skip('the secret of a running platform is not known');
    return;
  }
  const { cookie, token } = await signUp(target);
  const secret = target.secrets.AUTH_SECRET;
  const mac = createHmac('sha256', secret).update(token).digest('base64');
  assert.equal(cookie, `better-auth.session_token=${encodeURIComponent(`${token}.${mac}`)}`);
});

test('the token has the user in it and lives 15 minutes', async () => {
  const { cookie, id, name, email } = await signUp(target);
  const { data } = await must(target, 'GET', `${kApi}/auth/token`, { cookie });
  const session = await must(target, 'GET', `${kApi}/auth/get-session`, { cookie });
  for (const token of [data.token, header(session, 'set-auth-jwt')]) {
    const { iat, exp, ...claims } = await claimsOf(token);
    assert.deepEqual(claims, { ...session.data.user, sub: id, iss: target.url, aud: target.url });
    assert.deepEqual([claims.name, claims.email], [name, email]);
    assert.equal(exp - iat, 900);
    assert.ok(Math.abs(iat - Date.now() / 1000) < 60);
  }
});

test('ids, tokens and keys are never the same twice', async () => {
  const users = [];
  for (let count = 0; count < 5; count++) users.push(await signUp(target));
  for (const member of ['id', 'token']) {
    const values = users.map((user) => user[member]);
    assert.equal(new Set(values).size, values.length);
    for (const value of values) assert.match(value, /^[A-Za-z0-9]{32}$/);
  }
});
