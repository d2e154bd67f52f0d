// Imports of products through the gateway, in workerd: a file becomes products, once, and a process
// that dies loses none and counts none twice.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { killRuntime, takeUpJobs } from '../lib/kill.mjs';
import { kApi, call, must, openTarget, twoOrganizations } from '../lib/target.mjs';
import { importsAt } from './imports.mjs';

const kImports = `${kApi}/products/imports`;

let target;
let ada;
let bob;
let upload;
let lookUntil;
let ended;

before(async () => {
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  ({ upload, lookUntil, ended } = importsAt(target, kImports, ada));
});
after(() => target?.dispose());

const counts = (created, updated, unchanged, rejected) =>
  ({ read: created + updated + unchanged + rejected, created, updated, unchanged, rejected });
const found = async (query) =>
  (await must(target, 'GET', `${kApi}/products?${query}`, { key: ada.key })).data;

test('a table becomes products, and what is broken is reported', async () => {
  const table = '\ufeffTitle;Price;Availability;g:brand;product_type;SKU\r\n'
    + 'Red shoes;12,99 €;in stock;Peak;Shoes > Running;RS-1\r\n'
    + 'Boots;1.299,00 €;out of stock;Peak;Shoes;B-1\r\nBroken;free;;;;X\r\n';
  const answer = await upload(table, { name: 'shop.csv' });
  assert.equal(answer.data.status, 'queued');
  assert.equal(answer.data.source, 'shop.csv');
  const done = await ended(answer);
  assert.equal(done.status, 'completed');
  assert.equal(done.format, 'csv');
  assert.deepEqual(done.counts, counts(2, 0, 0, 1));
  assert.deepEqual(done.reports.map(({ line, error }) => [line, error.details.field]),
    [[4, 'price']]);
  const { data: [boots, shoes] } = await found('sort=price_desc');
  assert.equal(boots.price, '1299.00');
  assert.equal(boots.availability, 'OutOfStock');
  assert.deepEqual(shoes.categories, ['Shoes', 'Running']);
  assert.deepEqual((await ended(await upload(table))).counts, counts(0, 0, 2, 1));
});

test('what a person has set stays, and what they deleted stays away', async () => {
  const lines = (price) => ['stool', 'bench'].map((sku) =>
    JSON.stringify({ sku, name: `A ${sku}`, price, currency: 'EUR' })).join('\n');
  await ended(await upload(lines(10)));
  const { data: [bench, stool] } = await found('q=bench+stool&sort=name');
  await must(target, 'PATCH', `${kApi}/products/${stool.id}`,
    { key: ada.key, body: { price: '7' } });
  await must(target, 'DELETE', `${kApi}/products/${bench.id}`, { key: ada.key });
  const done = await ended(await upload(lines(12)));
  assert.deepEqual(done.counts, counts(0, 0, 2, 0));
  const { data } = await found('q=bench+stool&sort=name');
  assert.deepEqual(data.map(({ sku, price }) => [sku, price]), [['stool', '7.00']]);
});

test('imports of products are for their organization, and not those of interactions', async () => {
  const { data } = await upload('name\nImported\n');
  await ended({ status: 202, data });
  assert.ok((await must(target, 'GET', kImports, { key: ada.key })).data.total > 0);
  assert.equal((await must(target, 'GET', kImports, { key: bob.key })).data.total, 0);
  const posts = `${kApi}/interactions/imports`;
  assert.equal((await must(target, 'GET', posts, { key: ada.key })).data.total, 0);
  for (const method of ['GET', 'DELETE']) {
    assert.equal((await call(target, method, `${kImports}/${data.id}`, { key: bob.key })).status,
      404);
    assert.equal((await call(target, method, `${posts}/${data.id}`, { key: ada.key })).status, 404);
  }
});

test('after kill -9 it goes on where it was, and no product is counted twice', async () => {
  const file = Array.from({ length: 3_000 }, (_, i) => JSON.stringify({ sku: `k${i}`,
    name: `Chair ${i}`, price: '12.50', currency: 'EUR' })).join('\n');
  const { data } = await upload(file, { format: 'jsonl' });
  for (const read of [1, 1_500]) {
    await lookUntil(data.id, ({ counts: { read: done } }) => done >= read);
    await killRuntime(target);
    await takeUpJobs(target, 'imports');
  }
  const done = await ended({ status: 202, data });
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.deepEqual(done.counts, counts(3_000, 0, 0, 0));
  assert.equal((await found('q=chair&limit=1')).total, 3_000);
});
