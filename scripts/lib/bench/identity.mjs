// GET get-session and POST sign-in/email, against a real Better Auth server on the same workerd and
// D1, and against the hash of a password alone and with the two transactions around it; and ten
// clients at once, for a minute.

import assert from 'node:assert/strict';
import path from 'node:path';
import { say } from '../log.mjs';
import { applyFolder } from '../migrations.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { kRoot } from '../wrangler-config.mjs';
import { drive, exchangeOnce, makeRequest } from './client.mjs';
import { bundle } from './platforms.mjs';
import { cpuSeconds } from './processes.mjs';
import { ratioOf, summarise, takeTurns } from './rounds.mjs';

const kGoals = { session: 0.25, signIn: 1.1 };
const kPerson = { name: 'Ada Lovelace', email: 'ada@northwind.example',
  password: 'correct horse battery' };
const kClients = 10;
const kAddresses = 32;

/** Measures, and returns rows of the table. */
export async function benchIdentity({ quick, distRoot = kDefaultDist }) {
  const candidates = [];
  try {
    candidates.push(await startOurs(distRoot), await startBetterAuth(), await startScrypt(),
      await startBare());
    const [ours, theirs] = candidates;
    for (const one of [ours, theirs]) await signUp(one);
    say('identity: warming up');
    for (const one of [ours, theirs]) await getSessions(one, quick ? 500 : 3_000);
    const sessions = await turns('get-session', [ours, theirs], quick ? 8 : 40,
      (one) => cpuOf(one, quick ? 100 : 200, getSessions));
    for (const one of candidates) await one.signIn(quick ? 20 : 200);
    const signIns = await turns('sign-in', candidates, quick ? 4 : 20,
      (one) => cpuOf(one, quick ? 5 : 10, (of, count) => of.signIn(count)));
    const errors = await together(ours, quick ? 10_000 : 60_000);
    return [
      { name: 'identity: get-session', value: summarise(sessions.ours), unit: 'µs CPU' },
      rowOf('get-session, ours / Better Auth', ratioOf(sessions, 'ours', 'better-auth'),
        kGoals.session),
      { name: 'identity: sign-in', value: summarise(signIns.ours), unit: 'µs CPU' },
      rowOf('sign-in, ours / scrypt alone', ratioOf(signIns, 'ours', 'scrypt'), kGoals.signIn),
      rowOf('sign-in, ours / Better Auth', ratioOf(signIns, 'ours', 'better-auth')),
      rowOf('sign-in, scrypt and two transactions / scrypt alone',
        ratioOf(signIns, 'bare', 'scrypt')),
      { name: `identity: errors, ${kClients} clients for ${quick ? 10 : 60} s`, unit: 'errors',
        value: { median: errors.count, low: errors.count, high: errors.count, rounds: 1 },
        goal: 0, isMet: errors.count === 0, note: `of ${errors.total}` },
    ];
  } finally {
    for (const { platform } of candidates) await platform.dispose();
  }
}

function rowOf(name, value, goal) {
  const verdict = goal === undefined ? {} : { goal, isMet: value.median <= goal };
  return { name: `identity: ${name}`, value, unit: '×', ...verdict };
}

const turns = (what, candidates, rounds, measure) => takeTurns({ candidates, rounds, measure,
  onRound: (round) => round % 10 === 0 && say(`identity: ${what}, round ${round} of ${rounds}`) });

/** Processor microseconds of a request. */
async function cpuOf(candidate, count, run) {
  const before = cpuSeconds(candidate.platform.runtimePid);
  await run(candidate, count);
  return (cpuSeconds(candidate.platform.runtimePid) - before) / count * 1e6;
}

let turn = 0;
/** From a few addresses by turns: an address may sign in a hundred times a minute here. */
function requestTo({ port }, method, path, { body, cookie } = {}) {
  turn = (turn + 1) % kAddresses;
  return makeRequest(method, path, {
    'cf-connecting-ip': `198.18.0.${1 + turn}`,
    ...(cookie ? { cookie } : {}),
    ...(body ? { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` } : {}),
  }, body ? JSON.stringify(body) : '');
}

async function expectOk(promise) {
  const statuses = await promise;
  if (statuses.size !== 1 || !statuses.has(200)) {
    throw new Error(`expected 200 alone, not ${JSON.stringify([...statuses])}`);
  }
}

async function signUp(candidate) {
  const { status, head, body } = await exchangeOnce(candidate.port,
    requestTo(candidate, 'POST', '/api/v1/auth/sign-up/email', { body: kPerson }));
  assert.equal(status, 200, body);
  candidate.cookie = /^set-cookie: (better-auth\.session_token=[^;]+)/im.exec(head)[1];
  const session = await exchangeOnce(candidate.port, sessionRequest(candidate));
  assert.equal(JSON.parse(session.body).user.email, kPerson.email);
}

const sessionRequest = (candidate) =>
  requestTo(candidate, 'GET', '/api/v1/auth/get-session', { cookie: candidate.cookie });
const signInRequest = (candidate) => requestTo(candidate, 'POST', '/api/v1/auth/sign-in/email',
  { body: { email: kPerson.email, password: kPerson.password } });

const getSessions = (candidate, count) => expectOk(drive({ port: candidate.port, count,
  requestOf: () => sessionRequest(candidate) }));
// One at a time: a hash fills a processor by itself.
const signIns = (candidate) => (count) => expectOk(drive({ port: candidate.port, count,
  connections: 1, requestOf: () => signInRequest(candidate) }));

/** Ten clients, two of three requests reading the session and one signing in. */
async function together(candidate, milliseconds) {
  say(`identity: ${kClients} clients at once for ${milliseconds / 1000} s`);
  const end = Date.now() + milliseconds;
  const total = { count: 0, total: 0 };
  while (Date.now() < end) {
    const statuses = await drive({ port: candidate.port, count: 200, connections: kClients,
      requestOf: (i) => (i % 3 === 2 ? signInRequest(candidate) : sessionRequest(candidate)) });
    for (const [status, times] of statuses) {
      total.total += times;
      if (status !== 200) total.count += times;
    }
  }
  return total;
}

const ignoreLog = () => {};

async function startOurs(distRoot) {
  const platform = await startPlatform({ distRoot,
    services: ['gateway', 'limiter', 'auth', 'access'],
    vars: { BEHIND_CLOUDFLARE: 'true' }, onLog: ignoreLog });
  const one = { name: 'ours', platform, port: platform.port };
  return Object.assign(one, { signIn: signIns(one) });
}

async function startBetterAuth() {
  const port = await findFreePort();
  const platform = await startPlatform({ services: [], onLog: ignoreLog, extraWorkers: [
    { name: 'better-auth', script: await bundle('better-auth.js'), port,
      env: { BASE_URL: `http://127.0.0.1:${port}`, AUTH_SECRET: 'x'.repeat(48),
        DB: { type: 'd1', id: 'better-auth' } } }] });
  const one = { name: 'better-auth', platform, port };
  const { status, body } = await exchangeOnce(port, makeRequest('GET', '/migrate'));
  assert.equal(status, 200, body);
  return Object.assign(one, { signIn: signIns(one) });
}

async function startScrypt() {
  const port = await findFreePort();
  const platform = await startPlatform({ services: [], onLog: ignoreLog, extraWorkers: [
    { name: 'scrypt', script: await bundle('scrypt.js'), port }] });
  const one = { name: 'scrypt', platform, port };
  return Object.assign(one, { signIn: signIns(one) });
}

async function startBare() {
  const port = await findFreePort();
  const platform = await startPlatform({ services: [], onLog: ignoreLog, extraWorkers: [
    { name: 'bare', script: await bundle('bare-sign-in.js'), port,
      env: { DB: { type: 'd1', id: 'bare' } } }] });
  const database = await platform.miniflare.getD1Database('DB', 'bare');
  await applyFolder(database, path.join(kRoot, 'workers/auth/migrations'));
  await database.batch([
    database.prepare('INSERT INTO user (id, name, email, created_at, updated_at) ' +
      "VALUES ('user', ?, ?, 0, 0)").bind(kPerson.name, kPerson.email),
    database.prepare('INSERT INTO account (id, user_id, provider_id, account_id, created_at, ' +
      "updated_at) VALUES ('account', 'user', 'credential', 'user', 0, 0)"),
  ]);
  const one = { name: 'bare', platform, port };
  return Object.assign(one, { signIn: signIns(one) });
}
