// clang-tidy over the sources, with a memory: a file is looked at again when it, a header or the
// rules have changed.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFiles } from './check-tree.mjs';
import { say } from './log.mjs';
import { kRoot } from './wrangler-config.mjs';

const run = promisify(execFile);
const kDatabase = path.join(kRoot, 'build/native/compile_commands.json');
const kMemory = path.join(kRoot, 'build/tidy.json');
const kPatience = 10_000;

/** What clang-tidy finds in the sources that the native build compiles. */
async function tidy() {
  if (!existsSync(kDatabase)) return ['build/native is not configured; run ./scripts/test first'];
  const compiled = new Set(JSON.parse(readFileSync(kDatabase, 'utf8'))
    .map(({ file }) => path.relative(kRoot, file)));
  const files = projectFiles(/\.cpp$/)
    .filter((name) => compiled.has(name) && !name.endsWith('-test.cpp'));
  const clean = existsSync(kMemory) ? JSON.parse(readFileSync(kMemory, 'utf8')) : {};
  const common = digest(['.clang-tidy', ...projectFiles(/\.h$/)]);
  const keyOf = (name) => `${common}${digest([name])}`;
  const left = files.filter((name) => clean[name] !== keyOf(name));
  const total = left.length;
  const faults = [];
  let last = Date.now();
  const next = async () => {
    for (let name = left.shift(); name; name = left.shift()) {
      const found = await tidyOne(name);
      if (found.length === 0) clean[name] = keyOf(name);
      faults.push(...found);
      if (Date.now() - last > kPatience) {
        last = Date.now();
        say(`clang-tidy: ${left.length} of ${total} files left`);
      }
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, next));
  mkdirSync(path.dirname(kMemory), { recursive: true });
  writeFileSync(kMemory, JSON.stringify(clean));
  return [...new Set(faults)].sort();
}

async function tidyOne(name) {
  const tool = existsSync('/usr/bin/clang-tidy-19') ? 'clang-tidy-19' : 'clang-tidy';
  try {
    await run(tool, ['--quiet', '-p', path.dirname(kDatabase), name],
      { cwd: kRoot, maxBuffer: 1 << 26 });
    return [];
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('clang-tidy-19 is missing; run ./scripts/setup');
    const found = [...String(error.stdout).matchAll(/^(.+?:\d+):\d+: error: (.+)$/gm)]
      .map(([, where, what]) => `${path.relative(kRoot, where)}: ${what}`);
    return found.length > 0 ? found : [`${name}: ${String(error.stderr).split('\n')[0]}`];
  }
}

function digest(names) {
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update(readFileSync(path.join(kRoot, name)));
  return hash.digest('hex').slice(0, 32);
}

export const kTidyChecks = [
  { name: 'tidy', about: 'clang-tidy finds nothing (minutes; only when named)', onRequest: true,
    run: tidy },
];
