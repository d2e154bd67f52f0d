// The workshop of kernel/workshop.cpp on a platform of its own, and callers of it.

import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fireCrons } from '../../scripts/lib/crons.mjs';
import { kDefaultDist } from '../../scripts/lib/miniflare-options.mjs';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { until } from '../lib/until.mjs';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const kKeyId = 'workshop-key';
const kMigration = [
  readFileSync(path.join(kRoot, 'shared/sql/jobs.sql'), 'utf8'),
  readFileSync(path.join(kRoot, 'shared/sql/idempotency.sql'), 'utf8'),
  'CREATE TABLE mark (job TEXT, step INTEGER, times INTEGER, PRIMARY KEY (job, step));',
].join('\n');

/**
 * Starts the workshop. `platform` is the platform, `database` Node's handle of its tables,
 * `caller(name, organization)` somebody with `get` and `post`, `sweep()` what cron does.
 */
export async function startWorkshop() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'crow-workshop-'));
  const write = (name, text) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  const queue = 'crow-workshop-jobs-dev';
  write('workers/workshop/migrations/0001-workshop.sql', kMigration);
  write('wrangler/workshop.jsonc', wranglerFile('workshop', {
    d1_databases: [{ binding: 'DB', database_name: 'crow-workshop-dev',
      preview_database_id: 'crow-workshop',
      migrations_dir: '../workers/workshop/migrations' }],
    queues: { producers: [{ binding: 'JOBS', queue }],
      consumers: [{ queue, max_batch_size: 100, max_batch_timeout: 0, max_retries: 3 }] },
    vars: { ENVIRONMENT: 'dev' },
    secrets: { required: ['INTERNAL_KEY'] },
  }, { triggers: { crons: ['* * * * *'] } }));
  const platform = await startPlatform({ root, distRoot: kDefaultDist,
    directSockets: ['workshop'],
    extraWorkers: [{ name: 'keys', script: kKeys, env: { KEYS: publicKeys() } }],
    bindings: { workshop: { AUTH: { type: 'worker', worker: 'keys' } } } });
  return {
    platform,
    url: `${platform.urlOf('workshop')}/api/v1/workshop`,
    get database() { return platform.getDatabase('workshop'); },
    caller: (name, organization = 'north') => caller(platform, name, organization),
    sweep: () => fireCrons(platform, new Date()),
    /** `{ walk_1: [1, 1], … }`: how often each step of each job was marked. */
    async marks() {
      const database = await platform.getDatabase('workshop');
      const { results } = await database.prepare('SELECT * FROM mark ORDER BY job, step').all();
      return Object.fromEntries(Object.entries(Object.groupBy(results, (row) => row.job))
        .map(([job, rows]) => [job, rows.map((row) => row.times)]));
    },
    async stop() {
      await platform.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function caller(platform, sub, org) {
  const send = async (method, route, body, headers) => {
    const response = await fetch(`${platform.urlOf('workshop')}/api/v1/workshop${route}`, { method,
      headers: { authorization: `Bearer ${token(sub, org)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, headers: response.headers,
      body: await response.json().catch(() => null) };
  };
  return {
    get: (route) => send('GET', route),
    post: (route, body, headers) => send('POST', route, body, headers),
    /** Waits until a job has ended, and gives it. */
    ended: (id) => until(async () => {
      const { status, body } = await send('GET', `/jobs/${id}`);
      return status === 200 && ['completed', 'failed', 'cancelled'].includes(body.status) && body;
    }),
  };
}

function token(sub, org) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = encode({ alg: 'EdDSA', kid: kKeyId });
  const claims = encode({ sub, org, role: 'owner', permissions: [], tier: 'Free',
    exp: Math.floor(Date.now() / 1000) + 50 });
  const signature = sign(null, Buffer.from(`${head}.${claims}`), privateKey).toString('base64url');
  return `${head}.${claims}.${signature}`;
}

function publicKeys() {
  const { x } = publicKey.export({ format: 'jwk' });
  return JSON.stringify({ keys: [{ alg: 'EdDSA', crv: 'Ed25519', x, kty: 'OKP', kid: kKeyId }] });
}

const kKeys = `export default { fetch: (request, env) => new Response(env.KEYS) };`;

function wranglerFile(service, dev, more) {
  return JSON.stringify({
    name: `crow-${service}`,
    main: `../build/wasm-release/dist/${service}/index.js`,
    compatibility_date: '2026-09-01',
    compatibility_flags: ['nodejs_compat', 'enable_request_signal'],
    no_bundle: true,
    find_additional_modules: true,
    rules: [{ type: 'ESModule', globs: ['**/*.js'] }],
    ...more,
    env: { dev },
  });
}
