// The main job: Better Auth's own client, unchanged, signs up, makes an organization and a key, and
// the key reads users, members and permissions through the gateway. What is revoked is refused
// everywhere within ten seconds.

import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../lib/browser.mjs';
import { kApi, call, openTarget, owner, unique } from '../lib/target.mjs';

const kRevokedWithin = 10_000;
const kPermissions = {
  chat: { enabled: true, components: [], lookbackWindow: 30 },
  interactions: { enabled: true },
  patterns: { enabled: true },
  teamManagement: { enabled: true },
  apiKeyManagement: { enabled: true },
};

let target;
test.before(async () => {
  target = await openTarget();
});
test.after(() => target?.dispose());

/** Whether the test needs more than Better Auth itself has. */
function needsPlatform(context) {
  if (target.reference) context.skip('Better Auth has no gateway');
  return target.reference;
}

const email = `ada@${unique()}.example`;
const password = 'correct horse battery';
const slug = unique();
const state = {};

test('the client signs up, out and in', async () => {
  const { client, jar } = openBrowser(target.url);
  const signedUp = await client.signUp.email({ name: 'Ada Lovelace', email, password });
  assert.equal(signedUp.error, null);
  assert.equal(signedUp.data.user.email, email);
  assert.ok(jar.has('better-auth.session_token'));
  assert.deepEqual((await client.signOut()).data, { success: true });
  assert.equal(jar.size, 0);
  assert.equal((await client.getSession()).data, null);
  const refused = await client.signIn.email({ email, password: 'wrong horse battery' });
  assert.deepEqual(
    { data: refused.data, code: refused.error.code, status: refused.error.status },
    { data: null, code: 'INVALID_EMAIL_OR_PASSWORD', status: 401 });
  const signedIn = await client.signIn.email({ email, password });
  assert.equal(signedIn.data.user.id, signedUp.data.user.id);
});

test('the session, with times that the client makes Dates', async () => {
  const browser = openBrowser(target.url);
  await browser.client.signIn.email({ email, password });
  const { data, error } = await browser.client.getSession();
  assert.equal(error, null);
  assert.equal(data.user.email, email);
  assert.ok(data.session.expiresAt instanceof Date);
  assert.ok(data.user.createdAt instanceof Date);
  assert.equal(data.session.activeOrganizationId, null);
  const { data: token } = await browser.client.token();
  assert.match(token.token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  const { data: jwks } = await browser.client.jwks();
  assert.equal(jwks.keys[0].crv, 'Ed25519');
  Object.assign(state, { browser, userId: data.user.id });
});

test('an organization is created, made active and read in full', async () => {
  const { client } = state.browser;
  const made = await client.organization.create({ name: 'Northwind', slug });
  assert.equal(made.error, null);
  const organizationId = made.data.id;
  const active = await client.organization.setActive({ organizationId });
  assert.equal(active.data.id, organizationId);
  const full = await client.organization.getFullOrganization();
  assert.equal(full.data.members[0].user.email, email);
  assert.equal(full.data.members[0].role, 'owner');
  const list = await client.organization.list();
  assert.deepEqual(list.data.map((one) => one.id), [organizationId]);
  const again = await client.organization.create({ name: 'Northwind', slug });
  assert.equal(again.error.code, 'ORGANIZATION_ALREADY_EXISTS');
  state.organizationId = organizationId;
});

test('keys are created, listed, read and deleted', async () => {
  const { client } = state.browser;
  const made = await client.apiKey.create({ name: 'website' });
  assert.equal(made.error, null);
  assert.match(made.data.key, /^crow_[A-Za-z]{64}$/);
  assert.ok(made.data.expiresAt instanceof Date);
  const spare = await client.apiKey.create({ name: 'spare' });
  const list = await client.apiKey.list();
  assert.deepEqual(list.data.apiKeys.map((one) => one.name).sort(), ['spare', 'website']);
  assert.equal(list.data.total, 2);
  assert.ok(list.data.apiKeys.every((one) => one.key === undefined));
  const one = await client.apiKey.get({ query: { id: spare.data.id } });
  assert.equal(one.data.name, 'spare');
  const deleted = await client.apiKey.delete({ keyId: spare.data.id });
  assert.deepEqual(deleted.data, { success: true });
  const gone = await client.apiKey.get({ query: { id: spare.data.id } });
  assert.equal(gone.error.code, 'KEY_NOT_FOUND');
  Object.assign(state, { key: made.data.key, keyId: made.data.id });
});

test('the key reads users, members and permissions', async (context) => {
  if (needsPlatform(context)) return;
  const { key, userId, organizationId } = state;
  const get = async (path) => {
    const answer = await call(target, 'GET', `${kApi}${path}`, { key });
    assert.equal(answer.status, 200, `${path}: ${answer.body}`);
    return answer.data;
  };
  const me = await get('/users/me');
  assert.equal(me.id, userId);
  assert.equal(me.role, 'owner');
  assert.equal(me.organizationId, organizationId);
  const { organizationId: _, ...user } = me;
  assert.deepEqual(await get(`/users/${userId}`), user);
  assert.deepEqual(await get(`/users/${userId}/permissions`), kPermissions);
  const users = await get(`/users/by-organization/${organizationId}`);
  assert.deepEqual(users,
    { data: [user], page: 1, limit: 20, total: 1, nextCursor: null });
  const organization = await get(`/organizations/${organizationId}`);
  assert.equal(organization.slug, slug);
  assert.deepEqual((await get('/organizations')).data, [organization]);
  const members = await get(`/organizations/${organizationId}/members`);
  assert.deepEqual(members.data.map((one) => [one.userId, one.email, one.role]),
    [[userId, email, 'owner']]);
});

test('what organization/create has answered, every service shows at once', async (context) => {
  if (needsPlatform(context)) return;
  const browser = openBrowser(target.url);
  const { data } = await browser.client.signUp.email(
    { name: 'Grace Hopper', email: `grace@${unique()}.example`, password });
  const { data: made } = await browser.client.organization.create({ name: 'Navy', slug: unique() });
  for (const path of ['/users/me', `/organizations/${made.id}`,
    `/users/by-organization/${made.id}`, `/organizations/${made.id}/members`]) {
    const response = await browser.fetch(`${target.url}${kApi}${path}`);
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${text}`);
    assert.ok(text.includes(path.startsWith('/organizations/') && !path.endsWith('/members')
      ? made.id : data.user.id), path);
  }
});

test("another organization's key gets 403 on organizations and 404 on ids", async (context) => {
  if (needsPlatform(context)) return;
  const { key } = await owner(target, 'Mallory', 'Contoso');
  const { organizationId, userId } = state;
  for (const path of [`/organizations/${organizationId}`,
    `/organizations/${organizationId}/members`, `/users/by-organization/${organizationId}`]) {
    const answer = await call(target, 'GET', `${kApi}${path}`, { key });
    assert.deepEqual([answer.status, answer.data.error?.code], [403, 'FORBIDDEN'], path);
  }
  for (const path of [`/users/${userId}`, `/users/${userId}/permissions`]) {
    const answer = await call(target, 'GET', `${kApi}${path}`, { key });
    assert.deepEqual([answer.status, answer.data.error?.code], [404, 'NOT_FOUND'], path);
  }
});

test('a deleted key is refused everywhere within ten seconds', async (context) => {
  if (needsPlatform(context)) return;
  const { key, keyId, organizationId } = state;
  const paths = ['/users/me', '/organizations', `/organizations/${organizationId}/members`];
  for (const path of paths) {
    assert.equal((await call(target, 'GET', `${kApi}${path}`, { key })).status, 200);
  }
  const { error } = await state.browser.client.apiKey.delete({ keyId });
  assert.equal(error, null);
  await refusedSoon(paths, { key });
});

test('a session that ended is refused everywhere within ten seconds', async (context) => {
  if (needsPlatform(context)) return;
  const { browser, organizationId } = state;
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const paths = ['/users/me', '/organizations', `/organizations/${organizationId}/members`];
  for (const path of paths) {
    assert.equal((await call(target, 'GET', `${kApi}${path}`, { cookie })).status, 200);
  }
  await browser.client.signOut();
  const session = await call(target, 'GET', `${kApi}/auth/get-session`, { cookie });
  assert.equal(session.data, null);
  await refusedSoon(paths, { cookie });
});

// Waits until every path refuses the credential; it may be remembered for ten seconds at most, and
// asking must not keep it alive.
async function refusedSoon(paths, credential) {
  const start = performance.now();
  let left = paths;
  while (left.length > 0) {
    const waited = performance.now() - start;
    const answers = await Promise.all(
      left.map((path) => call(target, 'GET', `${kApi}${path}`, credential)));
    left = left.filter((path, index) => {
      const { status, data } = answers[index];
      if (status === 200) return true;
      assert.deepEqual([status, data.error?.code], [401, 'UNAUTHORIZED'], path);
      return false;
    });
    if (left.length === 0) return;
    assert.ok(waited < kRevokedWithin, `${left} still answers after ${Math.round(waited)} ms`);
    await sleep(250);
  }
}
