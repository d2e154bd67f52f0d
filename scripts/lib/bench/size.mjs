// What a deployment weighs, and how long a worker and the whole platform take to start.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSize } from '../check-build.mjs';
import { say } from '../log.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { listServices } from '../wrangler-config.mjs';
import { exchangeOnce, makeRequest } from './client.mjs';
import { kControls } from './platforms.mjs';
import { cpuSeconds } from './processes.mjs';
import { summarise } from './rounds.mjs';

const kGoals = { kilobytes: 150, instanceMs: 5, readyMs: 3_000 };

export async function benchSize({ quick, distRoot = kDefaultDist }) {
  const services = listServices()
    .filter((name) => existsSync(path.join(distRoot, name, 'index.js')));
  say(`size: ${services.join(', ')}`);
  return [
    ...services.map((service) => {
      const size = summarise([gzipSize(path.join(distRoot, service)) / 1024]);
      return row(`size: ${service}`, size, 'KB gzip', kGoals.kilobytes);
    }),
    ...await instantiate(services, distRoot, quick ? 5 : 25),
    row('start: platform ready', await startAgain(services, distRoot, quick ? 2 : 5), 'ms',
      kGoals.readyMs),
  ];
}

const row = (name, value, unit, goal) =>
  ({ name, value, unit, goal, isMet: value.median <= goal });

/** Processor time of making an instance and running its constructors, inside workerd. */
async function instantiate(services, distRoot, rounds) {
  const script = readFileSync(path.join(kControls, 'instantiate.js'), 'utf8');
  const ports = await Promise.all(services.map(findFreePort));
  const platform = await startPlatform({ services: [], extraWorkers: services.map((name, i) => ({
    name, port: ports[i], modules: { 'index.js': script,
      'worker.wasm': new Uint8Array(readFileSync(path.join(distRoot, name, `${name}.wasm`))) },
  })) });
  const times = services.map(() => []);
  const make = (port, count) => exchangeOnce(port, makeRequest('GET', `/?n=${count}`));
  try {
    for (const port of ports) await make(port, 1);
    for (let round = 0; round < rounds; round += 1) {
      for (const [i, port] of ports.entries()) {
        const before = cpuSeconds(platform.runtimePid);
        await make(port, 10);
        times[i].push((cpuSeconds(platform.runtimePid) - before) / 10 * 1e3);
      }
    }
  } finally {
    await platform.dispose();
  }
  return services.map((service, i) =>
    row(`start: ${service}, one instance`, summarise(times[i]), 'ms CPU', kGoals.instanceMs));
}

/** Wall time from nothing to every service being ready, on a state that exists already. */
async function startAgain(services, distRoot, rounds) {
  const state = mkdtempSync(path.join(os.tmpdir(), 'crow-bench-'));
  const times = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const start = performance.now();
      const platform = await startPlatform({ state, services, distRoot, onLog: () => {} });
      try {
        await platform.waitReady();
      } finally {
        times.push(performance.now() - start);
        await platform.dispose();
      }
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
  // The first one migrated.
  return summarise(times.slice(1));
}
