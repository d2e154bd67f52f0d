// Lists and counts over a million interactions of 50 organizations, against the bare queries: a
// JavaScript worker on the same database that runs the SELECT and the count and answers with rows.
// The goal is set against it directly; beside it stands the same worker behind another one, since
// our requests go through a gateway.

import assert from 'node:assert/strict';
import { say } from '../log.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { drive, exchangeOnce, makeRequest } from './client.mjs';
import { authOf, bundle, kApiKeys, organizationId, standInForAuth } from './platforms.mjs';

const kGoal = 1.5;
const kWarming = 2;
const kBlock = 20;
const kOrganizations = 50;
const kDay = 86_400_000;
const kEnd = Date.UTC(2026, 9, 1);
const kColumns = 'id, organization_id, source_type, type, occurred_at, received_at, summary, ' +
  'visitor_id, session_id, product_id, url, value, currency, properties, bot_score, bot_reasons';
const kOrder = 'ORDER BY occurred_at DESC, id DESC LIMIT 21';

/** What is asked of both: our route, and the WHERE or the statements that answer it. */
const kCases = [
  { name: 'first page', query: '', where: '' },
  { name: 'page 500', query: 'page=500', where: '', offset: 9_980 },
  { name: 'one type', query: 'type=purchase', where: "AND type = 'purchase'" },
  { name: 'one product', query: 'productId=product-7', where: "AND product_id = 'product-7'" },
  { name: 'one visitor', query: 'visitorId=v7', where: "AND visitor_id = 'v7'" },
  { name: 'one month', query: 'from=2026-08-01T00:00:00Z&to=2026-09-01T00:00:00Z',
    where: `AND occurred_at >= ${Date.UTC(2026, 7, 1)} AND occurred_at < ${Date.UTC(2026, 8, 1)}` },
  { name: 'summary', route: '/summary', statements: [
    'SELECT source_type, count(*) AS n FROM interaction WHERE organization_id = ?1 ' +
      'GROUP BY source_type'] },
  { name: 'days', route: '/summary',
    query: 'interval=day&from=2026-07-03T00:00:00Z&to=2026-10-01T00:00:00Z', statements: [
      `SELECT source_type, occurred_at / ${kDay} AS day, count(*) AS n FROM interaction ` +
        `WHERE organization_id = ?1 AND occurred_at >= ${Date.UTC(2026, 6, 3)} ` +
        `AND occurred_at < ${kEnd} GROUP BY source_type, day`] },
];

export async function benchLists({ quick, distRoot = kDefaultDist }) {
  const perOrganization = quick ? 2_000 : 20_000;
  const rounds = quick ? 4 : 20;
  const [port, doorPort] = [await findFreePort(), await findFreePort()];
  const platform = await startPlatform({ services: ['gateway', 'limiter', 'interactions'],
    distRoot,
    bindings: { gateway: { AUTH: authOf() }, interactions: { AUTH: authOf() } }, onLog: () => {},
    extraWorkers: [await standInForAuth(),
      { name: 'bare', script: await bundle('bare-queries.js'), port,
        env: { DB: { type: 'd1', id: 'crow-interactions' } } },
      { name: 'door', script: await bundle('bare-door.js'), port: doorPort,
        env: { BEHIND: { type: 'worker', worker: 'bare' } } }] });
  try {
    await seed(await platform.getDatabase('interactions'), perOrganization);
    const ports = { ours: platform.port, bare: port, hop: doorPort };
    await warm(ports, quick ? 100 : 1_000);
    const rows = [];
    for (const one of kCases) rows.push(await compare(ports, one, rounds));
    return rows;
  } finally {
    await platform.dispose();
  }
}

/** Interactions of every organization, spread over 90 days in no order. */
async function seed(database, count) {
  const insert = database.prepare(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
    INSERT INTO interaction (${kColumns}, speaks_a_language)
    SELECT 'e-' || i, ?1,
           CASE WHEN i % 20 = 0 THEN 'social' WHEN i % 7 = 0 THEN 'cctv' ELSE 'web' END,
           CASE WHEN i % 50 = 0 THEN 'purchase' WHEN i % 3 = 0 THEN 'click' ELSE 'page_view' END,
           ${kEnd} - 1 - (i * 7919 % ?2) * (90 * ${kDay} / CAST(?2 AS INTEGER)), ${kEnd},
           'Looked at a product', 'v' || (i % 997), 's' || (i / 9), 'product-' || (i % 600),
           'https://shop.example/products/' || (i % 600), NULL, NULL,
           json_object('title', 'Product ' || (i % 600), 'referrer', 'https://search.example/'),
           0, '[]', 1
      FROM n`);
  for (let i = 0; i < kOrganizations; i += 1) {
    await insert.bind(organizationId(i), count).run();
    if (i % 10 === 9) say(`lists: ${(i + 1) * count} interactions`);
  }
  await database.prepare(`UPDATE text_progress SET number = ${2 ** 52}`).run();
}

function statementsOf({ where, offset = 0, statements }) {
  return statements ?? [
    `SELECT ${kColumns} FROM interaction WHERE organization_id = ?1 ${where} ${kOrder} ` +
      `OFFSET ${offset}`,
    `SELECT count(*) AS total FROM interaction WHERE organization_id = ?1 ${where}`];
}

/** What each of the three is asked in one case. */
function asksOf(one) {
  const statements = statementsOf(one);
  const query = makeRequest('POST', '/', {},
    JSON.stringify([statements, statements.map(() => [organizationId(0)])]));
  const path = `/api/v1/interactions${one.route ?? ''}?${one.query ?? ''}`;
  return { ours: makeRequest('GET', path, { 'x-api-key': kApiKeys[0] }), bare: query, hop: query };
}

/**
 * Asks every case so many times. V8 compiles what is called often a second time, for thousands of
 * requests, on the processor that the client would have: until then that is the tail of all three.
 */
async function warm(ports, count) {
  say('lists: warming up');
  for (const one of kCases) {
    const asks = asksOf(one);
    for (const name of Object.keys(ports)) {
      await drive({ port: ports[name], count, requestOf: () => asks[name] });
    }
  }
}

/**
 * The 95th of a hundred answers' times, ours to the control's. They take turns in blocks, so that
 * none is measured in the caches that another one left.
 */
async function compare(ports, one, rounds) {
  const asks = asksOf(one);
  const times = { ours: [], bare: [], hop: [] };
  const names = Object.keys(times);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      for (let i = 0; i < kWarming + kBlock; i += 1) {
        const begin = performance.now();
        const { status } = await exchangeOnce(ports[name], asks[name]);
        if (i >= kWarming) times[name].push(performance.now() - begin);
        assert.equal(status, 200);
      }
    }
  }
  const at = (name, part) =>
    times[name].toSorted((a, b) => a - b)[Math.floor(part * (times[name].length - 1))];
  const ratio = at('ours', 0.95) / at('bare', 0.95);
  const half = at('ours', 0.5) / at('bare', 0.5);
  const behind = at('ours', 0.95) / at('hop', 0.95);
  return { name: `lists: ${one.name}, p95 ours / bare`, unit: '×', goal: kGoal,
    value: { median: ratio, low: half, high: ratio, rounds }, isMet: ratio <= kGoal,
    note: `medians ${half.toFixed(2)} ×, p95 with a hop ${behind.toFixed(2)} ×, ` +
      `ours ${at('ours', 0.95).toFixed(1)} ms` };
}
