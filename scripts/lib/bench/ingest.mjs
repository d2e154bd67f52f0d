// Taking in events, against a bare JavaScript worker with the same statement into the same schema.
// Both are reached directly; the job that brings the text index up to date has nothing to do here.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { say } from '../log.mjs';
import { applyFolder } from '../migrations.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { kRoot } from '../wrangler-config.mjs';
import { drive, exchangeOnce, makeRequest } from './client.mjs';
import { bundle, organizationId } from './platforms.mjs';
import { cpuSeconds } from './processes.mjs';
import { ratioOf, summarise, takeTurns } from './rounds.mjs';

const kWriteKey = `crowpk_${'w'.repeat(40)}`;
const kKinds = [
  // Throughput is the inverse of cost: 0.8 times as many events are 1.25 times the cost.
  { kind: 'batch', events: 500, requests: 3, goal: 1 / 0.8, connections: 2 },
  { kind: 'single', events: 1, requests: 150, goal: 1.3, connections: 8 },
];
const kTypes = ['page_view', 'click', 'product_view', 'search', 'purchase'];

export async function benchIngest({ quick, distRoot = kDefaultDist }) {
  const rounds = quick ? 8 : 40;
  const candidates = [];
  try {
    candidates.push(await startOurs(distRoot), await startBare());
    const rows = [];
    for (const kind of kKinds) rows.push(...await compare(candidates, kind, rounds));
    return rows;
  } finally {
    for (const { platform } of candidates) await platform.dispose();
  }
}

/** The statement as interactions has it, so that the control cannot differ from it. */
export function readStatement(file, name) {
  const source = readFileSync(path.join(kRoot, 'workers/interactions', file), 'utf8');
  const found = source.slice(source.indexOf(`"${name}"`)).match(/R"sql\(([^]*?)\)sql"/);
  if (!found) throw new Error(`workers/interactions/${file} has no statement ${name}`);
  return found[1];
}

async function startOurs(distRoot) {
  const platform = await startPlatform({ services: ['interactions'], distRoot,
    directSockets: ['interactions'], onLog: () => {} });
  await seed(await platform.getDatabase('interactions'));
  return { name: 'ours', platform, port: Number(new URL(platform.urlOf('interactions')).port) };
}

async function startBare() {
  const port = await findFreePort();
  const platform = await startPlatform({ services: [], onLog: () => {}, extraWorkers: [
    { name: 'bare', script: await bundle('bare-ingest.js'), port,
      env: { INSERT: readStatement('store.cpp', 'interactions.insert'),
        DB: { type: 'd1', id: 'crow-interactions' } } },
  ] });
  const database = await platform.getDatabase('bare');
  await applyFolder(database, path.join(kRoot, 'workers/interactions/migrations'));
  await seed(database);
  return { name: 'bare', platform, port };
}

async function seed(database) {
  await database.batch([
    database.prepare('INSERT INTO write_key (id, organization_id, name, key, origins, ' +
      "created_by, created_at) VALUES ('wk_1', ?, 'bench', ?, '[]', 'bench', 0)")
      .bind(organizationId(0), kWriteKey),
    database.prepare(`UPDATE text_progress SET number = ${2 ** 52}`),
  ]);
}

let lastEvent = 0;

/** An event as crow.js sends it. */
function makeEvent() {
  const number = lastEvent++;
  return { id: `bench-${number}`, sourceType: 'web', type: kTypes[number % kTypes.length],
    timestamp: new Date(Date.now() - number % 86_400_000).toISOString(),
    visitorId: `v${number % 997}`, sessionId: `s${number % 4_999}`,
    productId: `product-${number % 600}`, url: `https://shop.example/products/${number % 600}`,
    summary: 'Looked at a product',
    properties: { title: `Product ${number % 600}`, referrer: 'https://search.example/', screen:
      '1920x1080', language: 'en' } };
}

async function compare(candidates, { kind, events, requests, goal, connections }, rounds) {
  const requestOf = () => makeRequest('POST', `/api/v1/interactions?key=${kWriteKey}`,
    { 'content-type': 'text/plain', 'user-agent': 'Mozilla/5.0', 'accept-language': 'en' },
    JSON.stringify(events === 1 ? makeEvent() : Array.from({ length: events }, makeEvent)));
  for (const { port } of candidates) {
    const { status, body } = await exchangeOnce(port, requestOf());
    assert.deepEqual([status, JSON.parse(body)],
      [202, { accepted: events, duplicates: 0, rejected: [] }]);
  }
  const measure = async ({ platform, port }) => {
    const prepared = Array.from({ length: requests }, requestOf);
    const before = cpuSeconds(platform.runtimePid);
    const statuses = await drive({ port, count: requests, connections,
      requestOf: (i) => prepared[i] });
    assert.equal(statuses.get(202), requests);
    return (cpuSeconds(platform.runtimePid) - before) / (requests * events) * 1e6;
  };
  say(`ingest: ${kind}, warming up`);
  for (const candidate of candidates) for (let i = 0; i < 8; i += 1) await measure(candidate);
  const numbers = await takeTurns({ candidates, rounds, measure,
    onRound: (round) => round % 10 === 0 && say(`ingest: ${kind}, round ${round} of ${rounds}`) });
  const ratio = ratioOf(numbers, 'ours', 'bare');
  return [
    { name: `ingest: ${kind}, ours`, value: summarise(numbers.ours), unit: 'µs CPU/event' },
    { name: `ingest: ${kind}, ours / bare`, value: ratio, unit: '×', goal,
      isMet: ratio.median <= goal },
  ];
}
