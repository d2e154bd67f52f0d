// Bodies that no client sends: never a crash, and nothing is stored of what was refused.

import assert from 'node:assert/strict';
import test from 'node:test';
import { exchange } from '../lib/http.mjs';
import { kApi, anyAddress, call, must, openTarget, signUp, unique } from '../lib/target.mjs';

let target;
test.before(async () => {
  target = await openTarget();
});
test.after(() => target?.dispose());

const nested = (depth, open, inner, close) => open.repeat(depth) + inner + close.repeat(depth);

/** Bodies in place of {"name","slug"}: [what, bytes]. */
const kBodies = [
  ['invalid UTF-8 in a name',
    Buffer.concat([Buffer.from('{"name":"a'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ['a cut character', Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xe2, 0x82])])],
  ['an overlong slash', Buffer.concat(
    [Buffer.from('{"name":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
  ['bytes that are no text', Buffer.from([0, 1, 2, 3, 0xff, 0xfe])],
  ['UTF-16', Buffer.from('{"name":"x","slug":"y"}', 'utf16le')],
  ['arrays a hundred thousand deep', nested(100_000, '[', '', ']')],
  ['objects a hundred thousand deep', nested(100_000, '{"a":', '1', '}')],
  ['a hundred thousand open brackets', '['.repeat(100_000)],
  ['deep metadata', `{"name":1,"slug":"x","metadata":${nested(10_000, '{"a":', '1', '}')}}`],
  ['a number beyond all', '{"name":1e400,"slug":"x"}'],
  ['a number of ten thousand digits', `{"name":${'9'.repeat(10_000)},"slug":"x"}`],
  ['NaN', '{"name":NaN}'], ['Infinity', '{"name":Infinity}'], ['a leading zero', '{"name":01}'],
  ['a single quote', "{'name':'x'}"], ['a trailing comma', '{"name":"x",}'],
  ['a comment', '{"name":"x"/* */}'], ['two values', '{}{}'],
  ['a raw line break', '{"name":"a\nb"}'],
  ['an unknown escape', '{"name":"\\q"}'], ['half an escape', '{"name":"\\u12"}'],
  ['a name that is not closed', '{"name'], ['only spaces', '   '], ['true', 'true'],
  ['ten thousand members', `{${Array.from({ length: 10_000 }, (_, i) => `"m${i}":1`)}}`],
  ['__proto__', '{"__proto__":{"name":"x","slug":"y"}}'],
  ['a constructor', '{"constructor":{"prototype":{"name":"x"}}}'],
];

async function send(path, body, headers = []) {
  return exchange(target.url, {
    method: 'POST',
    target: `${kApi}/auth${path}`,
    headers: [['Content-Type', 'application/json'], ['CF-Connecting-IP', anyAddress()], ...headers],
    body,
  });
}

test('organization/create refuses them and stores nothing', async (context) => {
  const { cookie } = await signUp(target);
  for (const [what, body] of kBodies) {
    await context.test(what, async () => {
      const answer = await send('/organization/create', body,
        [['Cookie', cookie], ['Origin', target.url]]);
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body}`);
    });
  }
  const list = await must(target, 'GET', `${kApi}/auth/organization/list`, { cookie });
  assert.deepEqual(list.data, []);
});

for (const path of ['/sign-up/email', '/sign-in/email', '/api-key/verify']) {
  test(`${path} refuses them`, async (context) => {
    for (const [what, body] of kBodies) {
      await context.test(what, async () => {
        const answer = await send(path, body);
        assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body}`);
      });
    }
  });
}

test('a refused sign-up has stored no user', async () => {
  const email = `ada@${unique()}.example`;
  const password = 'correct horse';
  const bodies = [{ email, password }, { email, password, name: 5 },
    { email, password: 'short', name: 'Ada' }, { email, password, name: 'Ada', image: {} },
    { email, password, name: 'Ada', callbackURL: 'https://evil.example' }];
  for (const body of bodies) {
    const answer = await call(target, 'POST', `${kApi}/auth/sign-up/email`, { body });
    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body}`);
  }
  const answer = await call(target, 'POST', `${kApi}/auth/sign-up/email`,
    { body: { name: 'Ada', email, password } });
  assert.equal(answer.status, 200, 'the address is still free');
});

test('of two equal names in a body the last counts, or none', async () => {
  const email = `ada@${unique()}.example`;
  const answer = await send('/sign-up/email', `{"name":"Ada","email":"x@${unique()}.example",`
    + `"email":"${email}","password":"correct horse"}`);
  assert.ok([200, 400].includes(answer.status), `${answer.status} ${answer.body}`);
  if (answer.status === 200) assert.equal(JSON.parse(answer.body).user.email, email);
});

test('odd characters are kept as they are', async () => {
  for (const name of ['Zoë "\\ /', '\u2028\u2029', '🙂 中文 العربية', '<b>1</b>',
    "'; DROP TABLE user; --", ' spaces ', 'tab\tand\nline', '{{name}}', '%s%n', 'a'.repeat(1000)]) {
    const { cookie } = await signUp(target, name);
    const session = await must(target, 'GET', `${kApi}/auth/get-session`, { cookie });
    assert.equal(session.data.user.name, name);
  }
});
