// Feeds that are too long for one step: read window by window, whatever dies in between, and
// refused with the limit where they cannot be.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { killRuntime, takeUpJobs } from '../lib/kill.mjs';
import { until } from '../lib/until.mjs';
import { freeHosts, openWorld } from './world.mjs';

const kRows = 9_000;
const kFill = 'A chair of oak, made to last. '.repeat(33);

let world;

before(async () => { world = await openWorld(); });
after(() => world?.dispose());

const numbers = Array.from({ length: kRows }, (_, i) => i);
const item = (prefix, i) => `<item><g:id>${prefix}${i}</g:id><title>Stühle ${i}</title>
<link>${world.shop}/${prefix}/${i}</link><description>${kFill}</description>
<g:price>9.99 EUR</g:price></item>`;
const xml = (prefix) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
${numbers.map((i) => item(prefix, i)).join('\n')}</channel></rss>`;
const tsv = (prefix) => `id\ttitle\tlink\tdescription\tprice\n${numbers.map((i) =>
  `${prefix}${i}\t3.5" chair ${i}\t${world.shop}/${prefix}/${i}\t${kFill}\t9.99 EUR`).join('\n')}`;
const serve = (body, type, more = {}) => (response) =>
  response.writeHead(200, { 'content-type': type, ...more }).end(body);
const feed = (path) => world.crawl(`${world.shop}${path}`, { sourceType: 'feed' });
const objects = async () => {
  const bucket = await world.target.miniflare.getR2Bucket('FEEDS', 'crow-crawler');
  return (await bucket.list()).objects.length;
};

test('a feed of nine megabytes is taken in, in XML and as a packed table', async () => {
  for (const [path, body, type, more] of [
    ['/feed.xml', xml('x'), 'application/xml'],
    ['/feed.tsv', gzipSync(tsv('t')), 'text/tab-separated-values', { 'content-encoding': 'gzip' }],
  ]) {
    world.pages[path] = serve(body, type, more);
    const { id } = await feed(path);
    const done = await world.ended(id, 120_000);
    assert.equal(done.status, 'completed', JSON.stringify(done));
    assert.equal(done.counts.products, kRows, path);
    assert.equal(done.counts.created, kRows);
    assert.ok(done.counts.bytes > 8_000_000);
    assert.equal(await objects(), 0);
  }
  assert.equal(world.products.size, 2 * kRows);
  assert.equal(world.products.get(`${world.shop}/x/8999 x8999`).name, 'Stühle 8999');
  assert.equal(world.products.get(`${world.shop}/t/7 t7`).name, '3.5" chair 7');
  assert.equal(world.visits.filter(({ path }) => path.startsWith('/feed.')).length, 2);
});

test('after kill -9 a feed goes on where it was', async () => {
  world.pages['/kill.xml'] = serve(xml('k'), 'application/xml');
  const { id } = await feed('/kill.xml');
  for (const enough of [1, 4_000]) {
    await until(() => world.products.size >= 2 * kRows + enough, 60_000);
    await killRuntime(world.target);
    await freeHosts(world.target);
    await takeUpJobs(world.target, 'crawler');
  }
  const done = await world.ended(id, 120_000);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.equal(done.counts.products, kRows);
  assert.equal(world.products.size, 3 * kRows);
});

test('what is longer still, or cannot be cut, is refused with the limit', async () => {
  world.pages['/feed.json'] = serve(`{"products":["${'x'.repeat(8_500_000)}"]}`,
    'application/json');
  world.pages['/endless.csv'] = (response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write('id,title\n');
    const piece = Buffer.alloc(1_000_000, 'x');
    const send = () => { while (!response.destroyed && response.write(piece)); };
    response.on('drain', send);
    send();
  };
  for (const [path, limit] of [['/feed.json', '8000000'], ['/endless.csv', '50000000']]) {
    const { id } = await feed(path);
    const failed = await world.ended(id);
    assert.equal(failed.status, 'failed', JSON.stringify(failed));
    assert.equal(failed.error.code, 'too_large');
    assert.ok(failed.error.message.includes(limit), failed.error.message);
  }
  assert.equal(await objects(), 0);
});
