// The whole way: a shop's page with the snippet of docs/tracking.md, a real browser, the platform;
// and what happened is listed, counted and found.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { killRuntime } from '../lib/kill.mjs';
import { call, kApi, must, openTarget, owner } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';
import { openWorld } from './browse.mjs';
import { ask, everything, kInteractions } from './stored.mjs';

const kManual = readFileSync(new URL('../../docs/tracking.md', import.meta.url), 'utf8');
const kJacket = { '@context': 'https://schema.org', '@type': 'Product', sku: 'AT10042',
  name: 'Fell jacket', offers: [{ '@type': 'Offer', price: '129.00', priceCurrency: 'GBP' }] };

let platform;
test.before(async () => { platform = await openTarget(); });
test.after(() => platform?.dispose());

/** An organization of its own for each test, with a write key for any page. */
const world = openWorld(async () => {
  const ada = await owner(platform);
  const key = await makeWriteKey(ada);
  return { url: platform.url, key: key.key, keyId: key.id, ada, events: [], close: async () => {} };
});

const makeWriteKey = async ({ key }, origins = []) => (await must(platform, 'POST',
  `${kInteractions}/write-keys`, { key, body: { name: 'Shop', origins } })).data;

/** The line that the manual tells to paste, with the platform's address and a key. */
function snippet(key = world.collector.key) {
  const [, line] = /```html\n(<script defer[^]*?)```/.exec(kManual);
  return line.replaceAll('https://api.crowai.dev', platform.url).replaceAll(/crowpk_[^"]*/g, key);
}

const page = (more) => ({ ...more, tag: `${more?.tag ?? ''}${snippet()}` });
const stored = () => everything(platform, world.collector.ada);
const types = (events) => events.map(({ type }) => type).sort();
/** Waits until so many events are stored. */
const arrived = (count) => until(async () => {
  const { total } = await ask(platform, world.collector.ada, '/summary');
  return total >= count && stored();
});
/** Waits for the platform's answer to what the page sends next, and gives its status. */
const answerTo = async (tab, send) => {
  const [response] = await Promise.all([
    tab.waitForResponse((one) => one.url().startsWith(`${platform.url}${kInteractions}`)), send()]);
  return response.status();
};
const tell = (tab, type) => () => tab.evaluate((name) => crow(name), type);

test('what a customer does in a shop is listed, counted and found', async (context) => {
  const { shop, collector: { ada } } = world;
  const { open } = await world.visitor(context);
  const purchase = /```js\n(crow\('purchase'[^]*?)```/.exec(kManual)[1];
  const button = /```html\n(<button data-crow="add_to_cart"[^]*?<\/button>)/.exec(kManual)[1];
  shop.put('/find', page({ title: 'Found', body: '<a id="hit" href="/jacket">Fell jacket</a>' }));
  shop.put('/jacket', page({ title: 'Fell jacket', body: button,
    head: `<script type="application/ld+json">${JSON.stringify(kJacket)}</script>` }));
  const tab = await open('/', page({ title: 'Outdoor shop', body: `<form action="/find">
    <input name="q"><button>Search</button></form>` }));
  await tab.fill('input', 'rain jacket');
  await tab.click('button');
  await tab.click('#hit');
  await tab.waitForFunction(() => window.crow?.on);
  await tab.click('[data-crow=add_to_cart]');
  await tab.evaluate(purchase);

  const kExpected = ['add_to_cart', 'click', 'click', 'page_view', 'page_view', 'page_view',
    'product_view', 'purchase', 'search'];
  const isTold = ({ type }) => type !== 'scroll';
  const events = await until(async () => {
    const listed = await stored();
    return listed.filter(isTold).length >= kExpected.length && listed;
  });
  const begin = performance.now();
  assert.deepEqual(types(events.filter(isTold)), kExpected);
  assert.deepEqual(await ask(platform, ada, '/summary'),
    { web: events.length, cctv: 0, social: 0, total: events.length });

  const one = (type) => events.find((event) => event.type === type);
  const pages = events.filter(({ type }) => type === 'page_view').reverse();
  assert.deepEqual(pages.map(({ url }) => url.replace(shop.url, '')),
    ['/', '/find?q=rain+jacket', '/jacket']);
  assert.equal(one('search').summary, 'rain jacket');
  const view = one('product_view');
  assert.deepEqual([view.productId, view.value, view.currency, view.summary],
    ['AT10042', 129, 'GBP', 'Fell jacket']);
  const cart = one('add_to_cart');
  assert.deepEqual([cart.productId, cart.value, cart.currency], ['AT10042', 129, 'GBP']);
  const order = one('purchase');
  assert.deepEqual([order.id, order.value, order.currency, order.properties.items.length],
    ['purchase:10017', 259, 'GBP', 1]);
  assert.equal(new Set(events.map(({ sessionId }) => sessionId)).size, 1);
  assert.match(view.sessionId, /^[\w-]{8,}$/);
  for (const event of events) {
    assert.equal(event.organizationId, ada.organization.id);
    assert.equal(event.sourceType, 'web');
    // A browser that a program drives is known for it.
    assert.ok(event.botScore >= 50 && event.botReasons.includes('headless'), event.type);
  }

  const found = await until(async () => {
    const { data } = await ask(platform, ada, '/search?q=rain+jacket&limit=50');
    return types(data).includes('search') && data;
  });
  context.diagnostic(`found ${Math.round(performance.now() - begin)} ms after they were listed`);
  assert.ok(found.every(({ score }) => score > 0));
  const { data } = await ask(platform, ada, '/search?mode=fts&q=AT10042');
  assert.deepEqual(types(data), ['add_to_cart', 'product_view', 'purchase']);
});

test('with consent a visitor is the same one in the next visit', async (context) => {
  const { open } = await world.visitor(context);
  const tag = snippet().replace('data-key', 'data-visitor="storage" data-key');
  for (let visit = 1; visit <= 2; visit++) {
    const tab = await open('/a', { tag });
    await tab.waitForFunction(() => window.crow?.on);
    await tab.evaluate(() => {
      crow.consent(true);
      crow('test.seen');
    });
    await until(async () => (await stored()).filter(({ type }) => type === 'test.seen').length
      === visit);
    await tab.close();
  }
  const seen = (await stored()).filter(({ type }) => type === 'test.seen');
  assert.ok(seen[0].visitorId);
  assert.equal(seen[0].visitorId, seen[1].visitorId);
  assert.notEqual(seen[0].sessionId, seen[1].sessionId);
});

test('a revoked write key stops within ten seconds', async (context) => {
  const { ada, keyId } = world.collector;
  const { open } = await world.visitor(context);
  const tab = await open('/a', page());
  await tab.waitForFunction(() => window.crow?.on);
  await arrived(1);
  await must(platform, 'DELETE', `${kInteractions}/write-keys/${keyId}`, { key: ada.key });
  const revoked = performance.now();
  let told;
  let last;
  await until(async () => {
    last = told - revoked;
    told = performance.now();
    const status = await answerTo(tab, tell(tab, 'test.revoked'));
    assert.ok([202, 401].includes(status), `${status}`);
    return status === 401;
  }, 30_000);
  assert.ok(!(last > 10_000), `taken ${last} ms later`);
  const { length } = await stored();
  assert.equal(await answerTo(tab, tell(tab, 'test.revoked')), 401);
  assert.equal((await stored()).length, length);
});

test('a write key of another shop\'s pages is refused, one of this shop\'s is not',
  async (context) => {
    const { shop, collector } = world;
    const elsewhere = await makeWriteKey(collector.ada, ['https://shop.example']);
    const here = await makeWriteKey(collector.ada, ['https://shop.example', shop.url]);
    const { open } = await world.visitor(context);
    for (const [{ key }, status] of [[elsewhere, 403], [here, 202]]) {
      shop.put('/a', { tag: snippet(key) });
      const tab = await open('/a');
      await tab.waitForFunction(() => window.crow?.on);
      assert.equal(await answerTo(tab, tell(tab, 'test.bound')), status);
      await tab.close();
    }
    const events = await stored();
    assert.ok(events.some(({ type }) => type === 'test.bound'));
    assert.equal(events.filter(({ type }) => type === 'page_view').length, 1);
  });

test('a page whose cookies hold a session of the platform is not disturbed, nor is the session',
  async (context) => {
    const { shop } = world;
    const bob = await owner(platform, 'Bob Kahn', 'Contoso');
    const [name, value] = bob.cookie.split(/=(.*)/);
    const { browsing } = await world.visitor(context);
    await browsing.addCookies([{ name, value, url: platform.url }]);
    const before = await browsing.cookies();
    shop.put('/a', page());
    shop.put('/bare', { text: '<p>no script here' });
    // The platform's own host with another port: what the browser has for one, it has for both.
    const home = shop.url.replace('localhost', '127.0.0.1');
    const tab = await browsing.newPage();
    const [script] = await Promise.all([
      tab.waitForRequest((one) => one.url() === `${platform.url}/crow.js`), tab.goto(`${home}/a`)]);
    assert.match((await script.allHeaders()).cookie, new RegExp(name), 'cookies do travel');
    await arrived(1);
    await tab.waitForFunction(() => !localStorage.getItem('crow.queue'));
    // What a page that is left still has goes by sendBeacon, which takes cookies along.
    await tell(tab, 'test.beacon')();
    await tab.goto(`${home}/bare`);
    await until(async () => (await stored()).some(({ type }) => type === 'test.beacon'));
    await tab.goto(`${home}/a`);
    await until(async () => (await stored()).filter(({ type }) => type === 'page_view').length > 1);
    assert.deepEqual(types((await stored()).filter(({ type }) => type !== 'scroll')),
      ['page_view', 'page_view', 'test.beacon']);
    assert.equal((await ask(platform, bob, '/summary')).total, 0);
    assert.deepEqual(await browsing.cookies(), before);
    const me = await must(platform, 'GET', `${kApi}/users/me`, { cookie: bob.cookie });
    assert.equal(me.data.email, bob.email);
  });

test('what happens without a network is there once when it is back', async (context) => {
  const { browsing, open } = await world.visitor(context);
  const tab = await open('/a', page());
  await arrived(1);
  await browsing.setOffline(true);
  await tab.evaluate(() => { for (let i = 0; i < 5; i++) crow('test.offline', { i }); });
  await tab.waitForFunction(() => localStorage.getItem('crow.queue')?.includes('test.offline'));
  assert.deepEqual(types(await stored()), ['page_view']);
  await browsing.setOffline(false);
  await arrived(6);
  await tab.waitForFunction(() => !localStorage.getItem('crow.queue'));
  assert.deepEqual(types(await stored()), ['page_view', ...Array(5).fill('test.offline')]);
});

test('what happens while the platform is killed is there once when it is back',
  { skip: process.env.CROW_TEST_URL && 'the platform is not ours to kill' }, async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/a', page());
    await arrived(1);
    const reviving = killRuntime(platform);
    await tab.evaluate(() => { for (let i = 0; i < 5; i++) crow('test.killed', { i }); });
    await reviving;
    await until(async () => (await call(platform, 'GET', `${kApi}/health`)
      .catch(() => ({}))).status === 200);
    await arrived(6);
    await tab.waitForFunction(() => !localStorage.getItem('crow.queue'));
    assert.deepEqual(types(await stored()), ['page_view', ...Array(5).fill('test.killed')]);
  });
