// Checks that every service folder has the same shape.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findConfigFaults, kRoot } from './wrangler-config.mjs';

const kRequired = ['README.md', 'CMakeLists.txt', 'main.cpp', 'routes.cpp'];

/** What is wrong with the shape of the folders below workers/. */
export function findShapeFaults({ root = kRoot } = {}) {
  const folder = path.join(root, 'workers');
  return listFolders(folder)
    .flatMap((service) => shapeFaultsOf(service, path.join(folder, service), root));
}

function shapeFaultsOf(service, folder, root) {
  const files = readdirSync(folder);
  const faults = kRequired.filter((name) => !files.includes(name))
    .map((name) => `workers/${service}/ has no ${name}`);
  for (const name of files.filter((file) => file.endsWith('.cpp'))) {
    if (name.endsWith('-test.cpp')) {
      const source = name.replace(/-test\.cpp$/, '.cpp');
      const header = name.replace(/-test\.cpp$/, '.h');
      if (!files.includes(source) && !files.includes(header)) {
        faults.push(`workers/${service}/${name} tests no ${source}`);
      }
    } else if (!kRequired.includes(name) && !files.includes(testOf(name))) {
      faults.push(`workers/${service}/${name} has no ${testOf(name)} beside it`);
    }
  }
  const listed = files.includes('CMakeLists.txt')
    ? readFileSync(path.join(folder, 'CMakeLists.txt'), 'utf8') : '';
  for (const name of files.filter((file) => file.endsWith('.cpp'))) {
    if (listed && !new RegExp(`(^|[\\s"/(])${escape(name)}([\\s")]|$)`, 'm').test(listed)) {
      faults.push(`workers/${service}/CMakeLists.txt does not build ${name}`);
    }
  }
  if (!existsSync(path.join(root, 'wasm-tests', service))) {
    faults.push(`wasm-tests/${service}/ is missing: the built worker has no test`);
  }
  for (const name of listMigrations(folder)) {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) {
      faults.push(`workers/${service}/migrations/${name} is not named like 0001-users.sql`);
    }
  }
  return faults;
}

const testOf = (name) => name.replace(/\.cpp$/, '-test.cpp');
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function listFolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function listMigrations(folder) {
  const migrations = path.join(folder, 'migrations');
  return existsSync(migrations) ? readdirSync(migrations) : [];
}

export const kShapeChecks = [
  { name: 'shape', about: 'service folders are alike: README, CMakeLists, main, routes, tests',
    run: () => findShapeFaults() },
  { name: 'wrangler', about: 'each worker has its wrangler file, and each file fits its worker',
    run: () => findConfigFaults() },
];
