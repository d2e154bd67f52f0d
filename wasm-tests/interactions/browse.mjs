// A shop, a collector and Chromium between them, for the tests of the tracking script.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { openCollector } from './collector.mjs';
import { faultOf } from './contract.mjs';
import { openShop } from './shop.mjs';

const kBrowser = process.env.CROW_CHROMIUM ?? '/usr/bin/chromium';

/**
 * What a test file uses: `shop`, `collector`, `visitor(…)`; each test has its own. `collect` opens
 * what stands where the platform stands: `{url, key, events, close()}`.
 */
export function openWorld(collect = openCollector) {
  const world = {};
  test.before(async () => {
    if (!existsSync(kBrowser)) {
      throw new Error(`${kBrowser} is missing; ./scripts/setup --browser installs it`);
    }
    // Chromium's own sandbox does not work for root.
    const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
    world.browser = await chromium.launch({ executablePath: kBrowser, args });
  });
  // New origins for each test: what pages of an earlier one still send reaches nobody.
  test.beforeEach(async () => {
    world.collector = await collect();
    world.shop = await openShop(world.collector);
  });
  test.afterEach(async () => {
    await world.shop.close();
    await world.collector.close();
  });
  test.after(() => world.browser?.close());
  world.visitor = (context, options) => openVisitor(world, context, options);
  return world;
}

/**
 * A visitor with storage of their own. `open(path, page)` writes a page of the shop and goes there;
 * at the end of the test nothing may have been thrown, and every event keeps the contract's rules.
 */
async function openVisitor(world, context, { init, faults: expected = [], ...options } = {}) {
  const { shop, collector } = world;
  const browsing = await world.browser.newContext(options);
  if (init) await browsing.addInitScript(init);
  const faults = [];
  const open = async (path, content, from = {}) => {
    const tab = await browsing.newPage();
    tab.on('pageerror', (error) => faults.push(error.message));
    await tab.goto(content ? shop.put(path.split('?')[0], content) && shop.url + path
      : shop.url + path, from);
    return tab;
  };
  context.after(async () => {
    await browsing.close();
    assert.deepEqual(faults, expected, 'what was thrown in the page');
    for (const event of collector.events) assert.equal(faultOf(event), null, event.type);
  });
  return { browsing, open };
}

/** The events of a type. */
export const ofType = (events, type) => events.filter((event) => event.type === type);

/** Whether there are at least so many events of a type. */
export const has = (type, count = 1) => (events) => ofType(events, type).length >= count;

/** The only event of a type. */
export function one(events, type) {
  const found = ofType(events, type);
  assert.equal(found.length, 1, `${found.length} events of ${type}`);
  return found[0];
}
