// The extractor in workerd: pages of each manner of the demo shop, feeds and charsets, as the
// crawler asks for them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTarget } from '../lib/target.mjs';
import { startShop } from '../../scripts/lib/shop/server.mjs';

let target;
let shop;

before(async () => {
  shop = await startShop();
  target = await openTarget({ services: ['gateway', 'auth', 'extractor'] });
});
after(async () => {
  await target?.dispose();
  await shop?.close();
});

async function extract(body, headers = {}) {
  const response = await target.internalFetch('extractor', '/internal/extract', { method: 'POST',
    body, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text);
}

test('products of the demo shop are found in every manner of markup', async () => {
  for (const product of [...shop.products.values()].slice(0, 40)) {
    const url = shop.url + product.path;
    const found = await extract(await (await fetch(url)).text(), { 'x-page-url': url });
    assert.equal(found.isProduct, true, url);
    const [{ sku, name, brand, gtin, price, currency, availability, images }] = found.products;
    assert.deepEqual({ sku, name, brand, gtin, price: Number(price), currency, availability },
      { sku: product.sku, name: product.name, brand: product.brand, gtin: product.gtin,
        price: Number(product.price), currency: 'GBP', availability: product.availability }, url);
    assert.equal(images[0].url, shop.url + product.pictures[0]);
    assert.ok(found.links.length > 10);
    assert.ok(found.links.some((link) => link.url === `${shop.url}/basket` && link.nofollow));
  }
});

test('its other pages are none', async () => {
  for (const path of ['/', '/about', '/clothing', '/clothing/jackets?page=2',
    '/guides/winter-layering']) {
    const url = shop.url + path;
    const found = await extract(await (await fetch(url)).text(), { 'x-page-url': url });
    assert.equal(found.isProduct, false, url);
  }
});

test('its feed gives all products, a thousand at a time', async () => {
  const url = `${shop.url}/feed.xml`;
  const found = await extract(await (await fetch(url)).text(),
    { 'x-page-url': url, 'content-type': 'application/xml' });
  assert.equal(found.isFeed, true);
  assert.equal(found.products.length, shop.products.size);
  assert.equal(found.rowsLeft, 0);
  const [{ sku, price, availability }] = found.products;
  const product = shop.products.get(sku);
  assert.deepEqual([Number(price), availability], [Number(product.price), product.availability]);
});

test('bytes come as they were fetched, whatever they are', async () => {
  const title = async (hex, type) =>
    (await extract(Buffer.from(hex, 'hex'), { 'content-type': type })).pageTitle;
  // <title>グラス</title> in Shift_JIS, <title>grüß</title> in windows-1252.
  assert.equal(await title('3c7469746c653e834f838983583c2f7469746c653e',
    'text/html; charset=shift_jis'), 'グラス');
  assert.equal(await title('3c7469746c653e6772fcdf3c2f7469746c653e',
    'text/html; charset=windows-1252'), 'grüß');
});

test('nobody but the platform asks', async () => {
  const worker = await target.getWorker('extractor');
  const answer = await worker.fetch('http://extractor/internal/extract',
    { method: 'POST', body: '<p>x' });
  assert.equal(answer.status, 401);
  await answer.text();
});

test('a page of 8 MB is read, one beyond is refused', async () => {
  const body = `<title>long</title>${'<p>words and words</p>'.repeat(350_000)}`;
  assert.ok(body.length < 8_000_000);
  assert.equal((await extract(body)).pageTitle, 'long');
  const response = await target.internalFetch('extractor', '/internal/extract',
    { method: 'POST', body: 'x'.repeat(8_000_001) });
  assert.equal(response.status, 413);
  await response.text();
});
