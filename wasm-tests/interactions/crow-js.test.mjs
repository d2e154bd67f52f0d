// The tracking script in a real browser: what it tells of a shop's pages. Delivery and privacy have
// files of their own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildTrackingScript, kTrackingScriptBudget }
  from '../../workers/interactions/crow-js/build.mjs';
import { has, ofType, one, openWorld } from './browse.mjs';

const world = openWorld();
const kStub = 'window.crow=window.crow||function(){(crow.q=crow.q||[]).push(arguments)}';
const kProduct = { '@context': 'https://schema.org', '@type': 'Product', sku: 'AT10042',
  name: 'Fell jacket', brand: { '@type': 'Brand', name: 'Torrvik' },
  offers: [{ '@type': 'Offer', price: '129.00', priceCurrency: 'GBP' }] };
const jsonLd = (value) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

test('it is small', async () => {
  const size = gzipSync(await buildTrackingScript(), { level: 9 }).length;
  assert.ok(size <= kTrackingScriptBudget, `${size} bytes gzip`);
});

test('a page view tells title, place of origin and campaign, as text that needs no preflight',
  async (context) => {
    const { collector, shop } = world;
    const { open } = await world.visitor(context);
    shop.put('/target', { title: 'Jackets' });
    const tab = await open('/from', { body: '<a href="/target?utm_source=mail&page=2">go</a>' });
    await tab.click('a');
    const events = await collector.wait(has('page_view', 2));
    const [first, second] = ofType(events, 'page_view');
    assert.equal(first.url, `${shop.url}/from`);
    assert.equal(second.url, `${shop.url}/target?utm_source=mail&page=2`);
    assert.equal(second.summary, 'Jackets');
    assert.equal(second.properties.title, 'Jackets');
    assert.equal(second.properties.referrer, `${shop.url}/from`);
    assert.equal(second.properties.utm_source, 'mail');
    assert.equal(second.sourceType, 'web');
    assert.equal(second.sessionId, first.sessionId);
    assert.notEqual(second.id, first.id);
    for (const request of collector.requests) {
      assert.equal(request.method, 'POST');
      assert.equal(request.key, collector.key);
      assert.match(request.contentType, /^text\/plain/);
      assert.equal(request.cookie, undefined);
    }
  });

test('each tab is a session', async (context) => {
  const { open } = await world.visitor(context);
  await open('/a', {});
  await open('/a', {});
  const [one, other] = await world.collector.wait(has('page_view', 2));
  assert.notEqual(one.sessionId, other.sessionId);
});

test('clicks tell where, never what was typed; marked elements tell their own event',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/a', { body: `<main><form id="login">
      <input name="user" value="jane@shop.example">
      <button class="go user-12345">Send</button></form>
      <p id="dead">no button</p>
      <button data-crow="add_to_cart" data-crow-product-id="AT1" data-crow-value="12.50"
        data-crow-currency="GBP" data-crow-quantity="2"><b>Add</b></button>
      <a href="/inside?token=abc#frag">inside</a><a href="https://other.example/x?email=a@b">out</a>
      </main><script>document.addEventListener('click', (e) => e.preventDefault());</script>` });
    await tab.fill('input', 'a very secret thing');
    for (const target of ['input', '#dead', '.go', 'b', 'a >> nth=0', 'a >> nth=1']) {
      await tab.click(target);
    }
    const events = await world.collector.wait(has('outbound_click'));
    const [button, link] = ofType(events, 'click');
    assert.equal(ofType(events, 'click').length, 2);
    assert.equal(button.properties.selector, 'form#login > button.go'.replace('form#login',
      'html > body > main > form#login'));
    assert.equal(link.properties.href, `${world.shop.url}/inside`);
    const cart = one(events, 'add_to_cart');
    assert.deepEqual([cart.productId, cart.value, cart.currency], ['AT1', 12.5, 'GBP']);
    assert.equal(cart.properties.quantity, '2');
    assert.equal(one(events, 'outbound_click').properties.href, 'https://other.example/x');
    assert.doesNotMatch(JSON.stringify(events), /secret|jane|12345/);
  });

test('a form that is marked tells its event when it is sent', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a', { body: `<form data-crow="newsletter_signup" data-crow-place="foot"
    action="/b"><input name="email"><button>Send</button></form>` });
  await tab.fill('input', 'jane@shop.example');
  await tab.click('button');
  const events = await world.collector.wait(has('newsletter_signup'));
  assert.deepEqual(one(events, 'newsletter_signup').properties, { place: 'foot' });
  assert.doesNotMatch(JSON.stringify(events), /jane/);
});

test('a search is told by its words, whatever its parameter is called', async (context) => {
  const { open } = await world.visitor(context);
  await open('/find?q=rain+jacket', {});
  await open('/suche?begriff=Regen', { attributes: 'data-search="begriff"' });
  await open('/find?q=jane@shop.example', {});
  const events = await world.collector.wait(has('page_view', 3));
  assert.deepEqual(ofType(events, 'search').map(({ summary, properties }) =>
    [summary, properties.query]), [['rain jacket', 'rain jacket'], ['Regen', 'Regen']]);
});

const kMarkups = {
  'JSON-LD': { head: jsonLd(kProduct) },
  'JSON-LD in a graph, beside a broken one': {
    head: `<script type="application/ld+json">{oops</script>${jsonLd({ '@graph': [
      { '@type': 'WebPage' }, { ...kProduct, '@type': ['Product', 'Thing'],
        offers: { '@type': 'AggregateOffer', lowPrice: 129, priceCurrency: 'GBP' } }] })}` },
  'a product group': { head: jsonLd({ '@type': 'ProductGroup', name: 'Fell jacket',
    hasVariant: [{ '@type': 'Product', sku: 'AT10042', offers: kProduct.offers }] }) },
  microdata: { body: `<ul itemscope itemtype="https://schema.org/BreadcrumbList">
    <li itemprop="name">Jackets</li></ul>
    <div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Fell jacket</h1>
    <meta itemprop="sku" content="AT10042"><span itemprop="price" content="129.00">
    £129</span><meta itemprop="priceCurrency" content="GBP"></div>` },
  OpenGraph: { head: `<meta property="og:type" content="product">
    <meta property="og:title" content="Fell jacket">
    <meta property="product:retailer_item_id" content="AT10042">
    <meta property="product:price:amount" content="129.00">
    <meta property="product:price:currency" content="GBP">` },
  'data attributes': { body: `<div data-crow-view="product_view" data-crow-product-id="AT10042"
    data-crow-name="Fell jacket" data-crow-value="129" data-crow-currency="GBP"></div>` },
};

for (const [name, page] of Object.entries(kMarkups)) {
  test(`a product's page is told from ${name}`, async (context) => {
    const { open } = await world.visitor(context);
    await open('/product', page);
    const view = one(await world.collector.wait(has('product_view')), 'product_view');
    const { productId, summary, value, currency, properties } = view;
    assert.deepEqual([productId, properties.name, summary, value, currency],
      ['AT10042', 'Fell jacket', 'Fell jacket', 129, 'GBP']);
  });
}

test('a list of products is no product', async (context) => {
  const { open } = await world.visitor(context);
  await open('/list', { head: jsonLd([kProduct, { ...kProduct, sku: 'AT2' }]) });
  await open('/other', { head: jsonLd({ '@type': 'ItemList', itemListElement: [kProduct] }) });
  const events = await world.collector.wait(has('page_view', 2));
  assert.equal(ofType(events, 'product_view').length, 0);
});

test('cart and purchase by calls, even before the script is there; an order counts once',
  async (context) => {
    const { open } = await world.visitor(context);
    const page = { head: `<script>${kStub};crow('purchase', {orderId: '10016', value: '259.00',
      currency: 'GBP', items: [{productId: 'AT1', quantity: 1, price: 259}]})</script>` };
    const tab = await open('/thanks', page);
    await world.collector.wait(has('purchase'));
    await tab.reload();
    await tab.evaluate(() => crow('remove_from_cart', { productId: 42, value: 1.5 }));
    const events = await world.collector.wait(has('remove_from_cart'));
    const purchase = one(events, 'purchase');
    assert.equal(purchase.id, 'purchase:10016');
    assert.deepEqual([purchase.value, purchase.currency], [259, 'GBP']);
    assert.deepEqual(purchase.properties,
      { orderId: '10016', items: [{ productId: 'AT1', quantity: 1, price: 259 }] });
    assert.equal(one(events, 'remove_from_cart').productId, '42');
  });

test('an order is told by an attribute of the page that thanks for it', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/thanks', { body: `<main data-crow-view="purchase" data-crow-value="19.5"
    data-crow-order-id="A-17" data-crow-currency="GBP">Thank you!</main>` });
  await world.collector.wait(has('purchase'));
  await tab.reload();
  await world.collector.wait(has('page_view', 2));
  await tab.waitForTimeout(300);
  const { id, value, properties } = one(world.collector.events, 'purchase');
  assert.deepEqual([id, value, properties], ['purchase:A-17', 19.5, { orderId: 'A-17' }]);
});

test('a page that comes back out of the back-forward cache is seen again', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a', {});
  await tab.waitForFunction(() => window.crow?.on);
  await tab.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  assert.equal(ofType(await world.collector.wait(has('page_view', 2)), 'page_view').length, 2);
});

test('GA4 events are understood, from Tag Manager and from gtag, before and after',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/product', { head: `<script>window.dataLayer=[{'gtm.start': 1},
      {event: 'view_item', ecommerce: {currency: 'EUR', value: 89.9,
        items: [{item_id: 'AT7', item_name: 'Tarn boot', price: 89.9}]}}]</script>
      ${jsonLd(kProduct)}` });
    await world.collector.wait(has('product_view'));
    const length = await tab.evaluate(() => {
      const item = { item_id: 'AT7', item_name: 'Tarn boot', price: 89.9, quantity: 2 };
      function gtag() { dataLayer.push(arguments); }
      gtag('event', 'add_to_cart', { currency: 'EUR', items: [item] });
      gtag('config', 'G-1');
      dataLayer.push({ event: 'begin_checkout', ecommerce: { currency: 'EUR', value: 179.8 } });
      return dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'T-9', value: 179.8,
        currency: 'EUR', items: [item, item] } }, null);
    });
    assert.equal(length, 7);
    const events = await world.collector.wait(has('purchase'));
    const view = one(events, 'product_view');
    assert.deepEqual([view.productId, view.value], ['AT7', 89.9]);
    const cart = one(events, 'add_to_cart');
    assert.deepEqual([cart.productId, cart.value, cart.properties.items[0].quantity],
      ['AT7', 179.8, 2]);
    assert.equal(one(events, 'checkout').value, 179.8);
    const purchase = one(events, 'purchase');
    assert.deepEqual([purchase.id, purchase.productId, purchase.properties.items.length],
      ['purchase:T-9', undefined, 2]);
  });

test('a value that can be read in two ways is left out with its currency, not the event',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/basket', {});
    await tab.waitForFunction(() => window.crow?.on);
    await tab.evaluate(() => {
      dataLayer.push({ event: 'begin_checkout', ecommerce: { currency: 'EUR', value: '1,299' } });
      crow('product_view', { productId: 'AT7', currency: 'EUR', value: 0 });
    });
    const events = await world.collector.wait(has('product_view'));
    const checkout = one(events, 'checkout');
    assert.deepEqual([checkout.value, checkout.currency], [undefined, undefined]);
    const view = one(events, 'product_view');
    assert.deepEqual([view.value, view.currency], [0, 'EUR']);
  });

test('pages of a single-page application are pages', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/app', { title: 'Start' });
  await tab.waitForFunction(() => window.crow?.on);
  // The script waits a moment for the title that belongs to the new address.
  const go = async (to, script) => {
    await tab.evaluate(script);
    await tab.waitForURL(world.shop.url + to);
    await tab.waitForTimeout(300);
  };
  await tab.waitForTimeout(1100);
  await go('/app/one', () => {
    history.pushState(null, '', '/app/one');
    document.title = 'One';
  });
  await go('/app/one', () => history.replaceState({ scroll: 1 }, '', '/app/one'));
  await go('/app/one#part', () => history.replaceState(null, '', '/app/one#part'));
  await go('/x', () => {
    history.pushState(null, '', '/app/skipped');
    history.pushState(null, '', '/x');
  });
  await go('/app/one#part', () => history.go(-2));
  await go('/app/one#/cart?token=1&step=2', () => { location.hash = '#/cart?token=1&step=2'; });
  const events = await world.collector.wait(has('page_view', 5));
  const views = ofType(events, 'page_view');
  assert.deepEqual(views.map(({ url }) => url.replace(world.shop.url, '')),
    ['/app', '/app/one', '/x', '/app/one', '/app/one#/cart?step=2']);
  assert.equal(views[1].properties.title, 'One');
  assert.equal(views[1].properties.referrer, `${world.shop.url}/app`);
  assert.equal(ofType(events, 'scroll')[0].url, `${world.shop.url}/app`);
});

test('a product that an application shows later is found, the former one is not taken for it',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/app', { head: jsonLd(kProduct) });
    await world.collector.wait(has('product_view'));
    await tab.evaluate((next) => {
      history.pushState(null, '', '/next');
      setTimeout(() => { document.querySelector('[type*=ld]').textContent = next; }, 300);
    }, JSON.stringify({ ...kProduct, sku: 'AT20000' }));
    const views = ofType(await world.collector.wait(has('product_view', 2)), 'product_view');
    assert.deepEqual(views.map(({ productId }) => productId), ['AT10042', 'AT20000']);
  });

test('reading is told when a page is left: how far, how long', async (context) => {
  const { open } = await world.visitor(context);
  world.shop.put('/next');
  const tab = await open('/long', { body: '<div style="height: 8000px">long</div>' });
  await tab.waitForFunction(() => window.crow?.on);
  await tab.evaluate(() => scrollTo(0, 3000));
  await tab.waitForTimeout(1200);
  await tab.goto(`${world.shop.url}/next`);
  const { properties, url } = one(await world.collector.wait(has('scroll')), 'scroll');
  assert.equal(url, `${world.shop.url}/long`);
  assert.ok(properties.depth > 35 && properties.depth < 60, `depth ${properties.depth}`);
  assert.ok(properties.seconds >= 1 && properties.seconds < 20, `seconds ${properties.seconds}`);
});

test('types are switched off by data-off', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a?q=x', { attributes: 'data-off="search click scroll datalayer"',
    body: '<button>b</button>', head: jsonLd(kProduct) });
  await tab.click('button');
  await tab.evaluate(() => (window.dataLayer ||= []).push({ event: 'add_to_cart', ecommerce: {} }));
  const events = await world.collector.wait(has('product_view'));
  await tab.waitForTimeout(1200);
  assert.deepEqual(events.map(({ type }) => type), ['page_view', 'product_view']);
});

test('it is one script, however often and in whatever way it is loaded', async (context) => {
  const { open } = await world.visitor(context);
  const tag = `<script>for (let i = 0; i < 2; i++) { const s = document.createElement('script');
    s.src = '${world.collector.url}/crow.js'; s.dataset.key = '${world.collector.key}';
    document.head.append(s); }</script>`;
  const tab = await open('/a', { tag, body: '<button>b</button>' });
  await tab.waitForFunction(() => window.crow?.on);
  await tab.click('button');
  const events = await world.collector.wait(has('click'));
  assert.deepEqual(events.map(({ type }) => type), ['page_view', 'click']);
});

test('nothing that a page does makes it throw', async (context) => {
  const { open } = await world.visitor(context, { init: () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name,
        { get() { throw new DOMException('no', 'SecurityError'); } });
    }
    navigator.sendBeacon = undefined;
  } });
  const tab = await open('/a', {});
  await tab.waitForFunction(() => window.crow?.on);
  await tab.evaluate(() => {
    const loop = {};
    loop.loop = loop;
    for (const given of [[], [null], [{}], ['x', null], ['deep', loop], ['big', { n: 10n }],
      ['null', null], ['list', [1]], ['Bad Type'], ['text', 'text'],
      ['ok', { name: 5, value: 'x' }]]) {
      crow(...given);
    }
    window.dataLayer.push(undefined, 7, 'x', { event: 'purchase', ecommerce: { items: 3 } });
    document.dispatchEvent(new MouseEvent('click'));
    crow('last');
  });
  const events = await world.collector.wait(has('last'));
  assert.equal(one(events, 'ok').summary, '5');
});

test('the snippets of docs/tracking.md work when pasted, under the policy that it names',
  async (context) => {
    const { collector, shop } = world;
    const manual = readFileSync(new URL('../../docs/tracking.md', import.meta.url), 'utf8')
      .replaceAll('https://api.crowai.dev', collector.url)
      .replaceAll(/crowpk_[^"']*/g, collector.key);
    const [, snippet] = /```html\n(<script defer[^]*?)```/.exec(manual);
    const [, policy] = /```\n(Content-Security-Policy: [^]*?)```/.exec(manual);
    const headers =
      { 'Content-Security-Policy': policy.replace(/^.*?: /, '').replace(/\s+/g, ' ') };
    const { open } = await world.visitor(context);
    const tab = await open('/pasted', { tag: snippet, headers });
    await collector.wait(has('page_view'));
    const calls = [...manual.matchAll(/```js\n(crow[^]*?)```/g)].map(([, code]) => code);
    assert.ok(calls.length >= 1);
    for (const code of calls) await tab.evaluate(code);
    await collector.wait(has('purchase'));
    assert.equal(one(collector.events, 'purchase').url, `${shop.url}/pasted`);
  });
