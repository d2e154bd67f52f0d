// A permission that is switched off is refused by every operation that needs it, whichever service
// it is of, within ten seconds; and so it is given back. The operations are those of the OpenAPI
// document, so that a new one is covered by itself.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, join, must, openTarget, owner } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

const kReaders = ['interactions', 'patterns', 'chat'];

let target;
let ada;
let dan;
let operations;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  dan = await join(target, ada, 'member', 'Dan Wu');
  const { data } = await must(target, 'GET', `${kApi}/openapi.json`);
  operations = Object.entries(data.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description = '', operationId }]) => ({
      operationId,
      method: method.toUpperCase(),
      // Whatever else a path names need not exist: who may not ask is told so first.
      path: path.replace(/\{(organizationId|orgId)\}/, ada.organization.id)
        .replace(/^(.*\/organizations\/)\{id\}/, `$1${ada.organization.id}`)
        .replace(/\{\w+\}/g, 'nothing'),
      permission: /Needs the permission `(\w+)`/.exec(description)?.[1],
    })))
    .filter(({ permission }) => permission);
});
test.after(() => target?.dispose());

const allow = (permission, enabled) => must(target, 'PATCH',
  `${kApi}/users/${dan.id}/permissions`, { key: ada.key, body: { [permission]: { enabled } } });
const ask = ({ method, path }) => call(target, method, path.startsWith(kApi) ? path : kApi + path,
  { key: dan.key });
const refused = ({ status, data }, permission) =>
  status === 403 && data?.error?.details?.permission === permission;

test('there are operations that need a permission', () => {
  assert.ok(operations.length >= 10, JSON.stringify(operations));
  assert.ok(operations.some(({ permission }) => permission === 'interactions'));
  assert.ok(operations.some(({ permission }) => permission === 'teamManagement'));
});

test('what a member never has is refused everywhere', async () => {
  for (const operation of operations.filter(({ permission }) => !kReaders.includes(permission))) {
    const answer = await ask(operation);
    assert.equal(answer.status, 403, `${operation.operationId}: ${answer.body}`);
  }
});

for (const permission of kReaders) {
  test(`${permission} is refused within ten seconds, and given back`, async () => {
    const needing = operations.filter((one) => one.permission === permission);
    for (const operation of needing) {
      assert.ok(!refused(await ask(operation), permission), operation.operationId);
    }
    await allow(permission, false);
    for (const operation of needing) {
      await until(async () => refused(await ask(operation), permission), 10_000);
    }
    await allow(permission, true);
    for (const operation of needing) {
      await until(async () => !refused(await ask(operation), permission), 10_000);
    }
  });
}
