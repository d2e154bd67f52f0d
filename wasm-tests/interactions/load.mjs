// Clients of one organization that send events without a pause: one by one and in batches, with its
// API key and with its write key, some twice. What is not acknowledged they send again, with the
// same ids; now and then one gives up.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../scripts/lib/demo/random.mjs';
import { call } from '../lib/target.mjs';
import { kInteractions } from './stored.mjs';

const kChannels = ['web', 'web', 'web', 'cctv', 'social'];
const kTypes = ['page_view', 'line_crossed', 'mention'];
const kGroup = 100;

/** How clients send: `{batch, hasWriteKey, repeats}`. */
export const kClients = [
  { batch: 1 },
  { batch: 1, hasWriteKey: true },
  { batch: 12 },
  { batch: 12, hasWriteKey: true },
  { batch: 40, repeats: true },
];

/**
 * Starts the clients. What they know of their events grows while they run:
 *
 * - `sent`: `id → group` of all that were ever sent; a group is a word in the summaries of a few
 *   events, and in no other.
 * - `acknowledged`: the ids that the platform said it has.
 * - `abandoned`: how many ids a client gave up.
 * - `answers`: how many requests got each status; 0 is none.
 *
 * `stop()` resolves when every client has delivered or given up what it was at; it throws what is
 * no answer to a good request.
 */
export function startLoad(target, { key, writeKey, seed, clients = kClients }) {
  const load = { sent: new Map(), acknowledged: new Set(), abandoned: 0, answers: {},
    isOver: false };
  const until = Date.now();
  const runs = clients.map((client, index) => runClient(load, {
    ...client,
    random: new Random(seed, 'client', index),
    name: `c${index}`,
    target,
    until,
    path: client.hasWriteKey ? `${kInteractions}?key=${writeKey}` : kInteractions,
    options: client.hasWriteKey
      ? { headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'User-Agent': 'Mozilla/5.0' } }
      : { key },
  }));
  const ended = Promise.all(runs);
  // Whoever waits for the load sees it; until then it must not end the process.
  ended.catch(() => { load.isOver = true; });
  load.stop = () => {
    load.isOver = true;
    return ended;
  };
  return load;
}

async function runClient(load, client) {
  for (let count = 0, last = []; !load.isOver;) {
    const events = [];
    const wanted = client.batch === 1 ? 1 : 1 + client.random.below(client.batch);
    while (events.length < wanted) events.push(makeEvent(client, count++));
    for (const { id, summary } of events) load.sent.set(id, summary.split(' ').at(-1));
    if (client.repeats) events.push(...last);
    await deliver(load, client, events);
    last = events.slice(0, 5);
  }
}

/** Many events share a second, so that their order in time does not decide. */
function makeEvent({ name, random, until }, number) {
  const at = until - 1000 * random.below(600);
  return { id: `${name}:${number}`, sourceType: random.pick(kChannels), type: random.pick(kTypes),
    timestamp: new Date(at - at % 1000).toISOString(), visitorId: `visitor-${number % 50}`,
    value: number, properties: { client: name },
    summary: `harvest group${name}x${Math.floor(number / kGroup)}` };
}

async function deliver(load, client, events) {
  const { random, options } = client;
  const body = JSON.stringify(client.batch === 1 ? events[0] : events);
  const patience = random.chance(0.2) ? 1 + random.below(3) : Infinity;
  for (let attempt = 1; ; attempt++) {
    const answer = await call(client.target, 'POST', client.path, { ...options, body })
      .catch(() => ({ status: 0 }));
    load.answers[answer.status] = 1 + (load.answers[answer.status] ?? 0);
    if (answer.status === 202) {
      const { accepted, duplicates, rejected } = answer.data;
      assert.deepEqual(rejected, []);
      assert.equal(accepted + duplicates, events.length);
      for (const { id } of events) load.acknowledged.add(id);
      return;
    }
    const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    assert.ok(isPassing, `a good request was answered ${answer.status}: ${answer.body}`);
    if (attempt >= patience) {
      load.abandoned += events.filter(({ id }) => !load.acknowledged.has(id)).length;
      return;
    }
    await sleep(5 + random.below(40));
  }
}
