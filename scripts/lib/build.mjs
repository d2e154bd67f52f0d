// Builds by CMake, quietly: progress while it works, the compiler's words only when it fails.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { say } from './log.mjs';
import { kRoot } from './wrangler-config.mjs';

const kPatience = 5000;
let running = null;
let stopping = false;

/** Ends a build that is under way; it rejects. */
export function stopBuild() {
  stopping = true;
  running?.kill('SIGTERM');
}

/** Builds the workers. Returns the number of steps that were needed. */
export async function build({ preset = 'wasm-release', targets = [] } = {}) {
  if (!existsSync(path.join(kRoot, 'CMakeLists.txt'))) {
    throw new Error(`${kRoot} has no CMakeLists.txt; is the clone complete?`);
  }
  if (!existsSync(path.join(kRoot, 'build', preset, 'build.ninja'))) {
    say(`configuring ${preset}`);
    await run(['--preset', preset], `cmake --preset ${preset}`);
  }
  const jobs = process.env.CROW_JOBS ?? String(os.availableParallelism());
  const target = targets.length > 0 ? ['--target', ...targets] : [];
  return run(['--build', `build/${preset}`, '-j', jobs, ...target],
    `building ${[preset, ...targets].join(' ')}`);
}

/** Builds the gateway's files: the documentation UI and the OpenAPI documents. */
export async function buildSite() {
  return build({ preset: 'native-release', targets: ['site'] });
}

async function run(args, what) {
  if (stopping) throw new Error('stopped');
  const [program, ...before] = aloneInTree();
  const child = spawn(program, [...before, ...args], {
    cwd: kRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NINJA_STATUS: '[%f/%t] ' },
  });
  running = child;
  const output = [];
  const progress = makeProgress(what);
  let steps = 0;
  const onLine = (line) => {
    const step = /^\[(\d+)\/(\d+)\] /.exec(line);
    if (step) {
      steps = Number(step[1]);
      progress(step[1], step[2]);
    }
    output.push(line);
  };
  for (const stream of [child.stdout, child.stderr]) splitLines(stream, onLine);
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(error.code === 'ENOENT'
      ? new Error('cmake is missing; ./scripts/setup installs it') : error));
    child.once('close', resolve);
  });
  running = null;
  if (code === 0) return steps;
  if (stopping) throw new Error('stopped');
  for (const line of errorsOf(output)) say(line);
  throw new Error(`${what} failed; the lines above say why`);
}

/**
 * CMake, started so that it waits while another script builds in this tree. Without a process
 * between: who ends this one ends CMake.
 */
function aloneInTree() {
  const lock = path.join(kRoot, 'CMakeLists.txt');
  const { error, status } = spawnSync('flock', ['--nonblock', lock, 'true']);
  if (error) return ['cmake'];
  if (status !== 0) say('another script builds in this tree; waiting for it');
  return ['flock', '--no-fork', lock, 'cmake'];
}

/** Says how far a build is, at most every few seconds, and nothing of one that is quick. */
function makeProgress(what) {
  let last = Date.now();
  return (done, total) => {
    if (Date.now() - last < kPatience) return;
    last = Date.now();
    say(`${what}: ${done} of ${total}`);
  };
}

/** What a failed build said, without the steps that went well. */
function errorsOf(lines) {
  const first = lines.findIndex((line) => line.startsWith('FAILED:'));
  return (first < 0 ? lines : lines.slice(first))
    .filter((line) => !/^\[\d+\/\d+\] /.test(line)).slice(0, 80);
}

function splitLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  }).on('end', () => rest && onLine(rest));
}
