import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planWorker } from '../../scripts/lib/new-worker.mjs';
import { parseJsonc } from '../../scripts/lib/jsonc.mjs';

test('a new worker fits the tree as it is', () => {
  const { made, changed } = planWorker('wish-lists');
  const files = Object.fromEntries([...made, ...changed]);
  for (const name of ['workers/wish-lists/README.md', 'workers/wish-lists/routes.cpp',
    'workers/wish-lists/get-overview.cpp', 'workers/wish-lists/get-overview-test.cpp',
    'shared/contracts/wish-lists.h', 'wasm-tests/wish-lists/overview.http']) {
    assert.ok(files[name], name);
  }
  for (const [name, text] of made) assert.doesNotMatch(text, /@\w+@|undefined/, name);
  assert.match(files['workers/CMakeLists.txt'], /^add_subdirectory\(wish-lists\)$/m);
  assert.match(files['workers/gateway/services.h'], /Neighbour\{"wish-lists", "WISH_LISTS"\},/);
  assert.match(files['shared/openapi/services.h'],
    /service_entry\("wish-lists", .*\n.*wish_lists::/);
  const gateway = parseJsonc(files['wrangler/gateway.jsonc']);
  for (const environment of ['dev', 'production']) {
    assert.deepEqual(gateway.env[environment].services.at(-1),
      { binding: 'WISH_LISTS', service: `crow-wish-lists-${environment}` });
  }
});

test('a service that is announced but not there gets its binding', () => {
  const { changed } = planWorker('cctv');
  const table = Object.fromEntries(changed)['workers/gateway/services.h'];
  assert.equal(table.match(/Neighbour\{"cctv"/g).length, 1);
  assert.match(table, /Neighbour\{"cctv", "CCTV"\},/);
});

test('names that do not fit are refused', () => {
  assert.throws(() => planWorker('users'), /there is a worker users already/);
  for (const name of ['Wish', 'wish_lists', 'wish--lists', '-x', '1x', 'a'.repeat(41)]) {
    assert.throws(() => planWorker(name), /is not kebab-case/, name);
  }
});
