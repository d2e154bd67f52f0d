// What a page of somebody else may do with a visitor's cookie: nothing. Every change of every
// service, sent by each kind of page with each content type that needs no preflight.
// What Better Auth's own routes answer is in auth/origins.http and auth/differential.test.mjs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, openTarget, owner } from '../lib/target.mjs';
import { readOperations, requestOf } from './operations.mjs';

let target;
let ada;
let changes;

test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  const operations = await readOperations(target);
  changes = operations.filter(({ method, access }) => method !== 'GET' && access !== 'anyone');
});
test.after(() => target?.dispose());

/** Where a browser says that a request comes from, for pages that are not ours. */
const kForeign = {
  'another site': { Origin: 'https://evil.example' },
  'another site, by its Referer alone': { Origin: undefined, Referer: 'https://evil.example/x' },
  'a site whose name begins like ours': { Origin: 'http://127.0.0.1.evil.example' },
  'another port of this host': { Origin: 'http://127.0.0.1:1' },
  'a sandboxed page': { Origin: 'null' },
  'a sandboxed page, navigating': { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
  'our name in the path of another': { Origin: 'https://evil.example/http://localhost' },
};

// Without a preflight a page can send these, and a form any of the first three.
const kTypes = ['text/plain', 'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x', undefined, 'application/json'];

const cookieOnly = (headers) => ({ Cookie: ada.cookie, ...headers });

test('no change is made by the cookie of a visitor of another page', async (context) => {
  assert.ok(changes.length > 40, `only ${changes.length}`);
  for (const operation of changes) {
    await context.test(`${operation.method} ${operation.path}`, async () => {
      const { method, path, body } = requestOf(operation, { id: 'x', organizationId: 'x' });
      const text = body && JSON.stringify(body);
      for (const [where, origin] of Object.entries(kForeign)) {
        for (const type of body ? kTypes : [undefined]) {
          const answer = await call(target, method, path,
            { body: text, headers: cookieOnly({ ...origin, 'Content-Type': type }) });
          assert.ok([401, 403, 415].includes(answer.status),
            `${where}, as ${type}: ${answer.status} ${answer.body}`);
        }
      }
    });
  }
});

test('the session lives through all that, and its owner’s pages work', async () => {
  const port = new URL(target.url).port;
  for (const headers of [{ Origin: target.url }, { Origin: `http://localhost:${port}` },
    { Origin: undefined, Referer: `${target.url}/products` },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    // Of no page: browsers name one with every change.
    { Origin: undefined }]) {
    const answer = await call(target, 'PATCH', `${kApi}/interactions/settings`,
      { body: { retentionDays: 365 }, headers: cookieOnly(headers) });
    assert.equal(answer.status, 200, `${JSON.stringify(headers)}: ${answer.body}`);
  }
});

test('a key is of no page: no browser adds it by itself', async () => {
  for (const headers of Object.values(kForeign)) {
    const answer = await call(target, 'PATCH', `${kApi}/interactions/settings`,
      { key: ada.key, body: { retentionDays: 365 }, headers });
    assert.equal(answer.status, 200, `${JSON.stringify(headers)}: ${answer.body}`);
  }
});

test('a cookie beside a key is refused, whatever the page', async () => {
  for (const headers of [...Object.values(kForeign), { Origin: target.url }]) {
    const answer = await call(target, 'PATCH', `${kApi}/interactions/settings`,
      { key: ada.key, body: { retentionDays: 365 }, headers: cookieOnly(headers) });
    assert.equal(answer.status, 400, `${JSON.stringify(headers)}: ${answer.body}`);
  }
});

test('no other page reads an answer', async () => {
  for (const Origin of ['https://evil.example', 'null', 'http://127.0.0.1.evil.example']) {
    for (const path of ['/users/me', '/products', '/auth/get-session']) {
      const answer = await call(target, 'GET', kApi + path, { headers: cookieOnly({ Origin }) });
      const allowed = answer.headers.filter(([name]) => /^access-control-allow/i.test(name));
      assert.deepEqual(allowed, [], `${Origin} ${path}`);
    }
  }
});
