// One visit to the web shop: a clock, a cart, and the events that the tracking script would send.

import { categoryPath } from './catalog.mjs';
import { kOrganizations, kUserAgents } from './agents.mjs';
import { priceAt } from './plan.mjs';
import { Random } from './random.mjs';

const kReferrers = { search: 'https://search.example/', partner: 'https://walks.example/gear' };
const kDevices = { phone: 61, desktop: 33, tablet: 6 };
const kViewports = { phone: '390x844', desktop: '1440x900', tablet: '820x1180' };
// Searched for, and not sold here.
const kNotSold = ['umbrella', 'ski goggles', 'kayak', 'bike helmet', 'fishing rod', 'gift card'];
const kFreeShippingFrom = 50;

export class Session {
  events = [];
  cart = [];
  #at;
  #ids;

  constructor(plan, random, day, at) {
    this.plan = plan;
    this.random = random;
    this.day = day;
    this.#at = at;
    this.#ids = { sessionId: random.token(16), visitorId: visitorOf(plan, random, day) };
  }

  /** The first page, with all that says where the visit comes from. */
  enter(entrance, source) {
    const { plan, random } = this;
    const device = random.weighted(kDevices);
    const facts = {
      ...this.#origin(source),
      viewport: kViewports[device],
      device,
      userAgent: random.pick(kUserAgents[device]),
      asOrganization: random.pick(kOrganizations.homes),
    };
    const product = entrance === 'product' ? this.#entranceProduct(source) : null;
    const { categories } = plan.demand.pick(random);
    const [path, title] = {
      home: ['/', plan.organization.name],
      sale: ['/sale', 'Sale'],
      guide: [plan.planted.path.entrance, 'How to dress in layers for winter'],
      category: [categoryPath(categories), categories.at(-1)],
      product: [product?.path, product?.name],
    }[entrance];
    this.#page(path, title, facts);
    if (random.chance(0.3)) this.#read(path);
    if (product) this.#show(product);
  }

  /** The product page by which a visit begins; posts lead to the product that they are about. */
  #entranceProduct(source) {
    const { plan, random, day } = this;
    const { date, burst, lagDays, productId } = plan.planted.social;
    const since = day.index - lagDays - plan.days.find((one) => one.date === date).index;
    const isBurst = source === 'social' && since >= 0 && since < burst.length;
    return isBurst && random.chance(0.8) ? this.#bySku(productId) : plan.demand.pick(random);
  }

  #origin(source) {
    const { random, plan } = this;
    if (source === 'mail') {
      return { utm_source: 'mail', utm_medium: 'newsletter',
        utm_campaign: `newsletter-${this.day.date.slice(0, 7)}` };
    }
    if (source === 'social') {
      const network = random.weighted(plan.parameters.social.networks);
      return { referrer: `https://${network}.example/`, utm_source: network, utm_medium: 'social' };
    }
    return source === 'direct' ? {} : { referrer: kReferrers[source] };
  }

  search() {
    const { random, plan } = this;
    const { brand, categories, colour, name } = plan.demand.pick(random);
    const kind = categories.at(-1).toLowerCase();
    const query = random.chance(0.04) ? random.pick(kNotSold) : random.pick([kind, kind,
      `${brand.toLowerCase()} ${kind}`, `${colour.toLowerCase()} ${kind}`, name.toLowerCase(),
      kind.replace(/([a-z])\1|s$/, '$1')]);
    const path = `/search?q=${encodeURIComponent(query).replaceAll('%20', '+')}`;
    this.#page(path, `Search: ${query}`);
    this.#event('search', { url: path, summary: query, properties: { query } });
  }

  seeCategory() {
    const { categories } = this.plan.demand.pick(this.random);
    this.#page(categoryPath(categories), categories.at(-1));
  }

  /** A product's page, and perhaps into the cart with it. */
  seeProduct(product, addsToCart) {
    this.#page(product.path, product.name);
    this.#show(product);
    if (this.random.chance(addsToCart)) this.#add(product);
  }

  /** The product whose price changes: before it few add it, afterwards many. */
  seeChangedProduct() {
    const { productId, at, addsToCartBefore, addsToCartAfter } = this.plan.planted.priceChange;
    this.seeProduct(this.#bySku(productId),
      this.#at < Date.parse(at) ? addsToCartBefore : addsToCartAfter);
  }

  click() {
    const { random } = this;
    const [selector, path] = random.pick([['header > a.logo', '/'], ['nav > a.sale', '/sale'],
      ['footer > a.stores', '/stores'], ['main > button.filter'], ['nav > button.menu']]);
    this.#event('click', { properties: { selector, x: random.below(100), y: random.below(2400),
      ...(path ? { href: this.plan.website + path } : {}) } });
  }

  startCheckout() {
    const value = this.#total();
    this.#page('/basket', 'Your basket');
    this.#event('checkout', { url: '/checkout', ...this.#money(value),
      properties: { items: this.#items() } });
  }

  /** Fills the cart as planted, and orders. */
  buy() {
    const { random, plan } = this;
    const { first, second, support, confidence, base } = plan.planted.basket;
    const takesFirst = random.chance(support);
    if (takesFirst) this.seeProduct(this.#bySku(first), 1);
    if (random.chance(takesFirst ? confidence : base)) this.seeProduct(this.#bySku(second), 1);
    if (this.cart.length === 0) this.seeProduct(plan.demand.pick(random), 1);
    if (this.cart.length > 2 && random.chance(0.08)) this.#removeOne();
    this.startCheckout();
    const items = this.#items();
    const value = this.#total();
    const orderId = `W${random.token(9).toUpperCase()}`;
    const shipping = value < kFreeShippingFrom ? 4.95 : 0;
    this.#page('/checkout/thank-you', 'Thank you');
    this.#event('purchase', { url: '/checkout/thank-you', ...this.#money(value),
      productId: items.length === 1 ? items[0].productId : undefined,
      summary: `Order of ${items.map(({ name }) => name).join(', ')}`.slice(0, 500),
      properties: { orderId, shipping, items } });
    this.cart = [];
  }

  leave() {
    if (this.random.chance(0.006)) {
      this.#event('outbound_click', { properties: { selector: 'footer > a.partner',
        href: 'https://walks.example/' } });
    }
    return this;
  }

  #show(product) {
    this.#event('product_view', { url: product.path, productId: product.sku, summary: product.name,
      ...this.#money(this.#price(product)),
      properties: { name: product.name, brand: product.brand,
        category: product.categories.at(-1) } });
  }

  #add(product) {
    if (this.cart.some(({ sku }) => sku === product.sku)) return;
    const quantity = product.categories.includes('Socks') && this.random.chance(0.5) ? 2 : 1;
    this.cart.push({ sku: product.sku, name: product.name, price: this.#price(product), quantity });
    this.#event('add_to_cart', { url: product.path, productId: product.sku, summary: product.name,
      ...this.#money(this.#price(product) * quantity),
      properties: { name: product.name, quantity, size: this.random.pick(product.sizes) } });
  }

  /** Takes out what no plan has put in. */
  #removeOne() {
    const { first, second } = this.plan.planted.basket;
    const at = this.cart.findIndex(({ sku }) => sku !== first && sku !== second);
    if (at < 0) return;
    const [{ sku, name, price, quantity }] = this.cart.splice(at, 1);
    this.#event('remove_from_cart', { url: '/basket', productId: sku, summary: name,
      ...this.#money(price * quantity), properties: { name, quantity } });
  }

  #read(path) {
    const { random } = this;
    this.#event('scroll', { url: path, properties: { depth: 20 + random.below(81),
      seconds: 5 + Math.round(random.exponential(40)) } });
  }

  #page(path, title, facts = {}) {
    this.#event('page_view', { url: path, summary: title, properties: { title, ...facts } });
  }

  #event(type, { url = '/', ...fields }) {
    this.events.push({ at: this.#at, sourceType: 'web', type, ...this.#ids,
      url: this.plan.website + url, ...fields });
    this.#at += Math.round(type === 'page_view' ? 900 + this.random.below(600)
      : 4000 + this.random.exponential(26_000));
  }

  #items() {
    return this.cart.map(({ sku, name, price, quantity }) =>
      ({ productId: sku, name, price: price.toFixed(2), quantity }));
  }

  #total() {
    return this.cart.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  }

  #money(amount) {
    return { value: Number(amount.toFixed(2)), currency: this.plan.currency };
  }

  #price(product) {
    return Number(priceAt(this.plan, product, this.#at));
  }

  #bySku(wanted) {
    return this.plan.catalog.find(({ sku }) => sku === wanted);
  }
}

/** Who agreed has an id, the same each time; some were here before, a few of them often. */
function visitorOf(plan, random, day) {
  const { consents, returning } = plan.parameters.web;
  if (!random.chance(consents)) return undefined;
  if (!random.chance(returning)) return random.token(20);
  const known = Math.ceil(plan.scale * (1500 + 90 * day.index));
  const number = Math.floor(known * random.next() ** 2);
  return new Random(plan.seed, 'visitor', number).token(20);
}
