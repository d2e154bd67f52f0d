// No address of a private network is ever asked for, whichever way a crawl meets it: as its source,
// as the target of a redirect, as a link and as a sitemap's entry. A server that would answer on
// this machine stands for the private network, and must never be reached.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { html, kJobs, openWorld, page } from './world.mjs';
import { call } from '../lib/target.mjs';

const { refused } = JSON.parse(
  readFileSync(path.join(kRoot, 'shared/net/vectors.json'), 'utf8'));

let world;
let secret;
let reached;
let vectors;

before(async () => {
  reached = [];
  secret = http.createServer((request, response) => {
    reached.push(request.url);
    response.writeHead(200, { 'content-type': 'text/html' })
      .end(html({ product: { sku: 'SECRET' } }));
  });
  await new Promise((resolve) => { secret.listen(0, resolve); });
  const { port } = secret.address();
  vectors = refused.flatMap(({ what, urls }) =>
    urls.map((url) => ({ what, url: url.replaceAll('{port}', port) })));
  // The port is allowed, so that it is never the reason.
  world = await openWorld({ vars: { FETCH_PORTS: String(port) },
    varsOf: { crawler: { FETCH_PORTS: String(port) } } });
});
after(async () => {
  await world?.dispose();
  secret.closeAllConnections();
  await new Promise((resolve) => { secret.close(resolve); });
});

test('there are enough of them', () => { assert.ok(vectors.length >= 120, `${vectors.length}`); });

test('as the source each is 400 on sourceValue', async () => {
  for (const { what, url } of vectors) {
    if (url.length === 0 || url.length > 2_048) continue;
    const answer = await world.ask({ sourceType: 'url', sourceValue: url });
    assert.equal(answer.status, 400, `${what}: ${url} answered ${answer.status}`);
    assert.equal(answer.data.error.details.field, 'sourceValue');
  }
  assert.deepEqual(reached, []);
});

test('as the target of a redirect each fails with its reason', async () => {
  const { pages, shop } = world;
  // Those that can be written into a header and name another host there.
  const targets = vectors.filter(({ url }) => /^[\x20-\x7e]+$/.test(url) && leaves(url, shop));
  assert.ok(targets.length >= 100, `${targets.length}`);
  const links = targets.map((_, index) => `/to/${index}`);
  pages['/redirects'] = page(html({ links }));
  targets.forEach(({ url }, index) => {
    pages[`/to/${index}`] = (response) => response.writeHead(302, { location: url }).end();
  });
  const job = await world.crawl(`${shop}/redirects`);
  const done = await world.ended(job.id);
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.equal(done.counts.read, 1);
  assert.equal(done.counts.blocked, targets.length, JSON.stringify(done.counts));
  for (const { code } of done.errors) assert.ok(['blocked_address'].includes(code), code);
  assert.deepEqual(reached, []);
});

test('a job whose source redirects there has failed with blocked_address', async () => {
  const { pages, shop } = world;
  pages['/away'] = (response) => response.writeHead(307,
    { location: `http://127.0.0.1:${secret.address().port}/` }).end();
  const done = await world.ended((await world.crawl(`${shop}/away`)).id);
  assert.equal(done.status, 'failed');
  assert.equal(done.error.code, 'blocked_address');
  assert.deepEqual(reached, []);
});

test('as a link and as an entry of a sitemap none is asked for', async () => {
  const { pages, shop } = world;
  const escape = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
    // XML has no way to write these.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');
  const clean = vectors.filter(({ url }) => leaves(url, shop));
  pages['/links'] = page(html({ links: clean.map(({ url }) => escape(url)) }));
  const linked = await world.ended((await world.crawl(`${shop}/links`)).id);
  assert.equal(linked.counts.read, 1, JSON.stringify(linked.counts));
  assert.equal(linked.counts.fetched, 1);
  assert.ok(linked.counts.blocked >= 60, JSON.stringify(linked.counts));
  pages['/map.xml'] = page(`<urlset>${clean.map(({ url }) =>
    `<url><loc>${escape(url)}</loc></url>`).join('\n')}</urlset>`, { 'content-type': 'text/xml' });
  pages['/index.xml'] = page(`<sitemapindex>${clean.map(({ url }) =>
    `<sitemap><loc>${escape(url)}</loc></sitemap>`).join('\n')}
<sitemap><loc>${shop}/map.xml</loc></sitemap></sitemapindex>`, { 'content-type': 'text/xml' });
  const mapped = await world.ended(
    (await world.crawl(`${shop}/index.xml`, { sourceType: 'sitemap' })).id);
  assert.equal(mapped.status, 'completed', JSON.stringify(mapped));
  assert.equal(mapped.counts.fetched, 2, JSON.stringify(mapped.counts));
  assert.ok(mapped.counts.blocked >= 60);
  assert.deepEqual(reached, []);
  assert.equal([...world.products.values()].filter(({ sku }) => sku === 'SECRET').length, 0);
});

test('as a feed or a sitemap each is refused as the source too', async () => {
  for (const sourceType of ['sitemap', 'feed']) {
    const answer = await call(world.target, 'POST', kJobs, { key: world.ada.key,
      body: { sourceType, sourceValue: 'http://169.254.169.254/latest/meta-data/' } });
    assert.equal(answer.status, 400);
  }
});

/** Whether an address, as a browser reads it from a page of the shop, leads away from it. */
function leaves(url, shop) {
  const parsed = URL.parse(url, `${shop}/`);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.origin !== shop;
}
