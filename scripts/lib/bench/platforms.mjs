// The candidates of the request benchmark: ours and the controls, each a runtime of its own with
// the same database content, the same stand-in for auth, and the same reader of its log.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { applyFolder } from '../migrations.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { kRoot } from '../wrangler-config.mjs';
import { makeRequest } from './client.mjs';

export const kControls = path.join(path.dirname(fileURLToPath(import.meta.url)), 'controls');
const kOrganizations = 50;
const kPeoplePerOrganization = 20;
const kKeys = 8;
const kStart = Date.UTC(2026, 0, 1);

const pad = (number) => String(number).padStart(6, '0');
export const userId = (number) => `user${pad(number)}${'a'.repeat(22)}`;
export const organizationId = (number) => `orga${pad(number)}${'b'.repeat(22)}`;

/** Keys of the first people of different organizations. */
export const kPeople = Object.fromEntries(Array.from({ length: kKeys }, (_, i) =>
  [`crow_${'k'.repeat(40)}${pad(i)}`, { userId: userId(i * kPeoplePerOrganization),
    organizationId: organizationId(i), credentialId: `key${pad(i)}` }]));
export const kApiKeys = Object.keys(kPeople);

/** GET /users/me, for each key. */
export const kRequests = kApiKeys.map((key) =>
  makeRequest('GET', '/api/v1/users/me', { 'x-api-key': key, accept: 'application/json' }));

/** A control's modules in one file. */
export async function bundle(entry) {
  const { outputFiles } = await build({ entryPoints: [path.join(kControls, entry)], bundle: true,
    format: 'esm', write: false, minify: true, target: 'es2022', logLevel: 'error',
    conditions: ['workerd', 'worker', 'browser'], external: ['cloudflare:*', 'node:*'],
    nodePaths: [path.join(kRoot, 'node_modules')] });
  return outputFiles[0].text;
}

/** The worker that answers for auth, and the binding to it. */
export const standInForAuth = async () => ({ name: 'stand-in-auth', script: await bundle('auth.js'),
  env: { PEOPLE: JSON.stringify(kPeople) } });
export const authOf = () => ({ type: 'worker', worker: 'stand-in-auth' });
const ignoreLog = () => {};

/** Ours, as it is built below `distRoot`. */
export async function startOurs({ name = 'ours', services = ['gateway', 'limiter', 'users'],
  ...more } = {}) {
  const bindings = Object.fromEntries(services.map((service) => [service, { AUTH: authOf() }]));
  const platform = await startPlatform({ services, bindings, extraWorkers: [await standInForAuth()],
    onLog: ignoreLog, ...more });
  await seed(await platform.getDatabase('users'));
  return { name, platform, port: platform.port };
}

/** A control of two workers: `bare` or `hono`; `vars` reach both. */
export async function startControl(control, { name = control, vars = {} } = {}) {
  const port = await findFreePort();
  const key = { INTERNAL_KEY: 'bench', ...vars };
  const platform = await startPlatform({ services: [], onLog: ignoreLog, extraWorkers: [
    { name: 'gateway', script: await bundle(`${control}-gateway.js`), port,
      env: { ...key, AUTH: authOf(), USERS: { type: 'worker', worker: 'users' } } },
    { name: 'users', script: await bundle(`${control}-users.js`),
      env: { ...key, AUTH: authOf(), DB: { type: 'd1', id: 'crow-identity' } } },
    await standInForAuth(),
  ] });
  await seed(await platform.getDatabase('users'));
  return { name, platform, port };
}

async function seed(database) {
  await applyFolder(database, path.join(kRoot, 'workers/auth/migrations'));
  const insert = {
    organization: database.prepare('INSERT INTO organization (id, name, slug, tier, created_at) ' +
      'VALUES (?, ?, ?, ?, ?)'),
    user: database.prepare('INSERT INTO user (id, name, email, email_verified, created_at, ' +
      'updated_at) VALUES (?, ?, ?, 1, ?, ?)'),
    member: database.prepare('INSERT INTO member (id, organization_id, user_id, role, ' +
      "created_at) VALUES (?, ?, ?, 'member', ?)"),
  };
  for (let o = 0; o < kOrganizations; o += 1) {
    const statements = [insert.organization.bind(organizationId(o), `Shop ${o}`, `shop-${o}`,
      'Enterprise', kStart)];
    for (let i = 0; i < kPeoplePerOrganization; i += 1) {
      const number = o * kPeoplePerOrganization + i;
      statements.push(insert.user.bind(userId(number), `Person ${number}`,
        `person-${number}@shop-${o}.example`, kStart + number, kStart + number));
      statements.push(insert.member.bind(`memb${pad(number)}`, organizationId(o), userId(number),
        kStart + number));
    }
    await database.batch(statements);
  }
}
