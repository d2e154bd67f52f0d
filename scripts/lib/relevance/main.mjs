// Measures search on a labelled set, through the platform itself: an import, the job that makes
// vectors, and the requests of any client. ./scripts/relevance runs it.

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPlatform } from '../platform.mjs';
import { digestOf, readSet, writeRun, writeSet } from './beir.mjs';
import { measure } from './measure.mjs';
import { rankPlainly } from './plain.mjs';
import { kSets } from './sets.mjs';

const kApi = '/api/v1';
const kServices = ['gateway', 'auth', 'access', 'users', 'organizations', 'products', 'imports',
  'search', 'models', 'vectorize'];
const kTypes = ['fts', 'semantic', 'hybrid'];
const kFileBytes = 30_000_000;
const kNameMax = 480;

const say = (text) => process.stderr.write(`${text}\n`);

const cut = (text, most) => [...text].slice(0, most).join('');

/** A document as a line of an import: its id is the SKU under which hits are known again. */
function lineOf({ id, title, text }) {
  const name = cut(title.trim() || text.trim(), title.trim() ? kNameMax : 120) || id;
  const description = cut(text.trim(), 18_000);
  return `${JSON.stringify({ sku: id, name, description })}\n`;
}

class Client {
  constructor(url) {
    this.url = url;
    this.headers = { origin: url };
  }

  async call(method, target, { body, headers = {} } = {}) {
    const response = await fetch(`${this.url}${kApi}${target}`, { method, body,
      headers: { ...this.headers, ...headers } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${target} answered ${response.status}: ${text}`);
    return { data: text ? JSON.parse(text) : null, response };
  }

  post(target, value) {
    return this.call('POST', target,
      { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
  }
}

/** An owner of a new organization; the client then acts as them. */
async function signUp(client) {
  const { response } = await client.post('/auth/sign-up/email',
    { name: 'Relevance', email: 'owner@relevance.example', password: 'correct horse battery' });
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  client.headers = { cookie, origin: client.url };
  const { data } = await client.post('/auth/organization/create',
    { name: 'Relevance', slug: 'relevance' });
  const key = await client.post('/auth/api-key/create', { name: 'relevance' });
  client.headers = { 'x-api-key': key.data.key };
  return data.id;
}

async function until(done, what) {
  for (let last = ''; ;) {
    const said = await done();
    if (said === true) return;
    if (said !== last) say(`${what}: ${said}`);
    last = said;
    await pause(500);
  }
}

async function importAll(client, documents) {
  const files = [''];
  for (const document of documents) {
    const line = lineOf(document);
    if (files.at(-1).length + line.length > kFileBytes) files.push('');
    files[files.length - 1] += line;
  }
  for (const file of files) {
    const form = new FormData();
    form.append('format', 'jsonl');
    form.append('file', new Blob([file]), 'corpus.jsonl');
    const { data } = await client.call('POST', '/products/imports', { body: form });
    await until(async () => {
      const { data: now } = await client.call('GET', `/products/imports/${data.id}`);
      if (now.status === 'failed') throw new Error(`the import failed: ${now.error.message}`);
      if (now.status !== 'completed') return `${now.counts.read} of ${documents.length}`;
      for (const { line, error } of now.reports.slice(0, 3)) say(`line ${line}: ${error.message}`);
      return true;
    }, 'taking in');
  }
}

async function embedAll(client, organization) {
  await until(async () => {
    const { data } = await client.call('GET', `/products/jobs/embed_${organization}`);
    if (data.status === 'completed') return true;
    if (data.status === 'failed') throw new Error(`vectors could not be made: ${data.error}`);
    return `${data.current ?? 'waiting'} ${data.percent ?? 0} %`;
  }, 'vectors');
}

async function rank(client, queries, type) {
  const ranking = new Map();
  const times = [];
  for (const { id, text } of queries) {
    const q = encodeURIComponent(cut(text, 512));
    const begin = performance.now();
    const { data } = await client.call('GET', `/products/search?type=${type}&limit=100&q=${q}`);
    times.push(performance.now() - begin);
    // A search that had to do without meaning measures something else.
    if (type !== 'fts' && !data.mode) throw new Error(`${type}: ${data.notice}`);
    const hits = data.data.filter(({ score }) => type !== 'semantic' || score > 0);
    ranking.set(id, hits.map(({ sku, score }) => ({ id: sku, score })));
  }
  times.sort((a, b) => a - b);
  return { ranking, median: times[times.length >> 1] };
}

/** Asks every query in each way; results are a Map type → { ranking, median }. */
async function rankAll(set) {
  const results = new Map([['bm25', { ranking: rankPlainly(set) }]]);
  const platform = await startPlatform({ services: kServices, onLog: () => {} });
  try {
    await platform.waitReady();
    const client = new Client(platform.url);
    const organization = await signUp(client);
    await importAll(client, set.documents);
    await embedAll(client, organization);
    for (const type of kTypes) results.set(type, await rank(client, set.queries, type));
  } finally {
    await platform.dispose();
  }
  return results;
}

const number = (value) => value.toFixed(4);

function print({ documents, queries, grades }, results, name, digest) {
  const figures = new Map([...results].map(([type, { ranking }]) =>
    [type, measure(ranking, grades)]));
  const rows = [['type', 'nDCG@10', 'recall@100', 'median ms']];
  for (const [type, { ndcg, recall }] of figures) {
    rows.push([type, number(ndcg), number(recall), results.get(type).median?.toFixed(1) ?? '']);
  }
  const kinds = [...new Set(queries.map(({ kind }) => kind))].filter(Boolean);
  if (kinds.length > 0) rows.push([], ['nDCG@10', 'queries', ...results.keys()]);
  for (const kind of kinds) {
    const ids = new Set(queries.filter((query) => query.kind === kind).map(({ id }) => id));
    const some = new Map([...grades].filter(([id]) => ids.has(id)));
    rows.push([kind, String(ids.size), ...[...results.values()]
      .map(({ ranking }) => number(measure(ranking, some).ndcg))]);
  }
  const text = rows.map((row) => row.map((cell) => cell.padEnd(14)).join('').trimEnd()).join('\n');
  process.stdout.write(`${name}\n${text}\n${JSON.stringify({ set: name, digest,
    documents: documents.length, queries: figures.get('bm25').queries,
    ...Object.fromEntries([...figures].map(([type, { ndcg, recall }]) =>
      [type, { ndcg10: Number(number(ndcg)), recall100: Number(number(recall)) }])) })}\n`);
}

async function measureSet(folder, name) {
  const set = readSet(folder);
  say(`${name}: ${set.documents.length} documents, ${set.queries.length} queries`);
  const results = await rankAll(set);
  for (const [type, { ranking }] of results) writeRun(folder, type, ranking);
  print(set, results, name, digestOf(folder));
}

async function main() {
  const { values, positionals: [folder] } = parseArgs({ allowPositionals: true,
    options: { set: { type: 'string', multiple: true, default: [] } } });
  if (values.set.length === 0) await measureSet(folder, path.basename(path.resolve(folder)));
  for (const name of values.set) {
    const own = path.join(folder, name);
    writeSet(own, kSets[name]());
    await measureSet(own, name);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`relevance: ${error.message}\n`);
  process.exitCode = 1;
}
