// The tracking script in a real browser: what it does not tell, and what it does not keep.

import assert from 'node:assert/strict';
import test from 'node:test';
import { has, ofType, one, openWorld } from './browse.mjs';

const world = openWorld();
const ready = (tab) => tab.waitForFunction(() => window.crow?.on);
const keptOf = (tab) => tab.evaluate(() => ({
  cookie: document.cookie,
  local: Object.keys(localStorage).sort(),
  session: Object.keys(sessionStorage),
}));
const emptied = (tab) => tab.waitForFunction(() => !localStorage.getItem('crow.queue'));
const kGpc = () =>
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });

test('without consent there is no cookie, no visitor, and nothing stays but the tab\'s session',
  async (context) => {
    const { browsing, open } = await world.visitor(context);
    for (const visitor of ['cookie', 'storage', 'none']) {
      const tab = await open(`/${visitor}`, { attributes: `data-visitor="${visitor}"` });
      await world.collector.wait((events) => events.some(({ url }) => url.endsWith(visitor)));
      await emptied(tab);
      assert.deepEqual(await keptOf(tab), { cookie: '', local: [], session: ['crow.session'] });
    }
    for (const { visitorId } of world.collector.events) assert.equal(visitorId, undefined);
    assert.deepEqual(await browsing.cookies(), []);
  });

test('addresses lose fragments, secrets and people', async (context) => {
  const { open } = await world.visitor(context);
  const secrets = 'token=1&access_token=2&password=3&email=a%40b.example&user_name=4&api_key=5' +
    '&session_id=6&gclid=7&code=8&next=jane%40shop.example&state=9';
  world.shop.put('/people/jane@shop.example/orders', { attributes: 'data-strip="customer"' });
  await open(`/people/jane@shop.example/orders?colour=red&author=ann&${secrets}` +
    `&customer=77&size=XL&long=${'x'.repeat(101)}#access_token=10`);
  const view = one(await world.collector.wait(has('page_view')), 'page_view');
  assert.equal(view.url, `${world.shop.url}/people/-/orders?colour=red&author=ann&size=XL`);
});

test('where people come from is told without their words', async (context) => {
  const { open } = await world.visitor(context);
  world.shop.put('/found');
  const tab = await open('/search', { text: '<meta name="referrer" content="unsafe-url">' +
    '<a href="/found">go</a>' });
  await tab.goto(`${world.shop.url}/search?words=my+illness`);
  await tab.click('a');
  const view = one(await world.collector.wait(has('page_view')), 'page_view');
  assert.equal(view.properties.referrer, `${world.shop.url}/search`);
});

test('where consent is required, nothing is sent or kept until it comes; then all of it',
  async (context) => {
    const { open } = await world.visitor(context);
    const page = { attributes: 'data-consent="required" data-visitor="storage"' };
    const tab = await open('/a', page);
    await ready(tab);
    await tab.evaluate(() => crow('early'));
    await tab.waitForTimeout(1500);
    assert.equal(world.collector.requests.length, 0);
    assert.deepEqual(await keptOf(tab), { cookie: '', local: [], session: [] });
    await tab.evaluate(() => crow.consent(true));
    const [view, early] = await world.collector.wait(has('early'));
    assert.equal(view.type, 'page_view');
    assert.ok(view.visitorId);
    assert.equal(early.visitorId, view.visitorId);
    const later = await open('/b', page);
    const events = await world.collector.wait(has('page_view', 2));
    assert.equal(events.at(-1).visitorId, view.visitorId, 'the choice and the visitor are kept');
    assert.notEqual(events.at(-1).sessionId, view.sessionId);

    await later.evaluate(() => crow.consent(false));
    await later.evaluate(() => crow('late'));
    await later.waitForTimeout(1300);
    assert.deepEqual(await keptOf(later),
      { cookie: '', local: ['crow.consent'], session: [] });
    await later.goto(`${world.shop.url}/a`);
    await later.waitForTimeout(1300);
    assert.equal(ofType(world.collector.events, 'late').length, 0);
    assert.equal(ofType(world.collector.events, 'page_view').length, 2);
  });

test('a cookie with the visitor\'s id is set with consent, and goes with it', async (context) => {
  const { browsing, open } = await world.visitor(context);
  const tab = await open('/a', { attributes: 'data-visitor="cookie"' });
  await ready(tab);
  await tab.evaluate(() => { crow('consent', true); crow('agreed'); });
  const { visitorId } = one(await world.collector.wait(has('agreed')), 'agreed');
  const [cookie] = await browsing.cookies();
  assert.equal(cookie.name, 'crow_visitor');
  assert.equal(cookie.value, visitorId);
  assert.equal(cookie.sameSite, 'Lax');
  assert.ok(cookie.secure);
  const days = (cookie.expires - Date.now() / 1000) / 86400;
  assert.ok(days > 380 && days < 400, `${days} days`);
  await tab.goto(`${world.shop.url}/a`);
  const views = await world.collector.wait(has('page_view', 2));
  assert.equal(views.at(-1).visitorId, visitorId);
  await tab.evaluate(() => crow('consent', false));
  assert.deepEqual(await browsing.cookies(), []);
});

test('Global Privacy Control is a refusal: nothing is sent, nothing kept', async (context) => {
  const { open } = await world.visitor(context, { init: kGpc });
  const tab = await open('/a', { attributes: 'data-visitor="cookie"' });
  await ready(tab);
  await tab.evaluate(() => { crow('purchase', { value: 1 }); });
  await tab.waitForTimeout(1500);
  assert.equal(world.collector.requests.length, 0);
  assert.deepEqual(await keptOf(tab), { cookie: '', local: [], session: [] });
  // Who says yes to this site means this site.
  await tab.evaluate(() => { crow('consent', true); crow('agreed'); });
  await world.collector.wait(has('agreed'));
});

test('a page that is only prepared for a visitor is not seen', async (context) => {
  const { open } = await world.visitor(context, { init: () => {
    let prepared = true;
    Object.defineProperty(document, 'prerendering', { get: () => prepared });
    window.showPage = () => {
      prepared = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  } });
  const tab = await open('/a', {});
  await tab.waitForTimeout(1300);
  assert.equal(world.collector.requests.length, 0);
  await tab.evaluate(() => showPage());
  await world.collector.wait(has('page_view'));
});
