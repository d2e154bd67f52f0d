// Fills the demo organization's catalog as a retailer would: by a crawl of its shop, through the
// public API. <state>/demo/products.json remembers the job, so that a start that was interrupted
// goes on with it.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const kJobs = '/api/v1/products/crawler-jobs';
const kMaxPages = 2_000;
const kLookEvery = 250;
const kProgressEvery = 1_000;
const kEveryHours = 24;

/**
 * Crawls the shop, unless that was done, and returns the job.
 *
 * @param {object} options
 * @param {string} options.url  the gateway
 * @param {string} options.apiKey  a key of an owner or admin
 * @param {string} options.shop  the shop's address
 * @param {string} options.stateDir  the state folder
 * @param {(line: string) => void} options.log  progress
 * @param {AbortSignal} [options.signal]  ends the waiting; the crawl goes on by itself
 */
export async function seedProducts({ url, apiKey, shop, stateDir, log, signal }) {
  const folder = path.join(stateDir, 'demo');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'products.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  if (kept?.isComplete && kept.shop === shop) return kept;
  const ask = async (method, route, body) => {
    const response = await fetch(url + route, { method, signal,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    if (response.status >= 300) {
      throw new Error(`the demo shop is not read: ${method} ${route} answered ${response.status} ` +
        `${text.slice(0, 200)}; start again to go on, or start with --no-demo`);
    }
    return JSON.parse(text);
  };
  const known = kept?.shop === shop ? kept.id : undefined;
  const { id } = known ? { id: known } : await ask('POST', kJobs, { sourceType: 'url',
    sourceValue: `${shop}/`, maxPages: kMaxPages, schedule: { everyHours: kEveryHours } });
  const keep = (isComplete) => replaceFile(file, { shop, id, isComplete });
  if (!known) keep(false);
  log(`reading the demo shop ${shop}`);
  const job = await watch(() => ask('GET', `${kJobs}/${id}`), { log, signal });
  if (job.status !== 'completed') {
    throw new Error(`the demo shop is not read: ${job.error?.message ?? job.status}; start with ` +
      '--fresh to begin anew, or with --no-demo');
  }
  keep(true);
  return job;
}

/** Looks until the job has ended, and says each second how far it is. */
async function watch(look, { log, signal }) {
  const started = Date.now();
  let next = started + kProgressEvery;
  for (;;) {
    const job = await look();
    const { products = 0, read = 0 } = job.counts;
    const line = `${products} products on ${read} pages`;
    if (!['queued', 'running'].includes(job.status)) {
      log(`  ${line} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      return job;
    }
    if (Date.now() >= next) {
      log(`  ${String(job.percent ?? 0).padStart(3)} %: ${line}`);
      next += kProgressEvery;
    }
    await sleep(kLookEvery, undefined, { signal });
  }
}

function replaceFile(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
