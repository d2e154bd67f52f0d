// Makes the folder that is deployed: optimises the module, refuses imports that nobody provides,
// copies the shim and the binding modules, writes the entry.
//
//   node cmake/pack-worker.mjs --name users --wasm users.wasm --dist DIR --bindings d1,crypto
//
// --entry NAME names a module of bindings/ whose entrypoints(own) makes further classes for the
// entry to export; --migrations DIR gives the modules the texts of a folder's SQL files, for
// databases that stand in Durable Objects.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync,
  writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: {
  name: { type: 'string' }, wasm: { type: 'string' }, dist: { type: 'string' },
  bindings: { type: 'string', default: '' }, optimise: { type: 'boolean', default: false },
  entry: { type: 'string' }, migrations: { type: 'string' },
} });
const bindings = values.bindings.split(',').filter(Boolean);
// Made beside its place and moved there whole: a platform that starts meanwhile finds all of it.
const folder = `${values.dist}.new`;
const output = path.join(folder, `${values.name}.wasm`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

if (values.optimise) {
  const features = ['tail-call', 'simd', 'relaxed-simd', 'bulk-memory', 'bulk-memory-opt',
    'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'multivalue', 'reference-types',
    'call-indirect-overlong'];
  const optimiser = path.join(root, 'node_modules/binaryen/bin/wasm-opt');
  // Twice finds what the first round made possible. Functions that are called most get the shortest
  // numbers. The lowest kilobyte is the far end of the stack: no data lies there.
  execFileSync(process.execPath, [optimiser, values.wasm, '-o', output, '--low-memory-unused',
    '-Oz', '-Oz', '--reorder-functions', '--strip-debug',
    '--strip-producers', '--strip-target-features',
    ...features.map((feature) => `--enable-${feature}`)], { stdio: 'inherit' });
} else {
  copyFileSync(values.wasm, output);
}

// A WASI call has nobody to answer it here: a stub would turn an abort into an endless loop.
const module = new WebAssembly.Module(readFileSync(output));
const strangers = WebAssembly.Module.imports(module).filter((entry) => entry.module !== 'crow');
if (strangers.length > 0) {
  rmSync(output);
  const names = strangers.map((entry) => `${entry.module}.${entry.name}`).join(', ');
  console.error(`${values.name}: the module imports ${names}. Workers import from "crow" only; ` +
    'find what pulls this in (stdio, clocks, environment) and avoid it.');
  process.exit(1);
}

// Comments are for whoever reads the source: lines of them, and the indentation, stay behind.
const shipped = (source) => source.replace(/^ *\/\*\*[^]*?\*\/\n/gm, '')
  .replace(/^ *\/\/.*\n/gm, '').replace(/^[ \n]+/gm, '');
const sourceOf = (file) => readFileSync(path.join(root, 'bindings', `${file}.js`), 'utf8');
// Modules, and those that they import.
const modules = new Set(['shim', ...bindings, ...(values.entry ? [values.entry] : [])]);
if (values.migrations) {
  const migrations = readdirSync(values.migrations).filter((name) => name.endsWith('.sql')).sort()
    .map((name) => ({ name, text: readFileSync(path.join(values.migrations, name), 'utf8') }));
  writeFileSync(path.join(folder, 'migrations.js'),
    `export const migrations = ${JSON.stringify(migrations, null, 1)};\n`);
}
for (const file of modules) {
  const source = sourceOf(file);
  writeFileSync(path.join(folder, `${file}.js`), values.optimise ? shipped(source) : source);
  for (const [, imported] of source.matchAll(/^import .* from '\.\/([a-z0-9-]+)\.js';$/gm)) {
    if (imported !== 'migrations') modules.add(imported);
  }
}
// crypto.js has synchronous imports beside its operations.
const exportsOf = (name) => (name === 'crypto' ? 'crypto, cryptoFunctions' : name);
const operations = bindings.map((name) => `...${name}`).join(', ');
const functions = bindings.includes('crypto') ? ', cryptoFunctions' : '';
const made = `worker(module, { ${operations} }${functions})`;
const kClass = /class (\w+) extends (?:WorkerEntrypoint|DurableObject)/g;
const classes = values.entry
  ? [...sourceOf(values.entry).matchAll(kClass)].map(([, name]) => name) : [];
writeFileSync(path.join(folder, 'index.js'), `${[
  `import module from './${values.name}.wasm';`,
  "import { worker } from './shim.js';",
  ...bindings.map((name) => `import { ${exportsOf(name)} } from './${name}.js';`),
  ...(values.entry ? [`import { entrypoints } from './${values.entry}.js';`, '',
    `const own = ${made};`, 'export default own;',
    `export const { ${classes.join(', ')} } = entrypoints(own);`]
    : ['', `export default ${made};`]),
].join('\n')}\n`);

rmSync(values.dist, { recursive: true, force: true });
renameSync(folder, values.dist);
