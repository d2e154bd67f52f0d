// Runs the checks one after the other and says of each whether it is ok.

import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { kBuildChecks } from './check-build.mjs';
import { kShapeChecks } from './check-shape.mjs';
import { kTidyChecks } from './check-tidy.mjs';
import { kTreeChecks, format } from './check-tree.mjs';
import { build, buildSite } from './build.mjs';

/**
 * A check is a function with a name and a sentence `about`; it returns what is wrong, one sentence
 * each, or nothing. `needsBuild` says that it looks at the built workers, `onRequest` that it runs
 * only when it is named.
 */
const kChecks = [...kTreeChecks, ...kShapeChecks, ...kBuildChecks, ...kTidyChecks];

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'boolean' }, fix: { type: 'boolean' } },
  });
  if (values.list) {
    for (const { name, about } of kChecks) console.log(`${name.padEnd(16)} ${about}`);
    return 0;
  }
  const unknown = positionals.find((name) => !kChecks.some((check) => check.name === name));
  if (unknown) throw new Error(`there is no check "${unknown}"; ./scripts/check --list names all`);
  const chosen = positionals.length === 0
    ? kChecks.filter((check) => !check.onRequest)
    : kChecks.filter(({ name }) => positionals.includes(name));
  if (values.fix) await format();
  if (chosen.some((check) => check.needsBuild)) {
    await build();
    await buildSite();
  }
  const failed = [];
  for (const check of chosen) if (!(await run(check))) failed.push(check.name);
  console.log(failed.length === 0
    ? `${chosen.length} checks, all ok`
    : `${chosen.length} checks, ${failed.length} FAILED: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

async function run(check) {
  const start = performance.now();
  let faults;
  try {
    faults = (await check.run()) ?? [];
  } catch (error) {
    faults = [error.message];
  }
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${time})`);
  for (const fault of faults.slice(0, 20)) console.log(`         ${fault}`);
  if (faults.length > 20) console.log(`         and ${faults.length - 20} more`);
  return faults.length === 0;
}

main().then((code) => process.exit(code), (error) => {
  process.stderr.write(`check: ${error.message}\n`);
  process.exit(1);
});
