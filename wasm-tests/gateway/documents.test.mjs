// The documents describe what is there, and the page that shows them needs nothing from elsewhere.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

const kServices = ['auth', 'users', 'organizations', 'products', 'search', 'crawler',
  'interactions', 'imports'];
const kMethods = ['get', 'put', 'post', 'delete', 'patch'];

let target;
let ada;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
});
test.after(() => target?.dispose());

/** The operations of a document as "GET /api/v1/users/me", with the server's path before them. */
function operations(document) {
  const base = new URL(document.servers?.[0]?.url ?? '/', target.url).pathname.replace(/\/$/, '');
  return Object.entries(document.paths).flatMap(([path, item]) => kMethods
    .filter((method) => item[method]).map((method) => `${method.toUpperCase()} ${base}${path}`));
}

async function read(path) {
  const answer = await call(target, 'GET', `${kApi}${path}`);
  assert.equal(answer.status, 200, `${path}: ${answer.body}`);
  return answer.data;
}

test('the whole is the sum of its services', async () => {
  const whole = operations(await read('/openapi.json')).sort();
  const parts = await Promise.all(kServices.map((service) => read(`/${service}/openapi.json`)));
  for (const operation of parts.flatMap(operations)) {
    assert.ok(whole.includes(operation), `${operation} is missing in the whole`);
  }
  assert.equal(new Set(whole).size, whole.length);
});

test('what the platform offers is described', async () => {
  const described = operations(await read('/openapi.json'))
    .map((text) => text.replace(/\{[^}]+\}/g, '{}'));
  for (const operation of [
    'POST /api/v1/auth/sign-up/email', 'POST /api/v1/auth/sign-in/email',
    'POST /api/v1/auth/sign-out', 'GET /api/v1/auth/get-session', 'GET /api/v1/auth/token',
    'GET /api/v1/auth/jwks', 'POST /api/v1/auth/organization/create',
    'GET /api/v1/auth/organization/list', 'POST /api/v1/auth/organization/set-active',
    'GET /api/v1/auth/organization/get-full-organization', 'POST /api/v1/auth/api-key/create',
    'GET /api/v1/auth/api-key/list', 'GET /api/v1/auth/api-key/get',
    'POST /api/v1/auth/api-key/delete', 'POST /api/v1/auth/api-key/verify',
    'GET /api/v1/users/me', 'GET /api/v1/users/{}', 'GET /api/v1/users/{}/permissions',
    'GET /api/v1/users/by-organization/{}', 'GET /api/v1/organizations',
    'GET /api/v1/organizations/{}', 'GET /api/v1/organizations/{}/members',
    'POST /api/v1/interactions', 'GET /api/v1/interactions', 'GET /api/v1/interactions/{}',
    'GET /api/v1/interactions/summary', 'GET /api/v1/interactions/search',
    'GET /api/v1/interactions/organization/{}', 'GET /api/v1/interactions/organization/{}/summary',
    'GET /api/v1/interactions/organization/{}/search', 'POST /api/v1/interactions/write-keys',
    'GET /api/v1/interactions/write-keys', 'DELETE /api/v1/interactions/write-keys/{}',
    'DELETE /api/v1/interactions/visitors', 'GET /api/v1/interactions/visitors/export',
    'GET /api/v1/interactions/settings', 'PATCH /api/v1/interactions/settings',
    'GET /api/v1/products', 'POST /api/v1/products', 'GET /api/v1/products/{}',
    'GET /api/v1/products/search', 'GET /api/v1/products/organization/{}',
    'GET /api/v1/products/organization/{}/search',
    'POST /api/v1/products/crawler-jobs', 'GET /api/v1/products/crawler-jobs',
    'GET /api/v1/products/crawler-jobs/{}', 'GET /api/v1/products/crawler-jobs/organization/{}',
    'POST /api/v1/products/crawler-jobs/{}/cancel', 'DELETE /api/v1/products/crawler-jobs/{}',
    'POST /api/v1/crawler-jobs', 'GET /api/v1/crawler-jobs/{}',
  ]) {
    assert.ok(described.includes(operation), `${operation} is not described`);
  }
});

test('every GET that is described exists', async () => {
  for (const operation of operations(await read('/openapi.json'))) {
    const [method, path] = operation.split(' ');
    if (method !== 'GET') continue;
    const filled = path.replace(/\{[^}]+\}/g, ada.id);
    const answer = await call(target, 'GET', filled, { cookie: ada.cookie });
    const routeMissing = answer.status === 404 && answer.data === undefined;
    assert.ok(answer.status < 500 && answer.status !== 405 && !routeMissing,
      `${operation} answered ${answer.status}`);
  }
});

test('every operation has a name of its own, a summary and the errors it can give', async () => {
  const document = await read('/openapi.json');
  const names = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of kMethods.filter((one) => item[one])) {
      const { operationId, summary, responses } = item[method];
      const where = `${method} ${path}`;
      assert.ok(operationId && !names.has(operationId), `${where}: ${operationId}`);
      assert.ok(summary, `${where} has no summary`);
      assert.ok(Object.keys(responses).some((status) => status.startsWith('4')), where);
      names.add(operationId);
    }
  }
});

/** Follows redirects within the platform. */
async function page(path) {
  for (let hops = 0; hops < 4; hops++) {
    const answer = await call(target, 'GET', path);
    if (answer.status < 300 || answer.status >= 400) return { ...answer, path };
    const next = new URL(header(answer, 'location'), target.url + path);
    assert.equal(next.origin, target.url);
    path = next.pathname + next.search;
  }
  throw new Error(`${path} redirects for ever`);
}

test('/docs is a page under a strict policy', async () => {
  const answer = await page('/docs');
  assert.equal(answer.status, 200, String(answer.body).slice(0, 200));
  assert.match(header(answer, 'content-type'), /^text\/html; *charset=utf-8$/i);
  const policy = Object.fromEntries((header(answer, 'content-security-policy') ?? '').split(';')
    .map((text) => text.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
  assert.deepEqual(policy['default-src'], ["'none'"]);
  assert.deepEqual(policy['frame-ancestors'], ["'none'"]);
  for (const [name, values] of Object.entries(policy)) {
    for (const value of values) {
      assert.ok(!value.startsWith('http') && value !== '*', `${name} allows ${value}`);
    }
  }
  for (const unsafe of ["'unsafe-inline'", "'unsafe-eval'", 'data:']) {
    assert.ok(!policy['script-src']?.includes(unsafe), `script-src allows ${unsafe}`);
  }
});

test('everything that the page loads is ours and there', async () => {
  const answer = await page('/docs');
  const html = String(answer.body);
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>/, 'an inline script');
  const links = [...html.matchAll(/<(?:script|link|img)\b[^>]*\b(?:src|href)="([^"]+)"/g)]
    .map(([, link]) => new URL(link, target.url + answer.path));
  assert.ok(links.some((link) => link.pathname.endsWith('.js')));
  for (const link of links) {
    if (link.protocol === 'data:') continue;
    assert.equal(link.origin, target.url);
    const file = await call(target, 'GET', link.pathname);
    assert.equal(file.status, 200, link.pathname);
    assert.equal(header(file, 'x-content-type-options'), 'nosniff', link.pathname);
  }
});

test('files outside of the site are not there', async () => {
  for (const path of ['/docs/nothing.js', '/openapi/users.json', '/docs/%2e%2e/openapi/users.json',
    '/index.js', '/gateway.wasm']) {
    const answer = await call(target, 'GET', path);
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
  }
});
