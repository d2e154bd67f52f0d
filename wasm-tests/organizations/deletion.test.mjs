// Leaving and deleting, across the services: docs/deletion.md, as clients meet it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, join, must, openTarget, owner } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

let target;
test.before(async () => { target = await openTarget(); });
test.after(() => target?.dispose());

const status = async (method, path, options) =>
  (await call(target, method, kApi + path, options)).status;
const event = (id) => ({ id, sourceType: 'web', type: 'page_view',
  timestamp: '2025-03-01T10:00:00Z', summary: `wombat ${id}` });

async function rows(service, sql, ...values) {
  const database = await target.getDatabase(service);
  return (await database.prepare(sql).bind(...values).all()).results;
}

test('who is removed is refused with key and session within ten seconds', async () => {
  const ada = await owner(target);
  const dan = await join(target, ada, 'member', 'Dan Wu');
  const members = (await must(target, 'GET',
    `${kApi}/organizations/${ada.organization.id}/members`, { key: ada.key })).data.data;
  const member = members.find(({ userId }) => userId === dan.id);
  assert.equal(await status('GET', '/users/me', { key: dan.key }), 200);
  await must(target, 'DELETE', `${kApi}/organizations/${ada.organization.id}/members/${member.id}`,
    { key: ada.key });
  await until(async () => await status('GET', '/users/me', { key: dan.key }) === 401, 11_000);
  await until(async () => await status('GET', '/users/me', { cookie: dan.cookie }) === 403, 11_000);
});

test('a deleted organization is gone from every service', async () => {
  const ada = await owner(target);
  const dan = await join(target, ada, 'admin', 'Dan Wu');
  const other = await owner(target, 'Bob Kahn', 'Contoso');
  const id = ada.organization.id;
  await must(target, 'POST', `${kApi}/interactions`,
    { key: ada.key, body: [event('a'), event('b')] });
  await must(target, 'POST', `${kApi}/interactions`, { key: other.key, body: event('kept') });
  const { data: writeKey } = await must(target, 'POST', `${kApi}/interactions/write-keys`,
    { key: ada.key, body: { name: 'shop' } });
  await must(target, 'POST', `${kApi}/products`, { key: ada.key, body: { name: 'Wombat shoe' } });
  await must(target, 'POST', `${kApi}/products`, { key: other.key, body: { name: 'Koala hat' } });
  const context = `${kApi}/organizations/${id}/context`;
  await must(target, 'POST', `${context}/trigger`, { key: ada.key });
  await until(async () =>
    (await must(target, 'GET', context, { key: ada.key })).data.version === 1);

  await must(target, 'DELETE', `${kApi}/organizations/${id}`, { key: ada.key });
  // Who is remembered yet may write on, and so may what is remembered of a write key.
  await call(target, 'POST', `${kApi}/interactions`, { key: ada.key, body: event('after') });
  await call(target, 'POST', `${kApi}/products`, { key: ada.key, body: { name: 'Late shoe' } });
  await call(target, 'POST', `${kApi}/interactions?key=${writeKey.key}`, { body: event('page') });
  // Better Auth and the tables know it no more at once.
  assert.deepEqual((await must(target, 'GET', `${kApi}/auth/organization/list`,
    { cookie: ada.cookie })).data, []);
  const session = await must(target, 'GET', `${kApi}/auth/get-session`, { cookie: dan.cookie });
  assert.equal(session.data.session.activeOrganizationId, null);
  for (const key of [ada.key, dan.key]) {
    await until(async () => await status('GET', '/organizations', { key }) === 401, 11_000);
  }
  await until(async () => (await rows('auth',
    "SELECT 1 FROM jobs WHERE id = ?1 AND outcome = 'completed'", `erase_${id}`)).length > 0,
  120_000);
  for (const [service, table] of [['interactions', 'interaction'], ['interactions', 'write_key'],
    ['products', 'product'], ['products', 'catalog'], ['images', 'product'], ['images', 'picture'],
    ['meaning', 'space'], ['imports', 'import'], ['crawler', 'crawl'],
    ['auth', 'organization_context'], ['auth', 'context_job']]) {
    assert.deepEqual(await rows(service,
      `SELECT 1 FROM ${table} WHERE organization_id = ?1`, id), [], `${service}.${table}`);
  }
  assert.equal(await status('POST', `/interactions?key=${writeKey.key}`, { body: event('late') }),
    401);
  assert.deepEqual((await rows('auth',
    'SELECT action FROM audit_event WHERE organization_id = ?1 ORDER BY at DESC LIMIT 1', id))
    .map(({ action }) => action), ['organization_deleted']);
  // The other organization has lost nothing.
  for (const path of ['interactions', 'products']) {
    assert.equal((await must(target, 'GET', `${kApi}/${path}`, { key: other.key })).data.total, 1);
  }
});
