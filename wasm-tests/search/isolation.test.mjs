// Two organizations: whatever one asks for with the other's cursors and words, it gets nothing of
// it; and neither colours the other's scores.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, must, openTarget, twoOrganizations } from '../lib/target.mjs';

const kBase = `${kApi}/products`;
const kSecret = 'wombatsecret';

let target;
let ada;
let bob;
let cursor;

const get = (path, { key }) => call(target, 'GET', `${kBase}${path}`, { key });
const product = (name, more = {}) => ({ name, price: '10', currency: 'EUR',
  url: `https://shop.example/${encodeURIComponent(name)}`, ...more });

test.before(async () => {
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  for (const number of [1, 2, 3]) {
    const body = product(`${kSecret} chair ${number}`,
      { brand: kSecret, categories: [kSecret], sku: `${kSecret}-1` });
    await must(target, 'POST', kBase, { key: ada.key, body });
  }
  await must(target, 'PUT', `${kBase}/synonyms`,
    { key: ada.key, body: { groups: [{ words: [kSecret, 'furniture'] }] } });
  cursor = (await get('?limit=1', ada)).data.nextCursor;
  assert.equal(typeof cursor, 'string');
  await must(target, 'POST', kBase, { key: bob.key, body: product('Own table') });
});
test.after(() => target?.dispose());

test('the other organization in the path is refused', async () => {
  for (const path of ['', '/search?q=chair']) {
    const answer = await get(`/organization/${ada.organization.id}${path}`, bob);
    assert.equal(answer.status, 403, answer.body);
  }
});

test('words, filters, facets, synonyms and cursors show nothing of another', async () => {
  for (const path of ['?limit=100', `?q=${kSecret}`, `?brand=${kSecret}`, `?cursor=${cursor}`,
    `/search?q=${kSecret}`, `/search?type=fts&q=${kSecret}`, '/search?type=fts&q=furniture',
    `/search?type=fts&q=${kSecret.slice(0, 6)}`, `/search?type=fts&q=wombatsecrte`,
    `/search?type=fts&q=1_${kSecret}`, `/search?q=chair&explain=true`]) {
    const answer = await get(path, bob);
    assert.ok(answer.status === 200, `${path}: ${answer.status} ${answer.body}`);
    assert.ok(!answer.body.includes(kSecret), `${path}: ${answer.body}`);
  }
});

test('what one writes changes no score of another', async () => {
  const ask = async () =>
    (await get('/search?type=fts&q=chair+wombatsecret&explain=true', ada)).data;
  const before = await ask();
  assert.equal(before.total, 3);
  for (let number = 0; number < 5; number += 1) {
    const body = product(`chair chair ${number}`, { description: 'chair '.repeat(50) });
    await must(target, 'POST', kBase, { key: bob.key, body });
  }
  assert.deepEqual(await ask(), before);
});
