// Starts the built workers on one machine. scripts/dev, the tests and the benchmarks all use it:
//
//   import { startPlatform } from '../../scripts/lib/platform.mjs';
//   const platform = await startPlatform();
//   after(() => platform.dispose());
//   await fetch(`${platform.url}/api/v1/health`);

import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeMiniflareOptions } from './miniflare-options.mjs';
import { applyMigrations } from './migrations.mjs';
import { findFreePort } from './ports.mjs';
import { findChildren } from './processes.mjs';
import { closeState, noteRuntime, openEphemeralState, openState, readSecrets } from './state.mjs';
import { kRoot, readWorkers } from './wrangler-config.mjs';

// Neither Miniflare nor wrangler calls out: the platform works without a network.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
process.env.WRANGLER_SEND_METRICS = 'false';
process.env.WRANGLER_SEND_ERROR_REPORTS = 'false';

const kRuntime = /workerd.* serve .*--control-fd=3/;
const kLookAtRuntimeEvery = 500;
const kVersion = JSON.parse(readFileSync(path.join(kRoot, 'package.json'), 'utf8')).version;

/**
 * Starts the platform and returns a Platform.
 *
 * - `state`: folder of the data; without one the data live as long as the platform.
 * - `fresh`: empty that folder first.
 * - `port`: of the gateway; without one a free port is chosen.
 * - `services`: only these, as `['auth', 'users']`. Default: all that have a wrangler file.
 * - `directSockets`: services with an address of their own, `['auth']`; see urlOf().
 * - `tier`: tier of new organizations. `allowShops`: loopback shops that may be crawled.
 * - `ai`, `vars`, `varsOf`, `secrets`, `bindings`, `extraWorkers`, `distRoot`, `root`: as
 *   makeMiniflareOptions() in miniflare-options.mjs.
 * - `outboundService`: who answers outgoing fetches: the name of an extra worker, a function
 *   `(request) => Response` with Miniflare's Response, or Miniflare's own shape.
 * - `onLog`: `({ timestamp, level, message }) => …` for each line a worker writes. Default: lines
 *   are collected in `platform.logs`, the last 1,000.
 * - `onWarning`: sentences of the runtime itself, such as a restart after a crash.
 */
export async function startPlatform(options = {}) {
  const directory = options.state === undefined
    ? await openEphemeralState() : await openState(options.state, { fresh: options.fresh });
  const platform = new Platform(directory, options);
  try {
    await platform.start();
  } catch (error) {
    await platform.dispose();
    throw error;
  }
  return platform;
}

/** A running platform. Made by startPlatform(). */
export class Platform {
  #options;
  #onExit = () => this.#release();
  #disposed = false;
  #watching;
  #isReviving = false;

  constructor(stateDir, options) {
    this.#options = options;
    this.stateDir = stateDir;
    this.sockets = {};
    this.logs = [];
    this.migrations = [];
    process.once('exit', this.#onExit);
  }

  /** Reads the wrangler files, starts the runtime, brings the databases up to date. */
  async start() {
    // A free port may be taken by another between looking and listening.
    for (let attempts = this.#options.port || this.url ? 1 : 5; ; --attempts) {
      await this.#prepare();
      try {
        await this.#launch();
        break;
      } catch (error) {
        await this.miniflare?.dispose().catch(() => {});
        if (error.code !== 'ERR_ADDRESS_IN_USE' || attempts === 1) throw error;
        this.port = undefined;
        this.sockets = {};
      }
    }
    await this.#migrate();
    this.#watching ??= setInterval(() => void this.#revive(), kLookAtRuntimeEvery).unref();
  }

  /** The address of a service that `directSockets` names, or of the gateway. */
  urlOf(service = 'gateway') {
    const port = this.sockets[service];
    if (port === undefined) {
      throw new Error(`${service} has no address; name it in directSockets`);
    }
    return `http://127.0.0.1:${port}`;
  }

  /** Node's handle of a worker: `.fetch(url, init)`, `.scheduled({ cron, scheduledTime })`. */
  async getWorker(service) {
    return this.miniflare.getWorker(this.#nameOf(service));
  }

  /**
   * Calls scheduled() of a service; the outcome, `ok` or what went wrong. Not through getWorker(),
   * whose handles hold Node up until the runtime answers: under load the runtime may be waiting for
   * Node itself, to take the lines of the log from it, and both would wait for ever.
   */
  async runScheduled(service, cron, time) {
    const query = new URLSearchParams({ cron, time: String(time.getTime()), format: 'json' });
    const response = await this.miniflare.dispatchFetch(
      `http://localhost/cdn-cgi/local/scheduled?${query}`,
      { headers: { 'MF-Route-Override': this.#nameOf(service) } });
    return (await response.json()).outcome;
  }

  /** Node's handle of a service's database: `.prepare(sql).bind(…).all()`. */
  async getDatabase(service, binding = 'DB') {
    return this.miniflare.getD1Database(binding, this.#nameOf(service));
  }

  /** Calls a service as another service does: past the gateway, with the internal key. */
  async internalFetch(service, pathAndQuery, init = {}) {
    const worker = await this.getWorker(service);
    const headers = new Headers(init.headers);
    headers.set('X-Internal-Key', this.secrets.INTERNAL_KEY);
    return worker.fetch(`http://${service}${pathAndQuery}`,
      { ...init, headers: Object.fromEntries(headers) });
  }

  /** Node's handle of a Durable Object that a service has bound. */
  async getObject(service, binding, object) {
    const objects = await this.miniflare.getDurableObjectNamespace(binding, this.#nameOf(service));
    return objects.get(objects.idFromName(object));
  }

  /** Waits until every service answers its /ready through the gateway. */
  async waitReady({ timeout = 20_000 } = {}) {
    const deadline = Date.now() + timeout;
    // The gateway leads to none of those that stand in for a part of Cloudflare.
    const waiting = this.workers.filter(({ service, isStandIn }) =>
      service !== 'gateway' && !isStandIn).map(({ service }) => service);
    const readyOf = async (service) => {
      const address = `${this.url}/api/v1/${service}/ready`;
      for (let last = 'no answer'; ; await sleep(25)) {
        try {
          const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
          const body = await response.text();
          if (response.status === 200) return;
          last = `${response.status} ${body.slice(0, 200)}`;
        } catch (error) {
          last = error.cause?.code ?? error.message;
        }
        if (Date.now() > deadline) throw new Error(`${service} is not ready: ${last}`);
      }
    };
    await Promise.all(waiting.map(readyOf));
  }

  /** Stops the runtime and starts it again on the same state and port, with the files of now. */
  async restart(changes = {}) {
    this.#options = { ...this.#options, ...changes };
    await this.miniflare.dispose();
    await this.start();
  }

  /**
   * Takes over changed files without a new supervisor; the address stays. When the files cannot be
   * read, everything goes on as before; when workers do not start, the error says `isDown`.
   */
  async reload() {
    await this.#prepare();
    const options = this.#miniflareOptions();
    try {
      await this.miniflare.setOptions(options);
    } catch (error) {
      throw Object.assign(error, { isDown: true });
    }
    await this.#noteRuntime();
    await this.#migrate();
  }

  /** pid of the runtime, for tests that kill it. */
  get runtimePid() {
    return this.runtime?.pid;
  }

  /** Ends the runtime and gives the state folder back; an ephemeral one is removed. */
  async dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    clearInterval(this.#watching);
    await this.miniflare?.dispose().catch(() => {});
    process.off('exit', this.#onExit);
    this.#release();
  }

  #release() {
    closeState(this.stateDir);
    if (this.#options.state === undefined) rmSync(this.stateDir, { recursive: true, force: true });
  }

  async #prepare() {
    const { root, services, directSockets = [] } = this.#options;
    this.workers = readWorkers({ root, services });
    this.services = this.workers.map((worker) => worker.service);
    this.port ??= this.#options.port || await findFreePort();
    if (this.services.includes('gateway')) this.sockets.gateway = this.port;
    for (const service of directSockets) this.sockets[service] ??= await findFreePort();
    this.url = `http://127.0.0.1:${this.port}`;
    const names = this.workers.flatMap((worker) => worker.env.secrets?.required ?? []);
    this.secrets = { ...readSecrets(this.stateDir, ['INTERNAL_KEY', ...names]),
      ...this.#options.secrets };
  }

  async #migrate() {
    const { onMigration } = this.#options;
    this.migrations.push(...await applyMigrations(this.miniflare, this.workers, onMigration));
  }

  async #launch() {
    const { Miniflare } = await import('miniflare');
    // One after the other, so that each finds its own runtime among this process's children.
    const previous = launching;
    let release;
    launching = new Promise((resolve) => { release = resolve; });
    await previous;
    try {
      this.miniflare = new Miniflare(this.#miniflareOptions());
      await Promise.all([this.miniflare.ready, this.#noteRuntime(this.miniflare.ready)]);
    } finally {
      release();
    }
  }

  /**
   * Notes the runtime's pid as soon as the process is there, so that even a supervisor that is
   * killed while it starts leaves a trace.
   */
  async #noteRuntime(ready = Promise.resolve()) {
    let settled = false;
    const settle = () => { settled = true; };
    ready.then(settle, settle);
    for (;;) {
      const last = settled;
      const found = findChildren(kRuntime).find((record) => !noted.has(record.pid));
      if (found) {
        noted.add(found.pid);
        this.runtime = found;
        noteRuntime(this.stateDir, found);
        return;
      }
      if (last) return;
      await sleep(10);
    }
  }

  /**
   * Miniflare starts a runtime again that ended, but gives up for good when that one ends before it
   * has started. It tells of each once; one that was not among the processes then is found here.
   */
  async #revive() {
    if (this.#isReviving || isRunning(this.runtimePid)) return;
    this.#isReviving = true;
    const { miniflare } = this;
    try {
      const hasGivenUp = await miniflare.ready.then(() => false, () => true);
      if (this.#disposed || miniflare !== this.miniflare) return;
      if (hasGivenUp) await miniflare.setOptions(this.#miniflareOptions());
      await this.#noteRuntime();
      if (!hasGivenUp) return;
      this.#options.onWarning?.('the runtime had ended while it started, and was started again');
    } catch {
      // The next look tries again.
    } finally {
      this.#isReviving = false;
    }
  }

  #miniflareOptions() {
    const options = this.#options;
    const local = {
      ENVIRONMENT: 'local',
      BASE_URL: this.url,
      TRUSTED_ORIGINS: `${this.url},http://localhost:${this.port}`,
      BEHIND_CLOUDFLARE: 'false',
      DEFAULT_TIER: options.tier ?? 'Enterprise',
      APP_URL: this.url,
      ALLOW_SHOPS: (options.allowShops ?? []).join(','),
      DOH_URL: '',
      VERSION: kVersion,
    };
    return {
      ...makeMiniflareOptions({
        ...options,
        resources: path.join(this.stateDir, 'resources/v3'),
        sockets: this.sockets,
        secrets: this.secrets,
        outboundService: outboundShape(options.outboundService),
        vars: { ...local, ...options.vars },
      }),
      handleStructuredLogs: (entry) => this.#onLog(entry),
      unsafeTriggerHandlers: true,
      unsafeHandleRuntimeRestart: async () => {
        await this.#noteRuntime();
        options.onWarning?.('the runtime had ended and was started again');
      },
    };
  }

  #onLog(entry) {
    if (this.#options.onLog) {
      this.#options.onLog(entry);
      return;
    }
    this.logs.push(entry);
    if (this.logs.length > 1000) this.logs.shift();
  }

  #nameOf(service) {
    return this.workers.find((worker) => worker.service === service)?.name ?? service;
  }
}

/** Runtimes that already belong to a platform of this process. */
const noted = new Set();
let launching = Promise.resolve();

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function outboundShape(service) {
  if (typeof service === 'string') return { type: 'worker', worker: service };
  if (typeof service === 'function') return { type: 'fetcher', handler: service };
  return service;
}
