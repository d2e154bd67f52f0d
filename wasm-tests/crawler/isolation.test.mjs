// Two organizations: neither sees, ends or changes the crawler jobs of the other, and what a crawl
// finds comes into the catalog of its own organization alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kApi, call, join, must, owner } from '../lib/target.mjs';
import { html, kJobs, openWorld, page } from './world.mjs';

const kPaths = [kJobs, `${kApi}/crawler-jobs`];

let world;
let bob;
let member;
let job;

before(async () => {
  world = await openWorld();
  bob = await owner(world.target, 'Bob Kahn', 'Contoso');
  member = await join(world.target, world.ada, 'member', 'Dan Wu');
  world.pages['/'] = page(html({ links: ['/p/1'] }));
  world.pages['/p/1'] = page(html({ product: { sku: 'SECRET' } }));
  job = await world.crawl(`${world.shop}/`, { schedule: { everyHours: 24 } });
  await world.ended(job.id);
});
after(() => world?.dispose());

test('a job of another organization does not exist, on any path', async () => {
  for (const path of kPaths) {
    const theirs = await call(world.target, 'GET', `${path}/${job.id}`, { key: bob.key });
    const nobodys = await call(world.target, 'GET', `${path}/crawl_none`, { key: bob.key });
    assert.deepEqual([theirs.status, theirs.data], [404, nobodys.data]);
    for (const [method, more] of [['DELETE', ''], ['POST', '/cancel']]) {
      const answer = await call(world.target, method, `${path}/${job.id}${more}`, { key: bob.key });
      assert.equal(answer.status, 404, `${method} ${path}`);
    }
  }
  const seen = await world.look(job.id);
  assert.equal(seen.schedule.everyHours, 24);
});

test('lists hold nothing of another organization, whose path is forbidden', async () => {
  const cursor = (await must(world.target, 'GET', `${kJobs}?limit=1`, { key: world.ada.key })).data;
  for (const path of kPaths) {
    const own = await must(world.target, 'GET', path, { key: bob.key });
    assert.deepEqual([own.data.total, own.data.data], [0, []]);
    const answer = await call(world.target, 'GET',
      `${path}/organization/${world.ada.organization.id}`, { key: bob.key });
    assert.deepEqual([answer.status, answer.data.error.code], [403, 'FORBIDDEN']);
  }
  assert.equal(cursor.total, 1);
});

test('a member reads and does not write', async () => {
  for (const path of kPaths) {
    assert.equal((await must(world.target, 'GET', path, { key: member.key })).data.total, 1);
    const answer = await call(world.target, 'POST', path, { key: member.key,
      body: { sourceType: 'url', sourceValue: `${world.shop}/` } });
    assert.deepEqual([answer.status, answer.data.error.code], [403, 'FORBIDDEN']);
    const cancel = await call(world.target, 'POST', `${path}/${job.id}/cancel`,
      { key: member.key });
    assert.equal(cancel.status, 403);
  }
});

test('what is found goes to the organization that asked, whatever a client claims', async () => {
  const answer = await call(world.target, 'POST', kJobs, { key: bob.key,
    headers: { 'X-Organization-Id': world.ada.organization.id },
    body: { sourceType: 'url', sourceValue: `${world.shop}/` } });
  assert.equal(answer.status, 202, answer.body);
  assert.equal(answer.data.organizationId, bob.organization.id);
  for (;;) {
    const { data } = await must(world.target, 'GET', `${kJobs}/${answer.data.id}`,
      { key: bob.key });
    if (!['queued', 'running'].includes(data.status)) break;
  }
  const owners = world.state.batches.map(({ organizationId, jobId }) =>
    `${organizationId} ${jobId}`);
  assert.deepEqual(new Set(owners), new Set([`${world.ada.organization.id} ${job.id}`,
    `${bob.organization.id} ${answer.data.id}`]));
});

test('operations of the platform are not reached from outside', async () => {
  for (const path of ['/internal/extract', `${kApi}/internal/extract`, `${kApi}/extractor/extract`,
    '/internal/products/batch']) {
    const answer = await call(world.target, 'POST', path, { key: world.ada.key, body: {} });
    assert.equal(answer.status, 404, path);
  }
});
