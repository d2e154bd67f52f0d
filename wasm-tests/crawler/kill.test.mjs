// A process that is killed in the middle of a crawl goes on where it was: no product is lost, none
// is there twice.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { killRuntime, takeUpJobs } from '../lib/kill.mjs';
import { until } from '../lib/until.mjs';
import { freeHosts, html, openWorld, page } from './world.mjs';

const kProducts = 400;

let world;

before(async () => {
  world = await openWorld();
  world.pages['/'] = page(html({ links: Array.from({ length: 10 }, (_, i) => `/c/${i}`) }));
  for (let category = 0; category < 10; category += 1) {
    const links = Array.from({ length: kProducts / 10 }, (_, i) => `/p/${category * 40 + i}`);
    world.pages[`/c/${category}`] = page(html({ links: [...links, '/'] }));
  }
  for (let number = 0; number < kProducts; number += 1) {
    world.pages[`/p/${number}`] = page(html({ product: { sku: `K${number}` },
      links: ['/', `/p/${(number + 1) % kProducts}`] }));
  }
});
after(() => world?.dispose());

test('after kill -9 it goes on where it was, and no product is lost or there twice', async () => {
  const { target, shop } = world;
  const job = await world.crawl(`${shop}/`);
  for (const read of [20, 150, 300]) {
    await until(async () => (await world.look(job.id)).counts.read >= read, 60_000);
    const before = (await world.look(job.id)).counts;
    await killRuntime(target);
    const after = (await world.look(job.id)).counts;
    assert.ok(after.read >= before.read && after.products >= before.products,
      `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
    await freeHosts(target);
    await takeUpJobs(target, 'crawler');
  }
  const done = await world.ended(job.id, 90_000);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  const { found, read, waiting, products, failed } = done.counts;
  assert.deepEqual({ found, read, waiting, products, failed },
    { found: 411, read: 411, waiting: 0, products: 400, failed: 0 });
  assert.equal(world.products.size, kProducts);
  assert.deepEqual(new Set([...world.products.values()].map(({ sku }) => sku)).size, kProducts);
  // What was fetched and not yet written is fetched again, and little else.
  const again = world.visits.length - new Set(world.visits.map(({ path }) => path)).size;
  assert.ok(again <= 3 * 60, `${again} pages were asked for again`);
});
