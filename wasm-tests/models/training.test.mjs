// Learning in the built worker: the same bits as natively, and what comes of it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { cosine, startOracle, train } from './oracle.mjs';

let oracle;
before(async () => { oracle = await startOracle({ models: true }); });
after(() => oracle.stop());

/** The texts of shared/language/lsa-training-test.cpp. */
function numberedTexts(count) {
  return Array.from({ length: count }, (_, i) => Array.from({ length: 25 }, (_one, j) =>
    `word${(i * 31 + j * j * 7 + (i % 40) * 53 * j) % (97 + (j % 5) * 150)}`).join(' '));
}

const embed = (organizationId, texts, model) =>
  oracle.models('embed', { organizationId, texts, ...(model ? { model } : {}) });

test('the same texts give the same bits as natively', async () => {
  const { status, percent, model, texts } = await train(oracle, 'north', 't1', numberedTexts(600));
  assert.deepEqual({ status, percent, texts }, { status: 'completed', percent: 100, texts: 600 });
  // The first digits of what lsa-training-test.cpp expects of the model.
  assert.equal(model, 'builtin:1:512:9b6e4646e19ba963');
  const { vectors } = await embed('north', ['word5 and word77']);
  assert.equal(createHash('sha256').update(Buffer.from(vectors, 'base64')).digest('hex'),
    'b5607b972d2b13d792a3b370d141e876cf11edf502eb7f4c7a3ca9b312b1db60');
});

test('what was learned says that two words mean the same, and the model before still answers',
  async () => {
    const texts = [];
    const shoes = ['cushioned sole', 'mesh upper', 'lace up front', 'road running', 'heel pad'];
    const mugs = ['holds coffee', 'ceramic glaze', 'dishwasher safe', 'large handle', 'hot tea'];
    for (let i = 0; i < 60; i += 1) {
      const parts = i % 3 === 2 ? mugs : shoes;
      const name = ['sneaker', 'trainer', 'mug'][i % 3];
      texts.push(`${name} ${parts[i % 5]} ${parts[(i + 1 + (i % 2)) % 5]} number${i}`);
    }
    const ask = async (model) => {
      const answer = await oracle.ask('vectors', { organizationId: 'shop', model: model ?? '',
        texts: ['sneaker', 'trainer', 'mug'] });
      const [sneaker, trainer, mug] = answer.vectors;
      return { ...answer, same: cosine(sneaker, trainer), other: cosine(sneaker, mug) };
    };
    const plain = await ask();
    assert.ok(plain.same < 0.2, `${plain.same}`);
    const { model } = await train(oracle, 'shop', 't1', texts);
    const learned = await ask();
    assert.equal(learned.model, model);
    assert.notEqual(learned.space, plain.space);
    assert.ok(learned.same > 0.5, `${learned.same}`);
    assert.ok(learned.other < 0.2, `${learned.other}`);
    assert.equal((await ask(plain.model)).same, plain.same);
  });

test('the memory of the worker suffices for texts of thousands of products', async () => {
  // As many different words as there can be, in texts as long as they count.
  let state = 1;
  const random = (bound) => {
    state = (state * 48271) % 2147483647;
    return state % bound;
  };
  const texts = Array.from({ length: 4_000 }, () =>
    Array.from({ length: 96 }, () => `w${random(random(40_000) + 1)}`).join(' '));
  const { model } = await train(oracle, 'large', 't1', texts);
  assert.match(model, /^builtin:1:512:[0-9a-f]{16}$/);
});
