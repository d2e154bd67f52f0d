// The command line behind scripts/demo.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../log.mjs';
import { kRoot } from '../wrangler-config.mjs';
import { describePlanted, generateEvents } from './events.mjs';
import { makePlan } from './plan.mjs';
import { seedInteractions } from './seed-interactions.mjs';

const kToday = () => new Date().toISOString().slice(0, 10);

function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8787' },
      state: { type: 'string', default: path.join(kRoot, '.state') },
      key: { type: 'string' },
      scale: { type: 'string' },
      seed: { type: 'string' },
      end: { type: 'string' },
      again: { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      planted: { type: 'boolean', default: false },
    },
  });
  const scale = values.scale === undefined ? undefined : Number(values.scale);
  if (scale !== undefined && !(scale > 0 && scale <= 100)) {
    throw new Error(`--scale ${values.scale} is not a number above 0, up to 100`);
  }
  if (values.end !== undefined &&
    !(/^\d{4}-\d\d-\d\d$/.test(values.end) && values.end <= kToday())) {
    throw new Error(`--end ${values.end} is not a day like ${kToday()}, nor later than today`);
  }
  return { ...values, scale, url: values.url.replace(/\/$/, '') };
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  const { seed, scale, end: endDate = kToday() } = options;
  if (options.planted) {
    process.stdout.write(
      `${JSON.stringify(describePlanted(makePlan({ seed, scale, endDate })), null, 2)}\n`);
  } else if (options.print) {
    for await (const event of generateEvents({ seed, scale, endDate })) {
      const isTaken = process.stdout.write(`${JSON.stringify(event)}\n`);
      if (!isTaken) await new Promise((resolve) => { process.stdout.once('drain', resolve); });
    }
  } else {
    await seedInteractions({ url: options.url, apiKey: options.key ?? keyOf(options.state),
      stateDir: options.state, log: say, scale, seed, endDate, again: options.again });
  }
}

/** The key of the demo's admin, who may read interactions as well. */
function keyOf(state) {
  const file = path.join(state, 'demo/demo.json');
  const users = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).facts?.users : null;
  const admin = users?.find(({ role }) => role === 'admin');
  if (!admin) {
    throw new Error(`${state} has no demo organization; start ./scripts/dev with that state ` +
      'first, or name a key with --key');
  }
  return admin.apiKey;
}

process.stdout.on('error', () => process.exit(0));
main().catch((error) => {
  process.stderr.write(`demo: ${error.message}\n`);
  process.exitCode = 1;
});
