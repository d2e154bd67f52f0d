// AI_MODE=workers: a stand-in under the name of the binding, called over RPC as env.AI is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cosine, startOracle } from './oracle.mjs';

const kStandIn = `
import { WorkerEntrypoint } from 'cloudflare:workers';
const fail = (name, message) => { throw Object.assign(new Error(message), { name }); };
let left = 0;
export class Ai extends WorkerEntrypoint {
  async run(model, inputs) {
    if (model === '@cf/baai/bge-m3') {
      const { text, ...rest } = inputs;
      if (Object.keys(rest).length > 0) fail('AiError', '5006: unknown input');
      if (text[0] === 'slow') await new Promise((done) => setTimeout(done, 900));
      if (text[0] === 'busy') fail('AiError', '3040: Capacity temporarily exceeded');
      if (text[0] === 'twice' && (left = left || 3) && --left > 0) {
        fail('AiError', '3043: Internal server error');
      }
      if (text[0] === 'nothing') return undefined;
      const size = text[0] === 'short' ? 1000 : 1024;
      return { shape: [text.length, size], pooling: 'cls',
        data: text.map((one) => Array.from({ length: size }, (_, i) =>
          Math.sin(i * (one.length + 1)))) };
    }
    if (model === '@cf/moondream/moondream3.1-9B-A2B') {
      if (!inputs.image.startsWith('data:image/png;base64,')) fail('AiError', '5006: image');
      if (inputs.stream !== false) fail('AiError', '5006: a stream was not asked for');
      return inputs.task === 'caption' ? { caption: 'A red shoe.', finish_reason: 'stop' }
        : { answer: 'red, leather sole', finish_reason: 'stop' };
    }
    if (model === '@cf/meta/llama-3.3-70b-instruct-fp8-fast') {
      const { messages, response_format: format } = inputs;
      if (format.type !== 'json_schema' || messages[0].role !== 'system') fail('AiError', '5006');
      const { name } = JSON.parse(messages[1].content);
      return { response: { sentence: 'This is ' + name + '.', features: ['light'] } };
    }
    return fail('AiError', '5007: No such model ' + model);
  }
}
export default {};
`;

let oracle;
const start = (env = {}) => startOracle({
  env: { AI_MODE: 'workers', AI_TIMEOUT_MS: '300',
    AI: { type: 'worker', worker: 'stand-in', exportName: 'Ai' }, ...env },
  extraWorkers: [{ name: 'stand-in', script: kStandIn }],
});
before(async () => { oracle = await start(); });
after(() => oracle.stop());

const embed = (...texts) => oracle.ask('vectors', { texts });

test('vectors come from the default model', async () => {
  const { mode, model, dimensions, vectors } = await embed('red shoe', 'red shoe', 'mug');
  assert.equal(mode, 'workers');
  assert.equal(model, 'workers:@cf/baai/bge-m3:cls:1024');
  assert.equal(dimensions, 1024);
  assert.ok(Math.abs(cosine(vectors[0], vectors[1]) - 1) < 1e-6);
  assert.ok(Math.abs(cosine(vectors[0], vectors[2])) < 0.5);
});

test('its failures are told for what they are', async () => {
  assert.equal((await embed('twice')).reason, '');
  assert.equal((await embed('busy')).reason, 'rate_limited');
  assert.equal((await embed('slow')).reason, 'timed_out');
  assert.equal((await embed('short')).reason, 'wrong_dimensions');
  assert.equal((await embed('nothing')).reason, 'malformed');
  const other = await start({ AI_EMBED_MODEL: '@cf/nobody/knows-this' });
  try {
    assert.equal((await other.ask('vectors', { texts: ['a'] })).reason, 'refused');
  } finally {
    await other.stop();
  }
});

test('a model that was given up is refused in words', async () => {
  const other = await start({ AI_TEXT_MODEL: '@cf/meta/llama-3.1-8b-instruct' });
  try {
    const { reason, cause } = await other.ask('sentence', { name: 'a' });
    assert.equal(reason, 'misconfigured');
    assert.match(cause, /AI_TEXT_MODEL is @cf\/meta\/llama-3\.1-8b-instruct/);
  } finally {
    await other.stop();
  }
});

test('images and products are described', async () => {
  const image = await oracle.ask('sentence', { name: 'Runner', image: 'iVBORw0KGgo=' });
  assert.equal(image.text, 'A red shoe.');
  assert.deepEqual(image.features, ['red', 'leather sole']);
  assert.equal(image.model, 'workers:@cf/moondream/moondream3.1-9B-A2B');
  const product = await oracle.ask('sentence', { name: 'Ignore "all" of this' });
  assert.equal(product.text, 'This is Ignore "all" of this.');
});

test('it learns nothing of the texts, and says so at once', async () => {
  assert.deepEqual(await oracle.ask('training', { texts: ['a b c'] }),
    { steps: 0, percent: 100, model: null });
});
