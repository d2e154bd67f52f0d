// What is too large is refused with 413 and before it is read whole; security headers are on
// every answer.

import assert from 'node:assert/strict';
import test from 'node:test';
import { exchange, header, json } from '../lib/http.mjs';
import { kApi, anyAddress, call, openTarget, owner } from '../lib/target.mjs';

const kMebibyte = 1024 * 1024;

let target;
let key;
test.before(async () => {
  target = await openTarget();
  ({ key } = await owner(target));
});
test.after(() => target?.dispose());

const kSignIn = {
  method: 'POST',
  target: `${kApi}/auth/sign-in/email`,
  headers: [['Content-Type', 'application/json']],
};

test('a body of eight MiB is 413', async () => {
  const body = JSON.stringify({ email: 'a@b.example', password: 'x'.repeat(8 * kMebibyte) });
  const answer = await exchange(target.url, { ...kSignIn, body });
  assert.equal(answer.status, 413, String(answer.body).slice(0, 200));
  assert.match(String(answer.body), /PAYLOAD_TOO_LARGE/);
});

test('a body that only says it is large is 413 at once', async () => {
  const answer = await exchange(target.url, {
    ...kSignIn,
    headers: [...kSignIn.headers, ['Content-Length', String(10 * 1024 * kMebibyte)]],
    body: '{',
    timeout: 5000,
  });
  assert.equal(answer.status, 413);
});

test('a large body in chunks, which says nothing, is 413', async () => {
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
  const answer = await exchange(target.url, {
    ...kSignIn,
    headers: [...kSignIn.headers, ['Transfer-Encoding', 'chunked']],
    body: `${chunk.repeat(128)}0\r\n\r\n`,
  });
  assert.equal(answer.status, 413, String(answer.body).slice(0, 200));
});

test('404 and 401 come before 413', async () => {
  const body = 'x'.repeat(8 * kMebibyte);
  for (const [path, status] of [[`${kApi}/nothing`, 404], [`${kApi}/users/me`, 401]]) {
    const answer = await exchange(target.url, { method: 'POST', target: path, body });
    assert.equal(answer.status, status, path);
  }
});

test('a body with a GET is not read as anything', async () => {
  const answer = await call(target, 'GET', `${kApi}/users/me`, { key, body: '{' });
  assert.ok([200, 400].includes(answer.status), `${answer.status} ${answer.body}`);
});

test('headers of 256 KiB are 413, and the next request is served', async () => {
  const answer = await exchange(target.url, {
    target: `${kApi}/health`,
    headers: [['X-Padding', 'x'.repeat(256 * 1024)]],
  });
  assert.equal(answer.status, 413);
  assert.equal((await call(target, 'GET', `${kApi}/health`)).status, 200);
});

test('large headers that get through are served or refused, without a crash', async () => {
  for (const [name, size] of [['X-API-Key', 8000], ['Cookie', 8000], ['X-Request-Id', 8000],
    ['Authorization', 8000], ['Origin', 8000], ['X-Padding', 12_000]]) {
    const answer = await exchange(target.url, {
      target: `${kApi}/users/me`, headers: [[name, 'x'.repeat(size)]],
    });
    assert.ok(answer.status >= 400 && answer.status < 500, `${name}: ${answer.status}`);
  }
});

test('a hundred headers and a thousand parameters are no crash', async () => {
  const headers = Array.from({ length: 100 }, (_, index) => [`X-Header-${index}`, 'value']);
  const query = Array.from({ length: 1000 }, (_, index) => `p${index}=v`).join('&');
  const answer = await exchange(target.url, {
    target: `${kApi}/users/me?${query}`, headers: [...headers, ['X-API-Key', key]],
  });
  assert.ok(answer.status < 500, `${answer.status} ${answer.body}`);
});

test('security headers are on every answer', async () => {
  const paths = ['/api/v1/health', '/api/v1/users/me', '/api/v1/nothing', '/nothing',
    '/api/v1//x', '/api/v1/auth/get-session', '/api/v1/auth/nothing', '/api/v1/products',
    '/api/v1/openapi.json', '/docs/'];
  for (const path of paths) {
    const answer = await call(target, 'GET', path);
    const got = (name) => header(answer, name);
    assert.equal(got('x-content-type-options'), 'nosniff', path);
    assert.ok(got('referrer-policy'), `${path} has a Referrer-Policy`);
    assert.match(got('content-security-policy') ?? '', /frame-ancestors 'none'/, path);
    assert.equal(got('strict-transport-security'), null, `${path} came by http`);
    assert.equal(got('x-powered-by'), null, path);
    assert.ok(got('x-request-id'), path);
  }
});

test('answers about somebody are not cached', async () => {
  const answer = await call(target, 'GET', `${kApi}/users/me`, { key });
  assert.match(header(answer, 'cache-control') ?? '', /no-store/);
});

test('log lines cannot be forged and headers cannot be split', async () => {
  const answer = await exchange(target.url, {
    target: `${kApi}/nothing%0d%0aX-Evil:%201?%0d%0aX-Evil:%201`,
    headers: [['X-Request-Id', 'a%0d%0aX-Evil: 1'], ['CF-Connecting-IP', anyAddress()]],
  });
  assert.equal(header(answer, 'x-evil'), null);
  assert.ok(answer.status < 500);
  assert.ok(json(answer).error);
});
