// A platform whose databases a test holds: before and after each batch of a request to auth and
// access, or to other services that it names, it is asked what shall happen. A batch is one
// transaction of D1, so that nothing can come between its statements; everything else can. What
// crons and queues do meanwhile goes on.
//
//   const world = await openWorld();
//   world.plan = ({ number, phase }) => (number === 1 && phase === 'before' ? 'kill' : undefined);

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { kDefaultDist } from '../../scripts/lib/miniflare-options.mjs';
import { openTarget } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

const kServices = ['gateway', 'auth', 'access', 'users', 'organizations'];

// Stands in for bindings/d1.js. Statements are read before anything is awaited: memory may move.
const kHeldDatabase = (control, service) => `
const decoder = new TextDecoder();
const now = Date.now;
let offset = 0;
Date.now = () => now() + offset;

async function ask(phase, statements) {
  const answer = await fetch('${control}', { method: 'POST',
    body: JSON.stringify({ service: '${service}', phase, statements }) });
  const told = await answer.json();
  offset = told.offset;
  if (told.wait) await new Promise((wake) => setTimeout(wake, told.wait));
  if (told.error) throw new Error(told.error);
}

export const d1 = {
  async 'd1.batch'(state, binding, payload) {
    const memory = payload.buffer;
    const parts = JSON.parse(decoder.decode(payload)).map(([pointer, length, parameters]) =>
      [decoder.decode(new Uint8Array(memory, pointer, length)), parameters]);
    const tell = (phase) => state.request && ask(phase, parts.map(([text]) => text));
    await tell('before');
    const database = state.env[binding];
    const results = await database.batch(parts.map(([text, parameters]) =>
      database.prepare(text).bind(...parameters)));
    await tell('after');
    return JSON.stringify(results.map(({ results: rows, meta }) =>
      [rows.map(Object.values), meta.changes ?? 0]));
  },
  async 'd1.ping'(state, binding) {
    await state.env[binding].prepare('SELECT 1').first();
    return '';
  },
};
`;

/** Opens the world; `held` are the services whose batches are counted and held. */
export async function openWorld({ held = ['auth', 'access'] } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crow-faults-'));
  const world = {
    /** What shall happen: 'kill', `{wait, error}`, or nothing. */
    plan: () => undefined,
    /** How far the clock of these services is off, in milliseconds. */
    offset: 0,
    number: 0,
    batches: [],
  };
  const control = http.createServer((request, response) => {
    void hold(world, request, response);
  });
  await new Promise((resolve) => { control.listen(0, '127.0.0.1', resolve); });
  for (const service of kServices) {
    cpSync(path.join(kDefaultDist, service), path.join(folder, service), { recursive: true });
  }
  for (const service of held) {
    writeFileSync(path.join(folder, service, 'd1.js'),
      kHeldDatabase(`http://127.0.0.1:${control.address().port}`, service));
  }
  const target = await openTarget({ services: kServices, distRoot: folder });
  return Object.assign(world, {
    target,
    /** Counts batches anew, by a plan. */
    begin(plan = () => undefined) {
      Object.assign(world, { plan, number: 0, batches: [] });
    },
    /** Waits until the runtime that was killed has a successor that answers. */
    async recover() {
      await until(() => target.runtimePid !== world.killed, 30_000);
      await target.waitReady();
    },
    async dispose() {
      await target.dispose();
      control.closeAllConnections();
      control.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });

  async function hold({ plan }, request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const asked = JSON.parse(Buffer.concat(chunks));
    const { number } = world;
    if (asked.phase === 'before') world.batches.push(asked.statements);
    if (asked.phase === 'after') world.number += 1;
    const told = plan({ ...asked, number });
    if (told === 'kill') {
      world.killed = target.runtimePid;
      world.plan = () => undefined;
      process.kill(world.killed, 'SIGKILL');
      return;
    }
    response.end(JSON.stringify({ offset: world.offset, ...told }));
  }
}
