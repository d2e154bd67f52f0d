// Product pages of the demo shop, in the four manners that shops have: JSON-LD, microdata,
// OpenGraph alone, and no markup at all. What a visitor sees is the same in all of them.

import { card, crumbs, escape, layout, money, script } from './html.mjs';

const kSchema = 'https://schema.org/';
const kStock = { InStock: 'In stock', OutOfStock: 'Out of stock',
  PreOrder: 'Available to pre-order' };
const kMetaStock = { InStock: 'in stock', OutOfStock: 'out of stock', PreOrder: 'preorder' };

/** Which manner a product's page has. */
export const mannerOf = ({ number }) => ['json-ld', 'microdata', 'opengraph', 'plain'][number % 4];

/** The page of a product. `related` are others, `origin` is the shop's own. */
export function productPage(product, { trail, related, departments, origin }) {
  const manner = mannerOf(product);
  const url = origin + product.path;
  const head = [`<link rel="canonical" href="${url}">`,
    `<meta name="description" content="${escape(product.description)}">`];
  if (manner === 'json-ld') head.push(jsonLd(product, { trail, origin, url }));
  if (manner === 'opengraph') head.push(openGraph(product, { origin, url }));
  return layout({
    title: `${product.name} | Alder & Tarn`,
    head: head.join('\n'),
    departments,
    body: crumbs(trail) + visible(product, manner) +
      `<section class="related"><h2>You may also like</h2><div class="grid">${
        related.map(card).join('\n')}</div></section>`,
  });
}

function jsonLd(product, { trail, origin, url }) {
  const { name, sku, gtin, brand, description, price, currency, availability, rating } = product;
  const item = { '@type': 'Product', name, sku, gtin13: gtin, description,
    brand: { '@type': 'Brand', name: brand },
    image: product.pictures.map((picture) => origin + picture),
    aggregateRating: { '@type': 'AggregateRating', ratingValue: rating.value,
      reviewCount: rating.count },
    offers: { '@type': 'Offer', url, price, priceCurrency: currency,
      itemCondition: `${kSchema}NewCondition`, availability: kSchema + availability } };
  const list = { '@type': 'BreadcrumbList', itemListElement: trail.map(({ path, name: title },
    index) => ({ '@type': 'ListItem', position: index + 1, name: title, item: origin + path })) };
  return `<script type="application/ld+json">${
    script({ '@context': 'https://schema.org', '@graph': [list, item] })}</script>`;
}

function openGraph(product, { origin, url }) {
  const values = { 'og:type': 'product', 'og:title': product.name, 'og:url': url,
    'og:site_name': 'Alder & Tarn', 'og:description': product.description,
    'og:image': origin + product.pictures[0], 'product:brand': product.brand,
    'product:price:amount': product.price, 'product:price:currency': product.currency,
    'product:availability': kMetaStock[product.availability],
    'product:retailer_item_id': product.sku };
  return Object.entries(values).map(([name, value]) =>
    `<meta property="${name}" content="${escape(value)}">`).join('\n');
}

/** What a visitor sees; with microdata around it in that manner. */
function visible(product, manner) {
  const isMarked = manner === 'microdata';
  const prop = (name, more = '') => (isMarked ? ` itemprop="${name}"${more}` : '');
  const { name, brand, sku, gtin, price, currency, availability, sizes, rating } = product;
  const isSold = availability !== 'OutOfStock';
  const button = availability === 'PreOrder' ? 'Pre-order now' : 'Add to basket';
  const pictures = product.pictures.map((picture) =>
    `<img src="${picture}" alt="${escape(name)} in ${escape(product.colour.toLowerCase())}"${
      prop('image')} width="320" height="320">`).join('\n');
  const offer = isMarked ? ` itemprop="offers" itemscope itemtype="${kSchema}Offer"` : '';
  const stars = isMarked
    ? ` itemprop="aggregateRating" itemscope itemtype="${kSchema}AggregateRating"` : '';
  const maker = isMarked ? `<span itemprop="brand" itemscope itemtype="${kSchema}Brand">` +
    `<span itemprop="name">${escape(brand)}</span></span>` : `<span>${escape(brand)}</span>`;
  const scope = isMarked ? ` itemscope itemtype="${kSchema}Product"` : '';
  const links = isMarked ? `<link itemprop="availability" href="${kSchema}${availability}">` +
    `<meta itemprop="priceCurrency" content="${currency}">` : '';
  return `<article class="product"${scope}>
<div class="gallery">${pictures}</div>
<div class="summary">
<h1${prop('name')}>${escape(name)}</h1>
<p class="brand">by ${maker}</p>
<p class="rating"${stars}><span${prop('ratingValue')}>${rating.value}</span> out of 5 (<span${
  prop('reviewCount')}>${rating.count}</span> reviews)</p>
<div class="offer"${offer}>${links}
<p class="price product-price">${isMarked
  ? `£<span itemprop="price" content="${price}">${price}</span>` : money(price)}</p>
<p class="stock ${availability.toLowerCase()}">${kStock[availability]}</p></div>
${sizes.length > 1 ? `<label>Size <select name="size">${sizes.map((size) =>
    `<option>${escape(size)}</option>`).join('')}</select></label>` : ''}
${isSold ? `<button class="buy add-to-cart" type="submit">${button}</button>`
    : '<button class="notify" type="button">Tell me when it is back</button>'}
<p class="delivery">Delivery £3.95, free over £50. Returns within 60 days.</p>
</div>
<section class="description"><h2>Description</h2><p${prop('description')}>${
  escape(product.description)}</p></section>
<section class="details"><h2>Details</h2><table>
<tr><th>Item no.</th><td${prop('sku')}>${sku}</td></tr>
<tr><th>EAN</th><td${prop('gtin13')}>${gtin}</td></tr>
<tr><th>Brand</th><td>${escape(brand)}</td></tr>
<tr><th>Colour</th><td>${escape(product.colour)}</td></tr>
<tr><th>Material</th><td>${escape(product.material)}</td></tr>
<tr><th>Weight</th><td>${product.weightGrams} g</td></tr>
</table></section>
</article>
`;
}
