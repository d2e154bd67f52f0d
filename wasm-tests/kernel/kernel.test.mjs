// The kernel in workerd: it survives whatever its code does, and leaves nothing behind.

import assert from 'node:assert/strict';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Miniflare } from 'miniflare';
import { makeMiniflareOptions, kDefaultDist } from '../../scripts/lib/miniflare-options.mjs';

const kProbe = path.join(kDefaultDist, 'probe');
let miniflare;
let probe;
let neighbour;

before(async () => {
  const [port, otherPort] = await Promise.all([freePort(), freePort()]);
  const worker = (name, itsPort) => ({ name, directory: kProbe, port: itsPort,
    env: { SERVICE: name, VERSION: 'test', ENVIRONMENT: 'local', INTERNAL_KEY: 'k' } });
  miniflare = new Miniflare(makeMiniflareOptions({ services: [],
    extraWorkers: [worker('probe', port), worker('neighbour', otherPort)] }));
  await miniflare.ready;
  probe = `http://127.0.0.1:${port}/api/v1/probe`;
  neighbour = `http://127.0.0.1:${otherPort}/api/v1/probe`;
});
after(() => miniflare.dispose());

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const get = async (url) => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};
const value = async (url) => (await get(url)).body.value;

async function until(isTrue) {
  const deadline = Date.now() + 10_000;
  while (!await isTrue()) {
    if (Date.now() > deadline) assert.fail(`never became true: ${isTrue}`);
    await sleep(10);
  }
}

/** A request that is under way until `release` ends its body. */
function hold(service) {
  const { readable, writable } = new TransformStream();
  const writer = writable.getWriter();
  writer.write(new TextEncoder().encode('x'));
  return {
    release: () => writer.close(),
    response: fetch(`${service}/hold`, { method: 'POST', body: readable, duplex: 'half',
      headers: { 'content-type': 'application/octet-stream' } }),
  };
}

const kFailures = ['trap', 'out-of-bounds', 'out-of-memory', 'stack-overflow'];

for (const failure of kFailures) {
  test(`after ${failure} the request gets 500 and the next one is served`, async () => {
    const failed = await get(`${probe}/${failure}`);
    assert.equal(failed.status, 500);
    assert.equal(failed.body.error.code, 'INTERNAL_ERROR');
    assert.equal((await get(`${probe}/health`)).status, 200);
  });

  test(`requests waiting during ${failure} get 500, other workers never notice`, async () => {
    const waiting = Array.from({ length: 5 }, () => hold(probe));
    const elsewhere = hold(neighbour);
    await until(async () => await value(`${probe}/sleeping`) === waiting.length
      && await value(`${neighbour}/sleeping`) === 1);
    assert.equal((await get(`${probe}/${failure}`)).status, 500);
    const later = get(`${probe}/sleep?n=10`);
    for (const { release, response } of waiting) {
      release();
      assert.equal((await response).status, 500);
    }
    elsewhere.release();
    assert.equal((await elsewhere.response).status, 200);
    assert.equal((await later).status, 200);
    assert.equal(await value(`${probe}/sleeping`), 0);
  });
}

test('a loop of a million awaits runs in constant stack', async () => {
  assert.equal(await value(`${probe}/loop?n=1000000`), 1_000_000);
});

test('a chain of a thousand awaits runs, with I/O at its bottom', async () => {
  assert.equal(await value(`${probe}/chain?n=1000`), 1_000);
});

test('a task that fails cancels the tasks beside it', async () => {
  const { status, body } = await get(`${probe}/fail?n=500`);
  assert.equal(status, 409);
  assert.equal(body.error.message, 'as asked');
});

// workerd on one machine tells of a lost client only once the response has begun.
test('a client that goes away takes its frames with it', async () => {
  const gone = new AbortController();
  const readers = await Promise.all(Array.from({ length: 8 }, async () => {
    const response = await fetch(`${probe}/drip`, { signal: gone.signal });
    const reader = response.body.getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value).slice(0, 5), 'drip\n');
    return reader;
  }));
  assert.equal(await value(`${probe}/sleeping`), readers.length);
  gone.abort();
  await until(async () => await value(`${probe}/sleeping`) === 0);
});

test('work goes on after the answer', async () => {
  const before = await value(`${probe}/background?n=7`);
  await until(async () => await value(`${probe}/background`) === before + 7);
});

test('memory stays flat over thousands of requests of every kind', async () => {
  const round = async (times) => {
    for (let i = 0; i < times; i += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, k) => [
        () => get(`${probe}/chain?n=50`), () => get(`${probe}/fail?n=20`),
        () => get(`${probe}/sleep?n=1`), () => get(`${probe}/sleep?n=bad`),
        () => post('application/json', JSON.stringify({ text: 'x'.repeat(15_000) })),
      ][k % 5]()));
    }
  };
  await round(1_000);
  const before = await value(`${probe}/memory`);
  await round(3_000);
  assert.equal(await value(`${probe}/memory`), before);
});

async function post(type, body, route = 'echo') {
  const response = await fetch(`${probe}/${route}`, { method: 'POST', body,
    headers: type ? { 'content-type': type } : {} });
  return { status: response.status, body: await response.json() };
}

test('JSON, forms and multipart are read; other types are refused with 415', async () => {
  const expected = { text: 'a b', count: 3 };
  assert.deepEqual((await post('application/json', '{"text":"a b","count":3}')).body, expected);
  assert.deepEqual((await post('application/x-www-form-urlencoded', 'text=a+b&count=3')).body,
    expected);
  assert.equal((await post('text/plain', 'text')).status, 415);
  const form = new FormData();
  form.set('note', 'hello');
  form.set('file', new Blob(['12345\r\n6789']), 'näme.txt');
  assert.deepEqual((await post(undefined, form, 'upload')).body, { note: 5, file: 11 });
});

test('a body over the limit is 413, with a length and without one', async () => {
  const large = JSON.stringify({ text: 'x'.repeat(70_000) });
  assert.equal((await post('application/json', large)).status, 413);
  const stream = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 70; i += 1) controller.enqueue(new Uint8Array(1_024).fill(120));
      controller.close();
    },
  });
  const chunked = await fetch(`${probe}/echo`, { method: 'POST', body: stream, duplex: 'half',
    headers: { 'content-type': 'application/json' } });
  assert.equal(chunked.status, 413);
});
