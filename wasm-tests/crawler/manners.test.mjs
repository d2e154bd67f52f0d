// How the crawler behaves towards hosts, and what it makes of bad pages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { html, openWorld, page } from './world.mjs';

let world;

before(async () => { world = await openWorld(); });
after(() => world?.dispose());

const pathsOf = (visits) => visits.map(({ path }) => path);

/** Forgets what is known of the shop: its robots.txt and its pace. */
async function forgetHosts() {
  await (await world.target.getDatabase('crawler')).prepare('DELETE FROM host').run();
  world.visits.length = 0;
}

test('robots.txt is asked for first and kept to; noindex and nofollow too', async () => {
  const { pages, shop, visits } = world;
  pages['/robots.txt'] = page('User-agent: crowbot\nDisallow: /m/private\nAllow: /m/private/open$',
    { 'content-type': 'text/plain' });
  pages['/m'] = page(html({ links: ['/m/private/1', '/m/private/open', '/m/hidden',
    '/m/tagged'] }));
  pages['/m/private/open'] = page(html({ product: { sku: 'OPEN' } }));
  pages['/m/hidden'] = page(html({ product: { sku: 'HIDDEN' }, links: ['/m/behind'],
    head: '<meta name="crowbot" content="noindex">' }));
  pages['/m/tagged'] = page(html({ product: { sku: 'TAGGED' }, links: ['/m/never'] }),
    { 'x-robots-tag': 'noindex, nofollow' });
  pages['/m/behind'] = page(html({}));
  await forgetHosts();
  const done = await world.ended((await world.crawl(`${shop}/m`)).id);
  assert.equal(visits[0].path, '/robots.txt');
  assert.equal(done.counts.robots, 1);
  assert.equal(done.counts.noindex, 2);
  const asked = pathsOf(visits);
  assert.ok(!asked.includes('/m/private/1') && !asked.includes('/m/never'));
  assert.ok(asked.includes('/m/behind'));
  const skus = [...world.products.values()].map(({ sku }) => sku);
  assert.ok(skus.includes('OPEN') && !skus.includes('HIDDEN') && !skus.includes('TAGGED'));
  delete pages['/robots.txt'];
});

test('a robots.txt that fails forbids everything for now, one that lacks nothing', async () => {
  const { pages, shop } = world;
  pages['/r'] = page(html({}));
  for (const [status, outcome] of [[404, 'completed'], [401, 'completed'], [500, 'failed'],
    [503, 'failed']]) {
    pages['/robots.txt'] = page('', {}, status);
    await forgetHosts();
    const done = await world.ended((await world.crawl(`${shop}/r`)).id);
    assert.equal(done.status, outcome, `${status}: ${JSON.stringify(done)}`);
    if (outcome === 'failed') assert.equal(done.error.code, 'robots_unreachable');
  }
  delete pages['/robots.txt'];
  await forgetHosts();
});

test('a host that answers 429 is left alone for as long as it asks', async () => {
  const { pages, shop, visits } = world;
  let refused = 0;
  pages['/b'] = page(html({ links: ['/b/1', '/b/2', '/b/3'] }));
  for (const number of [1, 2, 3]) {
    pages[`/b/${number}`] = (response) => {
      if (number === 1 && refused === 0) {
        refused = Date.now();
        response.writeHead(429, { 'retry-after': '3' }).end();
      } else page(html({ product: { sku: `B${number}` } }))(response);
    };
  }
  await forgetHosts();
  const done = await world.ended((await world.crawl(`${shop}/b`)).id);
  assert.equal(done.status, 'completed');
  assert.equal(done.counts.products, 3);
  const again = visits.filter(({ path }) => path === '/b/1');
  assert.equal(again.length, 2);
  assert.ok(again[1].at - refused >= 2_900, `after ${again[1].at - refused} ms`);
});

test('a second crawl asks conditionally when it is one job that comes again', async () => {
  const { pages, shop, visits, target } = world;
  const conditional = (text, tag) => (response, request) => {
    if (request.headers['if-none-match'] === tag) response.writeHead(304, { etag: tag }).end();
    else page(text, { etag: tag })(response);
  };
  pages['/e'] = conditional(html({ links: ['/e/1', '/e/2'] }), '"home"');
  pages['/e/1'] = conditional(html({ product: { sku: 'E1', price: '10.00' } }), '"e1"');
  pages['/e/2'] = page(html({ product: { sku: 'E2', price: '20.00' } }));
  const job = await world.crawl(`${shop}/e`, { schedule: { everyHours: 1 } });
  await world.ended(job.id);
  pages['/e/2'] = page(html({ product: { sku: 'E2', price: '15.00',
    availability: 'OutOfStock' } }));
  visits.length = 0;
  const database = await target.getDatabase('crawler');
  await database.prepare('UPDATE crawl SET next_run_at = 1 WHERE id = ?').bind(job.id).run();
  await (await target.getWorker('crawler')).scheduled({ cron: '* * * * *',
    scheduledTime: new Date() });
  let done = await world.ended(job.id);
  assert.equal(done.run, 2);
  assert.equal(done.counts.notModified, 2, JSON.stringify(done.counts));
  assert.equal(done.counts.updated, 1);
  assert.equal(Number(world.products.get(`${shop}/e/2 E2`).price), 15);
  delete pages['/e/1'];
  await database.prepare('UPDATE crawl SET next_run_at = 1 WHERE id = ?').bind(job.id).run();
  await (await target.getWorker('crawler')).scheduled({ cron: '* * * * *',
    scheduledTime: new Date() });
  done = await world.ended(job.id);
  assert.equal(world.products.get(`${shop}/e/1 E1`).availability, 'Discontinued');
});

test('bad pages are recorded failures, and the others are read', async () => {
  const { pages, shop } = world;
  const bad = {
    '/x/endless': (response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'.repeat(1_000_000)), 1);
      response.on('close', () => clearInterval(timer));
    },
    '/x/bomb': (response) => response.writeHead(200, { 'content-type': 'text/html',
      'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000_000))),
    '/x/claims': (response) => response.writeHead(200, { 'content-type': 'text/html',
      'content-length': '2000000000' }).end('x'),
    '/x/loop': (response) => response.writeHead(302, { location: '/x/loop' }).end(),
    '/x/broken': (response) => response.destroy(),
    '/x/server': page('', {}, 500),
    '/x/gone': page('', {}, 410),
  };
  const odd = {
    '/x/picture': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x'),
    '/x/nothing': page(''),
    '/x/nested': page('<div>'.repeat(200_000)),
    '/x/bomb-ld': page(`<script type="application/ld+json">${'[{"a":'.repeat(50_000)}`),
    '/x/zeros': page('\0'.repeat(5_000)),
    '/x/wrong': page(Buffer.from([0xff, 0xfe, 0xfd, 0x80, 0x81]),
      { 'content-type': 'text/html; charset=klingon' }),
    '/x/japanese': page(Buffer.from(
      '3c68313e83588ce183463c2f68313e', 'hex'), { 'content-type': 'text/html; charset=shift_jis' }),
  };
  Object.assign(pages, bad, odd);
  pages['/x'] = page(html({ links: [...Object.keys(bad), ...Object.keys(odd), '/x/good'] }));
  pages['/x/good'] = page(html({ product: { sku: 'GOOD' } }));
  const done = await world.ended((await world.crawl(`${shop}/x`)).id, 100_000);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  const codes = Object.fromEntries(done.errors.map(({ url, code }) =>
    [url.slice(shop.length), code]));
  assert.deepEqual(codes, { '/x/endless': 'too_large', '/x/bomb': 'too_large',
    '/x/claims': 'too_large', '/x/loop': 'too_many_redirects', '/x/broken': 'unreachable',
    '/x/server': 'bad_status', '/x/gone': 'not_found', ...(codes['/x/wrong']
      ? { '/x/wrong': codes['/x/wrong'] } : {}) }, JSON.stringify(done.errors));
  assert.ok(world.products.has(`${shop}/x/good GOOD`));
  assert.equal(done.counts.notPages, 1);
});

test('a sitemap and a feed are read, packed too', async () => {
  const { pages, shop } = world;
  pages['/s.xml'] = page(`<sitemapindex><sitemap><loc>${shop}/s1.xml.gz</loc></sitemap>
</sitemapindex>`, { 'content-type': 'application/xml' });
  pages['/s1.xml.gz'] = (response) => response
    .writeHead(200, { 'content-type': 'application/gzip' })
    .end(gzipSync(`<urlset><url><loc>${shop}/s/1</loc></url></urlset>`));
  pages['/s/1'] = page(html({ product: { sku: 'S1' }, links: ['/not-followed'] }));
  const mapped = await world.ended(
    (await world.crawl(`${shop}/s.xml`, { sourceType: 'sitemap' })).id);
  assert.equal(mapped.counts.products, 1, JSON.stringify(mapped));
  assert.equal(mapped.counts.read, 3);
  const rows = Array.from({ length: 2_345 }, (_, i) =>
    `F${i}\tProduct ${i}\t${i}.50 EUR\tin stock\t${shop}/f/${i}`);
  pages['/feed.tsv'] = (response) => response.writeHead(200,
    { 'content-type': 'text/tab-separated-values', 'content-encoding': 'gzip' })
    .end(gzipSync(['id\ttitle\tprice\tavailability\tlink', ...rows].join('\n')));
  const fed = await world.ended((await world.crawl(`${shop}/feed.tsv`, { sourceType: 'feed' })).id);
  assert.equal(fed.status, 'completed', JSON.stringify(fed));
  assert.equal(fed.counts.products, 2_345);
  const last = world.products.get(`${shop}/f/2344 F2344`);
  assert.equal(last.price, '2344.50');
  assert.equal(last.currency, 'EUR');
});

test('a job that is cancelled stops, and one over its budget says so', async () => {
  const { pages, shop } = world;
  pages['*'] = (response, request) => {
    const at = Number(request.url.slice(3)) || 0;
    page(html({ links: [`/z/${at + 1}`, `/z/${at + 1000}`] }))(response);
  };
  const job = await world.crawl(`${shop}/z/0`, { maxPages: 120, maxDepth: 50 });
  const done = await world.ended(job.id);
  assert.equal(done.stoppedBy, 'pages');
  assert.equal(done.counts.fetched, 120);
  delete pages['*'];
});
