// Limits over all instances of the gateway, on real Durable Objects.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { startCounters, startGateways, untilMinuteHas } from './world.mjs';

const kPath = '/api/v1/users/me';
const kGateways = 8;
const running = [];
after(() => Promise.all(running.map((world) => world.stop())));

async function start(options) {
  const world = await startGateways(options);
  running.push(world);
  return world;
}

/** Sends `count` requests to each gateway, four at a time. */
async function hammer({ ask }, count, headersOf, { gateways = kGateways, target = kPath } = {}) {
  const answers = [];
  await Promise.all(Array.from({ length: gateways * 4 }, async (_, lane) => {
    for (let i = 0; i < count / 4; i += 1) {
      answers.push(await ask(lane % gateways, target, headersOf(lane, i)));
    }
  }));
  return answers;
}

const keyOf = (key) => () => ({ 'x-api-key': key });
const countOf = (answers, status) => answers.filter((answer) => answer.status === status).length;

/** How many passed of each minute of the counter's, which the answers tell. */
function passedByMinute(answers) {
  const counts = new Map();
  for (const { status, headers } of answers) {
    const minute = headers['x-ratelimit-reset'];
    if (status === 200) counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return counts;
}

test('eight gateways on one key', async (context) => {
  const world = await start({ gateways: kGateways });

  await context.test('let no more through than the limit, and nearly all of it', async () => {
    await untilMinuteHas(35);
    await world.hops();
    const answers = await hammer(world, 400, keyOf('crow_Professional_north_hammered'));
    assert.equal(countOf(answers, 200) + countOf(answers, 429), 3200);
    const minutes = passedByMinute(answers);
    for (const [minute, passed] of minutes) assert.ok(passed <= 1000, `${passed} in ${minute}`);
    assert.ok(Math.max(...minutes.values()) >= 950, `only ${[...minutes.values()]}`);
    const hops = await world.hops();
    context.diagnostic(`${answers.length} requests, ${countOf(answers, 200)} passed, ${hops} hops`);
    assert.ok(hops < answers.length / 5, `${hops} hops for ${answers.length} requests`);
    assert.ok(hops < countOf(answers, 200) / 2, `${hops} hops for ${countOf(answers, 200)}`);
  });

  await context.test('say how it stands on every answer', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { status, headers } = await world.ask(0, kPath, { 'x-api-key': 'crow_Free_north_told' });
    assert.equal(status, 200);
    assert.equal(headers['x-ratelimit-limit'], '60');
    assert.equal(headers['x-ratelimit-remaining'], '59');
    const reset = Number(headers['x-ratelimit-reset']);
    assert.ok(reset % 60 === 0 && reset > now && reset <= now + 61, `${reset} at ${now}`);
    assert.equal(headers['ratelimit-policy'], '"minute";q=60;w=60, "day";q=1000;w=86400');
    assert.match(headers.ratelimit, /^"minute";r=59;t=\d+, "day";r=999;t=\d+$/);
    const nowhere = await world.ask(1, '/api/v1/nowhere', { 'x-api-key': 'crow_Free_north_told' });
    assert.deepEqual([nowhere.status, nowhere.headers['x-ratelimit-limit']], [404, '60']);
    const health = await world.ask(1, '/api/v1/users/health');
    assert.equal(health.headers['x-ratelimit-limit'], undefined);
  });

  await context.test('keep organizations and keys apart', async () => {
    await untilMinuteHas(15);
    const keys = ['crow_Enterprise_south_a', 'crow_Enterprise_south_b', 'crow_Enterprise_west_a'];
    const answers = await Promise.all(keys.map((key) => hammer(world, 12, keyOf(key))));
    for (const [index, own] of answers.entries()) {
      assert.equal(countOf(own, 200), 30, keys[index]);
      const refused = own.find((answer) => answer.status === 429);
      assert.equal(JSON.parse(refused.body).error.code, 'RATE_LIMITED');
      assert.equal(refused.headers['x-ratelimit-remaining'], '0');
      const wait = Number(refused.headers['retry-after']);
      assert.ok(wait >= 1 && wait <= 60, `Retry-After ${wait}`);
    }
  });

  await context.test('count addresses together, and refuse without asking', async () => {
    await untilMinuteHas(15);
    const from = (address) => () => ({ 'cf-connecting-ip': address });
    const answers = await hammer(world, 8, from('198.18.0.1'));
    assert.equal(countOf(answers, 200), 10);
    await hammer(world, 4, from('198.18.0.1'));
    await world.hops();
    const refused = await hammer(world, 40, from('198.18.0.1'));
    assert.equal(countOf(refused, 200), 0);
    assert.equal(await world.hops(), 0);
    const sensitive = await hammer(world, 8, from('198.18.0.1'),
      { target: '/api/v1/auth/verify-password' });
    assert.equal(countOf(sensitive, 429), 64 - 10);
    // All of a network of version 6 is one.
    const network = (lane, i) => ({ 'cf-connecting-ip': `2001:db8:0:7:${lane}::${i}` });
    assert.equal(countOf(await hammer(world, 8, network), 200), 10);
  });

  await context.test('ask seldom when much is allowed', async () => {
    await untilMinuteHas(20);
    await world.hops();
    const answers = await hammer(world, 400, keyOf('crow_Starter_east_calm'), { gateways: 1 });
    assert.equal(countOf(answers, 200), 300);
    const hops = await world.hops();
    context.diagnostic(`one gateway: 300 passed, ${hops} hops`);
    assert.ok(hops <= 75, `${hops} hops`);
  });
});

test('a counter that is lost and found', async (context) => {
  const world = await start({ gateways: 1, withoutCounter: 'open' });
  const closed = await start({ gateways: 1, withoutCounter: 'closed' });
  const options = { gateways: 1 };
  for (const mode of ['failing', 'silent']) {
    await context.test(`${mode}, open: each instance counts by itself`, async () => {
      await untilMinuteHas(20);
      await world.mode(mode);
      const started = Date.now();
      const answers = await hammer(world, 40, keyOf(`crow_Enterprise_open_${mode}`), options);
      assert.equal(countOf(answers, 200), 30);
      assert.equal(countOf(answers, 429), 10);
      assert.ok(answers.every(({ headers }) => headers['x-ratelimit-limit'] === '30'));
      assert.ok(Date.now() - started < 4_000, 'requests waited for the counter');
    });
    await context.test(`${mode}, closed: 503`, async () => {
      await closed.mode(mode);
      const answers = await hammer(closed, 40, keyOf(`crow_Free_closed_${mode}`), options);
      assert.equal(countOf(answers, 503), 40);
      assert.ok(answers.every(({ headers }) => headers['retry-after'] === '1'));
      assert.equal(JSON.parse(answers[0].body).error.code, 'UNAVAILABLE');
    });
  }
  await context.test('is asked again a second later', async () => {
    await closed.mode('passing');
    await new Promise((wake) => { setTimeout(wake, 1_100); });
    const { status } = await closed.ask(0, kPath, { 'x-api-key': 'crow_Free_closed_failing' });
    assert.equal(status, 200);
  });
});

test('what was given outlives the process', async () => {
  const resources = mkdtempSync(path.join(os.tmpdir(), 'crow-limits-'));
  try {
    await untilMinuteHas(30);
    const answers = [];
    for (let i = 0; i < 2; i += 1) {
      const world = await startGateways({ gateways: 2, resources });
      answers.push(...await hammer(world, 24, keyOf('crow_Free_north_evicted'), { gateways: 2 }));
      await world.stop();
    }
    const minutes = passedByMinute(answers);
    for (const [minute, passed] of minutes) assert.ok(passed <= 60, `${passed} in ${minute}`);
    assert.ok(Math.max(...minutes.values()) >= 50, `only ${[...minutes.values()]}`);
  } finally {
    rmSync(resources, { recursive: true, force: true });
  }
});

test('an object', async (context) => {
  const counters = await startCounters();
  running.push(counters);
  const lease = 'id=k&perMinute=10&want=1&surplus=0';

  await context.test('answers services alone', async () => {
    assert.equal((await counters.get('o:a', lease, {})).status, 401);
    assert.equal((await counters.get('o:a', 'id=k')).status, 400);
  });

  await context.test('gives exactly the limit to whoever asks at once', async () => {
    await untilMinuteHas(10);
    const answers = await Promise.all(Array.from({ length: 60 }, () => counters.get('o:a', lease)));
    assert.equal(answers.reduce((sum, { data }) => sum + data.minute.granted, 0), 10);
  });

  await context.test('neither loses nor doubles anything when it is evicted', async () => {
    await untilMinuteHas(10);
    const daily = 'id=evicted&perMinute=10&perDay=12&want=1&surplus=0';
    const spend = async (count) => {
      let given = 0;
      for (let i = 0; i < count; i += 1) {
        given += (await counters.get('o:e', daily)).data.minute.granted;
      }
      return given;
    };
    assert.equal(await spend(4), 4);
    await counters.evict('o:e');
    assert.equal(await spend(20), 6);
    await counters.evict('o:e');
    assert.equal(await spend(20), 0);
    // The day goes on where it was, too.
    await counters.get('o:e', 'ahead=60000');
    await counters.evict('o:e');
    const { data } = await counters.get('o:e', daily);
    assert.deepEqual([data.minute.granted, data.day.left], [1, 1]);
    await counters.get('o:e', 'ahead=0');
  });

  await context.test('remembers a minute to which its clock goes back', async () => {
    await counters.get('o:a', 'ahead=60000');
    assert.equal((await counters.get('o:a', lease)).data.minute.granted, 1);
    await counters.get('o:a', 'ahead=0');
    assert.equal((await counters.get('o:a', lease)).data.minute.granted, 0);
  });

  await context.test('ends when nothing is left to count, and begins anew', async () => {
    const before = (await counters.get('o:a', 'ahead=0')).data;
    assert.ok(before.rows >= 2);
    const wait = before.alarm - Date.now();
    assert.ok(wait > 9 * 60_000 && wait < 12 * 60_000, `alarm in ${wait} ms`);
    const { data } = await counters.get('o:a', `ahead=${15 * 60_000}&alarm=1`);
    assert.deepEqual(data, { tables: 0, rows: 0, alarm: null });
    assert.equal((await counters.get('o:a', lease)).data.minute.granted, 1);
  });
});
