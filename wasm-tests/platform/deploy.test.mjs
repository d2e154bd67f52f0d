// ./scripts/deploy against an account and a wrangler of this test's own, on 127.0.0.1: what an
// account lacks is told with the command that makes it, and what is not well goes back.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { readWanted } from '../../scripts/lib/account.mjs';
import { kRoot, listDeployed, readWorker } from '../../scripts/lib/wrangler-config.mjs';

const kId = '0123456789abcdef0123456789abcdef';
const kDeploy = path.join(kRoot, 'scripts/lib/deploy.mjs');

let folder;
let server;
let origin;
let account;
let answersHealth;

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-deploy-'));
  server = http.createServer((request, response) => {
    const { status, body } = answer(new URL(request.url, origin), request.headers);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  account = completeAccount('dev');
  answersHealth = () => ({ status: 200, body: { status: 'ok' } });
});

/** An account that has all that the wrangler files name. */
function completeAccount(environment) {
  const wanted = readWanted(environment);
  return {
    'd1/database': [...wanted.databases].map((name) =>
      ({ name, uuid: wanted.ids.get(name)[0].id })),
    'r2/buckets': [...wanted.buckets].map((name) => ({ name })),
    queues: [...wanted.queues].map((name) => ({ queue_name: name })),
    'vectorize/v2/indexes': [...wanted.indexes].map((name) =>
      ({ name, config: { dimensions: 1024, metric: 'cosine' } })),
    'workers/domains': [...wanted.domains].map(([hostname, service]) => ({ hostname, service })),
    ...Object.fromEntries(wanted.workers.map(({ name, secrets }) =>
      [`workers/scripts/${name}/secrets`, secrets.map((one) => ({ name: one }))])),
  };
}

/** Cloudflare's API, two things a page, and the health of what is deployed. */
function answer({ pathname, searchParams }, headers) {
  if (pathname.startsWith('/api/v1/')) return answersHealth(pathname);
  if (headers.authorization !== 'Bearer secret') {
    return { status: 403, body: { success: false, errors: [{ message: 'Authentication error' }] } };
  }
  const list = account[pathname.replace(`/accounts/${kId}/`, '')];
  if (!list) return { status: 404, body: { success: false, errors: [{ message: 'not found' }] } };
  const page = Number(searchParams.get('page') ?? 1);
  const part = list.slice((page - 1) * 2, page * 2);
  const info = { page, per_page: 2, count: part.length, total_count: list.length };
  const result = pathname.endsWith('/r2/buckets') ? { buckets: part } : part;
  return { status: 200, body: { success: true, result, result_info: info } };
}

function run(args, more = {}) {
  const child = spawn(process.execPath, [kDeploy, ...args], { env: { ...process.env,
    CLOUDFLARE_API_BASE_URL: origin, CLOUDFLARE_ACCOUNT_ID: kId, CLOUDFLARE_API_TOKEN: 'secret',
    ...more } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => { text += part; });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, text }));
  });
}

const verify = (more) => run(['--verify', '--env', 'dev'], more);
const without = (list, name) => list.filter((one) => (one.queue_name ?? one.name) !== name);

/** An account whose databases have ids, as the files of a real deployment would have. */
const kNoIds = /wrangler\/\w+\.jsonc \(dev\) has (no|another) id/;

test('a complete account is told to be so', async () => {
  const { code, text } = await verify();
  assert.equal(code, 0, text);
  assert.match(text, /the account has all that wrangler\/\*\.jsonc names for dev/);
});

test('what is missing is told with the command that makes it', async () => {
  const wanted = readWanted('dev');
  for (const [list, name, command] of [
    ['d1/database', 'crow-identity-dev', 'npx wrangler d1 create crow-identity-dev'],
    ['r2/buckets', 'crow-images-dev', 'npx wrangler r2 bucket create crow-images-dev'],
    ['queues', 'crow-auth-jobs-dev', 'npx wrangler queues create crow-auth-jobs-dev'],
    ['vectorize/v2/indexes', 'crow-products-dev',
      'npx wrangler vectorize create crow-products-dev --dimensions 1024 --metric cosine'],
    ['workers/scripts/crow-auth-dev/secrets', 'AUTH_SECRET',
      'npx wrangler secret put AUTH_SECRET -c wrangler/auth.jsonc --env dev'],
  ]) {
    account = completeAccount('dev');
    account[list] = without(account[list], name);
    const { code, text } = await verify();
    assert.equal(code, 1, text);
    assert.ok(text.includes(name) && text.includes(command), `${name}: ${text}`);
  }
  assert.ok(wanted.databases.size > 5);
});

test('an id that the files lack is told', async () => {
  account['d1/database'].find(({ name }) => name === 'crow-identity-dev').uuid = 'a-real-id';
  const { code, text } = await verify();
  assert.equal(code, 1);
  assert.match(text, kNoIds);
  assert.ok(text.includes('put "database_id": "a-real-id" there'), text);
});

test('an index of other vectors, and a domain that leads elsewhere, are told', async () => {
  account['vectorize/v2/indexes'][0].config.dimensions = 768;
  account['workers/domains'] = [{ hostname: 'dev.api.crowai.dev', service: 'another' }];
  const { code, text } = await verify();
  assert.equal(code, 1);
  assert.match(text, /index crow-\w+-dev has 768 dimensions, cosine/);
  assert.match(text, /dev\.api\.crowai\.dev does not lead to crow-gateway-dev/);
});

test('a worker that was never deployed lacks its secrets', async () => {
  delete account['workers/scripts/crow-users-dev/secrets'];
  const { code, text } = await verify();
  assert.equal(code, 1);
  assert.match(text, /worker crow-users-dev is not deployed, and has no secret INTERNAL_KEY/);
});

test('what nobody names is told and is no fault; of other environments nothing is', async () => {
  account.queues.push({ queue_name: 'crow-old-dev' }, { queue_name: 'crow-old' },
    { queue_name: 'somebody-else' });
  const { code, text } = await verify();
  assert.equal(code, 0, text);
  assert.match(text, /superfluous: queue crow-old-dev is named nowhere/);
  assert.match(text, /npx wrangler queues delete crow-old-dev/);
  assert.ok(!text.includes('somebody-else') && !/crow-old /.test(text), text);
});

test('a token that may not read says so, in one line', async () => {
  const { code, text } = await verify({ CLOUDFLARE_API_TOKEN: 'other' });
  assert.equal(code, 1);
  assert.match(text, /^deploy: Cloudflare answered 403 to .*: Authentication error; may the token/);
  const none = await verify({ CLOUDFLARE_API_TOKEN: '' });
  assert.match(none.text, /^deploy: export CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID/);
});

/** A wrangler that notes what it is told, and fails where it is told to. */
function fakeWrangler(failing = 'nothing') {
  const file = path.join(folder, 'wrangler.mjs');
  const notes = path.join(folder, 'notes');
  writeFileSync(notes, '');
  writeFileSync(file, `import { appendFileSync } from 'node:fs';
    const line = process.argv.slice(2).join(' ');
    appendFileSync(${JSON.stringify(notes)}, line + '\\n');
    if (line.includes(${JSON.stringify(failing)})) process.exit(1);`);
  return { env: { CROW_WRANGLER: file, CROW_WELL_WITHIN: '300' },
    notes: () => readFileSync(notes, 'utf8').trim().split('\n') };
}

const ship = (service, wrangler) =>
  run([service, '--env', 'dev', '--no-build', '--origin', origin], wrangler.env);

/** Workers without a database, whose files need no id. */
const kPlain = listDeployed().filter((service) =>
  (readWorker(service).env.d1_databases ?? []).length === 0 && service !== 'gateway');

test('what is deployed and well stays', async () => {
  const wrangler = fakeWrangler();
  let version;
  answersHealth = (pathname) => {
    version ??= /VERSION:(\S+)/.exec(wrangler.notes().join('\n'))?.[1];
    return { status: 200, body: pathname === '/api/v1/health' ? { status: 'ok' } : { version } };
  };
  const { code, text } = await ship(kPlain[0], wrangler);
  assert.equal(code, 0, text);
  assert.equal(wrangler.notes().length, 1);
  assert.match(wrangler.notes()[0], new RegExp(`^deploy .* -c .*${kPlain[0]}.jsonc --env dev$`));
});

for (const [what, health] of [
  ['answers in the old version', () => ({ status: 200, body: { version: 'old' } })],
  ['is not ready', () => ({ status: 503, body: { status: 'unavailable' } })]]) {
  test(`what ${what} goes back to the version before`, async () => {
    const wrangler = fakeWrangler();
    answersHealth = health;
    const { code, text } = await ship(kPlain[0], wrangler);
    assert.equal(code, 1);
    assert.match(wrangler.notes().at(-1), /^rollback --yes .*--env dev$/);
    assert.match(text, new RegExp(`is not well: .*; rolled back: ${kPlain[0]}`));
  });
}

test('a first deployment cannot go back, and the error says so', async () => {
  const wrangler = fakeWrangler('rollback');
  answersHealth = () => ({ status: 503, body: {} });
  const { code, text } = await ship(kPlain[0], wrangler);
  assert.equal(code, 1);
  assert.match(text, new RegExp(`not rolled back: ${kPlain[0]}; was it the first deployment`));
});

test('a deployment that wrangler refuses takes nothing back that was not shipped', async () => {
  const wrangler = fakeWrangler('deploy');
  const { code, text } = await ship(kPlain[0], wrangler);
  assert.equal(code, 1);
  assert.ok(!wrangler.notes().some((line) => line.startsWith('rollback')), text);
});
