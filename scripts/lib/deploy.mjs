// Ships workers by wrangler, what others call first, looks whether they are well, and takes them
// back when they are not.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { compareAccount } from './account.mjs';
import { build, buildSite } from './build.mjs';
import { say } from './log.mjs';
import { kEnvironments, kRoot, listDeployed, readWorker } from './wrangler-config.mjs';

const kWrangler = process.env.CROW_WRANGLER
  ?? path.join(kRoot, 'node_modules/wrangler/bin/wrangler.js');
const kWellWithin = Number(process.env.CROW_WELL_WITHIN ?? 90_000);
const kZeros = /^[0-]+$/;

/**
 * Asks wrangler whether it would take these workers, two at a time, without a network.
 * Returns one sentence per worker that it refuses.
 */
export async function dryRun(services, environment) {
  const faults = [];
  const left = [...services];
  const next = async () => {
    for (let service = left.shift(); service; service = left.shift()) {
      const { code, output } = await wrangler(service, environment,
        ['deploy', '--dry-run', '--var', `VERSION:${versionOf()}`]);
      if (code !== 0 || /\bWARNING\b/.test(output)) {
        faults.push(`${service} (${environment}): ${essence(output)}`);
      }
    }
  };
  await Promise.all([next(), next()]);
  return faults;
}

async function deploy(services, environment, shipped) {
  refuseZeros(services, environment);
  for (const service of services) {
    const { env } = readWorker(service, { environment });
    for (const database of (env.d1_databases ?? []).filter((one) => one.migrations_dir)) {
      say(`migrating ${database.database_name}`);
      await must(service, environment,
        ['d1', 'migrations', 'apply', database.database_name, '--remote']);
    }
    say(`deploying ${service} to ${environment}`);
    await must(service, environment, ['deploy', '--var', `VERSION:${versionOf()}`]);
    shipped.push(service);
  }
}

/**
 * Deploys, and waits until the platform is well with what was deployed. When it does not become so,
 * or a deployment fails half way, every worker of this run goes back to the version before, the
 * last one first. Migrations stay: each is written so that the code before it works on.
 */
async function deployOrRollBack(services, environment, origin) {
  const shipped = [];
  try {
    await deploy(services, environment, shipped);
    await waitUntilWell(shipped, origin);
  } catch (error) {
    const stuck = [];
    for (const service of shipped.reverse()) {
      say(`rolling back ${service}`);
      const { code } = await wrangler(service, environment,
        ['rollback', '--yes', '--message', 'The platform was not well.'], { show: true });
      if (code !== 0) stuck.push(service);
    }
    const after = stuck.length > 0
      ? `; not rolled back: ${stuck.join(', ')}; was it the first deployment? else run `
        + `"npx wrangler rollback -c wrangler/${stuck[0]}.jsonc --env ${environment}"`
      : shipped.length > 0 ? `; rolled back: ${shipped.join(', ')}` : '';
    throw new Error(error.message + after);
  }
}

/** Each service that was shipped is ready in the version that was shipped, and so is the whole. */
async function waitUntilWell(shipped, origin) {
  const version = versionOf();
  const deadline = Date.now() + kWellWithin;
  const look = async (address, isWell) => {
    for (let last = 'no answer'; ; await sleep(1_000)) {
      try {
        const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
        const body = await answer.json();
        if (answer.status === 200 && isWell(body)) return;
        last = `${answer.status} ${JSON.stringify(body).slice(0, 200)}`;
      } catch (error) {
        last = error.cause?.code ?? error.message;
      }
      if (Date.now() > deadline) throw new Error(`${address} is not well: ${last}`);
    }
  };
  say(`waiting for ${origin} to be well with ${version}`);
  for (const service of shipped.filter((one) => one !== 'gateway')) {
    await look(`${origin}/api/v1/${service}/health`, (body) => body.version === version);
  }
  await look(`${origin}/api/v1/health`, (body) => body.status === 'ok');
}

async function verify(environment) {
  const { missing, superfluous } = await compareAccount(environment);
  for (const { what, command } of superfluous) say(`superfluous: ${what}\n    ${command}`);
  for (const { what, command } of missing) say(`missing: ${what}\n    ${command}`);
  if (missing.length > 0) {
    throw new Error(`the account lacks ${missing.length} of what wrangler/*.jsonc names; `
      + 'the commands above make them');
  }
  say(`the account has all that wrangler/*.jsonc names for ${environment}`);
}

/** A database that nobody has made yet has an id of zeros. */
function refuseZeros(services, environment) {
  const names = new Set(services.flatMap((service) =>
    (readWorker(service, { environment }).env.d1_databases ?? [])
      .filter((database) => kZeros.test(database.database_id ?? '0'))
      .map((database) => database.database_name)));
  if (names.size === 0) return;
  const [name] = names;
  throw new Error(`${[...names].join(', ')} has no id yet; make it with ` +
    `"npx wrangler d1 create ${name}" and put the id in wrangler/*.jsonc below "${environment}"`);
}

async function must(service, environment, args) {
  const { code, output } = await wrangler(service, environment, args, { show: true });
  if (code !== 0) {
    throw new Error(`wrangler ${args.slice(0, 3).join(' ')} of ${service} failed: ` +
      essence(output));
  }
}

function wrangler(service, environment, args, { show = false } = {}) {
  const child = spawn(process.execPath, [kWrangler, ...args,
    '-c', path.join(kRoot, 'wrangler', `${service}.jsonc`), '--env', environment], {
    cwd: kRoot,
    stdio: [show ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (show) process.stderr.write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** What wrangler complained about, in one line. */
function essence(output) {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  const lines = plain.split('\n').map((line) => line.trim()).filter(Boolean);
  const from = lines.findIndex((line) => /ERROR|WARNING/.test(line));
  return lines.slice(Math.max(from, 0)).slice(0, 6).join(' ').slice(0, 600);
}

/** The project's version and the commit, as health answers show it. */
function versionOf() {
  const { version } = JSON.parse(readFileSync(path.join(kRoot, 'package.json'), 'utf8'));
  try {
    const commit = execFileSync('git', ['rev-parse', '--short=10', 'HEAD'],
      { cwd: kRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${version}+${commit}`;
  } catch {
    return version;
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      verify: { type: 'boolean', default: false },
      origin: { type: 'string' },
    },
  });
  if (values.verify) {
    if (!kEnvironments.includes(values.env)) {
      throw new Error(`say of where: --env ${kEnvironments.join(' or --env ')}`);
    }
    await verify(values.env);
    return;
  }
  const all = listDeployed();
  const [wanted] = positionals;
  if (positionals.length !== 1 || (wanted !== 'all' && !all.includes(wanted))) {
    throw new Error(`name one worker or "all"; workers are: ${all.join(', ')}`);
  }
  if (!kEnvironments.includes(values.env)) {
    throw new Error(`say where to: --env ${kEnvironments.join(' or --env ')}`);
  }
  const services = wanted === 'all' ? all : [wanted];
  if (!values['dry-run']) refuseZeros(services, values.env);
  if (!values['no-build']) {
    await build();
    if (services.includes('gateway')) await buildSite();
  }
  if (!values['dry-run']) {
    const { BASE_URL } = readWorker('gateway', { environment: values.env }).env.vars;
    await deployOrRollBack(services, values.env, values.origin ?? BASE_URL);
    say(`${services.join(', ')} deployed to ${values.env}`);
    return;
  }
  const faults = await dryRun(services, values.env);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  say(`wrangler would take ${services.join(', ')} for ${values.env}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    process.stderr.write(`deploy: ${error.message}\n`);
    process.exit(1);
  });
}
