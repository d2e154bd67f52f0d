// Imports through the gateway, in workerd: files and addresses become interactions, whatever is in
// them, and a process that dies loses none and doubles none.

import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { findFreePort } from '../../scripts/lib/ports.mjs';
import { killRuntime, takeUpJobs } from '../lib/kill.mjs';
import { kApi, anyAddress, call, must, openTarget, twoOrganizations } from '../lib/target.mjs';
import { importsAt } from './imports.mjs';

const kImports = `${kApi}/interactions/imports`;
const kWhen = '2026-09-01T00:00:00Z';

let target;
let ada;
let bob;
let shop;
let upload;
let look;
let lookUntil;
let ended;
const pages = {};

before(async () => {
  const port = await findFreePort();
  shop = http.createServer((request, response) => {
    if (pages[request.url]) pages[request.url](response, request);
    else response.writeHead(404).end();
  }).listen(port, '127.0.0.1');
  shop.url = `http://127.0.0.1:${port}`;
  target = await openTarget({ allowShops: [shop.url] });
  ({ ada, bob } = await twoOrganizations(target));
  ({ upload, look, lookUntil, ended } = importsAt(target, kImports, ada));
});
after(async () => {
  await target?.dispose();
  shop.closeAllConnections();
  shop.close();
});

const counts = (read, accepted, duplicates, rejected) => ({ read, accepted, duplicates, rejected });
const fromAddress = (url, more = {}) =>
  call(target, 'POST', kImports, { key: ada.key, body: { url, ...more } });
const interaction = async (id) =>
  (await must(target, 'GET', `${kApi}/interactions/${id}`, { key: ada.key })).data;

test('lines of JSON are taken in, and each that is broken is reported', async () => {
  const file = [
    { id: 'j1', network: 'x', author: 'ada', text: 'Nice shoes', timestamp: kWhen, likes: 12 },
    { id: 'j2', sourceType: 'web', type: 'page_view', timestamp: kWhen },
    { id: 'j1', text: 'again', timestamp: kWhen },
    { id: 'j3', text: 'when?' },
  ].map((line) => JSON.stringify(line)).join('\n');
  const answer = await upload(`${file}\nnonsense\n`, { name: 'may.jsonl' });
  assert.equal(answer.data.status, 'queued');
  assert.equal(answer.data.source, 'may.jsonl');
  const done = await ended(answer);
  assert.equal(done.status, 'completed');
  assert.equal(done.percent, 100);
  assert.equal(done.format, 'jsonl');
  assert.deepEqual(done.counts, counts(5, 2, 1, 2));
  assert.deepEqual(done.reports.map(({ line, id }) => [line, id]), [[4, 'j3'], [5, null]]);
  assert.equal(done.reports[0].error.code, 'VALIDATION_ERROR');
  const stored = await interaction('j1');
  assert.equal(stored.type, 'mention');
  assert.equal(stored.summary, 'Nice shoes');
  assert.equal(stored.visitorId, 'x:ada');
  assert.deepEqual(stored.properties, { network: 'x', author: 'ada', likes: 12 });
});

test('tables are read as spreadsheets write them, formulas as text', async () => {
  const table = '\ufeffPost ID;Nachricht;Datum;Sterne\r\nc1;"=cmd|\' /C calc\'!A0";2026-09-01;5\r\n'
    + 'c2;"zwei\r\nZeilen; mit ""Zeichen""";2026-09-02;4\r\nc3;a;b;c;d\r\n';
  const done = await ended(await upload(table, { format: 'csv',
    mapping: JSON.stringify({ text: 'Nachricht', timestamp: 'Datum', rating: 'Sterne' }) }));
  assert.deepEqual(done.counts, counts(3, 2, 0, 1));
  assert.deepEqual(done.reports.map(({ line }) => line), [5]);
  const stored = await interaction('c1');
  assert.equal(stored.summary, "=cmd|' /C calc'!A0");
  assert.equal(stored.type, 'review');
  assert.deepEqual(stored.properties, { rating: 5 });
  assert.equal((await interaction('c2')).summary, 'zwei\r\nZeilen; mit "Zeichen"');
});

test('charsets are decoded, and one that nobody knows is a clear error', async () => {
  const latin = Buffer.from('id,text,date\nl1,gr\xfc\xdf,2026-09-01\n', 'latin1');
  const utf16 = Buffer.from('\ufeffid,text,date\nl2,größer,2026-09-01\n', 'utf16le');
  const cyrillic = Buffer.concat([Buffer.from("<?xml version='1.0' encoding='windows-1251'?>"
    + '<rss><item><guid>l3</guid><title>'), Buffer.from([0xcf, 0xf0]),
  Buffer.from('</title></item></rss>')]);
  for (const file of [latin, utf16, cyrillic]) {
    assert.deepEqual((await ended(await upload(file))).counts, counts(1, 1, 0, 0));
  }
  assert.equal((await interaction('l1')).summary, 'grüß');
  assert.equal((await interaction('l2')).summary, 'größer');
  const failed = await ended(await upload("<?xml version='1.0' encoding='klingon'?><rss/>"));
  assert.equal(failed.status, 'failed');
  assert.equal(failed.error.code, 'unknown_charset');
});

test('a feed is fetched, packed or not, and what was there before is a duplicate', async () => {
  const items = Array.from({ length: 620 }, (_, i) =>
    `<item><guid>g${i}</guid><title>T ${i}</title><description>&lt;b&gt;Text&lt;/b&gt; ${i}`
    + `</description><pubDate>Tue, 01 Sep 2026 00:00:00 GMT</pubDate></item>`);
  const feed = `<?xml version="1.0"?><rss><channel>${items.join('\n')}</channel></rss>`;
  pages['/feed'] = (response) => response.writeHead(200, { 'content-encoding': 'gzip',
    'content-type': 'application/rss+xml' }).end(gzipSync(feed));
  const first = await ended(await fromAddress(`${shop.url}/feed`));
  assert.equal(first.format, 'rss');
  assert.deepEqual(first.counts, counts(620, 620, 0, 0));
  assert.deepEqual((await ended(await fromAddress(`${shop.url}/feed`))).counts,
    counts(620, 0, 620, 0));
});

test('an address that must not be fetched is 400, or fails at the hop to it', async () => {
  for (const url of ['http://127.0.0.1:1/', 'http://localhost/', 'http://[::ffff:127.0.0.1]/',
    'http://2130706433/', 'http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd']) {
    const answer = await fromAddress(url);
    assert.equal(answer.status, 400, url);
    assert.equal(answer.data.error.details.field, 'url');
  }
  pages['/out'] = (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
  const failed = await ended(await fromAddress(`${shop.url}/out`));
  assert.equal(failed.error.code, 'blocked_address');
});

test('feeds that never end, bombs and packed files fail with their reason', async () => {
  pages['/endless'] = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(1_000_000)), 1);
    response.on('close', () => clearInterval(timer));
  };
  pages['/bomb'] = (response) => response.writeHead(200, { 'content-encoding': 'gzip' })
    .end(gzipSync(Buffer.alloc(100_000_000)));
  for (const page of ['endless', 'bomb']) {
    assert.equal((await ended(await fromAddress(`${shop.url}/${page}`))).error.code, 'too_large');
  }
  assert.equal((await ended(await upload(gzipSync('{}')))).error.code, 'unknown_format');
  assert.equal((await ended(await fromAddress(`${shop.url}/nothing`))).error.code, 'bad_status');
});

test('a file over 20 MB is 413, and one just below is taken in', async () => {
  assert.equal((await upload(Buffer.alloc(20_000_001))).status, 413);
  const line = `${JSON.stringify({ text: 'x'.repeat(60_000), timestamp: kWhen })}\n`;
  const done = await ended(await upload(line.repeat(330), { format: 'jsonl' }));
  assert.deepEqual(done.counts, counts(330, 1, 329, 0));
});

test('a form that is not sound is refused and nothing is kept', async () => {
  assert.equal((await upload('x', { format: 'pdf' })).data.error.details.field, 'format');
  assert.equal((await upload('x', { mapping: '{"nothing":"a"}' })).data.error.details.field,
    'mapping.nothing');
  const bucket = await target.miniflare.getR2Bucket('FILES', 'crow-imports');
  assert.deepEqual((await bucket.list()).objects.map(({ key }) => key), []);
});

test('an Idempotency-Key makes one import of two attempts', async () => {
  const headers = { 'Idempotency-Key': 'one' };
  const first = await upload('{}', { headers });
  const again = await upload('{}', { headers });
  assert.equal(again.text, first.text);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');
  assert.equal((await upload('{ }', { headers })).status, 422);
  await ended(first);
});

test('imports are listed newest first, for their organization alone', async () => {
  const answer = await upload('{}');
  const { data } = await must(target, 'GET', `${kImports}?limit=2`, { key: ada.key });
  assert.equal(data.data[0].id, answer.data.id);
  assert.ok(data.total > 5);
  assert.equal((await must(target, 'GET', kImports, { key: bob.key })).data.total, 0);
  for (const method of ['GET', 'DELETE']) {
    const other = await call(target, method, `${kImports}/${answer.data.id}`, { key: bob.key });
    assert.equal(other.status, 404);
  }
});

const lines = (prefix, count) => Array.from({ length: count }, (_, i) => JSON.stringify(
  { id: `${prefix}${i}`, text: `post ${prefix}${i}`, timestamp: kWhen })).join('\n');

test('an import that is cancelled stops, and what it took in stays', async () => {
  const { data } = await upload(lines('x', 200_000), { format: 'jsonl' });
  await lookUntil(data.id, ({ counts: { read: done } }) => done > 0);
  assert.equal((await call(target, 'DELETE', `${kImports}/${data.id}`, { key: ada.key })).status,
    204);
  const stopped = await look(data.id);
  assert.equal(stopped.status, 'cancelled');
  assert.ok(stopped.counts.accepted > 0 && stopped.counts.accepted < 200_000);
  await sleep(200);
  assert.deepEqual((await look(data.id)).counts, stopped.counts);
});

test('after kill -9 it goes on where it was, and no event is there twice', async () => {
  const { data } = await upload(lines('k', 60_000), { format: 'jsonl' });
  for (const read of [1_000, 20_000]) {
    await lookUntil(data.id, ({ counts: { read: done } }) => done >= read);
    await killRuntime(target);
    await takeUpJobs(target, 'imports');
  }
  const done = await ended({ status: 202, data });
  assert.equal(done.status, 'completed');
  assert.deepEqual(done.counts, counts(60_000, 60_000, 0, 0));
  const { total } = (await must(target, 'GET', `${kApi}/interactions?q=k19999`,
    { key: ada.key })).data;
  assert.equal(total, 1);
});
