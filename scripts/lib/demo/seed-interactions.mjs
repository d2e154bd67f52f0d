// Fills the demo organization with its 90 days, and remembers in <state>/demo/interactions.json how
// far it came: a start that was interrupted is completed by the next one, a complete one is left
// alone. The world is fixed by the first start, so the same state holds the same events.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describePlanted, generateEvents } from './events.mjs';
import { loadEvents } from './load.mjs';
import { makePlan } from './plan.mjs';

const kProgressEvery = 1000;

/**
 * Loads what is missing, and returns `{sent, accepted, duplicates, seconds}`.
 *
 * @param {object} options
 * @param {string} options.url  the gateway
 * @param {string} options.apiKey  a key of the organization
 * @param {string} options.stateDir  the state folder
 * @param {(line: string) => void} options.log  progress
 * @param {number} [options.scale]  of a first start; default: parameters.jsonc
 * @param {string} [options.seed]  of a first start
 * @param {string} [options.endDate]  of a first start; default: today, in UTC
 * @param {boolean} [options.again]  send everything once more, which must add nothing
 * @param {AbortSignal} [options.signal]  ends it between two batches
 */
export async function seedInteractions({ url, apiKey, stateDir, log, scale, seed,
  endDate = new Date().toISOString().slice(0, 10), again = false, signal }) {
  const folder = path.join(stateDir, 'demo');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'interactions.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  const plan = makePlan(kept ?? { scale, seed, endDate });
  const world = { seed: plan.seed, scale: plan.scale, endDate: plan.endDate };
  const keep = (more) => {
    Object.assign(world, more);
    replaceFile(file, world);
  };
  if (kept?.isComplete && !again) return { sent: 0, accepted: 0, duplicates: 0, seconds: 0 };
  const position = again ? 0 : kept?.position ?? 0;
  if (!kept) keep({ position: 0, isComplete: false });
  Object.assign(world, kept);
  replaceFile(path.join(folder, 'planted.json'), describePlanted(plan));

  log(`loading 90 days of interactions until ${plan.endDate}` +
    `${position > 0 ? `, on from event ${thousands(position)}` : ''}`);
  const totals = await loadEvents(generateEvents(world), {
    url,
    key: apiKey,
    signal,
    onProgress: progressTo(log, plan),
    state: { position, save: again ? undefined : (reached) => keep({ position: reached }) },
  });
  keep({ isComplete: true });
  log(`  ${describe(totals)}`);
  return totals;
}

/** A line each second: how many, how fast, and how far in the 90 days. */
function progressTo(log, { days, end }) {
  let next = Date.now() + kProgressEvery;
  return ({ last, ...totals }) => {
    if (Date.now() < next) return;
    next = Date.now() + kProgressEvery;
    const part = (Date.parse(last.timestamp) - days[0].start) / (end - days[0].start);
    log(`  ${String(Math.round(100 * part)).padStart(3)} %: ${describe(totals)}`);
  };
}

function describe({ sent, accepted, duplicates, seconds }) {
  const rate = Math.round(sent / Math.max(seconds, 0.001));
  return `${thousands(accepted)} interactions` +
    `${duplicates > 0 ? ` and ${thousands(duplicates)} that were there` : ''} ` +
    `in ${seconds.toFixed(1)} s, ${thousands(rate)}/s`;
}

const thousands = (number) => number.toLocaleString('en-GB');

function replaceFile(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
