// Asks for the job that scores an organization's interactions again, and follows it to its end.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { say } from './log.mjs';

async function main() {
  const { values } = parseArgs({ options: {
    key: { type: 'string', default: process.env.CROW_API_KEY ?? '' },
    url: { type: 'string', default: 'http://127.0.0.1:8787' },
  } });
  if (!values.key) throw new Error('no API key; give --key or set CROW_API_KEY');
  const call = async (method, path) => {
    const response = await fetch(`${values.url}/api/v1/interactions${path}`,
      { method, headers: { 'x-api-key': values.key } });
    const body = await response.json();
    if (!response.ok) throw new Error(`${response.status}: ${body.error?.message}`);
    return body;
  };
  let job = await call('POST', '/bot-scores');
  for (let shown = -1; job.status === 'queued' || job.status === 'running'; await sleep(500)) {
    job = await call('GET', `/jobs/${job.id}`);
    if (job.percent !== null && job.percent !== shown) say(`${shown = job.percent} %`);
  }
  if (job.status !== 'completed') throw new Error(`the job ${job.status}: ${job.error}`);
  say(`${job.counts.scored} interactions scored, ${job.counts.changed} of them changed`);
}

main().catch((error) => {
  process.stderr.write(`score-bots: ${error.cause?.message ?? error.message}\n`);
  process.exitCode = 1;
});
