// The oracle of kernel/oracle.cpp and, behind it, whoever provides AI in a test.

import path from 'node:path';
import { Miniflare } from 'miniflare';
import { kDefaultDist, makeMiniflareOptions } from '../../scripts/lib/miniflare-options.mjs';
import { findFreePort } from '../../scripts/lib/ports.mjs';

const kKey = 'k';

/**
 * Starts the oracle, and with `models` the platform's own AI. `env` are variables and bindings of
 * the oracle, `extraWorkers` stand beside it. Gives `ask(route, body)` and `models(operation,
 * body)`, which answer the parsed body, and `stop()`.
 */
export async function startOracle({ env = {}, models = false, extraWorkers = [] } = {}) {
  const port = await findFreePort();
  const directoryOf = (name) => path.join(kDefaultDist, name);
  const common = { VERSION: 'test', ENVIRONMENT: 'local', INTERNAL_KEY: kKey };
  const miniflare = new Miniflare({ ...makeMiniflareOptions({ services: [], extraWorkers: [
    { name: 'oracle', directory: directoryOf('oracle'), port, env: { SERVICE: 'oracle', ...common,
      ...(models ? { MODELS: { type: 'worker', worker: 'models' } } : {}), ...env } },
    ...(models ? [{ name: 'models', directory: directoryOf('models'), env: { SERVICE: 'models',
      ...common, FILES: { type: 'r2', name: 'models' } } }] : []),
    ...extraWorkers,
  ] }), handleStructuredLogs: () => {} });
  await miniflare.ready;
  const answerOf = async (response) => {
    if (!response.ok) {
      throw Object.assign(new Error(`${response.status} ${await response.text()}`),
        { status: response.status });
    }
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };
  const post = (body) => ({ method: 'POST', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-internal-key': kKey } });
  return {
    ask: async (route, body) => answerOf(
      await fetch(`http://127.0.0.1:${port}/api/v1/oracle/${route}`, post(body))),
    models: async (operation, body) => {
      const worker = await miniflare.getWorker('models');
      return answerOf(await worker.fetch(`http://models/internal/models/${operation}`, post(body)));
    },
    stop: () => miniflare.dispose(),
  };
}

/** The cosine of two vectors of length 1. */
export const cosine = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** A whole training, as a job of another service goes through it. `onStep` hears of each step. */
export async function train(oracle, organizationId, trainingId, texts, onStep = () => {}) {
  const ids = { organizationId, trainingId };
  await oracle.models('trainings/begin', ids);
  const kPart = 500;
  for (let part = 0; part * kPart < texts.length; part += 1) {
    await oracle.models('trainings/texts', { ...ids, part,
      texts: texts.slice(part * kPart, (part + 1) * kPart) });
  }
  for (;;) {
    const begin = performance.now();
    const state = await oracle.models('trainings/step', ids);
    onStep(performance.now() - begin, state);
    if (state.status === 'completed') return state;
  }
}
