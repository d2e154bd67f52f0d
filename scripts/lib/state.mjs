// The state folder: everything that one platform keeps.
//   .crow-state      marks the folder as ours; --fresh empties no other
//   resources/v3/    databases, buckets, queues (wrangler finds them with --persist-to resources)
//   secrets.json     generated once
//   supervisor.pid   pid, start time and command line of who runs the platform, one per line
//   workerd.pid      the same for the runtime
//   demo/            what the demo's seed made
//   workers.log      what the workers wrote

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync,
  writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeProcess, endProcess, isAlive } from './processes.mjs';

const kMarker = '.crow-state';
const kMarkerText = 'State of a CROW platform. ./scripts/dev --fresh may empty this folder.\n';
const kEphemeralPrefix = 'crow-platform-';

/**
 * Takes the folder for this process: ends a runtime that a killed supervisor left, refuses while
 * another supervisor lives, empties it when `fresh`.
 */
export async function openState(folder, { fresh = false } = {}) {
  const directory = path.resolve(folder);
  const entries = existsSync(directory) ? readdirSync(directory) : [];
  const ours = entries.length === 0 || entries.includes(kMarker);
  if (fresh && !ours) {
    throw new Error(`--fresh does not empty ${directory}: it is not empty and has no ${kMarker}; ` +
      'name another folder with --state');
  }
  const supervisor = readRecord(path.join(directory, 'supervisor.pid'));
  if (supervisor && supervisor.pid !== process.pid && isAlive(supervisor)) {
    throw new Error(`${directory} is in use by process ${supervisor.pid}; stop that one, ` +
      'or name another folder with --state');
  }
  await endOrphan(directory);
  if (fresh) for (const name of entries) rmSync(path.join(directory, name), { recursive: true });
  mkdirSync(path.join(directory, 'resources/v3'), { recursive: true });
  // A folder with foreign files is used when asked for, but never marked, so never emptied.
  if (ours) writeFileSync(path.join(directory, kMarker), kMarkerText);
  writeRecord(path.join(directory, 'supervisor.pid'), describeProcess(process.pid));
  return directory;
}

/** A folder that lives as long as its platform; clears away those of processes that were killed. */
export async function openEphemeralState() {
  for (const name of readdirSync(os.tmpdir())) {
    if (name.startsWith(kEphemeralPrefix)) await sweep(path.join(os.tmpdir(), name));
  }
  return openState(mkdtempSync(path.join(os.tmpdir(), kEphemeralPrefix)));
}

async function sweep(directory) {
  const supervisor = readRecord(path.join(directory, 'supervisor.pid'));
  if (!supervisor || isAlive(supervisor)) return;
  await endOrphan(directory).catch(() => {});
  rmSync(directory, { recursive: true, force: true });
}

/** Ends the runtime that the folder's last supervisor left behind. */
async function endOrphan(directory) {
  const file = path.join(directory, 'workerd.pid');
  const record = readRecord(file);
  if (record) await endProcess(record);
  rmSync(file, { force: true });
}

/** Notes the runtime's process, for the next start to find. */
export function noteRuntime(directory, record) {
  writeRecord(path.join(directory, 'workerd.pid'), record);
}

/** Gives the folder back after an orderly end. */
export function closeState(directory) {
  rmSync(path.join(directory, 'workerd.pid'), { force: true });
  rmSync(path.join(directory, 'supervisor.pid'), { force: true });
}

/** Values for these secret names, made at first use and kept. */
export function readSecrets(directory, names) {
  const file = path.join(directory, 'secrets.json');
  const secrets = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = names.filter((name) => !(name in secrets));
  for (const name of missing) secrets[name] = randomBytes(32).toString('base64url');
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

function readRecord(file) {
  if (!existsSync(file)) return null;
  const [pid, start, command] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), start, command };
}

function writeRecord(file, { pid, start, command }) {
  writeFileSync(`${file}.new`, `${pid}\n${start}\n${command}\n`);
  renameSync(`${file}.new`, file);
}
