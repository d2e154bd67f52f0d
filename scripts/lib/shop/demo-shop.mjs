// The demo shop of one state folder: the same address at each start, so that the catalog that was
// read from it stays the same, and the prices that the demo's interactions know.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makePlan, priceAt } from '../demo/plan.mjs';
import { isPortFree } from '../ports.mjs';
import { startShop } from './server.mjs';

/**
 * Starts the shop; see startShop().
 *
 * @param {object} options
 * @param {string} options.stateDir  the state folder, which remembers the port
 * @param {(line: string) => void} options.log  what people should know
 */
export async function startDemoShop({ stateDir, log }) {
  const folder = path.join(stateDir, 'demo');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'shop.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const isFree = kept.port && await isPortFree(kept.port);
  if (kept.port && !isFree) {
    log(`port ${kept.port} of the demo shop is taken by another program; the shop moves, and its ` +
      'products are read anew');
  }
  const plan = makePlan({ endDate: new Date().toISOString().slice(0, 10), ...readWorld(folder) });
  const now = Date.now();
  const shop = await startShop({ port: isFree ? kept.port : 0,
    priceOf: (product) => priceAt(plan, product, now) });
  const port = Number(new URL(shop.url).port);
  if (port !== kept.port) {
    writeFileSync(`${file}.new`, `${JSON.stringify({ port }, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
  return shop;
}

/** The demo's world, once a first start has fixed it. */
function readWorld(folder) {
  const file = path.join(folder, 'interactions.json');
  if (!existsSync(file)) return {};
  const { seed, scale, endDate } = JSON.parse(readFileSync(file, 'utf8'));
  return { seed, scale, endDate };
}
