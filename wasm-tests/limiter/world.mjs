// Gateways under several names, with code and memory of their own each, before one limiter. What
// stands between them and it counts the questions, and does not pass them on when a test says so.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Miniflare } from 'miniflare';
import { kDefaultDist, makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { findFreePort } from '../../scripts/lib/ports.mjs';

/** Knows every key "crow_<tier>_<organization>_<id>". */
const kAuth = `export default { async fetch(request) {
  if (!request.url.endsWith('/resolve-credential')) return new Response(null, { status: 204 });
  const [, tier, organizationId, id] = (await request.json()).credential.split('_');
  return Response.json({ token: 'token', refusal: '', userId: 'user' + id, organizationId,
    credentialId: id, tier, perMinute: tier === 'Enterprise' ? 30 : null, perDay: null });
} };`;

const kUsers = 'export default { fetch: () => Response.json({ ok: true }) };';

/** Durable Objects that pass on to those of the limiter. */
const kTally = `import { DurableObject } from 'cloudflare:workers';
let hops = 0;
let mode = 'passing';
export class Tally extends DurableObject {
  async fetch(request) {
    hops += 1;
    if (mode === 'failing') throw new Error('gone');
    if (mode === 'silent') await new Promise((wake) => setTimeout(wake, 5_000));
    return this.env.COUNTERS.getByName(this.ctx.id.name).fetch(request);
  }
}
export default { async fetch(request) {
  mode = new URL(request.url).searchParams.get('mode') ?? mode;
  const answer = { hops };
  hops = 0;
  return Response.json(answer);
} };`;

/** The limiter with a clock that a test moves and an alarm that it sets off. */
const kClock = `import own, { Counter as Real } from './index.js';
const now = Date.now;
let ahead = 0;
Date.now = () => now() + ahead;
export default own;
export class Counter extends Real {
  #asks = 0;
  async fetch(request) {
    const query = new URL(request.url).searchParams;
    if (query.has('evict')) this.ctx.abort('evicted');
    if (query.has('asks')) return Response.json({ asks: this.#asks });
    this.#asks += 1;
    if (!query.has('ahead')) return super.fetch(request);
    ahead = Number(query.get('ahead'));
    if (query.has('alarm')) await this.alarm();
    const { sql } = this.ctx.storage;
    const tables = [...sql.exec("SELECT name FROM sqlite_master WHERE name = 'given'")].length;
    return Response.json({ tables, alarm: await this.ctx.storage.getAlarm(),
      rows: tables ? sql.exec('SELECT count(*) AS n FROM given').one().n : 0 });
  }
}`;

const kDecided = { SERVICE: 'gateway', ENVIRONMENT: 'production', BASE_URL: 'http://127.0.0.1',
  TRUSTED_ORIGINS: '', BEHIND_CLOUDFLARE: 'true', VERSION: 'test', INTERNAL_KEY: 'key' };

/**
 * Starts it: `gateways` of them, where `withoutCounter` is "open" or "closed".
 *
 * `ask(index, path, headers)` asks one gateway; `hops()` says how often counters were asked since
 * the last time; `mode(name)` lets them be "passing", "failing" or "silent".
 */
export async function startGateways({ gateways = 8, withoutCounter = 'closed', resources } = {}) {
  const ports = [];
  for (let i = 0; i <= gateways; i += 1) ports.push(await findFreePort());
  const worker = (name) => ({ type: 'worker', worker: name });
  const gateway = (index) => ({
    name: `gateway-${index}`, directory: path.join(kDefaultDist, 'gateway'), port: ports[index],
    env: { ...kDecided, LIMITS_WITHOUT_COUNTER: withoutCounter, AUTH: worker('auth'),
      USERS: worker('users'),
      COUNTERS: { type: 'durable-object', worker: 'tally', exportName: 'Tally' } },
  });
  const miniflare = new Miniflare({ ...makeMiniflareOptions({ services: ['limiter'], resources,
    secrets: { INTERNAL_KEY: 'key' },
    extraWorkers: [
      ...Array.from({ length: gateways }, (_, index) => gateway(index)),
      { name: 'auth', script: kAuth }, { name: 'users', script: kUsers },
      { name: 'tally', script: kTally, port: ports[gateways],
        exports: { Tally: { type: 'durable-object', storage: 'sqlite' } },
        env: { COUNTERS:
          { type: 'durable-object', worker: 'crow-limiter', exportName: 'Counter' } } },
    ] }), handleStructuredLogs: () => {} });
  await miniflare.ready;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const get = (port, target, headers = {}) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: target, headers, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => { body += text; })
        .on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    }).on('error', reject);
  });
  const tally = async (query) => JSON.parse((await get(ports[gateways], `/${query}`)).body);
  return {
    ask: (index, target, headers) => get(ports[index], target, headers),
    hops: async () => (await tally('')).hops,
    mode: (name) => tally(`?mode=${name}`),
    async stop() {
      agent.destroy();
      await miniflare.dispose();
    },
  };
}

/**
 * A limiter whose clock is the test's; `get(object, query)` asks one of its objects,
 * `evict(object)` takes its memory away.
 */
export async function startCounters() {
  const folder = path.join(kDefaultDist, 'limiter');
  const modules = { 'clock.js': kClock };
  for (const name of readdirSync(folder)) {
    const contents = readFileSync(path.join(folder, name));
    modules[name] = name.endsWith('.wasm') ? new Uint8Array(contents) : contents.toString();
  }
  const miniflare = new Miniflare({ ...makeMiniflareOptions({ services: [], extraWorkers: [
    { name: 'limiter', modules, exports: { Counter: { type: 'durable-object', storage: 'sqlite' } },
      env: { SERVICE: 'limiter', ENVIRONMENT: 'dev', VERSION: 'test', INTERNAL_KEY: 'key',
        COUNTERS: { type: 'durable-object', worker: 'limiter', exportName: 'Counter' } } },
  ] }), handleStructuredLogs: () => {} });
  await miniflare.ready;
  const counters = await miniflare.getDurableObjectNamespace('COUNTERS', 'limiter');
  return {
    async get(object, query, headers = { 'x-internal-key': 'key' }) {
      const stub = counters.get(counters.idFromName(object));
      const response = await stub.fetch(`http://limiter/internal/limiter/lease?${query}`,
        { headers });
      return { status: response.status, data: await response.json() };
    },
    async evict(object) {
      await this.get(object, 'evict').then(() => assert.fail('still there'), () => {});
      assert.deepEqual((await this.get(object, 'asks')).data, { asks: 0 });
    },
    stop: () => miniflare.dispose(),
  };
}

/** Waits until so many seconds of a UTC minute are left. */
export async function untilMinuteHas(seconds) {
  const left = 60 - (Date.now() / 1000) % 60;
  if (left >= seconds) return;
  await new Promise((wake) => { setTimeout(wake, left * 1000 + 50); });
}
