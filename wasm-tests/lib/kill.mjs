// The death of the runtime, as `kill -9` and power cuts bring it.

import { fireCrons } from '../../scripts/lib/crons.mjs';
import { until } from './until.mjs';

/** Kills the platform's runtime, and waits until it has another. */
export async function killRuntime(platform) {
  const killed = platform.runtimePid;
  process.kill(killed, 'SIGKILL');
  await until(() => platform.runtimePid !== killed, 60_000);
}

/** As a minute later: jobs that a dead runtime held may be taken by others, and the crons fire. */
export async function takeUpJobs(platform, service) {
  const database = await platform.getDatabase(service);
  await database.prepare('UPDATE jobs SET lease_until = 0 WHERE outcome IS NULL').run();
  await fireCrons(platform, new Date());
}
