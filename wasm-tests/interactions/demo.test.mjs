// The demo on the real platform: three channels of life that can be listed, counted and searched,
// and bots among them that are told from people.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { generateEvents } from '../../scripts/lib/demo/events.mjs';
import { seedInteractions } from '../../scripts/lib/demo/seed-interactions.mjs';
import { openTarget, owner } from '../lib/target.mjs';
import { ask, everything, indexText } from './stored.mjs';

const kWorld = { scale: 0.1, endDate: '2026-11-22' };
const kBot = 50;

let platform;
let folder;
let ada;
let totals;
let planted;
const made = [];
const load = (more) => seedInteractions({ url: platform.url, apiKey: ada.key, stateDir: folder,
  log: () => {}, ...kWorld, ...more });
test.before(async () => {
  platform = await openTarget();
  ada = await owner(platform);
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-demo-'));
  totals = await load();
  planted = JSON.parse(readFileSync(path.join(folder, 'demo/planted.json'), 'utf8'));
  for await (const event of generateEvents(kWorld)) made.push(event);
});
test.after(async () => {
  await platform?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const count = (matches) => made.filter(matches).length;
const ofChannel = (channel) => count(({ sourceType }) => sourceType === channel);

test('its three channels are there, whole, at once', async (context) => {
  context.diagnostic(`${totals.sent} events in ${totals.seconds.toFixed(1)} s`);
  assert.equal(totals.accepted, made.length);
  const summary = await ask(platform, ada, '/summary');
  assert.deepEqual(summary, { web: ofChannel('web'), cctv: ofChannel('cctv'),
    social: ofChannel('social'), total: made.length });
  for (const channel of ['web', 'cctv', 'social']) {
    const { data, total } = await ask(platform, ada, `?sourceType=${channel}&limit=1`);
    assert.equal(total, summary[channel]);
    assert.equal(data[0].sourceType, channel);
  }
  const listed = await everything(platform, ada, { type: 'line_crossed' });
  assert.deepEqual(listed.map(({ id }) => id).sort(),
    made.filter(({ type }) => type === 'line_crossed').map(({ id }) => id).sort());
});

test('the 90 days are seen by day, and the outage by hour', async () => {
  const from = new Date(Date.parse(`${planted.from}T00:00:00Z`) - 86_400_000).toISOString();
  const to = `${planted.endDate}T00:00:00Z`;
  const { series, total } = await ask(platform, ada, `/summary?interval=day&from=${from}&to=${to}`);
  assert.equal(total, made.length);
  assert.equal(series.reduce((sum, day) => sum + day.total, 0), made.length);
  assert.equal(series.filter((day) => day.total === 0).length, series.length - 90);
  const { outage } = planted;
  const hours = await ask(platform, ada,
    `/summary?interval=hour&from=${outage.from}&to=${outage.to}`);
  assert.deepEqual([hours.series.length, hours.web], [3, 0]);
  assert.ok(hours.cctv > 0);
});

test('words of all channels are found', async () => {
  await indexText(platform);
  for (const word of ['line_crossed', 'LanternBot', planted.social.productId]) {
    const matches = ({ type, summary, url, productId, properties }) =>
      new RegExp(`\\b${word}\\b`, 'i')
        .test(JSON.stringify([type, summary, url, productId, properties]));
    const asked = new URLSearchParams({ mode: 'fts', q: `"${word}"` });
    const { total } = await ask(platform, ada, `/search?${asked}`);
    assert.equal(total, count(matches), word);
    assert.ok(total > 0, word);
  }
  const { data } = await ask(platform, ada, '/search?q=rucksack&sourceType=social');
  assert.ok(data.length > 0 && data.every(({ sourceType }) => sourceType === 'social'));
});

test('loading it again adds nothing', async () => {
  const before = await ask(platform, ada, '/summary');
  const again = await load({ again: true });
  assert.deepEqual([again.accepted, again.duplicates], [0, made.length]);
  assert.deepEqual(await ask(platform, ada, '/summary'), before);
  await indexText(platform);
  const { total } = await ask(platform, ada, '/search?mode=fts&q=line_crossed');
  assert.equal(total, count(({ type }) => type === 'line_crossed'));
});

test('bots are told from people by the score of their visits', async (context) => {
  const scores = new Map();
  for (const { sessionId, botScore } of await everything(platform, ada, { sourceType: 'web' })) {
    scores.set(sessionId, Math.max(botScore, scores.get(sessionId) ?? 0));
  }
  const bots = new Set(Object.values(planted.bots).flat());
  const scored = [...scores].filter(([, score]) => score >= kBot).map(([id]) => id);
  const right = scored.filter((id) => bots.has(id)).length;
  for (const [kind, ids] of Object.entries(planted.bots)) {
    const found = ids.filter((id) => scores.get(id) >= kBot);
    context.diagnostic(`${kind}: ${found.length} of ${ids.length}, scores ` +
      [...new Set(ids.map((id) => scores.get(id)))].join(', '));
  }
  context.diagnostic(`${scores.size} visits, ${bots.size} of bots; ` +
    `precision ${(right / scored.length).toFixed(3)}, recall ${(right / bots.size).toFixed(3)}`);
  assert.ok(scores.size > bots.size + 500 && bots.size > 200);
  assert.deepEqual([right, right], [scored.length, bots.size], 'precision and recall');
});
