import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { after, test } from 'node:test';
import { listMigrations } from '../../scripts/lib/migrations.mjs';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { splitSql } from '../../scripts/lib/sql-split.mjs';
import { kRoot } from '../../scripts/lib/wrangler-config.mjs';
import { makeProject } from './fixture.mjs';

const kTrigger =
  'CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END';
const project = makeProject();
after(project.remove);

test('statements are split where SQLite would', () => {
  const cases = [
    ['SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
    [`SELECT 'a;b', "c;d", \`e;f\`, [g;h]; -- i;j\n/* k;l */ SELECT 2;`,
      [`SELECT 'a;b', "c;d", \`e;f\`, [g;h]`, 'SELECT 2']],
    [`SELECT 'it''s; fine'; ;;`, [`SELECT 'it''s; fine'`]],
    [`${kTrigger}; SELECT 4`, [kTrigger, 'SELECT 4']],
    ['CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END', undefined],
    ['CREATE TABLE "trigger" (begin_at INTEGER, "end" TEXT); SELECT 1',
      ['CREATE TABLE "trigger" (begin_at INTEGER, "end" TEXT)', 'SELECT 1']],
    ['-- nothing\n', []],
  ];
  for (const [text, expected] of cases) assert.deepEqual(splitSql(text), expected ?? [text]);
});

test('files are applied by number, then by name', () => {
  const folder = path.join(project.root, 'numbers');
  for (const name of ['10-c.sql', '2-b.sql', '0001-a.sql', 'readme.md']) {
    project.write(`numbers/${name}`, '');
  }
  assert.deepEqual(listMigrations(folder), ['0001-a.sql', '2-b.sql', '10-c.sql']);
});

test('wrangler sees the same database and finds nothing left to apply', async () => {
  const state = path.join(project.root, 'state');
  const platform = await startPlatform(
    { root: project.root, distRoot: project.distRoot, state });
  await fetch(`${platform.url}/known-to-wrangler`, { method: 'POST' });
  await platform.dispose();

  const wrangler = (...args) => execFileSync(process.execPath, [
    path.join(kRoot, 'node_modules/wrangler/bin/wrangler.js'), 'd1', ...args, '--local',
    '--env', 'dev', '-c', path.join(project.root, 'wrangler/shelf.jsonc'),
    '--persist-to', path.join(state, 'resources'),
  ], { encoding: 'utf8', env: { ...process.env, CI: '1', NO_COLOR: '1',
    WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: path.join(project.root, 'logs') } });
  assert.match(wrangler('migrations', 'list', 'crow-shelf-dev'), /No migrations to apply/);
  assert.match(wrangler('execute', 'crow-shelf-dev', '--command', 'SELECT title FROM book'),
    /known-to-wrangler/);
});
