// Crawls through the gateway, in workerd: pages over HTTP, the real extractor, and what comes of
// them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { html, openWorld, page } from './world.mjs';

let world;

before(async () => { world = await openWorld(); });
after(() => world?.dispose());

test('a shop is read from its first page, and its products are brought in', async () => {
  const { pages, shop } = world;
  pages['/'] = page(html({ links: ['/c', '/p/1?utm_source=x', '/img.png',
    'https://other.example/'] }));
  pages['/c'] = page(html({ links: ['/p/1', '/p/2#reviews'] }));
  pages['/p/1'] = page(html({ product: { sku: 'A1', price: '19.90' }, links: ['/'] }));
  pages['/p/2'] = page(html({ product: { sku: 'A2', availability: 'OutOfStock' } }));
  const job = await world.crawl(`${shop}/`);
  assert.equal(job.status, 'queued');
  const done = await world.ended(job.id);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.equal(done.percent, 100);
  const { found, read, products, created, notPages, offsite, waiting, fetched } = done.counts;
  assert.deepEqual({ found, read, products, created, notPages, offsite, waiting, fetched },
    { found: 6, read: 4, products: 2, created: 2, notPages: 1, offsite: 1, waiting: 0,
      fetched: 4 });
  const first = world.products.get(`${shop}/p/1 A1`);
  assert.equal(first.price, '19.90');
  assert.equal(first.currency, 'EUR');
  assert.equal(first.availability, 'InStock');
  assert.equal(world.products.get(`${shop}/p/2 A2`).availability, 'OutOfStock');
  assert.equal(world.state.batches[0].organizationId, world.ada.organization.id);
  assert.equal(world.state.batches[0].source, 'crawler');
  assert.equal(world.state.batches[0].jobId, job.id);
  assert.match(world.visits[0].headers['user-agent'], /CrowBot\/.*\+https:/);
  assert.equal(world.visits[0].path, '/robots.txt');
});
