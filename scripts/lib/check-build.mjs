// Checks of what was built: size, documents, and whether wrangler would take it.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { dryRun } from './deploy.mjs';
import { kDefaultDist } from './miniflare-options.mjs';
import { kEnvironments, kRoot, listDeployed, listServices } from './wrangler-config.mjs';

const run = promisify(execFile);
const kBudget = 150 * 1024;

/** Bytes of a folder's files, each one compressed. */
export function gzipSize(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => gzipSync(readFileSync(path.join(entry.parentPath, entry.name))).length)
    .reduce((sum, size) => sum + size, 0);
}

function sizes() {
  return listServices().flatMap((service) => {
    const folder = path.join(kDefaultDist, service);
    if (!existsSync(folder)) return [`${service} is not built`];
    const size = gzipSize(folder);
    return size <= kBudget ? [] : [`${service} is ${(size / 1024).toFixed(1)} KB gzip, more than ` +
      `${kBudget / 1024} KB`];
  });
}

async function openapi() {
  const folder = path.join(kRoot, 'build/site/openapi');
  if (!existsSync(folder)) return ['build/site/openapi is not built'];
  const faults = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    try {
      await run(process.execPath, [path.join(kRoot, 'node_modules/@redocly/cli/bin/cli.js'), 'lint',
        path.join(folder, name), '--extends=recommended-strict', '--format=stylish'], {
        cwd: kRoot,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
          NO_COLOR: '1', CI: '1' },
      });
    } catch (error) {
      const lines = `${error.stdout}${error.stderr}`.split('\n')
        .filter((line) => /error|warning/.test(line)).slice(0, 5);
      faults.push(...lines.map((line) => `${name}: ${line.trim()}`));
    }
  }
  return faults;
}

async function wouldDeploy() {
  const faults = [];
  for (const environment of kEnvironments) {
    faults.push(...await dryRun(listDeployed(), environment));
  }
  return faults;
}

export const kBuildChecks = [
  { name: 'size', about: `each worker is at most ${kBudget / 1024} KB gzip`, needsBuild: true,
    run: sizes },
  { name: 'openapi', about: 'redocly finds nothing in the OpenAPI documents', needsBuild: true,
    run: openapi },
  { name: 'deploy', about: 'wrangler would take every worker in every environment',
    needsBuild: true, run: wouldDeploy },
];
