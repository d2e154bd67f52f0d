// Two organizations: whatever one asks for with the other's ids, cursors, keys and words, it gets
// nothing of it and changes nothing of it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kApi, call, join, must, openTarget, twoOrganizations } from '../lib/target.mjs';

const kBase = `${kApi}/interactions`;
const kSecret = 'wombatsecret';

let target;
let ada;
let bob;
let member;
let writeKey;
let cursors;

const event = (id, more = {}) => (
  { id, sourceType: 'web', type: 'page_view', timestamp: '2025-03-01T10:00:00Z', ...more });
const ours = (number) => event(`${kSecret}.${number}`, { summary: `${kSecret} words`,
  visitorId: `${kSecret}-visitor`, productId: `${kSecret}-product`, sessionId: `${kSecret}-visit`,
  url: `https://shop.example/${kSecret}`, properties: { note: kSecret } });
const get = (path, { key }) => call(target, 'GET', `${kBase}${path}`, { key });

async function eventually(what, ask) {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer.data?.total > 0) return answer;
    assert.ok(performance.now() < deadline, `${what}: ${answer.body}`);
    await new Promise((wake) => { setTimeout(wake, 100); });
  }
}

test.before(async () => {
  target = await openTarget();
  ({ ada, bob } = await twoOrganizations(target));
  member = await join(target, ada, 'member', 'Dan Wu');
  await must(target, 'POST', kBase, { key: ada.key, body: [1, 2, 3].map(ours) });
  await must(target, 'POST', kBase, { key: bob.key, body: [event('own.1'), event('own.2')] });
  writeKey = (await must(target, 'POST', `${kBase}/write-keys`,
    { key: ada.key, body: { name: kSecret } })).data;
  await eventually('words are found', () => get(`/search?q=${kSecret}`, ada));
  cursors = (await Promise.all(['?limit=1', `?limit=1&q=${kSecret}`, `/search?limit=1&q=${kSecret}`]
    .map((path) => get(path, ada)))).map((answer) => answer.data.nextCursor);
  assert.ok(cursors.every((cursor) => typeof cursor === 'string'));
});
test.after(() => target?.dispose());

// What Ada sees, so that a change by another shows.
async function picture() {
  const [list, summary, keys, settings] = await Promise.all(
    ['?limit=100', '/summary', '/write-keys', '/settings'].map((path) => get(path, ada)));
  return [list, summary, keys, settings].map((answer) => answer.data);
}

test('ids of another organization do not exist', async () => {
  for (const number of [1, 2, 3]) {
    const theirs = await get(`/${kSecret}.${number}`, bob);
    const nobodys = await get('/nothing', bob);
    assert.equal(theirs.status, 404);
    assert.deepEqual(theirs.data, nobodys.data);
  }
});

test('another organization in the path is forbidden, whatever is asked', async () => {
  for (const path of ['', '/summary', `/search?q=${kSecret}`, `?cursor=${cursors[0]}`,
    '/summary?interval=day', `?visitorId=${kSecret}-visitor`]) {
    for (const credential of [{ key: bob.key }, { cookie: bob.cookie }]) {
      const answer = await call(target, 'GET',
        `${kBase}/organization/${ada.organization.id}${path}`, credential);
      assert.deepEqual([answer.status, answer.data?.error?.code], [403, 'FORBIDDEN'], path);
    }
  }
});

test('lists, counts and searches hold nothing of another organization', async () => {
  const paths = ['?limit=100', `?q=${kSecret}`, `?visitorId=${kSecret}-visitor`,
    `?productId=${kSecret}-product`, '?sourceType=web&type=page_view', `/search?q=${kSecret}`,
    `/search?q=${ada.organization.id}`, `/search?q=scope:${ada.organization.id}`,
    `/search?q=%22${kSecret}%22%20OR%20scope`, '/summary', '/summary?interval=week', '/write-keys',
    `/visitors/export?visitorId=${kSecret}-visitor`];
  for (const path of paths) {
    const answer = await get(path, bob);
    assert.equal(answer.status, 200, `${path}: ${answer.body}`);
    assert.ok(!String(answer.body).includes(kSecret), `${path}: ${answer.body}`);
    assert.ok(!String(answer.body).includes(ada.organization.id), path);
  }
  assert.equal((await get('/summary', bob)).data.total, 2);
});

test('cursors of another organization lead nowhere but into the own list', async () => {
  for (const cursor of cursors) {
    for (const path of ['?', `?q=${kSecret}&`, `/search?q=${kSecret}&`, '/write-keys?',
      `?visitorId=${kSecret}-visitor&`]) {
      const answer = await get(`${path}cursor=${encodeURIComponent(cursor)}`, bob);
      assert.equal(answer.status, 200, `${path}: ${answer.body}`);
      assert.ok(!String(answer.body).includes(kSecret), `${path}: ${answer.body}`);
    }
  }
});

test('an id that another organization has used is free', async () => {
  const answer = await must(target, 'POST', kBase, { key: bob.key, body: event(`${kSecret}.1`) });
  assert.deepEqual(answer.data, { accepted: 1, duplicates: 0, rejected: [] });
  assert.equal((await get(`/${kSecret}.1`, bob)).data.summary, null);
  assert.equal((await get(`/${kSecret}.1`, ada)).data.summary, `${kSecret} words`);
});

test('a write key writes for its organization alone, whoever sends it', async () => {
  const sent = await must(target, 'POST', `${kBase}?key=${writeKey.key}`,
    { cookie: bob.cookie, body: event('by.key') });
  assert.equal(sent.data.accepted, 1);
  assert.equal((await get('/by.key', ada)).status, 200);
  assert.equal((await get('/by.key', bob)).status, 404);
  const both = await call(target, 'POST', `${kBase}?key=${writeKey.key}`,
    { key: bob.key, body: event('by.both') });
  assert.equal(both.status, 400, String(both.body));
  for (const path of [`?key=${writeKey.key}`, `/summary?key=${writeKey.key}`,
    `/write-keys?key=${writeKey.key}`]) {
    assert.equal((await call(target, 'GET', `${kBase}${path}`)).status, 401, path);
  }
});

test('nothing of another organization can be changed or erased', async () => {
  const before = await picture();
  const tries = [
    ['DELETE', `/write-keys/${writeKey.id}`, undefined, 404],
    ['DELETE', `/write-keys/${writeKey.key}`, undefined, 404],
    ['DELETE', `/visitors?visitorId=${kSecret}-visitor`, undefined, 204],
    ['PATCH', '/settings', { retentionDays: 1 }, 200],
    ['PATCH', '/settings', { retentionDays: 730 }, 200],
  ];
  for (const [method, path, body, status] of tries) {
    const answer = await call(target, method, `${kBase}${path}`, { key: bob.key, body });
    assert.equal(answer.status, status, `${method} ${path}: ${answer.body}`);
  }
  for (const header of ['X-Organization-Id', 'X-User-Id']) {
    const answer = await call(target, 'DELETE', `${kBase}/visitors?visitorId=${kSecret}-visitor`,
      { key: bob.key, headers: { [header]: ada.organization.id } });
    assert.equal(answer.status, 204);
  }
  assert.deepEqual(await picture(), before);
});

test('what is for admins is not for members', async () => {
  const before = await picture();
  for (const [method, path, body] of [
    ['POST', '/write-keys', { name: 'mine' }], ['GET', '/write-keys'],
    ['DELETE', `/write-keys/${writeKey.id}`], ['PATCH', '/settings', { retentionDays: 1 }],
    ['DELETE', `/visitors?visitorId=${kSecret}-visitor`],
    ['GET', `/visitors/export?visitorId=${kSecret}-visitor`]]) {
    const answer = await call(target, method, `${kBase}${path}`, { key: member.key, body });
    assert.deepEqual([answer.status, answer.data?.error?.code], [403, 'FORBIDDEN'], path);
  }
  for (const path of ['', '/summary', `/search?q=${kSecret}`, `/${kSecret}.1`, '/settings']) {
    assert.equal((await get(path, member)).status, 200, path);
  }
  assert.deepEqual(await picture(), before);
});

test('the internal path is not reached from outside', async () => {
  for (const path of ['/internal/interactions', `${kApi}/internal/interactions`]) {
    const answer = await call(target, 'POST', path,
      { key: bob.key, body: { organizationId: ada.organization.id, events: [event('inside')] } });
    assert.equal(answer.status, 404, path);
  }
});
