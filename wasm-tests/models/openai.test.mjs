// AI_MODE=openai in workerd, against a server of that kind, well and ill.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cosine, startOracle } from './oracle.mjs';
import { startOpenAi } from './openai-server.mjs';

let server;
let oracle;
const envOf = (url, more = {}) => ({ AI_MODE: 'openai', AI_BASE_URL: url, AI_API_KEY: 'sk-test',
  AI_EMBED_MODEL: 'letters', AI_VISION_MODEL: 'eyes', AI_TEXT_MODEL: 'words',
  AI_TIMEOUT_MS: '400', ...more });

before(async () => {
  server = await startOpenAi({ key: 'sk-test' });
  oracle = await startOracle({ env: envOf(server.url) });
});
after(() => Promise.all([oracle.stop(), server.stop()]));

const embed = (texts = ['red shoe'], more = {}) => oracle.ask('vectors', { texts, ...more });
/** Has the server do these things, asks once, and gives the answer and how often it was asked. */
async function when(...behave) {
  const before_ = server.requests.length;
  server.behave = behave;
  const answer = await embed();
  server.behave = [];
  return { ...answer, asked: server.requests.length - before_ };
}
const end = (status, body = '', headers = {}) => (response) =>
  response.writeHead(status, headers).end(body);

test('vectors come with their model and its dimensions', async () => {
  const { mode, model, dimensions, vectors } = await embed(['red shoe', 'shoe red', 'mug', '']);
  assert.equal(mode, 'openai');
  assert.equal(model, 'openai:letters:24');
  assert.equal(dimensions, 24);
  assert.ok(Math.abs(cosine(vectors[0], vectors[1]) - 1) < 1e-6);
  assert.ok(cosine(vectors[0], vectors[2]) < 0.9);
  assert.ok(vectors[3].every((value) => value === 0));
  assert.equal(server.requests.at(-1).headers.authorization, 'Bearer sk-test');
  assert.deepEqual(await oracle.ask('model', {}),
    { mode: 'openai', model: 'openai:letters:24', dimensions: 24 });
});

test('a server that gives lists of numbers gives the same vectors', async () => {
  const plain = await startOpenAi({ ignoresFormat: true });
  const other = await startOracle({ env: envOf(plain.url) });
  try {
    const texts = Array.from({ length: 100 }, (_, i) => `text number ${i}`);
    const [a, b] = await Promise.all([embed(texts), other.ask('vectors', { texts })]);
    assert.equal(b.vectors.length, 100);
    a.vectors.forEach((vector, i) => assert.ok(cosine(vector, b.vectors[i]) > 0.999_999));
  } finally {
    await Promise.all([other.stop(), plain.stop()]);
  }
});

test('images and products are described', async () => {
  const image = await oracle.ask('sentence', { name: 'Runner', image: 'iVBORw0KGgo=' });
  assert.equal(image.text, 'A red shoe on white.');
  assert.deepEqual(image.features, ['red', 'leather']);
  assert.equal(image.model, 'openai:eyes');
  const product = await oracle.ask('sentence', { name: 'Runner' });
  assert.equal(product.text, 'A light shoe.');
  assert.equal(product.model, 'openai:words');
});

test('what fails once or twice goes well in the end', async () => {
  for (const bad of [end(500), end(429, '', { 'retry-after': '1' }), end(200, '{"data":'),
    (response) => response.destroy(), () => {}]) {
    const { model, reason, asked } = await when(bad);
    assert.equal(model, 'openai:letters:24', `${bad}: ${reason}`);
    assert.equal(asked, 2);
  }
});

test('what goes on failing is told for what it is', async () => {
  const thrice = (bad) => when(bad, bad, bad);
  const cut = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"data":[');
    setTimeout(() => response.destroy(), 20);
  };
  for (const [reason, bad] of [['timed_out', () => {}], ['unreachable', end(502)],
    ['unreachable', (response) => response.destroy()], ['cut', cut],
    ['malformed', end(200, '<html>busy</html>')], ['malformed', end(200, '{"data":[]}')],
    ['malformed', end(200, 'x'.repeat(13 * 1024 * 1024))]]) {
    const answer = await thrice(bad);
    assert.equal(answer.reason, reason, answer.cause);
    assert.equal(answer.asked, 3, reason);
  }
  assert.equal((await embed()).reason, '');
});

test('what will not pass is asked once', async () => {
  const later = await when(end(429, '', { 'retry-after': '30' }));
  assert.deepEqual([later.reason, later.retryAfter, later.asked], ['rate_limited', 30, 1]);
  const refused = await when(end(400, '{"error":{"message":"too long"}}'));
  assert.deepEqual([refused.reason, refused.asked], ['refused', 1]);
  assert.match(refused.cause, /too long/);
  const moved = await when(end(302, '', { location: 'http://127.0.0.1:1/' }));
  assert.equal(moved.reason, 'refused');
  server.behave = [end(200, '{"data":[{"embedding":[1,2]},{"embedding":[1]}]}')];
  assert.equal((await embed(['a', 'b'])).reason, 'wrong_dimensions');
});

test('a wrong key, an unknown model and a server that is away are told apart', async () => {
  const reasonWith = async (more) => {
    const other = await startOracle({ env: envOf(server.url, more) });
    try {
      return (await other.ask('vectors', { texts: ['a'] })).reason;
    } finally {
      await other.stop();
    }
  };
  assert.equal(await reasonWith({ AI_API_KEY: 'sk-wrong' }), 'refused');
  assert.equal(await reasonWith({ AI_EMBED_MODEL: 'gone' }), 'refused');
  assert.equal(await reasonWith({ AI_BASE_URL: 'http://127.0.0.1:9/v1' }), 'unreachable');
  assert.equal(await reasonWith({ AI_EMBED_DIMENSIONS: '768' }), 'wrong_dimensions');
  assert.equal(await reasonWith({ AI_BASE_URL: '' }), 'misconfigured');
});

test('vectors of a model that is not there are not made by another', async () => {
  assert.equal((await embed(['a'], { model: 'builtin:1:512' })).reason, 'unknown_model');
  assert.equal((await embed(['a'], { model: 'openai:letters:25' })).reason, 'unknown_model');
  assert.equal((await embed(['a'], { model: 'openai:letters:24' })).reason, '');
});

test('faults on purpose are the same for the same seed', async () => {
  const run = async (seed) => {
    const other = await startOracle({ env: envOf(server.url,
      { AI_FAULTS: 'refused:0.4', AI_FAULT_SEED: seed }) });
    try {
      const outcomes = [];
      for (let i = 0; i < 20; i += 1) {
        outcomes.push((await other.ask('vectors', { texts: ['a'] })).reason);
      }
      return outcomes.join();
    } finally {
      await other.stop();
    }
  };
  const [one, same, different] = await Promise.all([run('5'), run('5'), run('6')]);
  assert.equal(one, same);
  assert.notEqual(one, different);
  assert.match(one, /refused/);
});
