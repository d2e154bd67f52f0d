// Paths are read from the raw target. What two readers could take for different paths is refused
// before any prefix is matched, so that nothing slips past a rule that looks at the beginning.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

let target;
let key;
test.before(async () => {
  target = await openTarget();
  ({ key } = await owner(target));
});
test.after(() => target?.dispose());

/** Targets that are 400, whoever asks. */
const kRefused = [
  '//api/v1/users/me', '/api//v1/users/me', '/api/v1//users/me', '/api/v1/users//me',
  '/api/v1/users/me//', '//', '//evil.example/api/v1/users/me',
  '/api/v1/./users/me', '/api/v1/users/.', '/api/v1/users/..', '/..', '/.',
  '/api/v1/auth/../users/me', '/api/v1/health/../../../internal/users',
  '/api/v1/auth/%2e%2e/users/me', '/api/v1/auth/%2E%2E/users/me', '/api/v1/auth/.%2e/users/me',
  '/api/v1/auth/%2e./users/me', '/api/v1/%2e/users/me', '/api/v1/users/%2e', '/%2e%2e',
  '/api/v1/users%2fme', '/api/v1/users%2Fme', '/api%2fv1/users/me', '/api/v1/auth/..%2fusers/me',
  '/api/v1/users%5cme', '/api/v1/users%5Cme', '/api/v1/auth/..%5c..%5cinternal',
  '/api/v1\\users\\me', '/api/v1/auth/..\\users/me',
  '/api/v1/users/me%00', '/api/v1/users/%00/me', '/%00',
  '/api/v1/users/%ff', '/api/v1/users/%c3%28', '/api/v1/users/%c0%ae%c0%ae',
  '/api/v1/users/%ed%a0%80', '/api/v1/users/%f5%80%80%80', '/api/v1/users/%e2%82',
  '/api/v1/users/%', '/api/v1/users/%4', '/api/v1/users/%zz',
];

for (const path of kRefused) {
  test(`400: ${JSON.stringify(path)}`, async () => {
    for (const credential of [{}, { key }]) {
      const answer = await call(target, 'GET', path, credential);
      assert.equal(answer.status, 400, String(answer.body));
      assert.equal(answer.data?.error?.code, 'VALIDATION_ERROR');
      assert.ok(header(answer, 'x-request-id'));
    }
  });
}

test('a refused path below auth has our shape, not Better Auth’s', async () => {
  const answer = await call(target, 'POST', `${kApi}/auth/sign-out/%2e%2e/sign-in/email`,
    { body: {} });
  assert.deepEqual([answer.status, answer.data?.error?.code], [400, 'VALIDATION_ERROR']);
});

test('bytes beyond ASCII are 400, from whoever reads them first', async () => {
  for (const path of ['/api/v1/users/\u00ff', '/api/v1/users/\u00c3\u00a4']) {
    assert.equal((await call(target, 'GET', path, { key })).status, 400, JSON.stringify(path));
  }
});

test('the query is not part of the path', async () => {
  for (const query of ['?next=/a/../b', '?next=%2f%2e%2e', '?next=//evil.example', '?a=\\']) {
    const answer = await call(target, 'GET', `${kApi}/users/me${query}`, { key });
    assert.equal(answer.status, 200, `${query}: ${answer.body}`);
  }
});

test('escapes of ordinary characters mean the same', async () => {
  const answer = await call(target, 'GET', `${kApi}/users/%6de`, { key });
  assert.equal(answer.status, 200, String(answer.body));
});

test('dots that are no segments of dots are names', async () => {
  for (const path of ['/api/v1/...', '/api/v1/users.json', '/api/v1/.well-known']) {
    const answer = await call(target, 'GET', path, { key });
    assert.equal(answer.status, 404, `${path}: ${answer.body}`);
  }
});

test('paths have a case, and no slash at the end', async () => {
  for (const path of ['/API/v1/users/me', '/api/V1/users/me', `${kApi}/Users/me`,
    `${kApi}/users/me/`]) {
    const answer = await call(target, 'GET', path, { key });
    assert.equal(answer.status, 404, `${path}: ${answer.body}`);
  }
});

test('a target in absolute form or of enormous length is no crash', async () => {
  for (const path of [`${target.url}${kApi}/users/me`, '*', `/${'a'.repeat(7000)}`,
    `${kApi}/users/me?q=${'a'.repeat(7000)}`, `/${'a/'.repeat(3000)}`]) {
    const answer = await call(target, 'GET', path);
    assert.ok(answer.status < 500, `${path.slice(0, 40)}: ${answer.status} ${answer.body}`);
  }
});
