// What an organization may ask, written where auth reads it with every credential.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kEnvironments, kRoot, readWorker } from './wrangler-config.mjs';

export const kTiers = ['Free', 'Starter', 'Professional', 'Enterprise'];
const kMost = 1_000_000_000;

/** A number of requests, or SQL's NULL for "none". */
function limitOf(name, text) {
  if (text === 'none') return 'NULL';
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > kMost) {
    throw new Error(`${name} must be a whole number from 1 to ${kMost}, or "none"; got ${text}`);
  }
  return String(number);
}

/** The statement, for `{ organization, perMinute, perDay, tier }`; what is absent stays. */
export function limitsSql({ organization, perMinute, perDay, tier }) {
  if (!/^[A-Za-z0-9_]{1,64}$/.test(organization ?? '')) {
    throw new Error(`--organization must be an id, got ${organization ?? 'none'}`);
  }
  if (tier !== undefined && !kTiers.includes(tier)) {
    throw new Error(`--tier must be one of ${kTiers.join(', ')}, got ${tier}`);
  }
  const changes = [
    ...(perMinute === undefined ? [] : [`per_minute = ${limitOf('--per-minute', perMinute)}`]),
    ...(perDay === undefined ? [] : [`per_day = ${limitOf('--per-day', perDay)}`]),
    ...(tier === undefined ? [] : [`tier = '${tier}'`]),
  ];
  if (changes.length === 0) throw new Error('name --per-minute, --per-day or --tier');
  return `UPDATE organization SET ${changes.join(', ')} WHERE id = '${organization}' ` +
    'RETURNING id, name, tier, per_minute, per_day';
}

function main() {
  const { values } = parseArgs({ options: {
    env: { type: 'string' }, organization: { type: 'string' }, 'per-minute': { type: 'string' },
    'per-day': { type: 'string' }, tier: { type: 'string' },
    'dry-run': { type: 'boolean', default: false } } });
  if (!kEnvironments.includes(values.env)) {
    throw new Error(`--env must be ${kEnvironments.join(' or ')}`);
  }
  const sql = limitsSql({ organization: values.organization, perMinute: values['per-minute'],
    perDay: values['per-day'], tier: values.tier });
  if (values['dry-run']) {
    console.log(sql);
    return;
  }
  const worker = readWorker('auth', { environment: values.env });
  const [{ database_name: database }] = worker.env.d1_databases;
  execFileSync(process.execPath, [path.join(kRoot, 'node_modules/wrangler/bin/wrangler.js'),
    'd1', 'execute', database, '-c', worker.file, '--env', values.env, '--remote', '--yes',
    '--command', sql], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(`set-limits: ${error.message}`);
    process.exit(1);
  }
}
