// Makes a worker from scripts/templates/worker, and tells the build and the gateway of it.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from './check-tree.mjs';
import { say } from './log.mjs';
import { kEnvironments, kRoot, listServices } from './wrangler-config.mjs';

const kTemplates = path.join(kRoot, 'scripts/templates/worker');

/** Where the templates of a folder go. */
const destinations = (name) => ({
  workers: `workers/${name}`,
  contracts: 'shared/contracts',
  wrangler: 'wrangler',
  'wasm-tests': `wasm-tests/${name}`,
});

/**
 * What making a worker writes: `made` and `changed` files as pairs of path and text. Nothing is
 * written yet, so that a plan that does not fit leaves nothing behind.
 */
export function planWorker(name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new Error(`"${name}" is not kebab-case, as in: wish-lists`);
  }
  if (listServices().includes(name) || existsSync(path.join(kRoot, 'workers', name))) {
    throw new Error(`there is a worker ${name} already`);
  }
  const binding = name.toUpperCase().replaceAll('-', '_');
  const made = renderTemplates(name);
  const taken = made.find(([file]) => existsSync(path.join(kRoot, file)));
  if (taken) throw new Error(`${taken[0]} exists already; remove it, or choose another name`);
  const changed = Object.entries({
    'workers/CMakeLists.txt': listInBuild,
    'workers/gateway/services.h': listInGateway,
    'shared/openapi/services.h': listInDocuments,
    'wrangler/gateway.jsonc': bindToGateway,
  }).map(([file, change]) =>
    [file, change(readFileSync(path.join(kRoot, file), 'utf8'), name, binding)]);
  return { made, changed };
}

async function main() {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [name] = positionals;
  if (positionals.length !== 1) throw new Error('name the worker; see ./scripts/new-worker --help');
  const { made, changed } = planWorker(name);
  for (const [file, text] of [...made, ...changed]) {
    mkdirSync(path.join(kRoot, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(kRoot, file), text);
  }
  // Names differ in length, so lines break elsewhere than in the template.
  const sources = [...made, ...changed].map(([file]) => file);
  await format({ files: sources.filter((file) => /\.(cpp|h)$/.test(file)) });
  say(`made:\n${made.map(([file]) => `  ${file}`).join('\n')}`);
  say(`changed:\n${changed.map(([file]) => `  ${file}`).join('\n')}`);
  say(`next: ./scripts/test ${name}, then say what it is for in workers/${name}/README.md and ` +
    `wrangler/${name}.jsonc`);
}

function spellings(name) {
  const words = name.split('-');
  return {
    name,
    snake: words.join('_'),
    namespace: words.join('_'),
    Name: words.map((word) => word[0].toUpperCase() + word.slice(1)).join(''),
  };
}

/** The new files, as path and text. */
function renderTemplates(name) {
  const values = spellings(name);
  return Object.entries(destinations(name)).flatMap(([folder, target]) =>
    readdirSync(path.join(kTemplates, folder)).map((template) => {
      const file = path.join(target, template.replace(/\.in$/, '')
        .replace(/^contract\./, `${name}.`).replace(/^worker\./, `${name}.`));
      const text = readFileSync(path.join(kTemplates, folder, template), 'utf8')
        .replace(/@(\w+)@/g, (_, key) => values[key]);
      return [file, text];
    }));
}

/** The build goes through the folders that are listed. */
function listInBuild(text, name) {
  return insertAfter(text, /^add_subdirectory\(/, `add_subdirectory(${name})`);
}

/** The gateway's table of services: a name that is there without a binding gets one. */
function listInGateway(text, name, binding) {
  const known = `    Neighbour{"${name}", {}},`;
  const line = `    Neighbour{"${name}", "${binding}"},`;
  return text.includes(known) ? text.replace(known, line)
    : insertAfter(text, /^ {4}Neighbour\{".*\},$/, line);
}

/** The OpenAPI documents describe the services of a table, the platform's own routes last. */
function listInDocuments(text, name) {
  const { Name, namespace } = spellings(name);
  const included = insertAfter(text, /^#include "shared\/contracts\//,
    `#include "shared/contracts/${name}.h"`);
  const lines = included.split('\n');
  const own = lines.findIndex((line) => /^ {6}probe_entry\(/.test(line));
  if (own < 0) throw new Error('the OpenAPI table has no entry of the platform to stand before');
  lines.splice(own, 0, `      service_entry("${name}", {{"${Name}", "What ${name} is for."}},`,
    `                    ${namespace}::All{}),`);
  return lines.join('\n');
}

/** The gateway reaches the services that its wrangler file binds. */
function bindToGateway(text, name, binding) {
  return kEnvironments.reduce((result, environment) =>
    insertAfter(result, new RegExp(`"service": "crow-[a-z-]+-${environment}"`),
      `        { "binding": "${binding}", "service": "crow-${name}-${environment}" },`), text);
}

/** The text with a line more, behind the last one that matches. */
function insertAfter(text, pattern, line) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((other) => pattern.test(other));
  if (last < 0) throw new Error(`no line matches ${pattern}, to put "${line.trim()}" behind it`);
  lines.splice(last + 1, 0, line);
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    process.stderr.write(`new-worker: ${error.message}\n`);
    process.exit(1);
  });
}
