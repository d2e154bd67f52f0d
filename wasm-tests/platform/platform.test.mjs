import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { findChildren } from '../../scripts/lib/processes.mjs';
import { killRuntime } from '../lib/kill.mjs';
import { until } from '../lib/until.mjs';
import { makeProject } from './fixture.mjs';

const project = makeProject();
after(project.remove);
const kBase = { root: project.root, distRoot: project.distRoot };

const titles = async (platform) => (await fetch(`${platform.url}/books`)).json();
const add = (platform, title) => fetch(`${platform.url}/${title}`, { method: 'POST' });

describe('a platform without a state folder', () => {
  test('serves the gateway, its files, and the workers behind it', async () => {
    const platform = await startPlatform(kBase);
    try {
      await platform.waitReady();
      assert.deepEqual(await titles(platform), []);
      assert.match(await (await fetch(`${platform.url}/docs/index.html`)).text(), /Documents/);
      assert.deepEqual(platform.migrations, ['crow-shelf/0001-books.sql']);
    } finally {
      await platform.dispose();
    }
    assert.equal(existsSync(platform.stateDir), false, 'the data go with the platform');
  });

  test('hands the request target to the gateway as it came', async () => {
    const platform = await startPlatform(kBase);
    try {
      const target = '/raw/../raw';
      const answer = await new Promise((resolve, reject) => {
        http.get({ host: '127.0.0.1', port: platform.port, path: target }, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        }).on('error', reject);
      });
      // The fixture answers with request.url only where it saw the path unchanged.
      assert.equal(answer, `${platform.url}${target}`);
    } finally {
      await platform.dispose();
    }
  });

  test('gives local values to the variables that a worker names, and only to those', async () => {
    const platform = await startPlatform({ ...kBase, varsOf: { shelf: { EXTRA: 'yes' } } });
    try {
      const valueOf = async (name) =>
        (await fetch(`${platform.url}/var?name=${name}`)).text();
      assert.equal(await valueOf('ENVIRONMENT'), 'local');
      assert.equal(await valueOf('BASE_URL'), platform.url);
      assert.equal(await valueOf('EXTRA'), 'yes');
      assert.equal(await valueOf('SHELF_KEY'), platform.secrets.SHELF_KEY);
      const names = await (await fetch(`${platform.url}/env`)).json();
      assert.deepEqual(names.sort(), ['BASE_URL', 'DB', 'ENVIRONMENT', 'EXTRA', 'SHELF_KEY']);
    } finally {
      await platform.dispose();
    }
  });

  test('hands what is said of the AI to the workers that ask one', () => {
    const ai = { AI_MODE: 'openai', AI_BASE_URL: 'http://127.0.0.1:1/v1' };
    const secrets = new Proxy({}, { get: () => 'secret' });
    const { workers } = makeMiniflareOptions({ ai, secrets });
    const valueOf = (worker, name) =>
      workers.find(({ config }) => config.name === worker).config.env[name]?.value;
    assert.equal(valueOf('crow-meaning', 'AI_MODE'), 'openai');
    assert.equal(valueOf('crow-meaning', 'AI_BASE_URL'), ai.AI_BASE_URL);
    assert.equal(valueOf('crow-users', 'AI_BASE_URL'), undefined);
  });

  test('sends outgoing requests to a worker of the test, and collects the log', async () => {
    const platform = await startPlatform({
      ...kBase,
      extraWorkers: [
        { name: 'net', script: 'export default { fetch: () => new Response("net") }' }],
      outboundService: 'net',
    });
    try {
      assert.equal(await (await fetch(`${platform.url}/out`)).text(), 'net');
      await fetch(`${platform.url}/log`);
      await sleep(100);
      assert.ok(platform.logs.some(({ message }) => message === 'a line of the shelf'));
    } finally {
      await platform.dispose();
    }
  });

  test('gives a single service an address of its own', async () => {
    const platform = await startPlatform(
      { ...kBase, services: ['shelf'], directSockets: ['shelf'] });
    try {
      assert.deepEqual(await (await fetch(`${platform.urlOf('shelf')}/books`)).json(), []);
      assert.throws(() => platform.urlOf('gateway'), /directSockets/);
    } finally {
      await platform.dispose();
    }
  });

  test('two start at once and do not see each other', async () => {
    const [one, two] = await Promise.all([startPlatform(kBase), startPlatform(kBase)]);
    try {
      assert.notEqual(one.runtimePid, two.runtimePid);
      await add(one, 'only-in-one');
      assert.deepEqual(await titles(one), ['/only-in-one']);
      assert.deepEqual(await titles(two), []);
    } finally {
      await Promise.all([one.dispose(), two.dispose()]);
    }
  });
});

describe('a platform with a state folder', () => {
  const state = mkdtempSync(path.join(os.tmpdir(), 'crow-state-'));
  after(() => rmSync(state, { recursive: true, force: true }));

  test('keeps its data over a restart, its runtime\'s death, and a new start', async () => {
    const first = await startPlatform({ ...kBase, state });
    await add(first, 'one');
    await first.restart();
    assert.deepEqual(await titles(first), ['/one']);
    await add(first, 'two');
    await killRuntime(first);
    assert.deepEqual(await titles(first), ['/one', '/two']);
    await first.dispose();

    const second = await startPlatform({ ...kBase, state });
    try {
      assert.deepEqual(await titles(second), ['/one', '/two']);
      assert.deepEqual(second.migrations, [], 'nothing is migrated twice');
      assert.equal(second.secrets.SHELF_KEY, first.secrets.SHELF_KEY);
    } finally {
      await second.dispose();
    }
  });

  test('comes back when its runtime is killed while it starts again', async () => {
    const warnings = [];
    const platform = await startPlatform({ ...kBase, state, fresh: true,
      onWarning: (line) => warnings.push(line) });
    try {
      await add(platform, 'kept');
      const first = platform.runtimePid;
      process.kill(first, 'SIGKILL');
      const next = await until(() =>
        findChildren(/workerd.* serve /).find(({ pid }) => pid !== first));
      process.kill(next.pid, 'SIGKILL');
      await until(() => ![first, next.pid].includes(platform.runtimePid));
      assert.deepEqual(await titles(platform), ['/kept']);
      assert.match(warnings.at(-1), /started again/);
    } finally {
      await platform.dispose();
    }
  });

  test('takes changed files and new migrations over at the same address', async () => {
    const platform = await startPlatform({ ...kBase, state, fresh: true });
    try {
      const { url } = platform;
      await add(platform, 'before');
      project.write('workers/shelf/migrations/0002-shout.sql',
        'UPDATE book SET title = upper(title);');
      await platform.reload();
      assert.equal(platform.url, url);
      assert.deepEqual(await titles(platform), ['/BEFORE']);
      assert.deepEqual(platform.migrations,
        ['crow-shelf/0001-books.sql', 'crow-shelf/0002-shout.sql']);
    } finally {
      await platform.dispose();
    }
  });
});

describe('what is wrong is said', () => {
  test('a service that is not built', async () => {
    await assert.rejects(startPlatform({ root: project.root, distRoot: '/nowhere' }),
      /not built: .*cmake --build --preset wasm-release/);
  });

  test('a service that does not exist', async () => {
    await assert.rejects(startPlatform({ ...kBase, services: ['attic'] }),
      /no wrangler\/attic\.jsonc; services are: shelf, gateway/);
  });

  test('a binding that nothing translates', async () => {
    const odd = makeProject();
    const text = JSON.stringify({ name: 'crow-odd', compatibility_date: '2026-09-01',
      env: { dev: { hyperdrive: [{ binding: 'V', index_name: 'v' }] } } });
    odd.write('wrangler/odd.jsonc', text);
    odd.write('build/wasm-release/dist/odd/index.js', 'export default {};');
    try {
      await assert.rejects(startPlatform({ root: odd.root, distRoot: odd.distRoot }),
        /odd\.jsonc: .* does not translate "hyperdrive"/);
    } finally {
      odd.remove();
    }
  });

  test('a migration that SQLite refuses leaves nothing of itself behind', async () => {
    const odd = makeProject();
    odd.write('workers/shelf/migrations/0002-half.sql',
      'CREATE TABLE half (n INTEGER); INSERT INTO nowhere VALUES (1);');
    try {
      const options = { root: odd.root, distRoot: odd.distRoot };
      await assert.rejects(startPlatform(options), /migration 0002-half\.sql: .*nowhere/);
      odd.write('workers/shelf/migrations/0002-half.sql', 'CREATE TABLE half (n INTEGER);');
      const platform = await startPlatform(options);
      await platform.dispose();
    } finally {
      odd.remove();
    }
  });
});
