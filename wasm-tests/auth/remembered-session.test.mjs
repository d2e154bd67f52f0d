// get-session is answered by an object that remembers. So every change of a session or its user,
// by whichever route and of whomever, must be seen by whoever reads the session next.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, cookieOf, join, kApi, must, newestMail, openTarget, owner, signUp, unique } from
  '../lib/target.mjs';

const kAuth = `${kApi}/auth`;
let target;
test.before(async () => { target = await openTarget(); });
test.after(() => target?.dispose());

const readSession = async ({ cookie }, query = '') =>
  (await must(target, 'GET', `${kAuth}/get-session${query}`, { cookie })).data;
const post = ({ cookie }, path, body = {}) =>
  must(target, 'POST', `${kAuth}${path}`, { cookie, body });

/** Another session of the same person. */
async function signInAgain({ email, password }) {
  const answer = await must(target, 'POST', `${kAuth}/sign-in/email`,
    { body: { email, password } });
  return { email, password, cookie: cookieOf(answer), token: answer.data.token };
}

/** Reads a session until it is remembered. */
async function withMemory(someone) {
  const first = await readSession(someone);
  assert.deepEqual(await readSession(someone), first, 'remembered as it was read');
  return first;
}

test('what was read is remembered: a change that nobody tells is seen later', async () => {
  const ada = await signUp(target);
  await withMemory(ada);
  const database = await target.getDatabase('auth');
  await database.prepare("UPDATE user SET name = 'Countess' WHERE id = ?1").bind(ada.id).run();
  assert.equal((await readSession(ada)).user.name, 'Ada Lovelace');
  assert.equal((await readSession(ada, '?disableCookieCache=true')).user.name, 'Countess');
});

test('another name is seen in every session of the user', async () => {
  const ada = await signUp(target);
  const phone = await signInAgain(ada);
  await withMemory(ada);
  await withMemory(phone);
  await post(ada, '/update-user', { name: 'Ada King' });
  assert.equal((await readSession(ada)).user.name, 'Ada King');
  assert.equal((await readSession(phone)).user.name, 'Ada King');
  await must(target, 'PATCH', `${kApi}/users/${ada.id}/profile`,
    { cookie: (await owned(ada)).cookie, body: { name: 'Countess' } });
  assert.equal((await readSession(phone)).user.name, 'Countess');
});

/** Makes an organization, which the users service asks for. */
async function owned(someone) {
  await post(someone, '/organization/create', { name: 'Northwind', slug: unique() });
  return someone;
}

test('a confirmed and a changed address are seen', async () => {
  const ada = await signUp(target);
  await withMemory(ada);
  const { token } = await newestMail(target, ada.email);
  await must(target, 'GET', `${kAuth}/verify-email?token=${token}`);
  assert.equal((await withMemory(ada)).user.emailVerified, true);
  const newEmail = `ada-${unique()}@${unique()}.example`;
  await post(ada, '/change-email', { newEmail });
  for (const address of [ada.email, newEmail]) {
    const mail = await newestMail(target, address);
    if (mail) await call(target, 'GET', `${kAuth}/verify-email?token=${mail.token}`);
  }
  assert.equal((await readSession(ada)).user.email, newEmail);
});

test('the active organization is seen, also when made, joined, left, deleted', async () => {
  const ada = await owner(target);
  const active = async (someone) => (await withMemory(someone)).session.activeOrganizationId;
  assert.equal(await active(ada), ada.organization.id);
  await post(ada, '/organization/set-active', { organizationId: null });
  assert.equal(await active(ada), null);
  const second = await post(ada, '/organization/create', { name: 'Contoso', slug: unique() });
  assert.equal(await active(ada), second.data.id);
  await post(ada, '/organization/set-active', { organizationId: ada.organization.id });
  assert.equal(await active(ada), ada.organization.id);

  const carla = await signUp(target, 'Carla Mendes');
  assert.equal(await active(carla), null);
  const invitation = await post(ada, '/organization/invite-member',
    { email: carla.email, role: 'member', organizationId: ada.organization.id });
  await post(carla, '/organization/accept-invitation', { invitationId: invitation.data.id });
  assert.equal(await active(carla), ada.organization.id);
  await post(carla, '/organization/leave', { organizationId: ada.organization.id });
  assert.equal(await active(carla), null);

  const dan = await join(target, ada, 'admin', 'Dan Wu');
  assert.equal(await active(dan), ada.organization.id);
  await post(ada, '/organization/delete', { organizationId: ada.organization.id });
  assert.equal(await active(dan), null, 'of everybody who acted for it');
  assert.equal(await active(ada), null);
});

test('a session that was ended is nobody\'s', async () => {
  const ada = await signUp(target);
  const others = [];
  for (let i = 0; i < 4; i += 1) others.push(await signInAgain(ada));
  const [one, two, three, four] = others;
  for (const someone of [ada, ...others]) await withMemory(someone);
  await post(one, '/sign-out');
  assert.equal(await readSession(one), null);
  await post(ada, '/revoke-session', { token: two.token });
  assert.equal(await readSession(two), null);
  assert.equal((await withMemory(three)).user.id, ada.id);
  await post(ada, '/revoke-other-sessions');
  assert.equal(await readSession(three), null);
  assert.equal(await readSession(four), null);
  const changed = await post(ada, '/change-password', { currentPassword: ada.password,
    newPassword: 'another correct horse', revokeOtherSessions: true });
  assert.equal(await readSession(ada), null, 'another session begins');
  const next = { ...ada, cookie: cookieOf(changed), token: changed.data.token };
  await withMemory(next);
  await post(next, '/revoke-sessions');
  assert.equal(await readSession(next), null);
});

test('whoever was deleted is nobody in every session', async () => {
  const ada = await signUp(target);
  const phone = await signInAgain(ada);
  await withMemory(ada);
  await withMemory(phone);
  await post(ada, '/delete-user', { password: ada.password });
  assert.equal(await readSession(ada), null);
  assert.equal(await readSession(phone), null);
});

test('with cookies of two nothing is remembered where nobody would tell', async () => {
  const [ada, bob] = [await signUp(target), await signUp(target, 'Bob Kahn')];
  const both = { cookie: `${ada.cookie}; __Secure-${bob.cookie}` };
  const { user } = await withMemory(both);
  const one = user.id === ada.id ? ada : bob;
  await post(one, '/update-user', { name: 'Somebody Else' });
  assert.equal((await readSession(both)).user.name, 'Somebody Else');
});

test('a forged cookie learns nothing of what an object remembers', async () => {
  const ada = await signUp(target);
  await withMemory(ada);
  const forged = { cookie: `better-auth.session_token=${ada.token}.${'A'.repeat(43)}=` };
  assert.equal(await readSession(forged), null);
});
