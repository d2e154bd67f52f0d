// What the wire tests talk to: a platform of their own, ended with the test. CROW_TEST_URL names a
// running one instead, which shortens the loop while a service is written. As "better-auth" it runs
// the tests of /api/v1/auth against a real Better Auth server: what passes there is known to be
// right.

import { randomBytes } from 'node:crypto';
import { grantKey } from '../../scripts/lib/demo/grant-key.mjs';
import { exchange, json, values } from './http.mjs';

/** A base path that every service shares. */
export const kApi = '/api/v1';

/**
 * Opens the target; `dispose` ends what was started for it. The platform believes CF-Connecting-IP,
 * so that a test can come from any address.
 *
 * @param {object} options  handed to `startPlatform`
 */
export async function openTarget(options = {}) {
  const given = process.env.CROW_TEST_URL;
  if (given === 'better-auth') {
    const { startBetterAuth } = await import('./better-auth.mjs');
    return { reference: true, ...await startBetterAuth() };
  }
  if (given) return { url: given.replace(/\/$/, ''), dispose: async () => {} };
  const { startPlatform } = await import('../../scripts/lib/platform.mjs');
  const vars = { BEHIND_CLOUDFLARE: 'true', ...options.vars };
  const platform = await startPlatform({ ...options, vars });
  try {
    await platform.waitReady();
  } catch (error) {
    await platform.dispose();
    throw error;
  }
  return platform;
}

/** Eight letters that no other test uses, for names that must be new. */
export function unique() {
  return [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

/**
 * An address out of the range for benchmarks. A request that names its own is counted by itself, so
 * that no test meets the limits that another used up.
 */
export function anyAddress() {
  const [a, b, c] = randomBytes(3);
  return `198.${18 + (a & 1)}.${b}.${1 + (c % 254)}`;
}

/** Sends JSON, or nothing, and gives the answer with `data`, its parsed body. */
export async function call(target, method, path, { body, cookie, key, headers = {} } = {}) {
  const all = { 'CF-Connecting-IP': anyAddress(), ...headers };
  if (cookie) Object.assign(all, { Cookie: cookie, Origin: headers.Origin ?? target.url });
  if (key) all['X-API-Key'] = key;
  if (body !== undefined) all['Content-Type'] ??= 'application/json';
  const answer = await exchange(target.url, {
    method,
    target: path,
    headers: Object.entries(all).filter(([, value]) => value !== undefined),
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  const isJson = answer.body.length > 0
    && values(answer, 'content-type').some((type) => type.startsWith('application/json'));
  return Object.assign(answer, { data: isJson ? json(answer) : undefined });
}

/** As `call`, and throws unless the status is 2xx. */
export async function must(target, method, path, options) {
  const answer = await call(target, method, path, options);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`);
}

/** The Cookie header that a browser would send after an answer. */
export function cookieOf(answer) {
  return values(answer, 'set-cookie').map((line) => line.split(';')[0])
    .filter((pair) => !pair.endsWith('=')).join('; ');
}

/** The newest mail to an address, or undefined: `{kind, to, url?, token?, invitation?}`. */
export async function newestMail(target, to) {
  if (target.mail) return target.mail.findLast((mail) => mail.to === to);
  const path = `/dev/mail?to=${encodeURIComponent(to)}`;
  return (await must(target, 'GET', path)).data.data[0];
}

/** Makes a session older, as if so much time had passed since it was last used. */
export async function ageSession(target, token, milliseconds) {
  if (target.age) {
    target.age(token, milliseconds);
    return;
  }
  const database = await target.getDatabase('auth');
  await database.prepare('UPDATE session SET created_at = created_at - ?1, updated_at = '
    + 'updated_at - ?1, expires_at = expires_at - ?1 WHERE token = ?2')
    .bind(milliseconds, token).run();
  // Nobody but the platform itself tells the object that remembers the session of a change.
  await (await target.getObject('auth', 'SESSIONS', token.slice(0, 2))).forget();
}

/** Signs up a user of a business domain that nobody else has. */
export async function signUp(target, name = 'Ada Lovelace') {
  const email = `${unique()}@${unique()}.example`;
  const user = { name, email, password: 'correct horse battery' };
  const answer = await must(target, 'POST', `${kApi}/auth/sign-up/email`, { body: user });
  return { ...user, id: answer.data.user.id, cookie: cookieOf(answer), token: answer.data.token };
}

/** Signs up a user who owns a new organization, active in the session, and has a key for it. */
export async function owner(target, name = 'Ada Lovelace', organization = 'Northwind') {
  const user = await signUp(target, name);
  const { cookie } = user;
  const slug = unique();
  const made = await must(target, 'POST', `${kApi}/auth/organization/create`,
    { cookie, body: { name: organization, slug } });
  const key = await must(target, 'POST', `${kApi}/auth/api-key/create`,
    { cookie, body: { name: 'tests' } });
  return {
    ...user,
    key: key.data.key,
    keyId: key.data.id,
    organization: { id: made.data.id, name: organization, slug, memberId: made.data.members[0].id },
  };
}

/** Two organizations that never see one another, and a user who has none. */
export async function twoOrganizations(target) {
  return {
    ada: await owner(target, 'Ada Lovelace', 'Northwind'),
    bob: await owner(target, 'Bob Kahn', 'Contoso'),
    nobody: await signUp(target, 'Nobody Yet'),
  };
}

/** Brings a new user into the organization of `owner`; active there, with a key of their own. */
export async function join(target, { cookie: host, organization }, role, name = 'Carla Mendes') {
  const user = await signUp(target, name);
  const auth = `${kApi}/auth`;
  const invitation = await must(target, 'POST', `${auth}/organization/invite-member`,
    { cookie: host, body: { email: user.email, role, organizationId: organization.id } });
  const { cookie } = user;
  await must(target, 'POST', `${auth}/organization/accept-invitation`,
    { cookie, body: { invitationId: invitation.data.id } });
  return { ...user, role, organization, key: await keyOf(target, user, role, organization) };
}

/** A key of a member: an admin makes their own, a plain member lacks apiKeyManagement. */
async function keyOf(target, { email, cookie }, role, organization) {
  if (role === 'member' && target.getDatabase) {
    const database = await target.getDatabase('auth');
    return grantKey(database, { email, name: role, organizationId: organization.id });
  }
  const made = await must(target, 'POST', `${kApi}/auth/api-key/create`,
    { cookie, body: { name: role } });
  return made.data.key;
}
