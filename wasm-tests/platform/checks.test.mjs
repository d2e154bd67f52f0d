import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { findShapeFaults } from '../../scripts/lib/check-shape.mjs';
import { parseJsonc } from '../../scripts/lib/jsonc.mjs';
import { makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { findConfigFaults, listDeployed, listServices } from
  '../../scripts/lib/wrangler-config.mjs';
import { makeProject } from './fixture.mjs';

let project;
beforeEach(() => { project = makeProject(); });
afterEach(() => project.remove());

const shape = () => findShapeFaults({ root: project.root });
const config = () => findConfigFaults({ root: project.root });

function completeService(service) {
  for (const name of ['README.md', 'main.cpp', 'routes.cpp', 'list.cpp', 'list-test.cpp']) {
    project.write(`workers/${service}/${name}`, '\n');
  }
  project.write(`workers/${service}/CMakeLists.txt`,
    `crow_worker(${service} SOURCES main.cpp routes.cpp list.cpp TESTS list-test.cpp)\n`);
  project.write(`wasm-tests/${service}/${service}.test.mjs`, '\n');
}

test('JSON with comments and trailing commas is read, strings are left alone', () => {
  const text = `{ // one\n "a": "// no /* comment */ ,]", /* two\n */ "b": [1, 2,], "c": "\\"," ,}`;
  assert.deepEqual(parseJsonc(text), { a: '// no /* comment */ ,]', b: [1, 2], c: '",' });
  assert.throws(() => parseJsonc('{\n"a": 1,\n"b" 2\n}', 'x.jsonc'), /x\.jsonc:3: /);
});

test('a complete service has no faults', () => {
  completeService('shelf');
  completeService('gateway');
  assert.deepEqual(shape(), []);
  assert.deepEqual(config(), []);
});

test('what a service folder lacks is named', () => {
  completeService('shelf');
  completeService('gateway');
  rmSync(path.join(project.root, 'workers/shelf/README.md'));
  rmSync(path.join(project.root, 'workers/shelf/list-test.cpp'));
  project.write('workers/shelf/forgotten.cpp', '');
  project.write('workers/shelf/forgotten-test.cpp', '');
  project.write('workers/shelf/migrations/2_Other.sql', '');
  rmSync(path.join(project.root, 'wasm-tests/shelf'), { recursive: true });
  const faults = shape().join('\n');
  for (const expected of ['has no README.md', 'list.cpp has no list-test.cpp',
    'does not build forgotten.cpp', '2_Other.sql is not named', 'wasm-tests/shelf/ is missing']) {
    assert.ok(faults.includes(expected), `${expected} in ${faults}`);
  }
});

test('worker and wrangler file belong together, both ways', () => {
  project.write('workers/attic/README.md', '');
  rmSync(path.join(project.root, 'workers/shelf'), { recursive: true });
  const faults = config().join('\n');
  assert.match(faults, /workers\/attic\/ has no wrangler\/attic\.jsonc/);
  assert.match(faults, /wrangler\/shelf\.jsonc has no workers\/shelf\//);
});

test('a wrangler file that does not fit is told apart', () => {
  project.write('wrangler/shelf.jsonc', JSON.stringify({
    name: 'shelf',
    main: 'index.js',
    vars: { A: 'b' },
    env: { dev: { vars: { ENVIRONMENT: 'production' }, services: [
      { binding: 'NOBODY', service: 'crow-nobody-dev' }] } },
  }));
  const faults = config().join('\n');
  for (const expected of ['name is not "crow-shelf"', 'main is not the built', 'no_bundle',
    '"vars" stands at the top', 'ENVIRONMENT is not "dev"', 'names "crow-nobody-dev"',
    'has no "production" below "env"']) {
    assert.ok(faults.includes(expected), `${expected} in ${faults}`);
  }
});

/** A worker that stands in for Vectorize. */
function standIn(vars) {
  project.write('wrangler/vectorize.jsonc', JSON.stringify({
    name: 'crow-vectorize', main: '../build/wasm-release/dist/vectorize/index.js',
    compatibility_date: '2026-09-01', no_bundle: true, env: { local: { vars } } }));
  completeService('vectorize');
}

test('what stands in for a part of Cloudflare is held to the shape and not deployed', () => {
  completeService('shelf');
  completeService('gateway');
  standIn({ ENVIRONMENT: 'local' });
  assert.deepEqual(shape(), []);
  assert.deepEqual(config(), []);
  assert.deepEqual(listDeployed({ root: project.root }), ['shelf', 'gateway']);
  standIn({ ENVIRONMENT: 'dev' });
  assert.deepEqual(config(), ['wrangler/vectorize.jsonc (local): vars.ENVIRONMENT is not "local"']);
});

test('an index of vectors leads to what stands in for Vectorize', () => {
  standIn({ ENVIRONMENT: 'local' });
  project.write('build/wasm-release/dist/vectorize/index.js', 'export default {};');
  project.write('build/wasm-release/dist/finder/index.js', 'export default {};');
  project.write('wrangler/finder.jsonc', JSON.stringify({ name: 'crow-finder', main: 'index.js',
    compatibility_date: '2026-09-01', env: { dev: {
      vectorize: [{ binding: 'VECTORS', index_name: 'things-dev' }] } } }));
  const bindingsOf = (services) => makeMiniflareOptions({ root: project.root,
    distRoot: project.distRoot, services }).workers.find(({ config: { name } }) =>
    name === 'crow-finder').config.env;
  assert.deepEqual(bindingsOf(['finder', 'vectorize']), { VECTORS: { type: 'worker',
    worker: 'crow-vectorize', exportName: 'Vectorize', props: { index: 'things-dev' } } });
  assert.deepEqual(bindingsOf(['finder']), {}, 'without it there is nothing to lead to');
});

test('services come in the order of deployment', () => {
  for (const service of ['auth', 'users', 'organizations', 'billing']) {
    project.write(`wrangler/${service}.jsonc`, '{}');
  }
  assert.deepEqual(listServices({ root: project.root }),
    ['auth', 'users', 'organizations', 'billing', 'shelf', 'gateway']);
});
