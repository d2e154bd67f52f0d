// Serves changes again: a source is built, then what came out differently is reloaded.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { build, buildSite } from './build.mjs';
import { kDefaultDist } from './miniflare-options.mjs';
import { kRoot } from './wrangler-config.mjs';

const kFolders = ['workers', 'shared', 'bindings', 'wrangler', 'cmake'];
const kSources = /\.(cpp|h|js|mjs|html|css|cmake|txt|json)$/;
const kDefinitions = /\.(sql|jsonc)$/;
const kQuiet = 120;

/** Watches the sources of a running platform; returns a function that stops it. */
export function startWatch(platform, log, { root = kRoot, distRoot = kDefaultDist,
  builds = { build, buildSite } } = {}) {
  const changed = new Set();
  let timer;
  let working = Promise.resolve();
  let served = fingerprints(distRoot);
  const note = (folder, name) => {
    if (!name || !(kSources.test(name) || kDefinitions.test(name))) return;
    changed.add(path.join(folder, name));
    clearTimeout(timer);
    timer = setTimeout(() => { working = working.then(takeOver); }, kQuiet);
  };

  const takeOver = async () => {
    const files = [...changed];
    changed.clear();
    if (files.length === 0) return;
    const start = Date.now();
    log(`changed: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`);
    try {
      if (files.some((file) => kSources.test(file))) await builds.build();
      const now = fingerprints(distRoot);
      const rebuilt = differences(served, now);
      if (rebuilt.length === 0 && !files.some((file) => kDefinitions.test(file))) {
        log('nothing that is served changed');
      } else {
        await platform.reload();
        served = now;
        const what = rebuilt.length > 0 ? `rebuilt ${rebuilt.join(', ')}` : 'took the files over';
        log(`${what}; served again after ${((Date.now() - start) / 1000).toFixed(1)} s`);
      }
      await refreshSite(files);
    } catch (error) {
      const state = error.isDown
        ? 'nothing is served until the next change' : 'still serving what was built before';
      log(`${error.message.trim()}; ${state}`);
    }
  };

  // The documents come from the native build, which takes longer than the worker: they follow.
  const refreshSite = async (files) => {
    if (!files.some((file) => kSources.test(file))) return;
    const before = fingerprint(path.join(root, 'build/site'));
    await builds.buildSite();
    if (fingerprint(path.join(root, 'build/site')) === before) return;
    await platform.reload();
    log('the OpenAPI documents are served again too');
  };

  const watchers = kFolders.filter((folder) => existsSync(path.join(root, folder)))
    .map((folder) => watch(path.join(root, folder), { recursive: true },
      (_, name) => note(folder, name)));
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    await working;
  };
}

/** A digest per built service. */
function fingerprints(distRoot) {
  if (!existsSync(distRoot)) return new Map();
  return new Map(readdirSync(distRoot)
    .map((name) => [name, fingerprint(path.join(distRoot, name))]));
}

function fingerprint(folder) {
  const hash = createHash('sha256');
  if (!existsSync(folder)) return '';
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name)).sort();
  for (const file of entries) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function differences(before, now) {
  return [...now.keys()].filter((name) => now.get(name) !== before.get(name));
}
