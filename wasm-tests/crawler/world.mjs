// For the tests of this folder: a platform with a crawler, a shop whose pages a test writes, and a
// catalog of its own that outlives the runtime.
//
//   const world = await openWorld();
//   world.pages['/'] = (response) => response.end('<a href="/p/1">one</a>');
//   const job = await world.crawl(`${world.shop}/`);
//   await world.ended(job.id);
//   world.products            // what was sent to the catalog, by address and SKU

import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { kApi, call, must, openTarget, owner } from '../lib/target.mjs';

export const kJobs = `${kApi}/products/crawler-jobs`;

// The catalog as the crawler's neighbour: what it gets it passes to the test's own process.
const kPassOn = `export default { fetch: (request, env) => fetch(env.CATALOG, {
  method: 'POST', body: request.body, headers: { 'x-path': new URL(request.url).pathname } }) };`;

/** Opens the world; `options` go to the platform. */
export async function openWorld(options = {}) {
  const pages = {};
  const visits = [];
  const shop = await listen((request, response) => {
    visits.push({ path: request.url, headers: request.headers, at: Date.now() });
    const page = pages[request.url] ?? pages['*'];
    if (page) page(response, request);
    else response.writeHead(404).end();
  });
  const products = new Map();
  const state = { products, batches: [], fails: 0 };
  const catalog = await listen((request, response) => takeIn(state, request, response));
  const target = await openTarget({
    allowShops: [shop.url],
    bindings: { crawler: { PRODUCTS: { type: 'worker', worker: 'fake-catalog' } } },
    extraWorkers: [{ name: 'fake-catalog', script: kPassOn, env: { CATALOG: catalog.url } }],
    ...options,
  });
  const ada = await owner(target);
  const look = async (id) => (await must(target, 'GET', `${kJobs}/${id}`, { key: ada.key })).data;
  return {
    target, ada, pages, visits, products, state, look,
    shop: shop.url,
    ask: (body, more = {}) => call(target, 'POST', kJobs, { key: ada.key, body, ...more }),
    async crawl(sourceValue, more = {}) {
      const answer = await call(target, 'POST', kJobs,
        { key: ada.key, body: { sourceType: 'url', sourceValue, ...more } });
      if (answer.status !== 202) throw new Error(`${answer.status} ${answer.body}`);
      return answer.data;
    },
    async ended(id, milliseconds = 60_000) {
      const deadline = Date.now() + milliseconds;
      for (;;) {
        const job = await look(id);
        if (!['queued', 'running'].includes(job.status)) return job;
        if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(job)}`);
        await sleep(30);
      }
    },
    async dispose() {
      await target.dispose();
      await Promise.all([shop.close(), catalog.close()]);
    },
  };
}

async function takeIn({ products, batches, ...state }, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString());
  batches.push(input);
  const output = { created: 0, updated: 0, unchanged: 0, ids: [] };
  for (const { seenAt, ...product } of input.products) {
    const id = `${product.url} ${product.sku}`;
    const text = JSON.stringify(product);
    const known = products.get(id);
    if (!known) output.created += 1;
    else if (known.text === text) output.unchanged += 1;
    else output.updated += 1;
    products.set(id, { ...product, seenAt, text, times: (known?.times ?? 0) + 1,
      history: [...known?.history ?? [], product.availability] });
    output.ids.push(id);
  }
  if (state.fails > 0) response.writeHead(503).end('{}');
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(output));
}

async function listen(handle) {
  // A runtime that is killed takes its requests with it.
  const server = http.createServer((request, response) =>
    Promise.resolve(handle(request, response)).catch(() => response.destroy()));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** Lets hosts be asked that a dead runtime held: by themselves they are free after a while. */
export async function freeHosts(platform) {
  const database = await platform.getDatabase('crawler');
  await database.prepare('UPDATE host SET held_until = 0').run();
}

/** A page of a shop: a product's with `product`, and links. */
export function html({ links = [], product, head = '', canonical } = {}) {
  const item = product && { '@context': 'https://schema.org', '@type': 'Product',
    name: product.name ?? `Product ${product.sku}`, sku: product.sku,
    offers: { '@type': 'Offer', price: product.price ?? '9.99', priceCurrency: 'EUR',
      availability: `https://schema.org/${product.availability ?? 'InStock'}` } };
  return `<!doctype html><html><head><meta charset="utf-8"><title>A page</title>${head}
${canonical ? `<link rel="canonical" href="${canonical}">` : ''}
${item ? `<script type="application/ld+json">${JSON.stringify(item)}</script>` : ''}</head><body>
${item ? `<h1>${item.name}</h1><p>€${item.offers.price}</p><button>Add to cart</button>`
    : '<h1>A list</h1>'}
${links.map((url) => `<a href="${url}">a link</a>`).join('\n')}</body></html>`;
}

/** Serves a text. */
export const page = (text, headers = {}, status = 200) => (response) => response.writeHead(status,
  { 'content-type': 'text/html; charset=utf-8', ...headers }).end(text);
