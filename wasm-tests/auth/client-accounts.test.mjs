// Better Auth's own client, unchanged, on every other route: what people do with their accounts,
// their teams and their keys. What the client cannot reach does not exist for an application.

import assert from 'node:assert/strict';
import test from 'node:test';
import { openBrowser } from '../lib/browser.mjs';
import { newestMail, openTarget, unique } from '../lib/target.mjs';

let target;
test.before(async () => {
  target = await openTarget();
});
test.after(() => target?.dispose());

const password = 'correct horse battery';

/** Somebody with a client of their own. */
async function join(name) {
  const { client, jar } = openBrowser(target.url);
  const email = `${name}-${unique()}@northwind.example`;
  const { data, error } = await client.signUp.email({ name, email, password });
  assert.equal(error, null);
  return { client, jar, email, id: data.user.id };
}

/** The data of an answer that must be good. */
async function good(answer) {
  const { data, error } = await answer;
  assert.equal(error, null);
  return data;
}

const codeOf = async (answer) => (await answer).error?.code;

test('sessions', async () => {
  const ada = await join('ada');
  const { client: other } = openBrowser(target.url);
  await good(other.signIn.email({ email: ada.email, password }));
  const sessions = await good(ada.client.listSessions());
  assert.equal(sessions.length, 2);
  assert.ok(sessions[0].expiresAt instanceof Date);
  assert.deepEqual(await good(ada.client.revokeSession({ token: sessions[1].token })),
    { status: true });
  assert.equal((await other.getSession()).data, null);
  await good(ada.client.revokeOtherSessions());
  assert.equal((await good(ada.client.getSession())).user.id, ada.id);
  await good(ada.client.revokeSessions());
  assert.equal((await ada.client.getSession()).data, null);
});

test('name, password, address, and the end', async () => {
  const ada = await join('ada');
  await good(ada.client.updateUser({ name: 'Countess' }));
  assert.equal((await good(ada.client.getSession())).user.name, 'Countess');
  assert.equal((await good(ada.client.listAccounts()))[0].providerId, 'credential');
  assert.equal(await codeOf(ada.client.changePassword(
    { currentPassword: 'wrong', newPassword: 'battery staple' })), 'INVALID_PASSWORD');
  const changed = await good(ada.client.changePassword(
    { currentPassword: password, newPassword: 'battery staple', revokeOtherSessions: true }));
  assert.equal(changed.token.length, 32);

  await good(ada.client.requestPasswordReset({ email: ada.email, redirectTo: '/reset' }));
  const { token } = await newestMail(target, ada.email);
  await good(ada.client.resetPassword({ newPassword: password, token }));

  await good(ada.client.sendVerificationEmail({ email: ada.email, callbackURL: '/' }));
  const link = await newestMail(target, ada.email);
  await good(ada.client.verifyEmail({ query: { token: link.token } }));
  assert.equal((await good(ada.client.getSession())).user.emailVerified, true);

  const newEmail = `countess-${unique()}@northwind.example`;
  await good(ada.client.changeEmail({ newEmail }));
  const change = await newestMail(target, newEmail);
  await good(ada.client.verifyEmail({ query: { token: change.token } }));
  assert.equal((await good(ada.client.getSession())).user.email, newEmail);

  assert.deepEqual(await good(ada.client.deleteUser({ password })),
    { success: true, message: 'User deleted' });
  assert.equal(ada.jar.size, 0);
});

test('a team', async () => {
  const [ada, bob, carla] = [await join('ada'), await join('bob'), await join('carla')];
  const { organization } = ada.client;
  const slug = unique();
  assert.deepEqual(await good(organization.checkSlug({ slug })), { status: true });
  const made = await good(organization.create({ name: 'Northwind', slug }));
  const organizationId = made.id;
  await good(organization.update({ data: { name: 'Northwind Traders' } }));
  assert.equal((await good(organization.list()))[0].name, 'Northwind Traders');

  const invite = async (person, role) =>
    (await good(organization.inviteMember({ email: person.email, role }))).id;
  const first = await invite(bob, 'admin');
  assert.equal((await good(bob.client.organization.getInvitation({ query: { id: first } })))
    .organizationName, 'Northwind Traders');
  await good(bob.client.organization.rejectInvitation({ invitationId: first }));
  const second = await invite(bob, 'admin');
  await good(organization.cancelInvitation({ invitationId: second }));
  for (const [person, role] of [[bob, 'admin'], [carla, 'member']]) {
    const invitationId = await invite(person, role);
    await good(person.client.organization.acceptInvitation({ invitationId }));
  }
  assert.equal((await good(organization.listInvitations({ query: { organizationId } }))).length, 4);
  assert.equal(await codeOf(bob.client.organization.listUserInvitations()),
    'EMAIL_VERIFICATION_REQUIRED_FOR_INVITATION');

  const { members, total } = await good(organization.listMembers({ query: { limit: 2 } }));
  assert.deepEqual([members.length, total], [2, 3]);
  assert.equal((await good(carla.client.organization.getActiveMember())).role, 'member');
  assert.equal((await good(carla.client.organization.getActiveMemberRole())).role, 'member');
  const asks = { permissions: { member: ['create'] } };
  assert.equal((await good(bob.client.organization.hasPermission(asks))).success, true);
  assert.equal((await good(carla.client.organization.hasPermission(asks))).success, false);

  const { members: all } = await good(organization.getFullOrganization());
  const carlas = all.find((member) => member.userId === carla.id);
  await good(organization.updateMemberRole({ memberId: carlas.id, role: 'admin' }));
  await good(organization.removeMember({ memberIdOrEmail: carla.email }));
  await good(bob.client.organization.leave({ organizationId }));
  await good(organization.delete({ organizationId }));
  assert.deepEqual(await good(organization.list()), []);
});

test('keys', async () => {
  const { client } = await join('ada');
  await good(client.organization.create({ name: 'Northwind', slug: unique() }));
  const made = await good(client.apiKey.create({ name: 'website' }));
  const changed = await good(
    client.apiKey.update({ keyId: made.id, name: 'shop', enabled: false }));
  assert.deepEqual([changed.name, changed.enabled, changed.key], ['shop', false, undefined]);
  assert.equal((await good(client.apiKey.get({ query: { id: made.id } }))).name, 'shop');
  assert.equal((await good(client.apiKey.list())).total, 1);
  assert.deepEqual(await good(client.apiKey.delete({ keyId: made.id })), { success: true });
});
