// Fetching in workerd: the vectors through the real path, and every bound met for real.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync, deflateSync, brotliCompressSync } from 'node:zlib';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { startOutpost, startServer } from './outpost.mjs';

const vectors = JSON.parse(readFileSync(path.join(kRoot, 'shared/net/vectors.json'), 'utf8'));
const refused = vectors.refused.flatMap(({ what, urls }) => urls.map((url) => ({ what, url })));
const kMebibyte = 1024 * 1024;

let target;  // What must never be reached.
let shop;  // What may be, as `--allow-shop` names it.
let outpost;
let pages;
const closed = new Set();

before(async () => {
  target = await startServer();
  shop = await startServer((request, response) => {
    request.on('close', () => closed.add(request.url));
    const page = pages[request.url];
    if (page) page(response, request);
    else response.writeHead(404).end();
  });
  pages = {};
  outpost = await startOutpost({ env: { ALLOW_SHOPS: shop.url, OWN_NAMES: 'crowai.dev',
    FETCH_PORTS: `${target.port}` } });
});
after(() => Promise.all([outpost.stop(), target.stop(), shop.stop()]));

const look = (url, more = {}) => outpost.post('/fetch', { url, ...more });
const withPort = (url) => url.replaceAll('{port}', target.port);
const redirectTo = (location) => (response) => response.writeHead(302, { location }).end();

test('an allowed shop is reached, so the others are refused for what they are', async () => {
  pages['/ok'] = (response) => response.writeHead(200, { etag: '"1"' }).end('hello');
  const answer = await look(`${shop.url}/ok`);
  assert.equal(answer.status, 200);
  assert.equal(answer.start, 'hello');
  assert.equal(answer.headers.etag, '"1"');
  const direct = await fetch(target.url);
  assert.equal(await direct.text(), 'reached');
  target.connections = 0;
});

test(`${refused.length} addresses are refused and nobody is reached`, async () => {
  assert.ok(refused.length >= 120);
  for (const { what, url } of refused) {
    const { reason, status } = await look(withPort(url));
    assert.ok(['blocked_address', 'invalid_address'].includes(reason),
      `${what}: ${JSON.stringify(url)} answered ${status} ${reason}`);
  }
  assert.equal(target.connections, 0);
});

test('nor is anybody reached when a shop redirects there', async () => {
  let sent = 0;
  for (const { what, url } of refused) {
    const location = withPort(url);
    // Header values are Latin-1 without control characters; what is none cannot be sent.
    if (!/^[\x20-\x7e]+$/.test(location) || location !== location.trim()) continue;
    const resolved = URL.parse(location, shop.url);
    if (resolved?.origin === shop.url) continue;
    sent += 1;
    pages['/out'] = redirectTo(location);
    const { reason, status } = await look(`${shop.url}/out`);
    assert.ok(['blocked_address', 'invalid_address'].includes(reason),
      `${what}: ${JSON.stringify(url)} answered ${status} ${reason}`);
  }
  assert.ok(sent >= 120, `${sent} could be sent`);
  assert.equal(target.connections, 0);
});

test('a chain of redirects is followed five deep', async () => {
  for (let i = 0; i < 6; i += 1) pages[`/chain/${i}`] = redirectTo(`/chain/${i + 1}`);
  pages['/chain/6'] = (response) => response.end('there');
  assert.equal((await look(`${shop.url}/chain/1`)).start, 'there');
  assert.equal((await look(`${shop.url}/chain/1`)).url, `${shop.url}/chain/6`);
  assert.equal((await look(`${shop.url}/chain/0`)).reason, 'too_many_redirects');
  pages['/circle'] = redirectTo('/circle');
  assert.equal((await look(`${shop.url}/circle`)).reason, 'too_many_redirects');
});

test('conditional headers are sent and 304 comes back', async () => {
  pages['/same'] = (response, request) =>
    response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
  assert.equal((await look(`${shop.url}/same`, { headers: { 'if-none-match': '"1"' } })).status,
    304);
});

test('packed responses are unpacked, and what was not asked for is refused', async () => {
  const text = 'hello '.repeat(50_000);
  pages['/gzip'] = (response, request) => {
    assert.equal(request.headers['accept-encoding'], 'gzip');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
  };
  pages['/deflate'] = (response) =>
    response.writeHead(200, { 'content-encoding': 'deflate' }).end(deflateSync(text));
  pages['/br'] = (response) =>
    response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(text));
  pages['/lie'] = (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all');
  pages['/cut'] = (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text).subarray(0, 300));
  assert.equal((await look(`${shop.url}/gzip`)).bytes, text.length);
  assert.equal((await look(`${shop.url}/deflate`)).bytes, text.length);
  for (const page of ['br', 'lie', 'cut']) {
    assert.equal((await look(`${shop.url}/${page}`)).reason, 'bad_encoding', page);
  }
});

test('a bomb stops where its bytes reach the bound, soon and without the memory', async () => {
  const layer = gzipSync(Buffer.alloc(200 * kMebibyte));
  pages['/bomb'] = (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(layer);
  const begin = Date.now();
  assert.equal((await look(`${shop.url}/bomb`, { bytesMax: kMebibyte })).reason, 'too_large');
  assert.ok(Date.now() - begin < 1_500, `took ${Date.now() - begin} ms`);
});

test('a body over the bound is left, said to be so or not', async () => {
  pages['/said'] = (response) => response.end(Buffer.alloc(2 * kMebibyte));
  pages['/unsaid'] = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
    response.on('close', () => clearInterval(timer));
  };
  assert.equal((await look(`${shop.url}/said`)).reason, 'too_large');
  assert.equal((await look(`${shop.url}/unsaid`)).reason, 'too_large');
  await sleep(100);
  assert.ok(closed.has('/unsaid'), 'the connection was closed');
});

test('a server that says nothing, or trickles, is left when its time is over', async () => {
  pages['/mute'] = () => {};
  pages['/trickle'] = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  };
  const begin = Date.now();
  assert.equal((await look(`${shop.url}/mute`, { headMs: 300 })).reason, 'timed_out');
  assert.equal((await look(`${shop.url}/trickle`, { totalMs: 500 })).reason, 'timed_out');
  assert.ok(Date.now() - begin < 2_000, `took ${Date.now() - begin} ms`);
  await sleep(100);
  assert.ok(closed.has('/mute') && closed.has('/trickle'));
});

test('the time is that of all redirects together', async () => {
  for (let i = 0; i < 5; i += 1) {
    pages[`/slow/${i}`] = (response) =>
      setTimeout(() => redirectTo(`/slow/${i + 1}`)(response), 200);
  }
  const begin = Date.now();
  assert.equal((await look(`${shop.url}/slow/0`, { totalMs: 500 })).reason, 'timed_out');
  assert.ok(Date.now() - begin < 900, `took ${Date.now() - begin} ms`);
});

test('a transfer that is left after its first piece is closed', async () => {
  pages['/endless'] = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 5);
    response.on('close', () => clearInterval(timer));
  };
  assert.ok((await outpost.post('/glance', { url: `${shop.url}/endless` })).bytes > 0);
  await sleep(100);
  assert.ok(closed.has('/endless'));
});

test('a connection that breaks off is told as such', async () => {
  pages['/broken'] = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  };
  assert.equal((await look(`${shop.url}/broken`)).reason, 'unreachable');
});

test('with a resolver every name is asked about and every answer must be public', async () => {
  const asked = [];
  const zone = { 'shop.example A': ['93.184.216.34'], 'inner.example A': ['10.1.2.3'],
    'half.example A': ['93.184.216.34'], 'half.example AAAA': ['::1'] };
  const checked = await startOutpost({
    env: { ENVIRONMENT: 'production', DOH_URL: 'https://resolver.example/dns-query',
      ALLOW_SHOPS: shop.url },
    outboundService: { type: 'fetcher', handler: async (request) => {
      const { Response } = await import('miniflare');
      const url = new URL(request.url);
      if (url.hostname !== 'resolver.example') {
        asked.push(url.hostname);
        return new Response('page');
      }
      const [name, type] = [url.searchParams.get('name'), url.searchParams.get('type')];
      const data = zone[`${name} ${type}`] ?? [];
      return Response.json({ Status: 0,
        Answer: data.map((one) => ({ name, type: type === 'A' ? 1 : 28, TTL: 9, data: one })) });
    } },
  });
  try {
    const get = async (url) => checked.post('/fetch', { url });
    assert.equal((await get('https://shop.example/')).start, 'page');
    assert.equal((await get('https://inner.example/')).reason, 'blocked_address');
    assert.equal((await get('https://half.example/')).reason, 'blocked_address');
    assert.equal((await get('https://nobody.example/')).reason, 'unknown_host');
    assert.equal((await get(`${shop.url}/ok`)).reason, 'blocked_address');
    for (const url of vectors.allowed.filter((one) => /\/\/[\d[]/.test(one))) {
      assert.equal((await get(url)).start, /^https?:\/\/[\d.]+\/$|\[/.test(url) ? 'page' : '', url);
    }
    assert.ok(!asked.includes('inner.example') && !asked.includes('half.example'));
  } finally {
    await checked.stop();
  }
});
