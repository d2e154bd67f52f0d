// Runs the benchmarks one after the other, prints their table and then everything as JSON.

import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../log.mjs';
import { benchHop } from './hop.mjs';
import { benchIdentity } from './identity.mjs';
import { benchIngest } from './ingest.mjs';
import { benchLists } from './lists.mjs';
import { benchMemory } from './memory.mjs';
import { benchRequest } from './request.mjs';
import { benchSearch } from './search.mjs';
import { benchSize } from './size.mjs';
import { benchVectors } from './vectors.mjs';

const kBenches = { request: benchRequest, identity: benchIdentity, size: benchSize,
  memory: benchMemory, hop: benchHop, ingest: benchIngest, lists: benchLists, search: benchSearch,
  vectors: benchVectors };

async function main() {
  const { values } = parseArgs({ options: {
    only: { type: 'string', multiple: true, default: [] }, quick: { type: 'boolean' },
    dist: { type: 'string' }, json: { type: 'string' },
  } });
  if (!existsSync('/proc/self/schedstat')) {
    throw new Error('processor time is read from /proc/<pid>/task/*/schedstat; run it on Linux');
  }
  const unknown = values.only.find((name) => !(name in kBenches));
  if (unknown) {
    throw new Error(`there is no benchmark "${unknown}"; they are ` +
      Object.keys(kBenches).join(', '));
  }
  const chosen = values.only.length > 0 ? values.only : Object.keys(kBenches);
  const distRoot = values.dist && path.resolve(values.dist);
  const rows = [];
  for (const name of chosen) {
    rows.push(...await kBenches[name]({ quick: values.quick, ...(distRoot ? { distRoot } : {}) }));
  }
  printTable(rows);
  const json = JSON.stringify({ at: new Date().toISOString(), processors: os.availableParallelism(),
    load: os.loadavg(), quick: values.quick ?? false, rows });
  console.log(json);
  if (values.json) writeFileSync(values.json, `${json}\n`);
  return rows.some((row) => row.isMet === false) ? 1 : 0;
}

function printTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`${'measured'.padEnd(width)}  ${'median'.padStart(9)}  quartiles`);
  for (const { name, value, unit, goal, isMet, note = '' } of rows) {
    const spread = value.rounds > 1 || value.low !== value.high
      ? `${round(value.low)} to ${round(value.high)}` : '';
    const verdict = goal === undefined ? '' : `goal ${goal} ${isMet ? 'met' : 'MISSED'}`;
    console.log(`${name.padEnd(width)}  ${round(value.median).padStart(9)}  ` +
      `${spread.padEnd(16)} ${unit.padEnd(8)} ${verdict} ${note}`.trimEnd());
  }
}

const round = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1)
  : value.toFixed(2));

main().then((code) => process.exit(code), (error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exit(1);
});
