import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cronMatches, fireCrons } from '../../scripts/lib/crons.mjs';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { makeProject } from './fixture.mjs';

const at = (text) => new Date(`${text}Z`);

test('a cron names its minutes, in UTC', () => {
  // 2026-09-06 is a Sunday.
  const cases = [
    ['* * * * *', '2026-09-06T13:37', true],
    ['17 * * * *', '2026-09-06T13:17', true],
    ['17 * * * *', '2026-09-06T13:18', false],
    ['*/5 * * * *', '2026-09-06T13:35', true],
    ['*/5 * * * *', '2026-09-06T13:37', false],
    ['10-20/5 * * * *', '2026-09-06T13:15', true],
    ['10-20/5 * * * *', '2026-09-06T13:25', false],
    ['0 3,15 * * *', '2026-09-06T15:00', true],
    ['0 0 1 JAN *', '2027-01-01T00:00', true],
    ['0 0 * * SUN', '2026-09-06T00:00', true],
    ['0 0 * * 1', '2026-09-06T00:00', true],
    ['0 0 * * MON-FRI', '2026-09-06T00:00', false],
    ['0 0 13 * SUN', '2026-09-06T00:00', true],
  ];
  for (const [cron, time, expected] of cases) {
    assert.equal(cronMatches(cron, at(time)), expected, `${cron} at ${time}`);
  }
});

test('a cron that cannot be read is an error', () => {
  for (const cron of ['', '* * * *', '60 * * * *', '*/0 * * * *', 'x * * * *', '* * * * 8']) {
    assert.throws(() => cronMatches(cron, new Date()), /cron/, cron);
  }
});

test('what is due is fired with its expression', async () => {
  const project = makeProject();
  const platform = await startPlatform({ root: project.root, distRoot: project.distRoot });
  try {
    assert.deepEqual(await fireCrons(platform, at('2026-09-06T13:36')), []);
    assert.deepEqual(await fireCrons(platform, at('2026-09-06T13:35')), ['shelf: */5 * * * *']);
    assert.deepEqual(await (await fetch(`${platform.url}/books`)).json(), ['*/5 * * * *']);
  } finally {
    await platform.dispose();
    project.remove();
  }
});

// Who waits for the runtime without reading its log waits for ever once the pipe between is full.
test('crons are fired while the runtime writes more than is read', async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crons-under-load.mjs')],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const { url, runtime } = JSON.parse(line);
  const load = new AbortController();
  const flood = async () => {
    while (!load.signal.aborted) await fetch(`${url}/flood`, { signal: load.signal });
  };
  const loads = Array.from({ length: 32 }, () => flood().catch(() => {}));
  await sleep(500);
  child.stdin.write('go\n');
  const outcome = await Promise.race([ended, sleep(30_000, ['nothing for 30 s'], { ref: false })]);
  load.abort();
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    process.kill(runtime, 'SIGKILL');
  }
  await Promise.all(loads);
  assert.equal(outcome[0], 0);
});
