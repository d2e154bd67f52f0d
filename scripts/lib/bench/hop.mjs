// One hop between two workers: the fetch of a service binding against a call of a method, with the
// same data. What it decided is in docs/decisions/0001-fetch-between-services.md.

import { say } from '../log.mjs';
import { startPlatform } from '../platform.mjs';
import { findFreePort } from '../ports.mjs';
import { exchangeOnce, makeRequest } from './client.mjs';
import { bundle } from './platforms.mjs';
import { cpuSeconds } from './processes.mjs';
import { ratioOf, summarise, takeTurns } from './rounds.mjs';

const kWays = ['forward-fetch', 'forward-rpc-objects', 'forward-rpc-data', 'call-fetch',
  'call-rpc'];

export async function benchHop({ quick }) {
  const rounds = quick ? 10 : 40;
  const calls = 100;
  const port = await findFreePort();
  const platform = await startPlatform({ services: [], onLog: () => {}, extraWorkers: [
    { name: 'caller', script: await bundle('hop-caller.js'), port,
      env: { NEIGHBOUR: { type: 'worker', worker: 'callee' } } },
    { name: 'callee', script: await bundle('hop-callee.js') },
  ] });
  const measure = async ({ name }) => {
    const before = cpuSeconds(platform.runtimePid);
    const { status } = await exchangeOnce(port, makeRequest('GET',
      `/api/v1/users/me?way=${name}&n=${calls}`, { accept: 'application/json',
        'user-agent': 'bench', 'x-api-key': `crow_${'k'.repeat(46)}` }));
    if (status !== 200) throw new Error(`${name} answered ${status}`);
    return (cpuSeconds(platform.runtimePid) - before) / calls * 1e6;
  };
  try {
    const candidates = kWays.map((name) => ({ name }));
    say('hop: warming up');
    for (let i = 0; i < 10; i += 1) for (const candidate of candidates) await measure(candidate);
    const numbers = await takeTurns({ candidates, rounds, measure,
      onRound: (round) => round % 10 === 0 && say(`hop: round ${round} of ${rounds}`) });
    const against = (way, control) => ({ name: `hop: ${way} / ${control}`,
      value: ratioOf(numbers, way, control), unit: '×' });
    return [
      { name: 'hop: forward-fetch', value: summarise(numbers['forward-fetch']), unit: 'µs CPU' },
      against('forward-rpc-objects', 'forward-fetch'),
      against('forward-rpc-data', 'forward-fetch'),
      { name: 'hop: call-fetch', value: summarise(numbers['call-fetch']), unit: 'µs CPU' },
      against('call-rpc', 'call-fetch'),
    ];
  } finally {
    await platform.dispose();
  }
}
