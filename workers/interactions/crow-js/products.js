// What a page says about its product, its cart and its orders, in the ways that shops already have:
// JSON-LD, microdata, OpenGraph, data-crow-* attributes, and GA4's events in window.dataLayer.

import { toNumber } from './clean.js';

const list = (value) => [].concat(value || []);

/** Fields of a product_view, or undefined when the page is about none, or about several. */
export function findProduct() {
  return fromJsonLd() || fromMarkup();
}

function fromJsonLd() {
  const things = [];
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      for (const thing of list(JSON.parse(textContent))) {
        things.push(thing, ...list(thing['@graph']));
      }
    } catch {
      // What is not JSON says nothing.
    }
  }
  const [product, other] = things.filter((thing) =>
    /\bProduct(Group)?\b/.test(thing['@type']));
  if (!product || other) return undefined;
  const [variant = {}] = list(product.hasVariant);
  const [offer = {}] = list(product.offers || variant.offers);
  const { name, brand = {} } = product;
  return {
    productId: product.sku || product.productID || product.mpn || variant.sku,
    name,
    value: offer.price || offer.lowPrice,
    currency: offer.priceCurrency,
    brand: brand.name || brand,
  };
}

/** Microdata of one product, else OpenGraph of the page. */
function fromMarkup() {
  const [only, other] = document.querySelectorAll('[itemtype$="schema.org/Product"]');
  const root = only && !other ? only : document.head;
  const valueOf = (...names) => {
    const element = root.querySelector(names.map((name) =>
      `[itemprop="${name}"],[property="${name}"]`));
    return element ? element.getAttribute('content') || element.textContent.trim() : '';
  };
  if (root !== only && !/product/.test(valueOf('og:type'))) return undefined;
  return {
    productId: valueOf('sku', 'productID', 'mpn', 'product:retailer_item_id'),
    name: valueOf('name', 'og:title'),
    value: valueOf('price', 'lowPrice', 'product:price:amount'),
    currency: valueOf('priceCurrency', 'product:price:currency'),
  };
}

/** The data-crow-* attributes of an element: data-crow-product-id is productId. */
export function fieldsOf({ dataset }) {
  const found = {};
  for (const name in dataset) {
    if (/^crow(?!View)./.test(name)) found[name[4].toLowerCase() + name.slice(5)] = dataset[name];
  }
  return found;
}

// GA4's names for what has another name here.
const kNames = { view_item: 'product_view', begin_checkout: 'checkout' };

/** An entry of window.dataLayer as [type, fields]; undefined when it is about something else. */
export function readDataLayer(entry) {
  // gtag('event', 'purchase', {…}) pushes its arguments, Tag Manager an object.
  const isCall = entry[0] === 'event';
  const type = isCall ? entry[1] : entry.event;
  const facts = isCall ? entry[2] : entry.ecommerce;
  if (!facts || !/^(view_item|(add_to|remove_from)_cart|begin_checkout|purchase)$/.test(type)) {
    return undefined;
  }
  const items = list(facts.items).map(({ item_id, item_name, price, quantity }) =>
    ({ productId: item_id, name: item_name, price: toNumber(price), quantity }));
  const [{ productId, name, price, quantity = 1 }] = items[1] || !items[0] ? [{}] : items;
  return [kNames[type] || type, {
    productId,
    name,
    value: facts.value || price * quantity,
    currency: facts.currency,
    orderId: facts.transaction_id,
    items,
  }];
}
