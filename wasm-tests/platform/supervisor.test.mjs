import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../scripts/lib/ports.mjs';
import { describeProcess } from '../../scripts/lib/processes.mjs';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { openSupervisors } from '../lib/supervisors.mjs';

const { folder, newState, dev, endAll, remove } = openSupervisors();
const pidIn = (state, name) => Number.parseInt(readFileSync(path.join(state, name), 'utf8'), 10);

async function gone(pid, patience = 5000) {
  for (const deadline = Date.now() + patience; describeProcess(pid); await sleep(20)) {
    if (Date.now() > deadline) return false;
  }
  return true;
}

const post = (url, route, body) => fetch(`${url}/api/v1/auth/${route}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Origin: url },
  body: JSON.stringify(body),
});
const kUser = { name: 'Ada', email: 'ada@kept.example', password: 'correct horse battery' };

afterEach(endAll);
after(remove);

describe('scripts/dev', () => {
  test('prints one line when it is ready, and leaves nothing behind on SIGTERM', async () => {
    const state = newState();
    const run = await dev('--port', '0', '--no-demo', '--state', state);
    assert.ok(run.facts, run.stderr);
    assert.equal(run.facts.pid, run.child.pid);
    assert.equal(pidIn(state, 'supervisor.pid'), run.child.pid);
    assert.deepEqual(Object.keys(run.facts), ['url', 'mcp', 'a2a', 'email', 'password', 'apiKey',
      'organizationId', 'writeKey', 'shop', 'users', 'pid']);
    for (const name of ['email', 'password', 'apiKey', 'organizationId', 'users']) {
      assert.equal(run.facts[name], null);
    }
    const runtime = pidIn(state, 'workerd.pid');
    assert.ok(describeProcess(runtime));
    assert.deepEqual(await run.stop(), { code: 0, signal: null });
    assert.equal(run.stdout.split('\n').length, 2, 'stdout is one line');
    assert.ok(await gone(runtime));
    assert.deepEqual(readdirSync(state).filter((name) => name.endsWith('.pid')), []);
  });

  test('ends on SIGINT to the whole group, as Ctrl-C sends it', async () => {
    const state = newState();
    const child = spawn(path.join(kRoot, 'scripts/dev'),
      ['--json', '--no-build', '--no-demo', '--port', '0', '--state', state],
      { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    const ended = new Promise((resolve) => { child.once('close', resolve); });
    await new Promise((resolve) => { child.stdout.once('data', resolve); });
    const runtime = pidIn(state, 'workerd.pid');
    process.kill(-child.pid, 'SIGINT');
    assert.equal(await ended, 0);
    assert.ok(await gone(runtime));
  });

  test('kill -9 leaves a runtime; the next start on its port and state ends it', async () => {
    const state = newState();
    const port = String(await findFreePort());
    const first = await dev('--port', port, '--no-demo', '--state', state);
    assert.ok(first.facts, first.stderr);
    assert.equal((await post(first.facts.url, 'sign-up/email', kUser)).status, 200);
    const orphan = pidIn(state, 'workerd.pid');
    await first.stop('SIGKILL');
    assert.ok(describeProcess(orphan), 'the runtime outlives its supervisor');

    const second = await dev('--port', port, '--no-demo', '--state', state);
    assert.ok(second.facts, second.stderr);
    assert.ok(await gone(orphan));
    assert.equal(second.facts.url, first.facts.url);
    const { email, password } = kUser;
    const signIn = await post(second.facts.url, 'sign-in/email', { email, password });
    assert.equal(signIn.status, 200, 'what was acknowledged is there');
  });

  test('a pid file that names another process harms nobody', async () => {
    const state = newState();
    const bystander = spawn('sleep', ['60']);
    after(() => bystander.kill());
    await (await dev('--port', '0', '--no-demo', '--state', state)).stop();
    writeFileSync(path.join(state, 'workerd.pid'), `${bystander.pid}\n1\nworkerd serve\n`);
    const run = await dev('--port', '0', '--no-demo', '--state', state);
    assert.ok(run.facts, run.stderr);
    assert.ok(describeProcess(bystander.pid));
  });

  test('the same state prints the same demo', async () => {
    const state = newState();
    const first = await dev('--port', '0', '--state', state);
    assert.ok(first.facts, first.stderr);
    assert.deepEqual(first.facts.users.map(({ role }) => role), ['owner', 'admin', 'member']);
    await first.stop('SIGKILL');
    const second = await dev('--port', '0', '--state', state);
    const demoOf = ({ facts }) => ({ ...facts, url: 0, mcp: 0, a2a: 0, pid: 0 });
    assert.deepEqual(demoOf(second), demoOf(first));
  });

  test('two run side by side', async () => {
    const [one, two] = await Promise.all([newState(), newState()].map((state) =>
      dev('--port', '0', '--no-demo', '--state', state)));
    assert.ok(one.facts && two.facts, one.stderr + two.stderr);
    assert.notEqual(one.facts.url, two.facts.url);
    await one.stop();
    assert.equal((await fetch(`${two.facts.url}/api/v1/auth/ready`)).status, 200);
  });
});

describe('scripts/dev refuses in one line', () => {
  const refused = (run, pattern) => {
    assert.equal(run.facts, null);
    const lines = run.stderr.trim().split('\n');
    assert.match(lines.at(-1), pattern);
    assert.equal(lines.length, 1, run.stderr);
  };

  test('a port that is taken', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { server.once('listening', resolve); });
    const { port } = server.address();
    const run = await dev('--port', String(port), '--no-demo', '--state', newState());
    refused(run, new RegExp(`^dev: port ${port} is taken .*--port`));
    assert.equal((await run.ended).code, 1);
    server.close();
  });

  test('a state folder that another platform uses', async () => {
    const state = newState();
    const first = await dev('--port', '0', '--no-demo', '--state', state);
    assert.ok(first.facts, first.stderr);
    const second = await dev('--port', '0', '--no-demo', '--state', state, '--fresh');
    refused(second, new RegExp(`in use by process ${first.child.pid}.*--state`));
    assert.equal((await fetch(`${first.facts.url}/api/v1/auth/ready`)).status, 200);
  });

  test('--fresh of a folder with foreign files, and keeps them', async () => {
    const state = mkdtempSync(path.join(folder, 'foreign-'));
    writeFileSync(path.join(state, 'thesis.txt'), 'years of work');
    const run = await dev('--fresh', '--port', '0', '--no-demo', '--state', state);
    refused(run, /--fresh does not empty .*--state/);
    assert.deepEqual(readdirSync(state), ['thesis.txt']);
  });

  test('--fresh empties a folder of ours', async () => {
    const state = newState();
    await (await dev('--port', '0', '--no-demo', '--state', state)).stop();
    writeFileSync(path.join(state, 'left-over'), '');
    const run = await dev('--fresh', '--port', '0', '--no-demo', '--state', state);
    assert.ok(run.facts, run.stderr);
    assert.equal(existsSync(path.join(state, 'left-over')), false);
  });

  test('arguments that make no sense', async () => {
    for (const [args, pattern] of [
      [['--port', 'http'], /^dev: --port http is not a number/],
      [['--port', '70000'], /^dev: --port 70000/],
      [['--tier', 'Gold'], /^dev: --tier Gold is none of .*Enterprise/],
      [['--allow-shop', 'https://shop.example'], /^dev: --allow-shop .* this machine/],
      [['--colour'], /^dev: Unknown option '--colour'/],
    ]) refused(await dev(...args, '--state', newState()), pattern);
  });
});
