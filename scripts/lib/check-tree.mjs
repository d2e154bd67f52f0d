// Checks of the files as they are: format, names, length, and what must not be in them.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { kRoot } from './wrangler-config.mjs';

const run = promisify(execFile);
const kLongest = 400;
const kWidest = 100;

/** Files of the project: tracked, or new and not ignored. */
export function projectFiles(pattern = /./) {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: kRoot, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0').filter((name) => name && pattern.test(name) && isFile(name));
}

const isFile = (name) =>
  existsSync(path.join(kRoot, name)) && statSync(path.join(kRoot, name)).isFile();
const read = (name) => readFileSync(path.join(kRoot, name), 'utf8');
const linesOf = (name) => read(name).split('\n');

/** Lines of these files that match, as `file:line: what`. */
function grep(files, pattern, what) {
  return files.flatMap((name) => linesOf(name).flatMap((line, index) => {
    const found = pattern.exec(line);
    return found ? [`${name}:${index + 1}: ${what} "${found[0].trim()}"`] : [];
  }));
}

const kText = /\.(cpp|h|c|js|mjs|json|jsonc|md|sql|cmake|txt|sh|http|yml|yaml|html|css)$|^[^.]+$/;
const textFiles = () => projectFiles(kText).filter((name) => name !== 'package-lock.json');

/** Formats the C++ sources, or with `check` says which ones are not. */
export async function format({ check = false, files = projectFiles(/\.(cpp|h)$/) } = {}) {
  const faults = [];
  const clangFormat = existsSync('/usr/bin/clang-format-19') ? 'clang-format-19' : 'clang-format';
  for (let index = 0; index < files.length; index += 40) {
    const args = check ? ['--dry-run', '-Werror'] : ['-i'];
    try {
      await run(clangFormat, [...args, ...files.slice(index, index + 40)], { cwd: kRoot });
    } catch (error) {
      const names = [...String(error.stderr).matchAll(/^(.+?):(\d+):\d+: error/gm)]
        .map((match) => match[1]);
      if (names.length === 0) throw error;
      faults.push(...[...new Set(names)].map((name) =>
        `${name} is not formatted; ./scripts/check --fix does it`));
    }
  }
  return faults;
}

function fileNames() {
  const upper = /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|LICENSE|CMakeLists|CMakePresets)\./;
  return projectFiles()
    .filter((name) => !name.split('/').every((part) => part.startsWith('.') || upper.test(part) ||
      /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(part) || name.startsWith('cmake/Platform')))
    .map((name) => `${name} is not kebab-case`);
}

function fileLength() {
  return projectFiles(/\.(cpp|h|js|mjs|cmake)$|^scripts\/[^./]+$/)
    .map((name) => [name, linesOf(name)])
    .filter(([, lines]) => lines.length > kLongest &&
      !lines.slice(0, 12).some((line) => /long because/i.test(line)))
    .map(([name, lines]) => `${name} has ${lines.length} lines, more than ${kLongest}; make two ` +
      'of it, or say in its first comment what it is "long because" of');
}

function lineWidth() {
  return projectFiles(/\.(cpp|h|js|mjs|cmake|jsonc)$|^scripts\/[^./]+$/)
    .flatMap((name) => linesOf(name).map((line) => [...line].length)
      .flatMap((width, index) =>
        width > kWidest ? [`${name}:${index + 1} is ${width} columns wide`] : []));
}

function headers() {
  return projectFiles(/\.h$/)
    .filter((name) => linesOf(name).filter((line) => line === '#pragma once').length !== 1)
    .map((name) => `${name} does not have one "#pragma once"`);
}

function machinePaths() {
  const roots = ['tmp', 'root', 'work', 'farm', 'home/[a-z]+', 'Users/[A-Za-z]+'].join('|');
  return grep(textFiles(), new RegExp(`(^|[^A-Za-z0-9_.\\]})*])/(${roots})/`),
    'a path of one machine,');
}

function registryHosts() {
  const hosts = ['npmjs', 'yarnpkg', 'debian', 'pypi'].join('|');
  const parts = ['registry', 'npm', 'deb', 'security', 'files'].join('|');
  return grep(textFiles(), new RegExp(`\\b(${parts})\\.[a-z.]*(${hosts})\\.`),
    'a package registry,');
}

function leftovers() {
  const words = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|');
  return grep(textFiles(), new RegExp(`\\b(${words})\\b`), 'something left to do,');
}

function lockFile() {
  const lock = JSON.parse(read('package-lock.json'));
  const manifest = JSON.parse(read('package.json'));
  const faults = [];
  for (const [name, entry] of Object.entries(lock.packages)) {
    if (entry.resolved) faults.push(`package-lock.json names where ${name} is downloaded`);
    if (name && !entry.integrity && !entry.link) {
      faults.push(`package-lock.json has no integrity for ${name}`);
    }
  }
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
      if (!/^\d/.test(version)) faults.push(`package.json: ${name} "${version}" is not exact`);
      if (lock.packages[''][kind]?.[name] !== version) {
        faults.push(`package-lock.json does not have ${name} ${version}; run npm install`);
      }
    }
  }
  return faults;
}

async function scriptsHelp() {
  const faults = [];
  for (const name of projectFiles(/^scripts\/[^./]+$/)) {
    if (!(statSync(path.join(kRoot, name)).mode & 0o100)) faults.push(`${name} is not executable`);
    try {
      const { stdout } = await run(path.join(kRoot, name), ['--help'], { timeout: 10_000 });
      if (!stdout.startsWith('Usage: ')) faults.push(`${name} --help does not say "Usage: "`);
    } catch (error) {
      faults.push(`${name} --help failed: ${String(error.stderr || error.message).split('\n')[0]}`);
    }
  }
  return faults;
}

export const kTreeChecks = [
  { name: 'format', about: 'C++ is formatted by clang-format',
    run: () => format({ check: true }) },
  { name: 'names', about: 'files and folders are kebab-case', run: fileNames },
  { name: 'length', about: `no source is longer than ${kLongest} lines without saying why`,
    run: fileLength },
  { name: 'width', about: `no line of a source is wider than ${kWidest} columns`, run: lineWidth },
  { name: 'headers', about: 'each header has one "#pragma once"', run: headers },
  { name: 'machine-paths', about: 'no file names a folder of one machine', run: machinePaths },
  { name: 'registries', about: 'no file names a package registry', run: registryHosts },
  { name: 'leftovers', about: 'nothing is marked as left to do', run: leftovers },
  { name: 'lock', about: 'the lock file fits package.json and names no addresses', run: lockFile },
  { name: 'help', about: 'each script answers --help', run: scriptsHelp },
];
