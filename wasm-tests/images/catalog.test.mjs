// From a shop's page to a picture in the catalog: a crawl brings products, images fetches what they
// show, and products tells what is seen in it, beside what a person has written.

import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { html, page } from '../crawler/world.mjs';
import { kApi, call, must, openTarget, owner } from '../lib/target.mjs';
import { bmp, bytes, fixture } from './world.mjs';

const kJobs = `${kApi}/products/crawler-jobs`;
const kBuiltIn = /^builtin/;

let target;
let ada;
let shop;
const pages = {};
const visits = [];

before(async () => {
  shop = http.createServer((request, response) => {
    visits.push(request.url);
    if (pages[request.url]) pages[request.url](response);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => { shop.listen(0, '127.0.0.1', resolve); });
  shop.url = `http://127.0.0.1:${shop.address().port}`;
  target = await openTarget({ allowShops: [shop.url] });
  ada = await owner(target);
});
after(async () => {
  await target?.dispose();
  shop?.closeAllConnections();
  shop?.close();
});

const get = async (path) => (await must(target, 'GET', `${kApi}${path}`, { key: ada.key })).data;
const patch = (path, body) => must(target, 'PATCH', `${kApi}${path}`, { key: ada.key, body });

async function until(look, holds, milliseconds = 60_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    assert.ok(Date.now() < deadline, `still ${JSON.stringify(found)}`);
    await sleep(30);
  }
}

/** The page of a product, with its pictures. */
function productPage(sku, { price, description, pictures }) {
  const item = { '@context': 'https://schema.org', '@type': 'Product', name: `Chair ${sku}`, sku,
    description, image: pictures.map((path) => shop.url + path),
    offers: { '@type': 'Offer', price, priceCurrency: 'EUR',
      availability: 'https://schema.org/InStock' } };
  return page(html({ head: `<script type="application/ld+json">${JSON.stringify(item)}</script>` })
    .replace('<h1>A list</h1>', `<h1>${item.name}</h1><p>€${price}</p>
<img src="${pictures[0]}" alt="A chair from the side"><button>Add to cart</button>`));
}

/** Crawls the shop, and gives its products by SKU. */
async function crawl() {
  const { data } = await must(target, 'POST', kJobs,
    { key: ada.key, body: { sourceType: 'url', sourceValue: `${shop.url}/` } });
  const done = await until(() => get(`/products/crawler-jobs/${data.id}`),
    ({ status }) => !['queued', 'running'].includes(status));
  assert.equal(done.status, 'completed', JSON.stringify(done));
  const { data: products } = await get('/products');
  return Object.fromEntries(products.map((product) => [product.sku, product]));
}
const described = (id, holds = ({ mode }) => mode !== null) =>
  until(() => get(`/products/${id}/ai-descriptions`), holds);
const objects = async () => {
  const bucket = await target.miniflare.getR2Bucket('IMAGES', 'crow-images');
  return (await bucket.list()).objects.map(({ key }) => key);
};

test('what a crawl finds is seen in the catalog, with its words and colours', async () => {
  pages['/'] = page(html({ links: ['/p/1', '/p/2'] }));
  pages['/p/1'] = productPage('A1',
    { price: '10.00', description: 'Of oak.', pictures: ['/shoe.jpg', '/the-same.jpg'] });
  pages['/p/2'] = productPage('A2',
    { price: '20.00', description: 'Of beech.', pictures: ['/elsewhere.jpg'] });
  for (const path of ['/shoe.jpg', '/the-same.jpg', '/elsewhere.jpg']) {
    pages[path] = bytes(fixture('shoe.jpg'), { 'content-type': 'image/jpeg' });
  }
  const products = await crawl();
  const seen = await described(products.A1.id);
  await described(products.A2.id);
  assert.match(seen.caption, /chair/i);
  assert.ok(seen.features.length > 0, JSON.stringify(seen));
  assert.ok(seen.colours.length > 0, JSON.stringify(seen));
  assert.equal(seen.mode, 'builtin');
  assert.match(seen.model, kBuiltIn);
  assert.deepEqual(seen.editedFields, []);

  const [one, two] = await Promise.all(['A1', 'A2'].map((sku) =>
    get(`/products/${products[sku].id}`)));
  assert.equal(one.images.length, 1, 'the same picture under two addresses is shown once');
  const [image] = one.images;
  assert.match(image.key, /^[A-Za-z0-9_-]{32}$/);
  assert.deepEqual([image.width, image.height], [40, 30]);
  assert.equal(two.images[0].key, image.key);
  assert.deepEqual(await objects(), [image.key], 'and is stored once');
  for (const path of ['/shoe.jpg', '/the-same.jpg', '/elsewhere.jpg']) {
    assert.equal(visits.filter((visit) => visit === path).length, 1, path);
  }
  const answer = await fetch(`${target.url}${kApi}/products/images/${image.key}`);
  assert.equal(answer.status, 200);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), fixture('shoe.jpg'));
});

test('what a person has written wins over a later crawl', async () => {
  const { data: all } = await get('/products');
  const { id } = all.find(({ sku }) => sku === 'A1');
  await patch(`/products/${id}`, { description: 'Made by my uncle.' });
  await patch(`/products/${id}/ai-descriptions`, { caption: 'My own words' });
  pages['/p/1'] = productPage('A1',
    { price: '12.00', description: 'Of walnut now.', pictures: ['/red.bmp'] });
  pages['/red.bmp'] = bytes(bmp(60, 40, () => [200, 30, 40]));
  const { A1: product } = await crawl();
  assert.equal(product.price, '12.00', 'the crawl has brought what is new');
  assert.equal(product.description, 'Made by my uncle.');
  const seen = await described(id, ({ colours }) => colours.includes('red'));
  assert.equal(seen.caption, 'My own words');
  assert.deepEqual(seen.editedFields, ['caption']);
  const { images } = await get(`/products/${id}`);
  assert.deepEqual(images.map(({ width, height }) => [width, height]), [[60, 40]]);
  assert.equal((await objects()).length, 2, 'the other product shows the first picture still');
});

test('a deleted product takes its pictures with it, when their time is over', async () => {
  const { data: all } = await get('/products');
  const { id } = all.find(({ sku }) => sku === 'A1');
  const { images: [{ key }] } = await get(`/products/${id}`);
  await must(target, 'DELETE', `${kApi}/products/${id}`, { key: ada.key });
  const database = await target.getDatabase('images');
  const shown = () => database.prepare('SELECT count(*) AS count FROM product_image '
    + 'WHERE product_id = ?1').bind(id).first();
  await until(shown, ({ count }) => count === 0);
  const sweep = async () => {
    await database.prepare('UPDATE chore SET day = 0').run();
    await (await target.getWorker('images')).scheduled({ cron: '* * * * *',
      scheduledTime: new Date() });
  };
  const left = () => database.prepare('SELECT keep_until FROM picture WHERE key = ?1').bind(key)
    .first();
  await sweep();
  await until(left, ({ keep_until: time }) => time > Date.now());
  assert.ok((await objects()).includes(key), 'seven days are not over');
  await database.prepare('UPDATE picture SET keep_until = 1 WHERE key = ?1').bind(key).run();
  await sweep();
  await until(objects, (keys) => !keys.includes(key));
  assert.equal((await objects()).length, 1);
  assert.equal((await call(target, 'GET', `${kApi}/products/images/${key}`)).status, 404);
});
