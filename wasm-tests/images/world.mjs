// For the tests of this folder: a platform with the images worker, a shop whose answers a test
// writes, and a catalog of its own that outlives the runtime.
//
//   const world = await openWorld();
//   world.pages['/a.jpg'] = picture('shoe.jpg');
//   await world.add('prod_1', ['/a.jpg']);
//   const { images } = await world.told('north', 'prod_1', ({ descriptions }) => descriptions);

import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { openTarget } from '../lib/target.mjs';

// The catalog as the worker's neighbour: what it gets it passes to the test's own process.
const kPassOn = `export default { fetch: (request, env) => fetch(env.CATALOG, {
  method: 'POST', body: request.body, headers: { 'x-path': new URL(request.url).pathname } }) };`;

/** The bytes of a picture of shared/vision/fixtures. */
export const fixture = (name) => readFileSync(path.join(kRoot, 'shared/vision/fixtures', name));

/** Serves bytes, as of whatever type. */
export const bytes = (content, headers = {}, status = 200) => (response) => {
  const type = { 'content-type': 'application/octet-stream' };
  response.writeHead(status, { ...type, ...headers }).end(content);
};

/** A BMP of `width` by `height` whose pixels `colourAt(x, y)` gives as [red, green, blue]. */
export function bmp(width, height, colourAt) {
  const row = Math.ceil((width * 3) / 4) * 4;
  const out = Buffer.alloc(54 + row * height);
  out.write('BM');
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(-height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = colourAt(x, y);
      out.set([blue, green, red], 54 + y * row + x * 3);
    }
  }
  return out;
}

/** Opens the world; `options` go to the platform. */
export async function openWorld(options = {}) {
  const pages = {};
  const visits = [];
  const told = new Map();
  const shop = await listen((request, response) => {
    visits.push(request.url);
    const page = pages[request.url];
    if (page) page(response, request);
    else response.writeHead(404).end();
  });
  const catalog = await listen((request, response) => takeIn(told, request, response));
  const target = await openTarget({
    services: ['gateway', 'images', 'models'],
    allowShops: [shop.url],
    bindings: { images: { PRODUCTS: { type: 'worker', worker: 'fake-catalog' } } },
    extraWorkers: [{ name: 'fake-catalog', script: kPassOn, env: { CATALOG: catalog.url } }],
    ...options,
  });
  return {
    target, pages, visits, shop: shop.url,
    image: (key, init) => fetch(`${target.url}/api/v1/products/images/${key}`, init),
    async add(productId, paths, { organizationId = 'north', name = 'Red shoe' } = {}) {
      const images = paths.map((one) =>
        ({ url: one.startsWith('/') ? `${shop.url}${one}` : one, alt: 'From the side' }));
      const answer = await target.internalFetch('images', '/internal/images', { method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ organizationId, productId, name, images }) });
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    /** What products was told of a product, once `isEnough` says so. */
    async told(organizationId, productId, isEnough = ({ descriptions }) => descriptions) {
      const deadline = Date.now() + 60_000;
      for (;;) {
        const found = told.get(`${organizationId}/${productId}`);
        if (found && isEnough(found)) return found;
        if (Date.now() > deadline) throw new Error(`told only ${JSON.stringify(found)}`);
        await sleep(30);
      }
    },
    /** Why images of an organization's product cannot be had, by path. */
    async failures(organizationId, productId) {
      const database = await target.getDatabase('images');
      const { results } = await database.prepare('SELECT url, failure_code FROM product_image '
        + 'WHERE organization_id = ?1 AND product_id = ?2 AND failure_code IS NOT NULL')
        .bind(organizationId, productId).all();
      return Object.fromEntries(results.map((row) =>
        [row.url.replace(shop.url, ''), row.failure_code]));
    },
    async dispose() {
      await target.dispose();
      await Promise.all([shop.close(), catalog.close()]);
    },
  };
}

async function takeIn(told, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString());
  const id = /^\/internal\/products\/([^/]+)\/images$/.exec(request.headers['x-path'])?.[1];
  const name = `${input.organizationId}/${id}`;
  const before = told.get(name) ?? { times: 0 };
  told.set(name, { times: before.times + 1, images: input.images ?? before.images,
    descriptions: input.descriptions ?? before.descriptions });
  response.writeHead(204).end();
}

async function listen(handle) {
  const server = http.createServer(handle);
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
