// A team of several: everyone reads the same people, roles decide permissions, lists come in pages
// that neither repeat nor leave out, and another team sees nothing of it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, join, openTarget, owner } from '../lib/target.mjs';

let target;
let ada;
let team;
let bob;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target, 'Ada Lovelace', 'Northwind');
  team = [{ ...ada, role: 'owner' }];
  const people = [['admin', 'Carla Mendes'], ['member', 'Dan Wu'], ['member', 'Eve Stone'],
    ['member', 'Finn Berg']];
  for (const [role, name] of people) team.push(await join(target, ada, role, name));
  bob = await owner(target, 'Bob Kahn', 'Contoso');
});
test.after(() => target?.dispose());

const kPermissions = (managing) => ({
  chat: { enabled: true, components: [], lookbackWindow: 30 },
  interactions: { enabled: true },
  patterns: { enabled: true },
  teamManagement: { enabled: managing },
  apiKeyManagement: { enabled: managing },
});

async function get(path, credential) {
  const answer = await call(target, 'GET', `${kApi}${path}`, credential);
  assert.equal(answer.status, 200, `${path}: ${answer.body}`);
  return answer.data;
}

const lists = () => [`/users/by-organization/${ada.organization.id}`,
  `/organizations/${ada.organization.id}/members`];
const idsOf = (list) => list.data.map((one) => one.userId ?? one.id);

test('everyone reads themselves, by key and by session', async () => {
  for (const { id, key, cookie, role, name, email } of team) {
    for (const credential of [{ key }, { cookie }]) {
      const me = await get('/users/me', credential);
      assert.deepEqual([me.id, me.role, me.name, me.email, me.organizationId],
        [id, role, name, email, ada.organization.id]);
    }
  }
});

test('everyone reads everyone, with the role in this organization', async () => {
  for (const { key } of team) {
    for (const other of team) {
      const user = await get(`/users/${other.id}`, { key });
      assert.deepEqual([user.id, user.name, user.role], [other.id, other.name, other.role]);
      assert.equal('organizationId' in user, false);
    }
  }
});

test('the role decides the permissions', async () => {
  for (const { id, role } of team) {
    assert.deepEqual(await get(`/users/${id}/permissions`, { key: ada.key }),
      kPermissions(role !== 'member'), role);
  }
});

test('organizations count members, and tell each caller their own role', async () => {
  for (const { key, role } of team) {
    const organization = await get(`/organizations/${ada.organization.id}`, { key });
    assert.deepEqual([organization.role, organization.memberCount], [role, team.length]);
    assert.deepEqual((await get('/organizations', { key })).data, [organization]);
  }
});

test('both lists hold everyone once', async () => {
  for (const path of lists()) {
    const list = await get(path, { key: ada.key });
    assert.deepEqual(idsOf(list).sort(), team.map((one) => one.id).sort(), path);
    const { page, limit, total, nextCursor } = list;
    assert.deepEqual({ page, limit, total, nextCursor },
      { page: 1, limit: 20, total: team.length, nextCursor: null });
  }
});

test('pages by number', async () => {
  for (const path of lists()) {
    const all = idsOf(await get(path, { key: ada.key }));
    const seen = [];
    for (let page = 1; page <= 4; page++) {
      const list = await get(`${path}?limit=2&page=${page}`, { key: ada.key });
      assert.deepEqual([list.page, list.limit, list.total], [page, 2, team.length]);
      assert.equal(list.nextCursor === null, page >= 3, `page ${page}: ${list.nextCursor}`);
      seen.push(...idsOf(list));
    }
    assert.deepEqual(seen, all, path);
  }
});

// Follows the cursors of a list; `between` is called after the first page.
async function walk(path, credential, between) {
  const seen = [];
  for (let cursor = null, count = 0; count < 10; count++) {
    const more = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const list = await get(`${path}?limit=2${more}`, credential);
    assert.equal(list.page, cursor === null ? 1 : null);
    seen.push(...idsOf(list));
    if (list.nextCursor === null) return seen;
    assert.equal(typeof list.nextCursor, 'string');
    cursor = list.nextCursor;
    if (count === 0) await between?.();
  }
  throw new Error(`${path} has no end`);
}

test('pages by cursor', async () => {
  for (const path of lists()) {
    const all = idsOf(await get(path, { key: ada.key }));
    assert.deepEqual(await walk(path, { key: ada.key }), all, path);
  }
});

test('a cursor of one organization gives nothing of it to another', async () => {
  for (const [index, path] of lists().entries()) {
    const { nextCursor } = await get(`${path}?limit=2`, { key: ada.key });
    const own = [`/users/by-organization/${bob.organization.id}`,
      `/organizations/${bob.organization.id}/members`][index];
    const answer = await call(target, 'GET',
      `${kApi}${own}?cursor=${encodeURIComponent(nextCursor)}`, { key: bob.key });
    assert.ok([200, 400].includes(answer.status), `${own}: ${answer.status} ${answer.body}`);
    for (const { id, email } of team) {
      assert.ok(!String(answer.body).includes(id) && !String(answer.body).includes(email));
    }
  }
});

test('a changed cursor is refused or harmless', async () => {
  const [path] = lists();
  const { nextCursor } = await get(`${path}?limit=2`, { key: ada.key });
  const changed = [nextCursor.slice(1), `${nextCursor}x`, nextCursor.toUpperCase(),
    [...nextCursor].reverse().join(''), "' OR 1=1 --", 'x'.repeat(5000)];
  for (const cursor of changed) {
    const answer = await call(target, 'GET',
      `${kApi}${path}?cursor=${encodeURIComponent(cursor)}`, { key: ada.key });
    assert.ok([200, 400].includes(answer.status), `${cursor}: ${answer.status} ${answer.body}`);
  }
});

test('another team sees nothing of this one', async () => {
  const credentials = [{ key: bob.key }, { cookie: bob.cookie }];
  for (const credential of credentials) {
    for (const path of [...lists(), `/organizations/${ada.organization.id}`]) {
      const answer = await call(target, 'GET', `${kApi}${path}`, credential);
      assert.deepEqual([answer.status, answer.data?.error?.code], [403, 'FORBIDDEN'], path);
    }
    for (const { id } of team) {
      for (const path of [`/users/${id}`, `/users/${id}/permissions`]) {
        const answer = await call(target, 'GET', `${kApi}${path}`, credential);
        assert.deepEqual([answer.status, answer.data?.error?.code], [404, 'NOT_FOUND'], path);
      }
    }
    assert.deepEqual((await get('/organizations', credential)).data.map((one) => one.id),
      [bob.organization.id]);
  }
});

test('who belongs to both acts for one at a time', async () => {
  const [, , dan] = team;
  const invitation = await call(target, 'POST', `${kApi}/auth/organization/invite-member`,
    { cookie: bob.cookie,
      body: { email: dan.email, role: 'admin', organizationId: bob.organization.id } });
  assert.equal(invitation.status, 200, String(invitation.body));
  const accepted = await call(target, 'POST', `${kApi}/auth/organization/accept-invitation`,
    { cookie: dan.cookie, body: { invitationId: invitation.data.id } });
  assert.equal(accepted.status, 200, String(accepted.body));
  // The session follows within the ten seconds for which it is remembered; the key never does.
  const deadline = performance.now() + 10_000;
  let me = await get('/users/me', { cookie: dan.cookie });
  while (me.organizationId !== bob.organization.id && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    me = await get('/users/me', { cookie: dan.cookie });
  }
  assert.deepEqual([me.organizationId, me.role], [bob.organization.id, 'admin']);
  const byKey = await get('/users/me', { key: dan.key });
  assert.deepEqual([byKey.organizationId, byKey.role], [ada.organization.id, 'member']);
  const users = await get(`/users/by-organization/${bob.organization.id}`, { key: bob.key });
  assert.deepEqual(users.data.map((one) => [one.id, one.role]).sort(),
    [[bob.id, 'owner'], [dan.id, 'admin']].sort());
});

test('a cursor stays right while people join', async () => {
  const [path] = lists();
  const before = idsOf(await get(path, { key: ada.key }));
  const seen = await walk(path, { key: ada.key }, () => join(target, ada, 'member', 'Gus New'));
  assert.equal(new Set(seen).size, seen.length, 'somebody came twice');
  assert.deepEqual(before.filter((id) => !seen.includes(id)), [], 'somebody was left out');
});
