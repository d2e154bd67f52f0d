// The one generator of Miniflare's configuration. Miniflare ignores unknown and outdated options
// in silence, so a key of a wrangler file that is not translated here is an error.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kRoot, readWorkers } from './wrangler-config.mjs';

export const kDefaultDist = path.join(kRoot, 'build/wasm-release/dist');

/**
 * Wrangler's files, as Miniflare 5 wants them.
 *
 * - `services`: only these; bindings to others are left out. Default: all.
 * - `distRoot`: folder with one built folder per service.
 * - `vars`, `secrets`: values that replace those of the files, where a worker names them.
 * - `varsOf`: the same for one service, `{ auth: { NAME: value } }`; may add new names.
 * - `ai`: variables of the AI (docs/ai.md) for every worker that names AI_MODE.
 * - `sockets`: `{ gateway: port }`, addresses that go straight to a worker.
 * - `extraWorkers`: workers of a test; see extraWorker().
 * - `bindings`: more bindings in Miniflare's shape, `{ users: { NAME: {type, …} } }`.
 * - `outboundService`: what answers outgoing fetches, in Miniflare's shape.
 * - `resources`: folder of the data; without one they live in memory.
 */
export function makeMiniflareOptions(options = {}) {
  const workers = readWorkers({ root: options.root ?? kRoot, services: options.services });
  const context = { distRoot: kDefaultDist, vars: {}, secrets: {}, varsOf: {}, sockets: {},
    bindings: {}, ...options, workers };
  const built = workers.map((worker) => makeWorker(worker, context));
  const extra = (options.extraWorkers ?? []).map((worker) => extraWorker(worker, context));
  return {
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    host: '127.0.0.1',
    ...(options.resources ? { resourcePersistencePath: options.resources } : {}),
    workers: [...built, ...extra, ...socketHolders(workers, context)],
  };
}

/** `wrangler/auth.jsonc` and its built modules as one Miniflare worker. */
function makeWorker(worker, context) {
  const { service, top, env } = worker;
  refuseUnknown(worker, top, kTopKeys);
  refuseUnknown(worker, env, kEnvKeys);
  const folder = path.join(context.distRoot, service);
  const assets = makeAssets(worker, context);
  return {
    config: {
      name: top.name,
      compatibilityDate: top.compatibility_date,
      compatibilityFlags: top.compatibility_flags ?? [],
      manifest: readModules(folder, path.basename(top.main ?? 'index.js'), service),
      env: { ...makeBindings(worker, context), ...context.bindings[service] },
      ...(env.exports ?? top.exports ? { exports: env.exports ?? top.exports } : {}),
      triggers: makeTriggers(worker),
      ...(assets ? { assets } : {}),
    },
    dev: makeDev(top.name, assets ? undefined : context.sockets[service], context),
  };
}

const kTopKeys = ['$schema', 'name', 'main', 'compatibility_date', 'compatibility_flags',
  'no_bundle', 'find_additional_modules', 'rules', 'workers_dev', 'preview_urls', 'observability',
  'assets', 'triggers', 'limits', 'placement', 'exports', 'migrations'];
const kEnvKeys = ['name', 'routes', 'services', 'd1_databases', 'kv_namespaces', 'r2_buckets',
  'queues', 'durable_objects', 'ratelimits', 'send_email', 'analytics_engine_datasets',
  'vectorize', 'ai', 'version_metadata', 'vars', 'secrets', 'triggers', 'assets', 'exports',
  'limits', 'placement'];

function refuseUnknown(worker, keys, known) {
  const unknown = Object.keys(keys).find((key) => !known.includes(key));
  if (unknown) {
    throw new Error(`wrangler/${worker.service}.jsonc: scripts/lib/miniflare-options.mjs does ` +
      `not translate "${unknown}" yet; add it there`);
  }
}

/** The worker that stands in for Vectorize: one for all indexes, told which by its binding. */
const kVectorize = 'vectorize';

function makeBindings({ service, top, env }, context) {
  const result = {};
  const own = { ...(env.vars?.AI_MODE ? context.ai : {}), ...context.varsOf[service] };
  for (const [name, value] of Object.entries({ ...env.vars, ...own })) {
    const chosen = own[name] ?? context.vars[name] ?? value;
    result[name] = typeof chosen === 'string'
      ? { type: 'text', value: chosen } : { type: 'json', value: chosen };
  }
  for (const name of env.secrets?.required ?? []) {
    const value = own[name] ?? context.secrets[name];
    if (value === undefined) throw new Error(`${service}: no value for the secret ${name}`);
    result[name] = { type: 'text', value };
  }
  for (const { binding, service: target, entrypoint } of env.services ?? []) {
    const found = context.workers.find((other) => target === other.deployedName);
    if (!found) continue;
    result[binding] = { type: 'worker', worker: found.name,
      ...(entrypoint ? { exportName: entrypoint } : {}) };
  }
  for (const database of env.d1_databases ?? []) {
    result[database.binding] = { type: 'd1', id: localDatabaseId(database) };
  }
  for (const { binding, id, preview_id: previewId } of env.kv_namespaces ?? []) {
    result[binding] = { type: 'kv', id: previewId ?? id };
  }
  for (const { binding, bucket_name: name, preview_bucket_name: previewName } of
    env.r2_buckets ?? []) {
    result[binding] = { type: 'r2', name: previewName ?? name };
  }
  for (const { binding, queue } of env.queues?.producers ?? []) {
    result[binding] = { type: 'queue', name: queue };
  }
  for (const { name, class_name: className, script_name: script } of
    env.durable_objects?.bindings ?? []) {
    const owner = script && context.workers.find((other) => other.deployedName === script);
    if (script && !owner) continue;
    result[name] = { type: 'durable-object', worker: owner?.name ?? top.name,
      exportName: className };
  }
  for (const { name, namespace_id: namespace, simple } of env.ratelimits ?? []) {
    result[name] = { type: 'rate-limit', namespace, simple };
  }
  for (const { name } of env.send_email ?? []) result[name] = { type: 'send-email' };
  for (const { binding, dataset } of env.analytics_engine_datasets ?? []) {
    result[binding] = { type: 'analytics-engine-dataset', name: dataset };
  }
  // Workers AI exists in production alone; on one machine its binding is left out, and the
  // variables say who answers instead (shared/host/ai.h).
  if (env.version_metadata) {
    result[env.version_metadata.binding] = { type: 'version-metadata' };
  }
  const vectorize = context.workers.find((other) => other.service === kVectorize);
  for (const { binding, index_name: index } of env.vectorize ?? []) {
    if (!vectorize) continue;
    result[binding] = { type: 'worker', worker: vectorize.name, exportName: 'Vectorize',
      props: { index } };
  }
  const assets = env.assets ?? top.assets;
  if (assets?.binding) result[assets.binding] = { type: 'assets' };
  return result;
}

/** The name under which a database lives on one machine; wrangler's --local uses the same. */
export function localDatabaseId(database) {
  return database.preview_database_id ?? database.database_name;
}

/** Cron expressions of a worker. */
export function cronsOf({ top, env }) {
  return (env.triggers ?? top.triggers)?.crons ?? [];
}

function makeTriggers(worker) {
  const crons = cronsOf(worker).map((schedule) => ({ type: 'scheduled', schedule }));
  const queues = (worker.env.queues?.consumers ?? []).map((consumer) => ({
    type: 'queue',
    name: consumer.queue,
    maxBatchSize: consumer.max_batch_size,
    maxBatchTimeout: consumer.max_batch_timeout,
    maxRetries: consumer.max_retries,
    retryDelay: consumer.retry_delay,
    deadLetterQueue: consumer.dead_letter_queue,
  }));
  return [...crons, ...queues];
}

function makeAssets({ file, top, env }) {
  const assets = env.assets ?? top.assets;
  if (!assets) return null;
  const directory = path.resolve(path.dirname(file), assets.directory);
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
  return {
    directory,
    hasUserWorker: true,
    ...(assets.run_worker_first === undefined ? {} : { runWorkerFirst: assets.run_worker_first }),
    ...(assets.html_handling ? { htmlHandling: assets.html_handling } : {}),
    ...(assets.not_found_handling ? { notFoundHandling: assets.not_found_handling } : {}),
  };
}

function makeDev(name, port, context) {
  return {
    ...(port === undefined ? {} : { unsafeDirectSockets: [{ host: '127.0.0.1', port }] }),
    ...(context.outboundService ? { outboundService: context.outboundService } : {}),
  };
}

/**
 * Miniflare leads the direct socket of a worker with assets through its asset router, one hop
 * more than production has. A socket that belongs to another worker and names this one does not.
 */
function socketHolders(workers, context) {
  return workers
    .filter(({ service, top, env }) =>
      (env.assets ?? top.assets) && context.sockets[service] !== undefined)
    .map(({ service, top }) => ({
      config: {
        name: `crow-socket-${service}`,
        compatibilityDate: top.compatibility_date,
        manifest: inlineModules({ 'index.js': 'export default {};' }),
      },
      dev: { unsafeDirectSockets:
        [{ host: '127.0.0.1', port: context.sockets[service], serviceName: top.name }] },
    }));
}

/**
 * A worker of a test: `{ name, script | modules | directory, env, port, compatibilityDate,
 * compatibilityFlags, exports, triggers, outboundService }`; `env` is in Miniflare's shape,
 * plain strings are texts.
 */
function extraWorker(worker, context) {
  const manifest = worker.directory
    ? readModules(path.resolve(worker.directory), worker.main ?? 'index.js', worker.name)
    : inlineModules(worker.modules ?? { 'index.js': worker.script });
  const env = Object.fromEntries(Object.entries(worker.env ?? {}).map(([name, value]) =>
    [name, typeof value === 'string' ? { type: 'text', value } : value]));
  const outboundService = worker.outboundService ??
    (context.outboundService?.worker === worker.name ? undefined : context.outboundService);
  return {
    config: {
      name: worker.name,
      compatibilityDate: worker.compatibilityDate ?? context.workers[0]?.top.compatibility_date ??
        '2026-09-01',
      compatibilityFlags: worker.compatibilityFlags ?? ['nodejs_compat', 'enable_request_signal'],
      manifest,
      env,
      ...(worker.exports ? { exports: worker.exports } : {}),
      triggers: worker.triggers ?? [],
    },
    dev: makeDev(worker.name, worker.port, { outboundService }),
  };
}

const kModuleTypes = { '.js': 'esm', '.mjs': 'esm', '.wasm': 'wasm', '.txt': 'text',
  '.bin': 'data', '.json': 'json' };

/** A worker's modules from their texts or bytes; the first one is the entry. */
function inlineModules(sources) {
  const modules = Object.fromEntries(Object.entries(sources).map(([name, contents]) =>
    [name, { type: kModuleTypes[path.extname(name)] ?? 'esm', contents }]));
  return { mainModule: Object.keys(sources)[0], modules };
}

/** A worker's modules from its built folder. */
function readModules(folder, mainModule, service) {
  if (!existsSync(path.join(folder, mainModule))) {
    throw new Error(`${service} is not built: ${path.join(folder, mainModule)} is missing; ` +
      'build with: cmake --preset wasm-release && cmake --build --preset wasm-release');
  }
  const modules = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = kModuleTypes[path.extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = path.join(entry.parentPath, entry.name);
    const contents = type === 'wasm' || type === 'data'
      ? new Uint8Array(readFileSync(file)) : readFileSync(file, 'utf8');
    modules[path.relative(folder, file).split(path.sep).join('/')] = { type, contents };
  }
  return { mainModule, modulesRoot: path.resolve(folder), modules };
}
