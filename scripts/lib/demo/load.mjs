// Loads interactions through the public API, as any client with a key would: in batches, several at
// once, waiting when it is told to. Accepted means durable, so what was acknowledged need not be
// sent again; sending it again only counts duplicates.

import { setTimeout as sleep } from 'node:timers/promises';

const kMostEvents = 500;
// The platform takes a mebibyte.
const kMostBytes = 900_000;
const kAtOnce = 4;
const kAttempts = 8;
const kLongestWait = 15_000;

/**
 * Sends all events and returns `{sent, accepted, duplicates, seconds}`.
 *
 * - `url`, `key`: the platform and an API key of the organization.
 * - `state`: `{position, save(position)}`: how many events are known to be there, which are
 * skipped,
 *   and where to note it; events are acknowledged in their order.
 * - `onProgress`: called after each batch with what is returned at the end, and `last`, an event.
 * - `atOnce`: batches in flight.
 *
 * Throws one sentence when the platform refuses a batch or any of its events, or does not answer.
 */
export async function loadEvents(events, { url, key, onProgress = () => {}, state = {},
  atOnce = kAtOnce, signal } = {}) {
  const start = performance.now();
  const totals = { sent: 0, accepted: 0, duplicates: 0, seconds: 0 };
  const inFlight = new Set();
  const done = new Map();
  let acknowledged = state.position ?? 0;
  let failure;

  const note = (batch, answer) => {
    totals.sent += batch.events.length;
    totals.accepted += answer.accepted;
    totals.duplicates += answer.duplicates;
    totals.seconds = (performance.now() - start) / 1000;
    done.set(batch.from, batch.from + batch.events.length);
    const before = acknowledged;
    while (done.has(acknowledged)) {
      const next = done.get(acknowledged);
      done.delete(acknowledged);
      acknowledged = next;
    }
    if (acknowledged > before) state.save?.(acknowledged);
    onProgress({ ...totals, last: batch.events.at(-1) });
  };
  const send = (batch) => {
    const work = postBatch(batch, { url, key, signal }).then((answer) => note(batch, answer))
      .catch((error) => { failure ??= error; })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  };

  for await (const batch of batches(events, acknowledged)) {
    while (inFlight.size >= atOnce && !failure) await Promise.race(inFlight);
    if (failure || signal?.aborted) break;
    send(batch);
  }
  await Promise.all(inFlight);
  if (failure) throw failure;
  signal?.throwIfAborted();
  return totals;
}

/** Events after the first `skipped`, as `{from, events, body}`. */
async function* batches(events, skipped) {
  let position = 0;
  let batch = { from: skipped, events: [], texts: [], bytes: 2 };
  const close = () => ({ from: batch.from, events: batch.events, body: `[${batch.texts}]` });
  for await (const event of events) {
    position += 1;
    if (position <= skipped) continue;
    const text = JSON.stringify(event);
    const bytes = Buffer.byteLength(text) + 1;
    if (batch.events.length === kMostEvents || batch.bytes + bytes > kMostBytes) {
      yield close();
      batch = { from: position - 1, events: [], texts: [], bytes: 2 };
    }
    batch.events.push(event);
    batch.texts.push(text);
    batch.bytes += bytes;
  }
  if (batch.events.length > 0) yield close();
}

async function postBatch({ body, events }, { url, key, signal }) {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(body, { url, key, signal });
    if (answer.status === 202) {
      const { rejected, accepted, duplicates } = answer.data;
      if (rejected.length === 0) return { accepted, duplicates };
      const [{ index, id, error }] = rejected;
      throw new Error(`the platform rejects ${rejected.length} of ${events.length} interactions; ` +
        `first ${id ?? `number ${index}`}: ${error?.message ?? JSON.stringify(error)}`);
    }
    const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    // What a deployment lacks does not come by waiting.
    if (!isPassing || answer.status === 501 || attempt === kAttempts) {
      throw new Error(`POST /api/v1/interactions answered ${answer.status || answer.text}` +
        `${answer.status ? ` ${answer.text.slice(0, 200)}` : ''}; start again to go on`);
    }
    const wait = answer.retryAfter ?? Math.min(kLongestWait, 250 * 2 ** attempt);
    await sleep(wait, undefined, { signal });
  }
}

async function post(body, { url, key, signal }) {
  try {
    const response = await fetch(`${url}/api/v1/interactions`, { method: 'POST', body, signal,
      headers: { 'Content-Type': 'application/json', 'X-API-Key': key } });
    const text = await response.text();
    const seconds = Number(response.headers.get('Retry-After'));
    return { status: response.status, text, retryAfter: seconds > 0 ? seconds * 1000 : undefined,
      data: response.status === 202 ? JSON.parse(text) : undefined };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { status: 0, text: error.cause?.message ?? error.message };
  }
}
