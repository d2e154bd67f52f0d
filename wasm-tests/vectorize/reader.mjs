// A runtime with the worker that stands in for Vectorize, the reader of reader.cpp, and a worker of
// the test's own that passes calls on to both of the stand-in's interfaces.

import path from 'node:path';
import { Miniflare } from 'miniflare';
import { kDefaultDist, makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { findFreePort } from '../../scripts/lib/ports.mjs';

/** Calls methods of env.VECTORS and env.API as the body says; a thrown error is told. */
const kCaller = `export default { async fetch(request, env) {
  const { binding, method, args, asFloats } = await request.json();
  if (asFloats) args[0] = new Float32Array(args[0]);
  try {
    return Response.json({ value: await env[binding][method](...args) ?? null });
  } catch (error) {
    return Response.json({ name: error.name, message: error.message });
  }
} };`;

/**
 * Starts it. `indexes` are declared as in wrangler/vectorize.jsonc; `index` is the one that
 * VECTORS leads to. Gives `vectors` and `api`, whose methods are those of the bindings, and
 * `get(route)` of the reader.
 */
export async function startReader({ index = 'test', indexes = {}, vars = {}, resources } = {}) {
  const ports = [await findFreePort(), await findFreePort()];
  const vectors = { type: 'worker', worker: 'crow-vectorize', exportName: 'Vectorize',
    props: { index } };
  const miniflare = new Miniflare({ ...makeMiniflareOptions({ services: ['vectorize'],
    secrets: { INTERNAL_KEY: 'key' }, resources,
    varsOf: { vectorize: { INDEXES: indexes, ...vars } },
    extraWorkers: [
      { name: 'reader', directory: path.join(kDefaultDist, 'reader'), port: ports[0],
        env: { SERVICE: 'reader', VERSION: 'test', ENVIRONMENT: 'local', INTERNAL_KEY: 'key',
          VECTORS: vectors } },
      { name: 'caller', script: kCaller, port: ports[1], env: { VECTORS: vectors,
        API: { type: 'worker', worker: 'crow-vectorize', exportName: 'VectorizeApi' } } },
    ] }), handleStructuredLogs: () => {} });
  await miniflare.ready;
  const call = async (body) => {
    const response = await fetch(`http://127.0.0.1:${ports[1]}`,
      { method: 'POST', body: JSON.stringify(body) });
    const { value, name, message } = await response.json();
    if (message !== undefined) throw Object.assign(new Error(message), { name });
    return value;
  };
  const proxy = (binding) => new Proxy({}, { get: (_target, method) =>
    (...args) => call({ binding, method, args }) });
  return {
    vectors: proxy('VECTORS'),
    api: proxy('API'),
    /** As vectors.query, with a Float32Array. */
    queryFloats: (...args) => call({ binding: 'VECTORS', method: 'query', args, asFloats: true }),
    async get(route) {
      const response = await fetch(`http://127.0.0.1:${ports[0]}/api/v1/reader${route}`);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return response.json();
    },
    stop: () => miniflare.dispose(),
  };
}
