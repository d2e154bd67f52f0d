// The demo shop: Alder & Tarn's products as a real shop would show them, on an address of its own
// beside the platform, for the crawler to read.
//
//   const shop = await startShop({ port: 8788 });
//   shop.url   // "http://127.0.0.1:8788"
//   await shop.close();

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { categoryPath, makeCatalog } from '../demo/catalog.mjs';
import { departmentPage, feed, homePage, kTextPaths, robotsText, sitemap, sitemapIndex, textPage }
  from './list-pages.mjs';
import { drawProduct, shapeOf } from './pictures.mjs';
import { productPage } from './product-page.mjs';

const kHtml = 'text/html; charset=utf-8';
const kXml = 'application/xml; charset=utf-8';
const kOnAMap = 300;
const kRelated = 4;
const kFavourites = 12;

/**
 * Starts the shop and returns `{ url, products, change, close }`.
 *
 * - `port`: of 127.0.0.1; without one a free port is taken.
 * - `priceOf`: `(product) => price`, when it is not the catalog's.
 * - `change(sku, more)`: what a product says from now on; null takes its page away.
 */
export async function startShop({ port = 0, priceOf = ({ price }) => price } = {}) {
  const products = new Map(makeCatalog().map((product, number) => [product.sku, { ...product,
    number,
    price: priceOf(product),
    shape: shapeOf(product.categories),
    pictures: [1, 2].map((view) => `/images/${product.sku}-${view}.png`) }]));
  const shop = new Shop(products);
  const server = createServer((request, response) => shop.answer(request, response));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  server.unref();
  shop.origin = `http://127.0.0.1:${server.address().port}`;
  return {
    url: shop.origin,
    products,
    visits: shop.visits,
    change: (sku, more) => shop.change(sku, more),
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

class Shop {
  #products;
  #byPath = new Map();
  #departments = new Map();
  #pages = new Map();
  #changed = new Date(Math.floor(Date.now() / 1000) * 1000);
  visits = [];

  constructor(products) {
    this.#products = products;
    this.#sort();
  }

  change(sku, more) {
    if (more === null) this.#products.delete(sku);
    else this.#products.set(sku, { ...this.#products.get(sku), ...more });
    this.#changed = new Date();
    this.#pages.clear();
    this.#sort();
  }

  answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.origin);
    if (this.visits.length < 10_000) this.visits.push(request.url);
    const page = this.#page(pathname, searchParams);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (!page) {
      response.writeHead(404, { 'Content-Type': kHtml }).end('<h1>There is no such page.</h1>');
    } else if (request.headers['if-none-match'] === page.etag) {
      response.writeHead(304, { ETag: page.etag }).end();
    } else {
      response.writeHead(200, { 'Content-Type': page.type, ETag: page.etag,
        'Content-Length': page.body.length, 'Last-Modified': this.#changed.toUTCString() });
      response.end(request.method === 'HEAD' ? undefined : page.body);
    }
  }

  /** A page is made when somebody asks for it, and kept. */
  #page(path, query) {
    const number = Number(query.get('page') ?? 1);
    const key = `${path}?${number}`;
    if (!this.#pages.has(key)) {
      const [type, content] = this.#make(path, number) ?? [];
      const body = content === undefined || content === null ? null : Buffer.from(content);
      if (!body) return null;
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      this.#pages.set(key, { type, body, etag });
    }
    return this.#pages.get(key);
  }

  #make(path, number) {
    const { origin } = this;
    const shared = { departments: this.#top(), origin };
    const product = this.#byPath.get(path);
    if (product) {
      return [kHtml, productPage(product, { ...shared, trail: this.#trail(product.categories),
        related: this.#related(product) })];
    }
    const department = this.#departments.get(path);
    if (department) return [kHtml, departmentPage(department, number, shared)];
    const picture = /^\/images\/(\w+)-([12])\.png$/.exec(path);
    if (picture) {
      const shown = this.#products.get(picture[1]);
      return shown && ['image/png', drawProduct(shown, Number(picture[2]))];
    }
    if (path === '/') {
      const favourites = [...this.#products.values()]
        .sort((one, other) => other.demand - one.demand).slice(0, kFavourites);
      return [kHtml, homePage({ ...shared, favourites })];
    }
    if (path === '/robots.txt') return ['text/plain; charset=utf-8', robotsText(origin)];
    if (path === '/feed.xml') return [kXml, feed(origin, [...this.#products.values()])];
    return this.#map(path) ?? [kHtml, textPage(path, shared)];
  }

  /** The sitemap, of other sitemaps: departments, texts, and products in parts. */
  #map(path) {
    const products = [...this.#products.values()].map((product) => product.path);
    const parts = { '/sitemap-pages.xml': ['/', ...this.#departments.keys(), ...kTextPaths] };
    for (let at = 0; at < products.length; at += kOnAMap) {
      parts[`/sitemap-products-${at / kOnAMap + 1}.xml`] = products.slice(at, at + kOnAMap);
    }
    if (path === '/sitemap.xml') return [kXml, sitemapIndex(this.origin, Object.keys(parts))];
    return parts[path] && [kXml, sitemap(this.origin, parts[path], this.#changed.toISOString())];
  }

  #sort() {
    this.#byPath.clear();
    this.#departments.clear();
    for (const product of this.#products.values()) {
      this.#byPath.set(product.path, product);
      product.categories.forEach((name, depth) => {
        const trail = product.categories.slice(0, depth + 1);
        const path = categoryPath(trail);
        if (!this.#departments.has(path)) {
          this.#departments.set(path, { path, name, depth, products: [], below: [],
            trail: this.#trail(trail) });
          const above = this.#departments.get(categoryPath(trail.slice(0, -1)));
          above?.below.push({ path, name });
        }
        this.#departments.get(path).products.push(product);
      });
    }
  }

  #top() {
    return [...this.#departments.values()].filter(({ depth }) => depth === 0);
  }

  #trail(categories) {
    return [{ path: '/', name: 'Home' }, ...categories.map((name, depth) =>
      ({ path: categoryPath(categories.slice(0, depth + 1)), name }))];
  }

  #related(product) {
    const { products } = this.#departments.get(categoryPath(product.categories));
    const at = products.indexOf(product);
    return Array.from({ length: Math.min(kRelated, products.length - 1) }, (_, index) =>
      products[(at + index + 1) % products.length]);
  }
}
