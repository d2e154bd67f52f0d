// The domains of disposable mail, from npm's freemail, in the identity database.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { say } from './log.mjs';
import { kEnvironments, kRoot, readWorker } from './wrangler-config.mjs';

const kPackage = path.join(kRoot, 'node_modules/freemail');
const kAtOnce = 10_000;
const kRowsOfAStatement = 500;

/** The list and its name: `{ domains, source }`. */
export function readDisposableDomains() {
  const { version } = JSON.parse(readFileSync(path.join(kPackage, 'package.json'), 'utf8'));
  const lines = readFileSync(path.join(kPackage, 'data/disposable.txt'), 'utf8').split('\n');
  const domains = [...new Set(lines.map((line) => line.trim().toLowerCase()))]
    .filter((line) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(line));
  if (domains.length < 50_000) {
    throw new Error(`freemail ${version} lists ${domains.length} disposable domains, some 88,000 ` +
      'were expected; look at node_modules/freemail/data/disposable.txt');
  }
  return { domains, source: `freemail ${version}` };
}

/**
 * Brings the table of a database, by Miniflare's handle, up to the list; true when there was
 * something to do. It takes a second once and a look after that.
 */
export async function loadEmailDomains(database) {
  const { domains, source } = readDisposableDomains();
  const last = await database.prepare('SELECT source FROM email_domain WHERE domain = ?')
    .bind(domains.at(-1)).first();
  if (last?.source === source) return false;
  for (let start = 0; start < domains.length; start += kAtOnce) {
    await database.prepare(`
      INSERT INTO email_domain (domain, source) SELECT value, ?2 FROM json_each(?1) WHERE true
          ON CONFLICT (domain) DO UPDATE SET source = excluded.source WHERE source <> 'operator'`)
      .bind(JSON.stringify(domains.slice(start, start + kAtOnce)), source).run();
  }
  await database.prepare("DELETE FROM email_domain WHERE source NOT IN ('operator', ?)")
    .bind(source).run();
  return true;
}

/** The same as a text of SQL, for a database that is far away. */
export function emailDomainsSql() {
  const { domains, source } = readDisposableDomains();
  const statements = [];
  for (let start = 0; start < domains.length; start += kRowsOfAStatement) {
    const rows = domains.slice(start, start + kRowsOfAStatement)
      .map((domain) => `('${domain}', 0, '${source}')`);
    statements.push('INSERT INTO email_domain (domain, is_allowed, source) VALUES\n'
      + `${rows.join(',\n')}\nON CONFLICT (domain) DO UPDATE SET source = excluded.source `
      + "WHERE source <> 'operator';");
  }
  statements.push(`DELETE FROM email_domain WHERE source NOT IN ('operator', '${source}');`);
  return `${statements.join('\n')}\n`;
}

function main() {
  const { values } = parseArgs({ options: {
    env: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } });
  if (!kEnvironments.includes(values.env)) {
    throw new Error(`--env must be ${kEnvironments.join(' or ')}`);
  }
  const file = path.join(kRoot, 'build/email-domains.sql');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, emailDomainsSql());
  say(`wrote ${path.relative(kRoot, file)}`);
  if (values['dry-run']) return;
  const worker = readWorker('auth', { environment: values.env });
  const [{ database_name: database }] = worker.env.d1_databases;
  say(`loading it into ${database}`);
  execFileSync(process.execPath, [path.join(kRoot, 'node_modules/wrangler/bin/wrangler.js'),
    'd1', 'execute', database, '-c', worker.file, '--env', values.env, '--remote', '--yes',
    '--file', file], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(`load-email-domains: ${error.message}`);
    process.exit(1);
  }
}
