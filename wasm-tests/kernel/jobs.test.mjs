// Jobs in workerd: woken by a queue, swept by cron, and none the worse for a process that dies.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { killRuntime } from '../lib/kill.mjs';
import { until } from '../lib/until.mjs';
import { startWorkshop } from './workshop.mjs';

let workshop;
let ada;

before(async () => {
  workshop = await startWorkshop();
  ada = workshop.caller('ada');
});
after(() => workshop.stop());

const started = async (route, body) => {
  const { status, body: job } = await ada.post(route, body);
  assert.equal(status, 202);
  assert.equal(job.status, 'queued');
  return job.id;
};

test('a service with its tables is ready', async () => {
  assert.equal((await fetch(`${workshop.url}/ready`)).status, 200);
});

test('a job is done without a sweep: the message wakes the worker', async () => {
  const id = await started('/walks', { steps: 3 });
  const job = await ada.ended(id);
  assert.equal(job.status, 'completed');
  assert.equal(job.percent, 100);
  assert.deepEqual(job.counts, { steps: 2 });
  assert.ok(job.createdAt <= job.startedAt && job.startedAt <= job.endedAt);
  assert.deepEqual((await workshop.marks())[id], [1, 1, 1]);
});

test('many jobs asked for at once are done once each', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => started('/walks', { steps: 3 })));
  await Promise.all(ids.map((id) => ada.ended(id)));
  const marks = await workshop.marks();
  for (const id of ids) assert.deepEqual(marks[id], [1, 1, 1], id);
});

test('requests are answered while step follows step', async () => {
  const steps = 250;
  const ids = await Promise.all(Array.from({ length: 4 }, () => started('/walks', { steps })));
  const states = await Promise.all(ids.map(async (id) => (await ada.get(`/jobs/${id}`)).body));
  assert.ok(states.some(({ status, counts }) => status !== 'completed'
    && (counts?.steps ?? 0) < steps), JSON.stringify(states));
  await Promise.all(ids.map((id) => ada.post(`/jobs/${id}/cancel`)));
});

test('a job tells its organization how far it is, and is cancelled by it alone', async () => {
  const id = await started('/walks', { steps: 1_000, pause: 20 });
  await until(async () => (await ada.get(`/jobs/${id}`)).body.counts.steps >= 2);
  assert.equal((await ada.get(`/jobs/${id}`)).body.status, 'running');
  const eve = workshop.caller('eve', 'south');
  assert.equal((await eve.get(`/jobs/${id}`)).status, 404);
  assert.equal((await eve.post(`/jobs/${id}/cancel`)).status, 404);
  assert.equal((await ada.post(`/jobs/${id}/cancel`)).body.status, 'cancelled');
  const marks = (await workshop.marks())[id];
  await sleep(100);
  assert.deepEqual((await workshop.marks())[id], marks);
  assert.equal((await ada.get(`/jobs/${id}`)).body.status, 'cancelled');
});

test('a job that traps is tried again and given up, and others go on', async () => {
  const steps = 40;
  const others = await Promise.all(
    Array.from({ length: 5 }, () => started('/walks', { steps })));
  const poison = await started('/breaks');
  // Nothing sweeps: the message that the trap cost comes again.
  for (const id of others) assert.equal((await ada.ended(id)).status, 'completed');
  const job = await until(async () => {
    await workshop.sweep();
    const { status, body } = await ada.get(`/jobs/${poison}`);
    return status === 200 && body.status === 'failed' && body;
  });
  assert.equal(job.error, 'The work failed.');
  const row = await (await workshop.database).prepare('SELECT * FROM jobs WHERE id = ?')
    .bind(poison).first();
  assert.equal(row.attempts, 4);
  assert.equal(row.cause, 'The worker died in the middle of it.');
  const marks = await workshop.marks();
  for (const id of others) assert.deepEqual(marks[id], Array(steps).fill(1), id);
});

test('after kill -9 a job goes on where it was, and no step is done twice', async () => {
  const id = await started('/walks', { steps: 12, pause: 100 });
  for (const steps of [2, 6]) {
    await until(async () => (await ada.get(`/jobs/${id}`)).body?.counts.steps >= steps);
    await killRuntime(workshop.platform);
    await until(async () => {
      await workshop.sweep();
      const { body } = await ada.get(`/jobs/${id}`).catch(() => ({}));
      return body?.counts.steps > steps;
    });
  }
  assert.equal((await ada.ended(id)).status, 'completed');
  assert.deepEqual((await workshop.marks())[id], Array(12).fill(1));
});
