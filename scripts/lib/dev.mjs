// The supervisor behind scripts/dev: its pid is the platform's, and what it started ends with it.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildSite, stopBuild } from './build.mjs';
import { startCrons } from './crons.mjs';
import { seedDemo } from './demo.mjs';
import { loadEmailDomains } from './email-domains.mjs';
import { openLog, say } from './log.mjs';
import { startPlatform } from './platform.mjs';
import { isPortFree } from './ports.mjs';
import { startDemoShop } from './shop/demo-shop.mjs';
import { closeState, openState } from './state.mjs';
import { printSummary } from './summary.mjs';
import { startWatch } from './watch.mjs';
import { kRoot } from './wrangler-config.mjs';

const kTiers = ['Free', 'Starter', 'Professional', 'Enterprise'];
const kNoDemo = { email: null, password: null, apiKey: null, organizationId: null, writeKey: null,
  shop: null, users: null };

/** Parses the command line; throws one sentence when it is wrong. */
function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string', default: '8787' },
      state: { type: 'string', default: path.join(kRoot, '.state') },
      fresh: { type: 'boolean', default: false },
      'no-demo': { type: 'boolean', default: false },
      tier: { type: 'string', default: 'Enterprise' },
      'allow-shop': { type: 'string', multiple: true, default: [] },
      watch: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) {
    throw new Error(`--port ${values.port} is not a number from 0 to 65535`);
  }
  if (!kTiers.includes(values.tier)) {
    throw new Error(`--tier ${values.tier} is none of ${kTiers.join(', ')}`);
  }
  return { ...values, port, allowShops: values['allow-shop'].map(readShop) };
}

function readShop(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) ||
    !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    throw new Error(`--allow-shop ${text} is not an http address of this machine`);
  }
  return url.origin;
}

/** What the environment says of the AI, as AI_MODE=openai; docs/ai.md has the names. */
const aiOf = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AI_')));

async function main() {
  const options = readOptions(process.argv.slice(2));
  const stop = new AbortController();
  takeSignals(stop);
  const stateDir = await openState(options.state, { fresh: options.fresh });
  try {
    await serve(options, stateDir, stop);
  } catch (error) {
    // What fails because it was told to end has not failed.
    if (!stop.signal.aborted) throw error;
  } finally {
    closeState(stateDir);
  }
}

/** An orderly end on each of these. Miniflare's own listeners end the process on the spot. */
function takeSignals(stop) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      stopBuild();
      stop.abort();
    });
  }
}

async function serve(options, stateDir, stop) {
  const stopped = stop.signal;
  if (options.port !== 0 && !(await isPortFree(options.port))) {
    throw new Error(`port ${options.port} is taken by another program; ` +
      `stop it, or choose another with --port ${options.port + 1}`);
  }
  if (!options['no-build']) {
    await build();
    await buildSite();
  }
  stopped.throwIfAborted();
  const log = openLog(path.join(stateDir, 'workers.log'));
  const shop = options['no-demo'] ? null : await startDemoShop({ stateDir, log: say });
  const platform = await startPlatform({
    state: stateDir,
    port: options.port,
    tier: options.tier,
    allowShops: [...shop ? [shop.url] : [], ...options.allowShops],
    ai: aiOf(process.env),
    onLog: log.write,
    onWarning: say,
    onMigration: say,
  });
  takeSignals(stop);
  const closing = [() => platform.dispose(), () => log.close(), () => shop?.close()];
  try {
    stopped.throwIfAborted();
    await platform.waitReady();
    if (await loadEmailDomains(await platform.getDatabase('auth'))) {
      say('loaded the domains of disposable mail');
    }
    const demo = options['no-demo'] ? kNoDemo : await seedDemo({
      url: platform.url,
      // The catalog needs a service to be in.
      shop: platform.services.includes('products') ? shop.url : undefined,
      stateDir,
      getDatabase: (service) => platform.getDatabase(service),
      log: say,
      signal: stopped,
    });
    closing.unshift(startCrons(platform, say));
    if (options.watch) closing.unshift(startWatch(platform, say));
    report(options, platform, demo);
    await new Promise((resolve) => {
      if (stopped.aborted) resolve();
      stopped.addEventListener('abort', resolve, { once: true });
    });
    say('stopping');
  } finally {
    for (const close of closing) await close();
  }
}

function report(options, platform, demo) {
  const { url } = platform;
  const facts = { url, mcp: `${url}/mcp`, a2a: `${url}/a2a/jsonrpc`, ...kNoDemo, ...demo,
    pid: process.pid };
  if (options.json) process.stdout.write(`${JSON.stringify(facts)}\n`);
  else printSummary(facts, { services: platform.services, watch: options.watch });
}

// Who reads our output may go away; the platform stays.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
main().then(
  () => process.exit(0),
  (error) => {
    const lines = String(error?.message ?? error).trim().split('\n');
    process.stderr.write(`dev: ${lines.map((line) => line.trim()).filter(Boolean).join('; ')}\n`);
    if (process.env.CROW_DEBUG) process.stderr.write(`${error?.stack}\n`);
    process.exit(1);
  },
);
