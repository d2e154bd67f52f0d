// scripts/dev as people start it, for tests that kill it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';

/**
 * What a test file uses:
 *
 * - `newState()`: a state folder that is not there yet; all are in `folder`.
 * - `dev(...args)`: runs scripts/dev until it is ready or has ended, and gives `{child, facts,
 *   stdout, stderr, ended, stop(signal)}`; `facts` is what it printed, or null.
 * - `endAll()`: ends what still runs. `remove()`: removes the folder.
 */
export function openSupervisors() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crow-supervisor-'));
  const started = new Set();
  let states = 0;
  return {
    folder,
    newState: () => path.join(folder, `state-${++states}`),
    dev: (...args) => start(started, args),
    endAll: async () => {
      for (const child of started) {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGTERM');
          await new Promise((resolve) => { child.once('close', resolve); });
        }
      }
      started.clear();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function start(started, args) {
  const child = spawn(path.join(kRoot, 'scripts/dev'), ['--json', '--no-build', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  const run = { child, stdout: '', stderr: '', facts: null };
  run.ended = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  child.stderr.setEncoding('utf8').on('data', (text) => { run.stderr += text; });
  await Promise.race([run.ended, new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      run.stdout += text;
      if (run.stdout.includes('\n')) resolve();
    });
  })]);
  if (run.stdout) run.facts = JSON.parse(run.stdout);
  run.stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    return run.ended;
  };
  return run;
}
