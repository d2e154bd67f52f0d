// Every operation by everybody: owner, admin, member, a member whose permission was taken, somebody
// without an organization, nobody. What each may do is in the tables; what Better Auth's own routes
// allow by role is written below, as its access control has it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, join, kApi, signUp } from '../lib/target.mjs';
import { kBodies, kForOwners, kLeaves, kPersonal } from './exceptions.mjs';
import { readOperations, requestOf } from './operations.mjs';
import { referencesOf } from './references.mjs';
import { openStage } from './stage.mjs';

// Routes of /auth/organization, which look at the role themselves: who is let in.
const kOwners = ['owner'];
const kAdmins = ['owner', 'admin'];
const kRoles = {
  authUpdateOrganization: kAdmins,
  authDeleteOrganization: kOwners,
  inviteMember: kAdmins,
  cancelInvitation: kAdmins,
  updateMemberRole: kAdmins,
  removeMember: kAdmins,
};

// Members lack these.
const kManaging = ['teamManagement', 'apiKeyManagement'];

let stage;
let operations;
let people;

test.before(async () => {
  stage = await openStage();
  operations = await readOperations(stage.target);
  const { target, ada } = stage;
  people = {
    owner: ada,
    admin: await join(target, ada, 'admin', 'Dora Admin'),
    member: await join(target, ada, 'member', 'Emil Member'),
    barred: await join(target, ada, 'member', 'Fay Barred'),
    outsider: { ...await signUp(target, 'Gus Outside') },
  };
  const database = await target.getDatabase('auth');
  await database.prepare('INSERT INTO member_permission (organization_id, user_id, disabled, '
    + 'updated_at) VALUES (?1, ?2, ?3, ?4)').bind(ada.organization.id, people.barred.id,
    JSON.stringify(['chat', 'interactions', 'patterns']), Date.now()).run();
});
test.after(() => stage?.dispose());

/** Who is of no organization may ask sixty times a minute. */
async function renewOutsider() {
  people.asked = (people.asked ?? 0) + 1;
  if (people.asked % 50 === 0) people.outsider = { ...await signUp(stage.target, 'Gus Outside') };
}

/** As `role`; the names are of things that are there for this try alone, where it may end them. */
async function attempt(operation, role) {
  const { target, make, ids } = stage;
  const { kinds } = referencesOf(operation);
  const values = {};
  if (role === 'outsider') await renewOutsider();
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind === 'cursor') continue;
    values[name] = operation.method === 'GET' ? ids[kind] : await make[kind]();
  }
  if (kPersonal.includes(operation.name)) values.id = 'me';
  const body = kBodies[operation.name]?.(stage, values);
  const request = requestOf(operation, values, body);
  const person = people[role];
  const who = !person ? {} : operation.access === 'session' || !person.key
    ? { cookie: person.cookie } : { key: person.key };
  return call(target, request.method, request.path, { ...who, body: request.body });
}

const isRefusal = ({ status }) => status === 401 || status === 403;

test('what needs an admin, or a permission, is refused to whoever lacks it', async (context) => {
  const guarded = operations.filter(({ access, permission }) =>
    ['member', 'admin', 'writer'].includes(access) || permission)
    .filter(({ name }) => !kLeaves.includes(name));
  assert.ok(guarded.length > 50, `only ${guarded.length}`);
  for (const operation of guarded) {
    await context.test(`${operation.method} ${operation.path}`, async () => {
      const { access, permission } = operation;
      const allowed = {
        nobody: false,
        outsider: false,
        barred: access !== 'admin' && !permission,
        member: access !== 'admin' && !kManaging.includes(permission),
        admin: !kForOwners.includes(operation.name),
      };
      for (const [role, isAllowed] of Object.entries(allowed)) {
        const answer = await attempt(operation, role);
        const what = `${role}: ${answer.status} ${answer.body}`;
        assert.equal(isRefusal(answer), !isAllowed, what);
        if (role === 'nobody') assert.equal(answer.status, 401, what);
        if (role === 'outsider') assert.equal(answer.status, 403, what);
        if (role === 'barred' && permission && access !== 'admin') {
          assert.equal(answer.data.error.details.permission, permission, what);
        }
      }
    });
  }
});

test('what a session needs is refused to keys and to nobody', async (context) => {
  for (const operation of operations.filter(({ access }) => access === 'session')) {
    await context.test(`${operation.method} ${operation.path}`, async () => {
      const request = requestOf(operation, {}, kBodies[operation.name]?.(stage, {}));
      for (const who of [{}, { key: people.owner.key }]) {
        const answer = await call(stage.target, request.method, request.path,
          { ...who, body: request.body });
        assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body}`);
      }
    });
  }
});

test('roles of Better Auth’s routes are its own', async (context) => {
  for (const [name, allowed] of Object.entries(kRoles)) {
    const operation = operations.find((one) => one.name === name);
    for (const role of ['barred', 'member', 'outsider', 'nobody', 'admin']) {
      await context.test(`${name} as ${role}`, async () => {
        const answer = await attempt(operation, role);
        const isDone = answer.status >= 200 && answer.status < 300;
        assert.equal(isDone, allowed.includes(role), `${answer.status} ${answer.body}`);
      });
    }
  }
});

test('who lacks apiKeyManagement makes no key', async () => {
  for (const [role, isAllowed] of [['member', false], ['barred', false], ['admin', true]]) {
    const answer = await call(stage.target, 'POST', `${kApi}/auth/api-key/create`,
      { cookie: people[role].cookie, body: { name: 'mine' } });
    assert.equal(answer.status, isAllowed ? 200 : 403, `${role}: ${answer.body}`);
  }
});

test('nobody raises themselves or others above their own role', async () => {
  const { target, ada } = stage;
  const { data: { members } } = await call(target, 'GET',
    `${kApi}/auth/organization/list-members?limit=100`, { cookie: ada.cookie });
  const idOf = (person) => members.find(({ userId }) => userId === person.id).id;
  const post = (who, path, body) => call(target, 'POST', `${kApi}/auth/organization${path}`,
    { cookie: people[who].cookie, body });
  for (const [who, whose, role] of [['member', 'member', 'owner'], ['member', 'member', 'admin'],
    ['member', 'barred', 'admin'], ['admin', 'admin', 'owner'], ['admin', 'member', 'owner'],
    ['admin', 'owner', 'member']]) {
    const answer = await post(who, '/update-member-role',
      { memberId: idOf(people[whose]), role, organizationId: ada.organization.id });
    assert.ok(answer.status >= 400, `${who} made ${whose} ${role}: ${answer.body}`);
  }
  for (const role of ['owner', ['member', 'owner'], 'member,owner', ['admin', 'owner']]) {
    const answer = await post('admin', '/invite-member',
      { email: 'ida@northwind.example', role, organizationId: ada.organization.id });
    assert.ok(answer.status >= 400, `invited as ${role}: ${answer.body}`);
  }
  const refused = await post('admin', '/remove-member',
    { memberIdOrEmail: ada.email, organizationId: ada.organization.id });
  assert.ok(refused.status >= 400, String(refused.body));
  const roles = (await call(target, 'GET', `${kApi}/auth/organization/list-members?limit=100`,
    { cookie: ada.cookie })).data.members;
  const roleOf = ({ id }) => roles.find(({ userId }) => userId === id).role;
  for (const role of ['owner', 'admin', 'member']) assert.equal(roleOf(people[role]), role);
  assert.equal(roleOf(people.barred), 'member');
});

test('what needs no credential is this, and nothing else', () => {
  const open = operations.filter(({ access, path }) =>
    access === 'anyone' && !/\/(health|ready)$/.test(path)).map(({ name }) => name).sort();
  assert.deepEqual(open, [
    // Signing in, and what a person does who cannot.
    'signUpEmail', 'signInEmail', 'requestPasswordReset', 'resetPassword', 'openPasswordReset',
    'sendVerificationEmail', 'verifyEmail',
    // They look at the cookie, and answer nobody as well.
    'getSession', 'signOut',
    // Who has a key may ask whether it is good.
    'verifyApiKey',
    // Public by what they are.
    'getAuthOk', 'getErrorPage', 'getJwks', 'getImage', 'getProfilePicture',
  ].sort());
});
