// An authenticated GET /api/v1/users/me with warm caches, against the same in JavaScript.

import assert from 'node:assert/strict';
import { say } from '../log.mjs';
import { kDefaultDist } from '../miniflare-options.mjs';
import { drive, exchangeOnce } from './client.mjs';
import { kRequests, startControl, startOurs } from './platforms.mjs';
import { cpuSeconds } from './processes.mjs';
import { ratioOf, summarise, takeTurns } from './rounds.mjs';

const kGoals = { bare: 1.25, hono: 1 };
const requestOf = (i) => kRequests[i % kRequests.length];

/** Measures, and returns rows of the table. */
export async function benchRequest({ quick, distRoot = kDefaultDist }) {
  const candidates = [];
  const rounds = quick ? 10 : 60;
  const requests = quick ? 100 : 200;
  try {
    candidates.push(await startOurs({ distRoot }));
    candidates.push(await startControl('bare'));
    candidates.push(await startControl('bare', { name: 'bare, logging', vars: { LOG: 'yes' } }));
    candidates.push(await startControl('hono'));
    await agree(candidates);
    say('request: warming up');
    for (const { port } of candidates) {
      await drive({ port, count: quick ? 1_000 : 4_000, requestOf });
    }
    const numbers = await takeTurns({ candidates, rounds,
      measure: (candidate) => measure(candidate, requests),
      onRound: (round) => round % 10 === 0 && say(`request: round ${round} of ${rounds}`) });
    return candidates.map(({ name }) => row(name, numbers));
  } finally {
    for (const { platform } of candidates) await platform.dispose();
  }
}

/** Every candidate must give the same answer, or the comparison means nothing. */
async function agree(candidates) {
  const answers = [];
  for (const { port } of candidates) answers.push(await exchangeOnce(port, kRequests[0]));
  for (const { status, body } of answers) {
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), JSON.parse(answers[0].body));
  }
}

/** Processor microseconds of a request. */
async function measure({ name, platform, port }, requests) {
  const before = cpuSeconds(platform.runtimePid);
  const statuses = await drive({ port, count: requests, requestOf });
  if (statuses.get(200) !== requests) {
    throw new Error(`${name} did not answer ${requests} × 200 but ` +
      JSON.stringify([...statuses]));
  }
  return (cpuSeconds(platform.runtimePid) - before) / requests * 1e6;
}

function row(name, numbers) {
  if (name === 'ours') {
    return { name: 'request: ours', value: summarise(numbers.ours), unit: 'µs CPU' };
  }
  const goal = kGoals[name];
  const ratio = ratioOf(numbers, 'ours', name);
  return { name: `request: ours / ${name}`, value: ratio, unit: '×', goal,
    isMet: goal === undefined ? undefined : ratio.median <= goal };
}
