// Reads wrangler/<service>.jsonc, the single source of every worker's bindings.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJsonc } from './jsonc.mjs';

export const kRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const kEnvironments = ['dev', 'production'];
/** The only environment of what stands in, on one machine, for a part of Cloudflare. */
const kStandIn = 'local';

/** Services in the order in which they are deployed: what others call comes first. */
const kDeployFirst = ['limiter', 'auth', 'access', 'users', 'organizations', 'models', 'meaning'];
const kDeployLast = ['gateway'];

/**
 * One worker as one environment sees it.
 * `service` is the folder's name, `name` what wrangler calls it without the environment,
 * `deployedName` with it; `top` holds the inheritable keys, `env` those of the environment.
 * A worker whose only environment is "local" is never deployed (`isStandIn`).
 */
export function readWorker(service, { root = kRoot, environment = 'dev' } = {}) {
  const file = path.join(root, 'wrangler', `${service}.jsonc`);
  if (!existsSync(file)) {
    throw new Error(`wrangler/${service}.jsonc does not exist; ./scripts/new-worker makes one`);
  }
  const { env: environments = {}, ...top } = parseJsonc(readFileSync(file, 'utf8'), file);
  const isStandIn = Object.keys(environments).join() === kStandIn;
  const env = environments[isStandIn ? kStandIn : environment];
  if (!env) {
    throw new Error(`wrangler/${service}.jsonc has no "${environment}" below "env"`);
  }
  const deployedName = env.name ?? `${top.name}-${isStandIn ? kStandIn : environment}`;
  return { service, file, name: top.name, deployedName, isStandIn, top, env };
}

/** Names of the services that are deployed: all but those that stand in for something. */
export function listDeployed({ root = kRoot } = {}) {
  return readWorkers({ root }).filter(({ isStandIn }) => !isStandIn).map(({ service }) => service);
}

/** Names of all services that have a wrangler file, in the order of deployment. */
export function listServices({ root = kRoot } = {}) {
  const folder = path.join(root, 'wrangler');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonc'))
    .map((name) => name.slice(0, -'.jsonc'.length))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** All workers of one environment. */
export function readWorkers({ root = kRoot, environment = 'dev', services } = {}) {
  const known = listServices({ root });
  const unknown = (services ?? []).find((service) => !known.includes(service));
  if (unknown) {
    throw new Error(`there is no wrangler/${unknown}.jsonc; services are: ${known.join(', ')}`);
  }
  return known
    .filter((service) => !services || services.includes(service))
    .map((service) => readWorker(service, { root, environment }));
}

/** Everything that is wrong with the wrangler files, as sentences; empty when all is well. */
export function findConfigFaults({ root = kRoot } = {}) {
  const faults = [];
  const services = listServices({ root });
  for (const folder of listWorkerFolders(root)) {
    if (!services.includes(folder)) {
      faults.push(`workers/${folder}/ has no wrangler/${folder}.jsonc`);
    }
  }
  for (const service of services) {
    if (!existsSync(path.join(root, 'workers', service))) {
      faults.push(`wrangler/${service}.jsonc has no workers/${service}/`);
    }
    for (const environment of kEnvironments) {
      try {
        const worker = readWorker(service, { root, environment });
        faults.push(...faultsOf(worker, worker.isStandIn ? kStandIn : environment, root));
        if (worker.isStandIn) break;
      } catch (error) {
        faults.push(error.message);
      }
    }
  }
  return faults;
}

function faultsOf(worker, environment, root) {
  const faults = [];
  const where = `wrangler/${worker.service}.jsonc (${environment})`;
  const expect = (condition, sentence) => condition || faults.push(`${where}: ${sentence}`);
  const { service, top, env } = worker;
  expect(top.name === `crow-${service}`, `name is not "crow-${service}"`);
  expect(top.main === `../build/wasm-release/dist/${service}/index.js`,
    'main is not the built index.js');
  expect(top.no_bundle === true, 'no_bundle is not true');
  for (const key of ['vars', 'd1_databases', 'services', 'kv_namespaces', 'r2_buckets', 'queues',
    'durable_objects', 'secrets']) {
    expect(!(key in top), `"${key}" stands at the top, where environments do not inherit it`);
  }
  expect(env.vars?.ENVIRONMENT === environment, `vars.ENVIRONMENT is not "${environment}"`);
  for (const { binding, service: target } of env.services ?? []) {
    const found = listServices({ root }).some((other) => target === `crow-${other}-${environment}`);
    expect(found, `service ${binding} names "${target}", which no wrangler file describes`);
  }
  for (const { name, script_name: script } of env.durable_objects?.bindings ?? []) {
    const found = !script ||
      listServices({ root }).some((other) => script === `crow-${other}-${environment}`);
    expect(found, `the objects ${name} are of "${script}", which no wrangler file describes`);
  }
  for (const database of env.d1_databases ?? []) {
    expect(database.preview_database_id,
      `database ${database.binding} lacks preview_database_id, its name on one machine`);
    const folder = database.migrations_dir &&
      path.resolve(path.dirname(worker.file), database.migrations_dir);
    expect(!folder || existsSync(folder), `migrations_dir ${database.migrations_dir} is not there`);
  }
  return faults;
}

function listWorkerFolders(root) {
  const folder = path.join(root, 'workers');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function rank(service) {
  if (kDeployFirst.includes(service)) return kDeployFirst.indexOf(service);
  return kDeployLast.includes(service) ? 1000 : 500;
}
