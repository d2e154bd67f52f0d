// Pages of the demo shop that are no product's: the first one, departments with their pages,
// guides, and the files for machines.

import { card, crumbs, escape, layout } from './html.mjs';

const kOnAPage = 24;

/** The shop's first page. */
export function homePage({ departments, favourites }) {
  return layout({
    title: 'Alder & Tarn: clothing and equipment for the hills',
    head: '<meta name="description" content="Outdoor clothing and equipment since 1994.">',
    departments,
    body: `<h1>Made for the hills at our door</h1><section><h2>Departments</h2><ul>${departments
      .map(({ path, name }) => `<li><a href="${path}">${escape(name)}</a></li>`).join('')}</ul>
</section><section><h2>Favourites</h2><div class="grid">${favourites.map(card).join('\n')}</div>
</section>`,
  });
}

/** A page of a department, from 1; nothing past its end. */
export function departmentPage(department, number, { departments }) {
  const pages = Math.max(1, Math.ceil(department.products.length / kOnAPage));
  if (number < 1 || number > pages) return null;
  const address = (page) => (page === 1 ? department.path : `${department.path}?page=${page}`);
  const neighbour = (rel, page) => (page < 1 || page > pages ? ''
    : `<link rel="${rel}" href="${address(page)}">`);
  const shown = department.products.slice((number - 1) * kOnAPage, number * kOnAPage);
  const numbers = Array.from({ length: pages }, (_, index) =>
    `<a href="${address(index + 1)}">${index + 1}</a>`);
  return layout({
    title: `${department.name} | Alder & Tarn`,
    head: neighbour('prev', number - 1) + neighbour('next', number + 1),
    departments,
    body: `${crumbs(department.trail)}<h1>${escape(department.name)}</h1>
<p>${department.products.length} products</p>
<p class="sort">Sort by <a rel="nofollow" href="${department.path}?sort=price">price</a></p>
<ul class="below">${department.below.map(({ path, name }) =>
    `<li><a href="${path}">${escape(name)}</a></li>`).join('')}</ul>
<div class="grid">${shown.map(card).join('\n')}</div>
<nav class="pages">${numbers.join(' ')}</nav>`,
  });
}

const kTexts = {
  '/about': ['About us', 'Two friends opened a shop for climbers in Sheffield in 1994. There are ' +
    '23 of them now, and 640 of us.'],
  '/delivery': ['Delivery and returns', 'Parcels leave Sheffield on the day. Delivery costs ' +
    '£3.95 and nothing over £50. Send back what you did not wear within 60 days.'],
  '/stores': ['Our shops', 'From Aberdeen to Truro. Each has a workshop that mends what we sold.'],
  '/guides/winter-layering': ['How to dress in layers for winter', 'Wool on the skin, fleece ' +
    'above it, and a shell that keeps out the wind. Take off a layer before you sweat.'],
};

/** A page of text; nothing for an unknown path. */
export function textPage(path, { departments }) {
  const text = kTexts[path];
  if (!text) return null;
  return layout({ title: `${text[0]} | Alder & Tarn`, departments,
    body: `<article><h1>${escape(text[0])}</h1><p>${escape(text[1])}</p></article>` });
}

export const kTextPaths = Object.keys(kTexts);

/** What robots are told. */
export const robotsText = (origin) => `User-agent: *
Disallow: /basket
Disallow: /search
Disallow: /*?sort=

Sitemap: ${origin}/sitemap.xml
`;

/** A sitemap of sitemaps. */
export const sitemapIndex = (origin, paths) => `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
  .map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>`).join('\n')}</sitemapindex>
`;

/** A sitemap of pages. */
export const sitemap = (origin, paths, changed) => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map((path) => `<url><loc>${origin}${escape(path)}</loc><lastmod>${changed}</lastmod></url>`)
    .join('\n')}
</urlset>
`;

const kFeedStock = { InStock: 'in_stock', OutOfStock: 'out_of_stock', PreOrder: 'preorder' };

/** A Merchant feed of all products. */
export const feed = (origin, products) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Alder &amp; Tarn</title><link>${origin}</link>
${products.map((product) => `<item><g:id>${product.sku}</g:id><title>${escape(product.name)}</title>
<description>${escape(product.description)}</description><link>${origin}${product.path}</link>
<g:image_link>${origin}${product.pictures[0]}</g:image_link>
<g:brand>${escape(product.brand)}</g:brand>
<g:gtin>${product.gtin}</g:gtin><g:price>${product.price} ${product.currency}</g:price>
<g:availability>${kFeedStock[product.availability]}</g:availability>
<g:product_type>${escape(product.categories.join(' > '))}</g:product_type></item>`).join('\n')}
</channel></rss>
`;
