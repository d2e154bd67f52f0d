// Stands where the platform stands for a page: serves crow.js and takes what it sends, remembers
// every request, and can be told to fail. Without an upstream it answers by the contract's rules;
// with one it hands requests over and remembers the answers, so the same tests run against a real
// platform: CROW_COLLECTOR_URL names it, CROW_WRITE_KEY is a write key of it.

import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTrackingScript } from '../../workers/interactions/crow-js/build.mjs';
import { faultOf, kMostBytes, kMostEvents } from './contract.mjs';

const kPath = '/api/v1/interactions';
let built;
const kCors = { 'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id' };

/**
 * Starts a collector on a free port.
 *
 * - `url`, `key`: what a page names.
 * - `requests`: of each POST `{method, contentType, cookie, key, text, events, status, at}`.
 * - `events`: those accepted, each once, in the order of their coming.
 * - `fail(status, headers)`: answers all that comes with this, until `work()`.
 * - `failAt`: answers by the number of the request, from 0: a Map to `[status, headers]`.
 * - `wait(matches)`: resolves to the accepted events as soon as `matches(events)` is true.
 */
export async function openCollector({
  upstream = process.env.CROW_COLLECTOR_URL,
  key = process.env.CROW_WRITE_KEY ?? 'crowpk_test',
} = {}) {
  const script = upstream ? null : await (built ??= buildTrackingScript());
  const collector = { key, requests: [], events: [], failure: null, failAt: new Map(),
    seen: new Set() };
  const known = new Set();

  const receive = async (request, url) => {
    const text = await readText(request);
    const noted = {
      method: request.method,
      contentType: request.headers['content-type'],
      cookie: request.headers.cookie,
      key: url.searchParams.get('key') ?? request.headers['x-api-key'],
      text,
      events: [],
      at: Date.now(),
    };
    const planned = collector.failAt.get(collector.requests.length);
    collector.requests.push(noted);
    const answer = (planned && refusal(...planned)) ?? collector.failure ??
      (upstream ? await handOver(upstream, url, request, text) : judge(noted, known, key));
    noted.status = answer.status;
    if (answer.status === 202) noteAccepted(collector, noted, JSON.parse(answer.body));
    return answer;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://collector');
    let answer;
    if (url.pathname === '/crow.js') answer = await serveScript(upstream, script);
    else if (url.pathname === kPath) answer = await receive(request, url);
    else answer = { status: 404, headers: {}, body: '' };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });

  return Object.assign(collector, {
    url: `http://127.0.0.1:${server.address().port}`,
    fail: (status, headers) => { collector.failure = refusal(status, headers); },
    work: () => { collector.failure = null; },
    wait: (matches, most = 8000) => waitFor(collector, matches, most),
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  });
}

const refusal = (status, headers = {}) =>
  ({ status, headers: { ...kCors, ...headers }, body: '{}' });

/** The contract's answer to one POST with a key. */
function judge({ method, contentType = '', key, text }, known, expected) {
  const reply = (status, body) =>
    ({ status, headers: { ...kCors, 'Content-Type': 'application/json' },
      body: JSON.stringify(body) });
  const refuse = (status, code, message) =>
    reply(status, { error: { code, message, details: null } });
  if (method !== 'POST') return refuse(405, 'METHOD_NOT_ALLOWED', 'POST only');
  if (key !== expected) return refuse(401, 'UNAUTHORIZED', 'The key is not known.');
  if (!/^(text\/plain|application\/json)\b/.test(contentType)) {
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', contentType);
  }
  if (Buffer.byteLength(text) > kMostBytes) return refuse(413, 'PAYLOAD_TOO_LARGE', 'too large');
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return refuse(400, 'VALIDATION_ERROR', 'not JSON');
  }
  if (!Array.isArray(given) || given.length === 0 || given.length > kMostEvents) {
    return refuse(400, 'VALIDATION_ERROR', 'an array of 1 to 500 events');
  }
  const counts = { accepted: 0, duplicates: 0, rejected: [] };
  given.forEach((event, index) => {
    const field = faultOf(event);
    if (field) {
      counts.rejected.push({ index, id: event?.id ?? null,
        error: { code: 'VALIDATION_ERROR', message: field, details: { field } } });
    } else if (known.has(event.id)) counts.duplicates += 1;
    else {
      known.add(event.id);
      counts.accepted += 1;
    }
  });
  return reply(202, counts);
}

function noteAccepted(collector, noted, { rejected }) {
  noted.events = JSON.parse(noted.text);
  noted.rejected = rejected;
  const refused = new Set(rejected.map(({ index }) => index));
  noted.events.forEach((event, index) => {
    if (refused.has(index) || collector.seen.has(event.id)) return;
    collector.seen.add(event.id);
    collector.events.push(event);
  });
}

async function handOver(upstream, url, request, text) {
  const headers = { 'Content-Type': request.headers['content-type'] };
  for (const name of ['origin', 'x-api-key']) {
    if (request.headers[name]) headers[name] = request.headers[name];
  }
  const answer = await fetch(upstream + url.pathname + url.search,
    { method: request.method, headers, ...(text ? { body: text } : {}) });
  const kept = ['content-type', 'retry-after', 'access-control-allow-origin',
    'access-control-expose-headers'];
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))),
    body: await answer.text(),
  };
}

async function serveScript(upstream, script) {
  const body = script ?? await (await fetch(`${upstream}/crow.js`)).text();
  return { status: 200, headers: { ...kCors, 'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-store' }, body };
}

async function readText(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function waitFor(collector, matches, most) {
  for (const end = Date.now() + most; Date.now() < end; await sleep(25)) {
    if (matches(collector.events)) return collector.events;
  }
  const types = collector.events.map(({ type }) => type).join(', ');
  throw new Error(`what was waited for did not come in ${most} ms; there came: ${types || '–'}`);
}
