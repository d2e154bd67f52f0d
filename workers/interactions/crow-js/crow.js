// CROW's tracking script: tells the platform what happens in a shop's pages. It sets no cookie and
// keeps no visitor id unless both the shop and the visitor want it, never reads what people type,
// and never throws into the page. docs/tracking.md is its manual.
//
//   <script defer src="https://api.crowai.dev/crow.js" data-key="crowpk_…"></script>

import { cleanAddress, fit, selectorOf, toNumber } from './clean.js';
import { choose, mayCount, sessionId, visitorId } from './consent.js';
import { guard, isOff, newId, on, settings, tell, words } from './page.js';
import { fieldsOf, findProduct, readDataLayer } from './products.js';
import { clear, flush, push, release, resume } from './queue.js';

// Frameworks write the new page's title after its address, and its product later still.
const kSettle = 50;
const kProductSettle = 800;
const kClickable = 'a[href],button,summary,[role=button],[type=submit],[type=button]';
const kSearchNames = words(settings.search || 'q,s,search,query,keyword');

// The page being seen: its address, the product it showed, how far it was read, since when.
let page;
let { referrer } = document;
let product;
let depth;
let visibleSince;
let viewTimer;
let productTimer;

/** Sends one event. What is no field of an interaction becomes a property. */
function track(type, given) {
  if (mayCount() === false || isOff(type)) return;
  const { productId, url = location, value, currency, summary, ...properties } = given || {};
  const { orderId, query, name, title } = properties;
  const amount = toNumber(value);
  if (type === 'product_view') {
    // A page shows a product once, in however many ways it says so.
    if (product === (productId || name)) return;
    product = productId || name;
  }
  const event = {
    // An order is counted once, however often its page is loaded.
    id: type === 'purchase' && /^[\w.:-]{1,50}$/.test(orderId) ? `purchase:${orderId}` : newId(),
    sourceType: 'web',
    type,
    timestamp: new Date(),
    sessionId: sessionId(),
    visitorId: visitorId(),
    productId: productId ? `${productId}` : undefined,
    url: cleanAddress(url),
    value: amount,
    currency: /^[A-Z]{3}$/.test(amount !== undefined && currency) ? currency : undefined,
    summary: `${summary || query || name || title || ''}`.slice(0, 500) || undefined,
    properties: fit(properties),
  };
  tell(event);
  push(event);
}

/** A page view, and with it a search and, after `wait`, the product that the page is about. */
function view(wait = kProductSettle) {
  const address = cleanAddress(location);
  if (address === page) return;
  read();
  const query = new URL(address).searchParams;
  const facts = {
    title: document.title,
    // Only the place, and nothing for none: what people searched for there is theirs.
    referrer: referrer && cleanAddress(referrer).split('?')[0],
    viewport: `${innerWidth}x${innerHeight}`,
    // Said openly by browsers that a program drives.
    automated: navigator.webdriver || undefined,
  };
  for (const [name, value] of query) if (/^utm_/.test(name)) facts[name] = value;
  page = referrer = address;
  product = depth = 0;
  visibleSince = document.hidden ? 0 : Date.now();
  track('page_view', facts);
  const search = kSearchNames.map((name) => query.get(name)).find(Boolean);
  if (search) track('search', { query: search });
  clearTimeout(productTimer);
  productTimer = setTimeout(guard(lookAround), wait);
}

/** Sends what the page's own marks say, and its product. */
function lookAround() {
  for (const element of document.querySelectorAll('[data-crow-view]')) {
    track(element.dataset.crowView, fieldsOf(element));
  }
  const found = !product && findProduct();
  if (found) track('product_view', found);
}

/** Reads what is in window.dataLayer now, and from then on each entry as it comes. */
function readLayer() {
  const layer = window.dataLayer = window.dataLayer || [];
  const hear = guard((entry) => {
    const known = readDataLayer(entry);
    if (known) track(...known);
  });
  layer.forEach(hear);
  const original = layer.push;
  layer.push = function push(...entries) {
    entries.forEach(hear);
    return original.apply(this, entries);
  };
}

/** Sends how far and how long the page was read since the last time. */
function read() {
  const seconds = visibleSince && Math.round((Date.now() - visibleSince) / 1e3);
  visibleSince = 0;
  if (seconds) track('scroll', { url: page, depth, seconds });
}

function measure() {
  const { scrollHeight } = document.documentElement;
  depth = Math.max(depth, Math.round((scrollY + innerHeight) / scrollHeight * 100));
}

function click({ button, target, pageX, pageY }) {
  if (button > 1) return;
  measure();
  const marked = target.closest('[data-crow]:not(form)');
  const element = marked || target.closest(kClickable);
  if (!element) return;
  const link = element.closest('a[href]');
  const href = /^http/.test(link?.href) ? cleanAddress(link) : undefined;
  const where = {
    selector: selectorOf(element),
    href,
    x: Math.round(pageX / innerWidth * 100),
    y: Math.round(pageY),
  };
  if (marked) track(marked.dataset.crow, { ...where, ...fieldsOf(marked) });
  else track(href && link.host !== location.host ? 'outbound_click' : 'click', where);
}

const consent = guard((isGiven) => {
  choose(isGiven);
  if (isGiven) release((event) => { event.visitorId = visitorId(); });
  else clear();
});

function start() {
  const waiting = window.crow?.q || [];
  const crow = window.crow = guard((command, given) =>
    (command === 'consent' ? consent(given) : track(command, given)));
  crow.consent = consent;
  crow.on = true;
  if (mayCount() === false) clear();
  view(0);
  if (!isOff('datalayer')) readLayer();
  waiting.forEach((call) => crow(...call));

  const viewSoon = () => {
    clearTimeout(viewTimer);
    viewTimer = setTimeout(guard(view), kSettle);
  };
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name];
    history[name] = function navigate(...given) {
      original.apply(this, given);
      viewSoon();
    };
  }
  on('popstate hashchange', viewSoon);
  on('pageshow', ({ persisted }) => {
    if (!persisted) return;
    page = 0;
    view(0);
  });
  on('click auxclick', click);
  on('submit', ({ target }) => {
    if (target.dataset.crow) track(target.dataset.crow, fieldsOf(target));
  });
  on('scroll', measure);
  on('visibilitychange pagehide', ({ type }) => {
    if (document.hidden || type === 'pagehide') {
      measure();
      read();
      flush(true);
    } else {
      visibleSince = Date.now();
      resume();
    }
  });
  resume();
}

if (!window.crow?.on) {
  if (!settings.key) console.warn('crow.js needs data-key');
  // A page that is only prepared for a visitor is not seen yet.
  else if (document.prerendering) on('prerenderingchange', start);
  else guard(start)();
}
