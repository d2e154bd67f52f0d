// The documentation page in a real browser: everything is shown, a request can be tried with an
// API key, and the page's strict policy is never broken nor another host asked.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

const kBrowser = process.env.CROW_CHROMIUM ?? '/usr/bin/chromium';
const kMethods = ['get', 'put', 'post', 'delete', 'patch'];
const kPolicy = new URL('../../shared/openapi/docs/policy.txt', import.meta.url);

let target;
let ada;
let browser;
let pictures;
test.before(async () => {
  if (!existsSync(kBrowser)) {
    throw new Error(`${kBrowser} is missing; ./scripts/setup --browser installs it`);
  }
  target = await openTarget();
  ada = await owner(target);
  // Chromium's own sandbox does not work for root.
  const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: kBrowser, args });
  pictures = mkdtempSync(path.join(os.tmpdir(), 'crow-docs-'));
});
test.after(async () => {
  await browser?.close();
  await target?.dispose();
});

/** Opens a page of the target and notes all that must not happen. */
async function open(context, { at = '/docs', scheme = 'light', width = 1280 } = {}) {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 900 } });
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && origin !== new URL(target.url).origin) {
      faults.push(`a request to ${origin}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const response = await page.goto(target.url + at);
  await page.waitForSelector('.opblock');
  const name = context.name.replace(/\W+/g, '-');
  const finish = async () => {
    const file = path.join(pictures, `${name}.png`);
    await page.screenshot({ path: file });
    context.diagnostic(file);
    await page.close();
    assert.deepEqual(faults, []);
  };
  return { page, response, finish };
}

async function readDocument() {
  return (await call(target, 'GET', `${kApi}/openapi.json`)).data;
}

test('the page comes with the policy that it was tested under', async (context) => {
  const { response, finish } = await open(context);
  const expected = readFileSync(kPolicy, 'utf8').trim();
  assert.equal(response.headers()['content-security-policy'], expected);
  await finish();
});

test('every operation is shown, in the contents and in the reference', async (context) => {
  const document = await readDocument();
  const expected = new Map(document.tags.map(({ name }) => [name, []]));
  for (const item of Object.values(document.paths)) {
    for (const { tags, operationId } of kMethods.map((method) => item[method]).filter(Boolean)) {
      expected.get(tags[0]).push(operationId);
    }
  }
  const { page, finish } = await open(context);
  const listed = await page.$$eval('#contents a', (all) =>
    all.map((one) => one.getAttribute('href').split('/').pop()));
  assert.deepEqual(listed.sort(), [...expected.values()].flat().sort());
  for (const [tag, operations] of expected) {
    if (operations.length === 0) continue;
    await page.click(`#contents section:has(h2:text-is("${tag}")) a`);
    await page.waitForFunction((last) => {
      const all = document.querySelectorAll('.opblock');
      return [...all].some((one) => one.id.endsWith(`-${last}`));
    }, operations.at(-1));
    const shown = await page.$$eval('.opblock', (all) => all.map((one) => one.id.split('-').pop()));
    assert.deepEqual(shown.sort(), operations.sort(), tag);
  }
  await finish();
});

test('the contents lead to an operation, and can be filtered', async (context) => {
  const { page, finish } = await open(context);
  await page.fill('#filter', '/users/me');
  assert.equal(await page.locator('#contents li:visible').count(), 1);
  await page.click('#contents li:visible a');
  const block = page.locator('.opblock.is-open');
  await block.waitFor();
  assert.match(await block.textContent(), /\/users\/me/);
  await page.waitForFunction(() => {
    const { top } = document.querySelector('.opblock.is-open').getBoundingClientRect();
    return top >= 0 && top < innerHeight / 2;
  });
  await finish();
});

test('an address leads to an operation', async (context) => {
  const { page, finish } = await open(context, { at: '/docs#/API%20keys/createApiKey' });
  const block = page.locator('.opblock.is-open');
  await block.waitFor();
  assert.match(await block.textContent(), /\/auth\/api-key\/create/);
  await finish();
});

test('a request is tried with an API key, on this host', async (context) => {
  const { page, finish } = await open(context, { at: '/docs#/Users/getCurrentUser' });
  await page.click('.scheme-container .btn.authorize');
  await page.fill('.modal-ux input', ada.key);
  await page.click('.modal-ux .btn.authorize');
  await page.click('.modal-ux .btn-done');
  const [request] = await Promise.all([
    page.waitForRequest((one) => one.url() === `${target.url}${kApi}/users/me`),
    page.click('.opblock.is-open .btn.execute'),
  ]);
  assert.equal(request.headers()['x-api-key'], ada.key);
  const answer = page.locator('.live-responses-table .highlight-code').first();
  await answer.waitFor();
  assert.match(await answer.textContent(), new RegExp(ada.id));
  await answer.scrollIntoViewIfNeeded();
  await finish();
});

test('a session that is signed in goes along', async (context) => {
  const { page, finish } = await open(context, { at: '/docs#/Authentication/signInEmail' });
  await page.fill('.opblock.is-open textarea',
    JSON.stringify({ email: ada.email, password: ada.password }));
  await page.click('.opblock.is-open .btn.execute');
  await page.waitForSelector('.opblock.is-open .live-responses-table .highlight-code');
  const session = await page.evaluate(async (at) => (await fetch(at)).json(),
    `${kApi}/auth/get-session`);
  assert.equal(session?.user.id, ada.id);
  await finish();
});

test('it is dark where the reader wants it dark', async (context) => {
  const brightness = (page) => page.evaluate(() => {
    const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g);
    return Number(red);
  });
  const { page, finish } = await open(context, { scheme: 'dark' });
  assert.ok(await brightness(page) < 64);
  await page.click('#theme');
  assert.ok(await brightness(page) > 192);
  await page.reload();
  await page.waitForSelector('.opblock');
  assert.ok(await brightness(page) > 192, 'the choice is forgotten');
  await page.click('#theme');
  await finish();
});

test('nothing is wider than a telephone', async (context) => {
  const { page, finish } = await open(context, { width: 390 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  await finish();
});
