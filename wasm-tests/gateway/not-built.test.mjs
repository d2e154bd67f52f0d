// Services that the platform will have are known and answer 501; they do not count in its health.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

const kNotBuilt = ['patterns', 'chat', 'qna', 'billing', 'analytics',
  'notifications', 'cctv', 'mcp', 'graphql'];

let target;
let key;
test.before(async () => {
  target = await openTarget();
  ({ key } = await owner(target));
});
test.after(() => target?.dispose());

for (const service of kNotBuilt) {
  test(`${service} answers 501`, async () => {
    for (const [method, path] of [['GET', ''], ['POST', ''], ['GET', '/anything'],
      ['GET', '/health'], ['GET', '/ready']]) {
      const answer = await call(target, method, `${kApi}/${service}${path}`,
        { key, body: method === 'POST' ? {} : undefined });
      assert.equal(answer.status, 501, `${method} ${path}: ${answer.body}`);
      assert.equal(answer.data?.error?.code, 'NOT_IMPLEMENTED');
      assert.match(answer.data.error.message, new RegExp(service, 'i'));
    }
  });
}

test('a name that begins like a service is unknown', async () => {
  for (const name of ['productsx', 'chats', 'cctv2', 'user']) {
    const answer = await call(target, 'GET', `${kApi}/${name}`, { key });
    assert.equal(answer.status, 404, `${name}: ${answer.body}`);
  }
});

test('the platform is well without them', async () => {
  const answer = await call(target, 'GET', `${kApi}/health`);
  assert.deepEqual([answer.status, answer.data?.status], [200, 'ok']);
});
