import assert from 'node:assert/strict';
import { test } from 'node:test';
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
