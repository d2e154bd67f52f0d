// The tracking script in a real browser: that what happened arrives, once, whatever the network and
// the platform do meanwhile.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kMostEvents } from './contract.mjs';
import { has, ofType, one, openWorld } from './browse.mjs';

const world = openWorld();
const queueOf = (tab) => tab.evaluate(() => localStorage.getItem('crow.queue'));
const ready = (tab) => tab.waitForFunction(() => window.crow?.on);
const burst = (tab, count, fields) => tab.evaluate(([most, given]) => {
  for (let index = 0; index < most; index++) crow('test.burst', { index, ...given });
}, [count, fields]);
const emptied = (tab) => tab.waitForFunction(() => !localStorage.getItem('crow.queue'));

test('events stay in the queue until the platform has taken them', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a', {});
  await ready(tab);
  assert.match(await queueOf(tab), /page_view/);
  await world.collector.wait(has('page_view'));
  await emptied(tab);
});

test('what happens without a network arrives when it is back', async (context) => {
  const { browsing, open } = await world.visitor(context);
  const tab = await open('/a', {});
  await world.collector.wait(has('page_view'));
  await browsing.setOffline(true);
  await burst(tab, 3);
  await tab.waitForTimeout(1500);
  assert.equal(ofType(world.collector.events, 'test.burst').length, 0);
  await browsing.setOffline(false);
  await world.collector.wait(has('test.burst', 3));
  await emptied(tab);
});

test('what a closed page could not send, the next one does', async (context) => {
  const { browsing, open } = await world.visitor(context);
  const tab = await open('/a', {});
  await world.collector.wait(has('page_view'));
  await browsing.setOffline(true);
  await burst(tab, 2);
  await tab.close();
  await browsing.setOffline(false);
  await open('/a');
  const events = await world.collector.wait(has('test.burst', 2));
  assert.equal(ofType(events, 'test.burst').length, 2);
});

test('a full platform is left alone for as long as it asks', async (context) => {
  const { open } = await world.visitor(context);
  world.collector.fail(429, { 'Retry-After': '3' });
  const tab = await open('/a', {});
  await ready(tab);
  await tab.waitForTimeout(1500);
  await burst(tab, 1);
  await tab.goto(`${world.shop.url}/a`);
  world.collector.work();
  await world.collector.wait(has('page_view', 2));
  const [first, second] = world.collector.requests;
  assert.equal(first.status, 429);
  assert.ok(second.at - first.at >= 2900, `${second.at - first.at} ms`);
  await world.collector.wait(has('test.burst'));
  await emptied(tab);
});

test('a platform that fails is asked again, more and more rarely', async (context) => {
  const { open } = await world.visitor(context);
  world.collector.fail(503);
  const tab = await open('/a', {});
  await tab.waitForTimeout(8500);
  const times = world.collector.requests.map(({ at }) => at);
  assert.equal(times.length, 3);
  assert.ok(times[2] - times[1] > 1.5 * (times[1] - times[0]), times.join());
  world.collector.work();
  await world.collector.wait(has('page_view'), 12_000);
  await emptied(tab);
});

test('what is refused for good is dropped: a line, or all of an unknown key', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a', {});
  await ready(tab);
  await tab.evaluate(() => crow('Not A Type'));
  await burst(tab, 1);
  await world.collector.wait(has('test.burst'));
  await emptied(tab);
  assert.deepEqual(world.collector.requests[0].rejected.map(({ error }) => error.details.field),
    ['type']);
  world.collector.fail(401);
  await burst(tab, 1);
  await emptied(tab);
});

test('a page that is left hands over what it has', async (context) => {
  const { open } = await world.visitor(context);
  world.shop.put('/bare', { text: '<p>no script here' });
  const tab = await open('/a', {});
  await ready(tab);
  await burst(tab, 5);
  // Within the second in which events are collected.
  await tab.goto(`${world.shop.url}/bare`);
  await world.collector.wait(has('test.burst', 5));
  // No answer reaches a page that is gone, so the next one asks; nothing counts twice.
  const next = await open('/a');
  await world.collector.wait(has('page_view', 2));
  await emptied(next);
  assert.equal(ofType(world.collector.events, 'test.burst').length, 5);
});

test('a page that is put aside hands over, too, and asks when it is seen again',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/a', {});
    await world.collector.wait(has('page_view'));
    await emptied(tab);
    const show = (state) => tab.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value: value === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);
    await burst(tab, 1);
    await show('hidden');
    await world.collector.wait(has('test.burst'), 900);
    assert.match(await queueOf(tab), /test\.burst/);
    await show('visible');
    await emptied(tab);
    assert.equal(one(world.collector.events, 'test.burst').properties.index, 0);
  });

test('many events go in requests that a browser carries and the platform takes',
  async (context) => {
    const { open } = await world.visitor(context);
    const tab = await open('/a', {});
    await ready(tab);
    await burst(tab, 450);
    await world.collector.wait(has('test.burst', 450), 15_000);
    for (const { text, events, status } of world.collector.requests) {
      assert.equal(status, 202);
      assert.ok(events.length <= kMostEvents);
      assert.ok(Buffer.byteLength(text) <= 60_000, `${Buffer.byteLength(text)} bytes`);
    }
  });

test('the queue does not grow for ever: the oldest go', async (context) => {
  const { browsing, open } = await world.visitor(context);
  const tab = await open('/a', {});
  await world.collector.wait(has('page_view'));
  await browsing.setOffline(true);
  await burst(tab, 120, { text: 'ä'.repeat(2000) });
  const kept = JSON.parse(await queueOf(tab));
  assert.ok(Buffer.byteLength(JSON.stringify(kept.events)) <= 256_000);
  assert.equal(kept.events.at(-1).properties.index, 119);
  assert.ok(kept.events.length > 40 && kept.events.length < 120, `${kept.events.length}`);
});

test('properties are cut to what the platform takes', async (context) => {
  const { open } = await world.visitor(context);
  const tab = await open('/a', {});
  await ready(tab);
  await tab.evaluate(() => {
    crow('test.deep', { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } });
    crow('test.large', { name: 'kept', items: Array(400).fill({ text: 'ü'.repeat(40) }) });
    crow('test.long', { name: 'n'.repeat(9000) });
  });
  const events = await world.collector.wait(has('test.long'));
  assert.deepEqual(one(events, 'test.large').properties, { name: 'kept' });
  one(events, 'test.deep');
});

test('a clock that was wrong once does not silence the shop', async (context) => {
  const { open } = await world.visitor(context);
  world.shop.put('/bare', { text: '<p>no script here' });
  const tab = await open('/bare');
  await tab.evaluate(() => localStorage.setItem('crow.queue', JSON.stringify(
    { events: [{ odd: true }], failures: 3, notBefore: Date.now() + 1e12 })));
  await open('/a', {});
  await world.collector.wait(has('page_view'));
});
