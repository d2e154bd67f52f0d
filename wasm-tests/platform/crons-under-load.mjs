// A program of crons.test.mjs: starts the fixture's project and says where; at a line of input it
// fires the crons ten times and ends.

import { once } from 'node:events';
import { fireCrons } from '../../scripts/lib/crons.mjs';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { makeProject } from './fixture.mjs';

const project = makeProject();
const platform = await startPlatform({ root: project.root, distRoot: project.distRoot,
  onLog: () => {} });
console.log(JSON.stringify({ url: platform.url, runtime: platform.runtimePid }));
await once(process.stdin, 'data');
const refused = [];
for (let i = 0; i < 10; i += 1) {
  await fireCrons(platform, new Date('2026-09-06T13:35Z'), (line) => refused.push(line));
}
await platform.dispose();
project.remove();
process.exit(refused.length);
