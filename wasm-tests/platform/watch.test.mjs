import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { startWatch } from '../../scripts/lib/watch.mjs';
import { makeProject } from './fixture.mjs';

const project = makeProject();
const said = [];
let platform;
let stop;
let source = '';
let documents = 0;

// Building is CMake's; here a worker's source is its module.
const builds = {
  build: async () => {
    if (source.includes('syntax error')) throw new Error('building wasm-release failed');
    if (source) project.write('build/wasm-release/dist/shelf/index.js', source);
  },
  buildSite: async () => { ++documents; },
};

before(async () => {
  platform = await startPlatform({ root: project.root, distRoot: project.distRoot });
  stop = startWatch(platform, (line) => said.push(line),
    { root: project.root, distRoot: project.distRoot, builds });
});
after(async () => {
  await stop?.();
  await platform?.dispose();
  project.remove();
});

async function until(condition, what) {
  for (let left = 200; left > 0; --left, await sleep(50)) {
    if (await condition().catch(() => false)) return;
  }
  assert.fail(`${what} within 10 s; said: ${said.join(' | ')}`);
}

const answer = async () => (await fetch(`${platform.url}/any`)).text();
const edit = (text) => {
  source = text;
  project.write('workers/shelf/list.cpp', `// ${text.length} ${Math.random()}\n`);
};

test('a changed source is built and served again', async () => {
  edit('export default { fetch: () => new Response("second edition") };');
  await until(async () => (await answer()) === 'second edition', 'the new worker answers');
  await until(async () => said.some((line) => /^rebuilt shelf; served again after/.test(line)),
    'it is said what was rebuilt');
  await until(async () => documents === 1, 'the documents follow');
});

test('a build that fails is said, and what was there is still served', async () => {
  edit('syntax error');
  await until(async () => said.some((line) => /failed; still serving/.test(line)), 'it is said');
  assert.equal(await answer(), 'second edition');
});

test('a build that changes nothing restarts nothing', async () => {
  const runtime = platform.runtimePid;
  edit('');
  await until(async () => said.includes('nothing that is served changed'), 'it is said');
  assert.equal(platform.runtimePid, runtime);
});

test('workers that do not start are said, and the next change brings them back', async () => {
  edit('export default { fetch() { broken, } };');
  await until(async () => said.some((line) => /nothing is served until/.test(line)), 'it is said');
  edit('export default { fetch: () => new Response("third edition") };');
  await until(async () => (await answer()) === 'third edition', 'served again');
});

test('a new migration is applied', async () => {
  project.write('workers/shelf/migrations/0002-more.sql', 'CREATE TABLE more (n INTEGER);');
  await until(async () => platform.migrations.includes('crow-shelf/0002-more.sql'), 'applied');
});

test('a wrangler file that cannot be read is said, and all is still served', async () => {
  project.write('wrangler/shelf.jsonc', '{ not json');
  await until(async () => said.some((line) => /shelf\.jsonc.*still serving/.test(line)),
    'it is said');
  assert.equal(await answer(), 'third edition');
});
