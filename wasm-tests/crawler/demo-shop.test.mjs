// The demo shop, read as ./scripts/dev reads it: every product of its catalog is found once, with
// what the shop says of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startShop } from '../../scripts/lib/shop/server.mjs';
import { openWorld } from './world.mjs';

let world;
let shop;

before(async () => {
  shop = await startShop();
  world = await openWorld({ allowShops: [shop.url] });
});
after(async () => {
  await world?.dispose();
  await shop?.close();
});

test('all 600 products come in, with progress on the way', async () => {
  const begin = Date.now();
  const job = await world.crawl(`${shop.url}/`, { maxPages: 2_000 });
  const seen = new Set();
  const pages = new Set();
  let done;
  do {
    done = await world.look(job.id);
    seen.add(done.percent);
    pages.add(done.currentPage);
  } while (['queued', 'running'].includes(done.status));
  console.log(`${done.counts.fetched} pages in ${Date.now() - begin} ms`);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.ok(seen.size >= 5 && pages.size >= 5, `${[...seen]}`);
  assert.equal(done.counts.products, 600);
  assert.equal(done.counts.created, 600);
  assert.equal(done.counts.failed + done.counts.notFound, 0, JSON.stringify(done.errors));
  assert.equal(world.products.size, 600);
  for (const product of shop.products.values()) {
    const found = world.products.get(`${shop.url}${product.path} ${product.sku}`);
    assert.ok(found, product.sku);
    const { name, brand, gtin, price, currency, availability } = found;
    assert.deepEqual({ name, brand, gtin, price: Number(price), currency, availability },
      { name: product.name, brand: product.brand, gtin: product.gtin,
        price: Number(product.price), currency: 'GBP', availability: product.availability });
    assert.equal(found.images[0].url, shop.url + product.pictures[0]);
  }
  assert.ok(!shop.visits.some((path) => /^\/(basket|search)|sort=/.test(path)));
});

test('its sitemap and its feed bring in the same products', async () => {
  for (const [sourceType, path] of [['sitemap', '/sitemap.xml'], ['feed', '/feed.xml']]) {
    const { id } = await world.crawl(shop.url + path, { sourceType, maxPages: 2_000 });
    const done = await world.ended(id, 100_000);
    assert.equal(done.counts.products, 600, JSON.stringify(done));
    assert.equal(done.counts.created, 0);
    assert.equal(world.products.size, 600);
  }
});
