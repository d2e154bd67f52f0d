// Memory over very many requests of every kind: the linear memory of each worker, byte for byte,
// and what the whole runtime holds.

import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { say } from '../log.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { drive, exchangeOnce, makeRequest } from './client.mjs';
import { kApiKeys, kControls, kPeople, organizationId, startOurs, userId } from './platforms.mjs';
import { residentBytes } from './processes.mjs';

const kServices = ['gateway', 'users', 'organizations'];
const kClients = 16;
// V8 collects its old generation late, so the runtime grows for tens of thousands of requests,
// below workers in plain JavaScript too; see docs/performance.md for how far.
const kWarmUp = 60_000;
const kResidentGoal = 1.1;
// More strangers than the gateway remembers at once (kKnownMax in workers/gateway/callers.cpp): its
// memory is bounded, and growth counts from when it is full.
const kStrangers = 5_000;

export async function benchMemory({ quick, distRoot = kDefaultDist }) {
  const total = quick ? 10_000 : 100_000;
  const steps = 10;
  const observed = observe(distRoot);
  const directSockets = ['users', 'organizations'];
  const { platform, port } = await startOurs({ services: kServices, distRoot: observed,
    directSockets });
  const look = async () => {
    const linear = {};
    for (const service of kServices) {
      const servicePort = Number(new URL(platform.urlOf(service)).port);
      const { body } = await exchangeOnce(servicePort,
        makeRequest('GET', '/', { 'x-bench-memory': 'yes' }));
      linear[service] = JSON.parse(body);
    }
    return { linear, resident: residentBytes(platform.runtimePid) };
  };
  try {
    const warmUp = quick ? total / steps : kWarmUp;
    say(`memory: warming up with ${warmUp} requests`);
    await drive({ port, count: kStrangers, connections: kClients, requestOf: stranger });
    await drive({ port, count: warmUp, connections: kClients, requestOf });
    const looks = [await look()];
    const statuses = new Map();
    for (let step = 1; step <= steps; step += 1) {
      const seen = await drive({ port, count: total / steps, connections: kClients, requestOf });
      for (const [status, count] of seen) statuses.set(status, (statuses.get(status) ?? 0) + count);
      looks.push(await look());
      say(`memory: ${step * total / steps} of ${total} requests, ` +
        `${(looks.at(-1).resident / 2 ** 20).toFixed(0)} MB`);
    }
    return rows(looks, statuses, quick);
  } finally {
    await platform.dispose();
    rmSync(observed, { recursive: true, force: true });
  }
}

/** A copy of the built workers with an entry that tells the size of their memory. */
function observe(distRoot) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crow-bench-'));
  for (const service of kServices) {
    const copy = path.join(folder, service);
    cpSync(path.join(distRoot, service), copy, { recursive: true });
    renameSync(path.join(copy, 'index.js'), path.join(copy, 'entry.js'));
    copyFileSync(path.join(kControls, 'observe.js'), path.join(copy, 'index.js'));
  }
  return folder;
}

/** A request with a key that nobody has. */
const stranger = (i) => makeRequest('GET', '/api/v1/users/me',
  { 'x-api-key': `crow_${'w'.repeat(30)}${i}` });

/** The i-th request: good ones, lists, and every kind of refusal. */
function requestOf(i) {
  const key = kApiKeys[i % kApiKeys.length];
  const own = kPeople[key];
  const get = (target, headers = { 'x-api-key': key }) =>
    makeRequest('GET', `/api/v1${target}`, headers);
  const kinds = [
    () => get('/users/me'),
    () => get('/users/me', { authorization: `Bearer ${key}` }),
    () => get(`/users/${own.userId}`),
    () => get(`/users/by-organization/${own.organizationId}?page=1&limit=10`),
    () => get(`/organizations/${own.organizationId}/members?limit=5`),
    () => get(`/users/${own.userId}/permissions`),
    () => get('/organizations'),
    () => get('/users/me', {}),
    () => stranger(i),
    () => get('/users/me', { 'x-api-key': key, authorization: 'Bearer crow_another' }),
    () => get(`/users/by-organization/${organizationId(40)}`),
    () => get(`/users/${userId(900)}`),
    () => get('/users/by-organization/x?limit=none'),
    () => get(`/users/by-organization/${own.organizationId}?limit=1000&page=-1`),
    () => get('/nothing/here'),
    () => get(`/users/a%2fb?${'q'.repeat(i % 2_000)}`),
    () => get('/products', { 'x-api-key': key, 'x-error-format': 'plain' }),
    () => makeRequest('POST', '/api/v1/users/me', { 'x-api-key': key,
      'content-type': 'application/json' }, `{"text":"${'x'.repeat(i % 4_000)}"}`),
    () => makeRequest('OPTIONS', '/api/v1/users/me', { origin: 'https://elsewhere.example',
      'access-control-request-method': 'GET' }),
    () => get('/users/me', { 'x-api-key': key, 'x-filler': 'x'.repeat(20_000 + i % 20_000) }),
  ];
  return kinds[(i * 7 + (i >> 5)) % kinds.length]();
}

function rows(looks, statuses, quick) {
  const first = looks[0];
  const last = looks.at(-1);
  const one = (value) => ({ median: value, low: value, high: value, rounds: 1 });
  const linear = kServices.map((service) => {
    const grown = last.linear[service].bytes - first.linear[service].bytes;
    return { name: `memory: ${service}, linear growth of ${last.linear[service].bytes / 1024} KB`,
      value: one(grown / 1024), unit: 'KB', goal: 0,
      isMet: grown <= 0 && last.linear[service].instances === first.linear[service].instances };
  });
  // The last third against the first third: one look says little about a collector's heap.
  const third = Math.floor(looks.length / 3);
  const mean = (part) => part.reduce((sum, { resident }) => sum + resident, 0) / part.length;
  const ratio = mean(looks.slice(-third)) / mean(looks.slice(0, third));
  return [...linear,
    { name: `memory: runtime, end / beginning, ${(last.resident / 2 ** 20).toFixed(0)} MB`,
      value: { median: ratio, rounds: 1,
        low: Math.min(...looks.map((look) => look.resident)) / first.resident,
        high: Math.max(...looks.map((look) => look.resident)) / first.resident },
      unit: '×', ...(quick ? {} : { goal: kResidentGoal, isMet: ratio <= kResidentGoal }),
      statuses: Object.fromEntries([...statuses].sort(([a], [b]) => a - b)) }];
}
