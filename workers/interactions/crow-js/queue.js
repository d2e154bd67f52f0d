// Events wait here until the platform has answered 202. They wait in localStorage, so that neither
// a lost network nor a closed page loses them; all tabs of a site share the queue, and the platform
// counts an event that two of them send once, by its id.

import { sizeOf } from './clean.js';
import { mayCount } from './consent.js';
import { endpoint, guard, on, read, tell, write } from './page.js';

const kName = 'crow.queue';
const kLargestQueue = 256e3;
// Browsers let 64 KB outlive a page. The platform takes 500 events at once, which are more bytes.
const kLargestBatch = 6e4;
const kCollect = 1e3;
const kFirstWait = 1e3;
const kMostDoublings = 8;
const kDay = 864e5;

// The queue of a page that may not use storage.
let held;
// Ids of events that are on their way, by a request or by a beacon.
let busy = new Set();
let isSending;
let timer;

/** {events, failures, notBefore} */
function load() {
  const kept = held || read('localStorage', kName);
  return kept?.events ? kept : { events: [] };
}

function save(state) {
  while (sizeOf(state.events) > kLargestQueue) state.events.shift();
  const may = mayCount();
  const isKept = write('localStorage', kName, may && state.events.length && state);
  held = may && isKept ? null : state;
}

/** Adds an event; it goes out within a second, together with its neighbours. */
export function push(event) {
  const state = load();
  state.events.push(event);
  save(state);
  schedule(kCollect);
}

/** Forgets everything that waits. */
export const clear = () => save({ events: [] });

/** Writes what was held in memory until consent came; `mend` completes each event. */
export function release(mend) {
  const state = load();
  state.events.forEach(mend);
  save(state);
  schedule(kCollect);
}

function schedule(wait) {
  clearTimeout(timer);
  timer = setTimeout(guard(flush), wait);
}

/**
 * Sends the oldest events that nobody is sending. A page that is left hands them to the browser;
 * whether they arrive nobody tells, so they stay, and the next page, or this one when it is seen
 * again, asks.
 */
export function flush(isLeaving) {
  const state = load();
  if (!mayCount() || (isSending && !isLeaving)) return;
  const wait = state.notBefore - Date.now();
  // A clock that was wrong when this was noted does not silence the page for years.
  if (wait > 0 && wait < kDay) {
    schedule(wait);
    return;
  }
  const batch = state.events.filter(({ id }) => !busy.has(id));
  while (sizeOf(batch) > kLargestBatch) batch.splice(batch.length / 2);
  if (!batch.length) return;
  batch.forEach(({ id }) => busy.add(id));
  const body = JSON.stringify(batch);
  if (isLeaving && navigator.sendBeacon?.(endpoint, body)) return;
  isSending = true;
  const settled = guard((response) => settle(batch, response));
  // Text needs no preflight; without credentials any origin may be answered.
  fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' })
    .then(settled, () => settled({}));
}

/** Removes what was sent, or notes when to send it again. */
function settle(batch, response) {
  const { status = 0, headers } = response;
  isSending = false;
  const state = load();
  const ids = batch.map(({ id }) => id);
  if (status && status !== 429 && status < 500) {
    // Taken, or refused for good: what the platform rejects now it would reject again.
    state.events = state.events.filter(({ id }) => !ids.includes(id));
    state.failures = 0;
    response.text().then(tell, tell);
  } else {
    ids.forEach((id) => busy.delete(id));
    state.failures = state.failures + 1 || 1;
    const wait = (status && headers.get('retry-after') * 1e3) ||
      kFirstWait * 2 ** Math.min(state.failures, kMostDoublings);
    // Without a network the browser tells when it is back.
    state.notBefore = navigator.onLine ? Date.now() + wait : 0;
  }
  save(state);
  if (navigator.onLine) schedule(0);
}

/** Sends what earlier pages left, and what beacons took without an answer. */
export function resume() {
  busy = new Set();
  schedule(kCollect);
}

on('online', () => schedule(0));
