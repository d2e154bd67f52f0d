// The outpost of kernel/outpost.cpp on a runtime of its own, and servers for it to meet.

import http from 'node:http';
import path from 'node:path';
import { Miniflare } from 'miniflare';
import { kDefaultDist, makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { findFreePort } from '../../scripts/lib/ports.mjs';

/**
 * Starts the worker. `env` are its variables, `outboundService` answers its fetches. Gives
 * `post(route, body)` and `get(route)`, which answer the parsed body, and `stop()`.
 */
export async function startOutpost({ env = {}, outboundService } = {}) {
  const port = await findFreePort();
  const miniflare = new Miniflare({ ...makeMiniflareOptions({ services: [],
    extraWorkers: [{ name: 'outpost', directory: path.join(kDefaultDist, 'outpost'), port,
      env: { SERVICE: 'outpost', VERSION: 'test', ENVIRONMENT: 'local', INTERNAL_KEY: 'k',
        FILES: { type: 'r2', name: 'files' }, ...env }, outboundService }] }),
  handleStructuredLogs: () => {} });
  await miniflare.ready;
  const base = `http://127.0.0.1:${port}/api/v1/outpost`;
  const answer = async (response) => {
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    get: async (route) => answer(await fetch(`${base}${route}`)),
    post: async (route, body) => answer(await fetch(`${base}${route}`, { method: 'POST',
      headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })),
    stop: () => miniflare.dispose(),
  };
}

/** A server on every address of this machine. `connections` counts who came, answered or not. */
export async function startServer(handler = (_request, response) => response.end('reached')) {
  const server = http.createServer(handler);
  const state = { connections: 0, server };
  server.on('connection', () => { state.connections += 1; });
  // Both families where there are both.
  await new Promise((done, fail) => {
    server.once('error', () => server.listen(0, '127.0.0.1', done).once('error', fail));
    server.listen(0, '::', done);
  });
  const { port } = server.address();
  return Object.assign(state, {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
}
