// The TypeScript client that ./scripts/client makes: its types fit what is written with it, and it
// speaks with the platform.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeClient } from '../../scripts/lib/client.mjs';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { anyAddress, openTarget, owner, twoOrganizations } from '../lib/target.mjs';

let folder;
let made;
let target;
let ada;
let bob;
let crow;
let CrowError;

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-client-'));
  made = path.join(folder, 'node_modules/@crowai/client');
  mkdirSync(path.dirname(made), { recursive: true });
  makeClient({ folder: made });
  const { createClient, ...rest } = await import(pathToFileURL(path.join(made, 'index.js')));
  ({ CrowError } = rest);
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  const clientOf = ({ key }, more = {}) => createClient({ baseUrl: `${target.url}/api/v1/`,
    apiKey: key, headers: { 'CF-Connecting-IP': anyAddress() }, ...more });
  crow = { ada: clientOf(ada), bob: clientOf(bob), clientOf, createClient };
});
after(async () => {
  await target?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test('what is written with its types compiles, and mistakes do not', () => {
  cpSync(path.join(import.meta.dirname, 'usage.ts'), path.join(folder, 'usage.ts'));
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: {
    strict: true, noEmit: true, module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'],
    exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, types: [] },
  files: ['usage.ts'] }));
  try {
    execFileSync(process.execPath, [path.join(kRoot, 'node_modules/typescript/bin/tsc'), '-p',
      folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    assert.fail(error.stdout);
  }
});

test('it is a package without dependencies', () => {
  const read = JSON.parse(readFileSync(path.join(made, 'package.json'), 'utf8'));
  assert.equal(read.dependencies, undefined);
  for (const file of read.files) assert.ok(readFileSync(path.join(made, file)).length > 0, file);
});

test('products are made, read, changed and deleted', async () => {
  const product = await crow.ada.createProduct({ name: 'Chair', price: '10', currency: 'EUR' });
  assert.equal(product.price, '10.00');
  assert.deepEqual(await crow.ada.getProduct({ id: product.id }), product);
  const changed = await crow.ada.updateProduct({ id: product.id, name: 'Table' });
  assert.equal(changed.name, 'Table');
  assert.equal(await crow.ada.deleteProduct({ id: product.id }), undefined);
  await assert.rejects(crow.ada.getProduct({ id: product.id }),
    (error) => error instanceof CrowError && error.status === 404 && error.code === 'NOT_FOUND');
});

test('a list is read page by page to its end', async () => {
  const names = Array.from({ length: 7 }, (_, index) => `Lamp ${index}`);
  for (const name of names) {
    await crow.bob.createProduct(
      { name, price: '1', currency: 'EUR', brand: 'A & B=?', sku: name });
  }
  const found = [];
  for await (const { name } of crow.bob.listProducts.all({ limit: 2, brand: ['A & B=?'] })) {
    found.push(name);
  }
  assert.deepEqual(found.sort(), names);
  const page = await crow.bob.listProducts({ limit: 2, page: 2 });
  assert.deepEqual([page.page, page.total, page.data.length], [2, 7, 2]);
  for await (const one of crow.bob.listProducts.all({ q: 'nothing' })) assert.fail(one.name);
});

test('one event and many, and what came of them', async () => {
  const event = (id) => ({ id, sourceType: 'web', type: 'page_view',
    timestamp: new Date().toISOString(), visitorId: 'v/1' });
  assert.equal((await crow.ada.recordInteractions(event('one'))).accepted, 1);
  assert.deepEqual(await crow.ada.recordInteractions([event('one'), event('two'), { id: '' }])
    .then(({ accepted, duplicates, rejected }) => [accepted, duplicates, rejected.length]),
  [1, 1, 1]);
  const lines = await crow.ada.exportVisitor({ visitorId: 'v/1' });
  assert.equal((await lines.text()).trim().split('\n').length, 2);
});

test('errors say what was wrong, and what to ask about', async () => {
  const refused = (promise) => promise.then(() => assert.fail('it was not refused'), (e) => e);
  const invalid = await refused(crow.ada.createProduct({ name: '' }));
  assert.ok(invalid instanceof CrowError && invalid instanceof Error);
  assert.deepEqual([invalid.status, invalid.code, invalid.details.field],
    [400, 'VALIDATION_ERROR', 'name']);
  assert.match(invalid.requestId, /\w/);
  const nobody = await refused(crow.clientOf({ key: 'crow_none' }).getCurrentUser());
  assert.deepEqual([nobody.status, nobody.code], [401, 'UNAUTHORIZED']);
  // Node's fetch says that it is one, and then Better Auth wants to know of which page.
  const auth = await refused(crow.clientOf({}).signInEmail(
    { email: ada.email, password: 'wrong' }, { headers: { Origin: target.url } }));
  assert.deepEqual([auth.status, auth.code], [401, 'INVALID_EMAIL_OR_PASSWORD']);
  await assert.rejects(crow.ada.getProduct({ id: '' }), TypeError);
});

test('a request with a key of its own is made once; one that is aborted ends', async () => {
  const make = () => crow.ada.createProduct({ name: 'Once', price: '1', currency: 'EUR' },
    { idempotencyKey: 'client-1' });
  assert.equal((await make()).id, (await make()).id);
  await assert.rejects(crow.ada.getCurrentUser({}, { signal: AbortSignal.abort() }),
    { name: 'AbortError' });
});

test('without a key it acts for the session that fetch carries', async () => {
  const fan = await owner(target, 'Fan');
  const client = crow.clientOf({}, { headers: { Cookie: fan.cookie, Origin: target.url,
    'CF-Connecting-IP': anyAddress() } });
  assert.equal((await client.getSession()).user.id, fan.id);
  const made = await client.createOrganization({ name: 'Second', slug: fan.id.toLowerCase() });
  assert.equal(made.members[0].role, 'owner');
});
