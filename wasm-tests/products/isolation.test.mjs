// Two organizations: whatever one asks for with the other's ids, it gets nothing of it and changes
// nothing of it. Lists and searches are looked at in wasm-tests/search.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, must, openTarget, twoOrganizations } from '../lib/target.mjs';

const kBase = `${kApi}/products`;
const kSecret = 'wombatsecret';

let target;
let ada;
let bob;
let id;

const get = (path, { key }) => call(target, 'GET', `${kBase}${path}`, { key });

test.before(async () => {
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  const made = await must(target, 'POST', kBase, { key: ada.key,
    body: { name: `${kSecret} chair`, price: '10', currency: 'EUR', sku: `${kSecret}-1` } });
  id = made.data.id;
  await must(target, 'PUT', `${kBase}/synonyms`,
    { key: ada.key, body: { groups: [{ words: [kSecret, 'furniture'] }] } });
});
test.after(() => target?.dispose());

test('ids of another organization do not exist', async () => {
  for (const [method, path, body] of [['GET', `/${id}`], ['GET', `/${id}/history`],
    ['GET', `/${id}/ai-descriptions`], ['PATCH', `/${id}`, { name: 'x' }], ['DELETE', `/${id}`],
    ['PATCH', `/${id}/ai-descriptions`, { caption: 'x' }],
    ['GET', `/jobs/embed_${ada.organization.id}`]]) {
    const answer = await call(target, method, `${kBase}${path}`, { key: bob.key, body });
    assert.equal(answer.status, 404, `${method} ${path}: ${answer.body}`);
    assert.ok(!answer.body.includes(kSecret));
  }
  assert.equal((await get(`/${id}`, ada)).data.name, `${kSecret} chair`);
});

test('synonyms show nothing of another', async () => {
  for (const path of ['/synonyms']) {
    const answer = await get(path, bob);
    assert.equal(answer.status, 200, `${path}: ${answer.body}`);
    assert.ok(!answer.body.includes(kSecret), `${path}: ${answer.body}`);
  }
});
