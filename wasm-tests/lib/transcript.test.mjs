// The transcript runner, tested: what it accepts, what it refuses, and how it says so.

import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { exchange } from './http.mjs';
import { compare, matchText, parsePattern } from './pattern.mjs';
import { interpolate, parseTranscript, runExchange } from './transcript.mjs';

const differs = (pattern, value) =>
  compare(parsePattern(pattern), value).map(({ path, expected, received }) =>
    `${path}: ${expected} / ${received}`);

test('patterns that fit', () => {
  for (const [pattern, value] of [
    ['{"a": 1, "b": [true, null, "x"]}', { b: [true, null, 'x'], a: 1 }],
    ['{"a": <id>, ...}', { a: 'abc', more: 1 }],
    ['{...}', {}],
    ['[1, ...]', [1, 2, 3]],
    ['[...]', []],
    ['{"a": <any>}', { a: null }],
    ['{"t": <timestamp>} # a comment', { t: '2026-11-21T10:00:00.000Z' }],
    ['"crow_<string> end"', 'crow_abc end'],
    ['"a <b> c"', 'a <b> c'],
    ['-1.5', -1.5],
  ]) assert.deepEqual(differs(pattern, value), [], pattern);
});

test('patterns that do not, with the path', () => {
  for (const [pattern, value, expected] of [
    ['{"a": 1}', { a: 2 }, ['$.a: 1 / 2']],
    ['{"a": 1}', {}, ['$.a: 1 / nothing']],
    ['{}', { a: 1 }, ['$.a: no such member / 1']],
    ['{"a": null}', {}, ['$.a: null / nothing']],
    ['{"a": <any>}', {}, ['$.a: <any> / nothing']],
    ['{"a-b": {"c": [1, 2]}}', { 'a-b': { c: [1, 3] } }, ['$["a-b"].c[1]: 2 / 3']],
    ['[1]', [1, 2], ['$[1]: no item, the array has 1 / 2']],
    ['[1, 2]', [1], ['$[1]: 2 / nothing']],
    ['{"a": "1"}', { a: 1 }, ['$.a: "1" / 1']],
    ['{"a": []}', { a: {} }, ['$.a: an array / {}']],
    ['{"a": {}}', { a: [] }, ['$.a: an object / []']],
    ['<timestamp>', '2026-11-21T10:00:00Z', ['$: <timestamp> / "2026-11-21T10:00:00Z"']],
    ['<id>', 'a-b', ['$: <id> / "a-b"']],
    ['<integer>', 1.5, ['$: <integer> / 1.5']],
    ['<boolean>', 'true', ['$: <boolean> / "true"']],
  ]) assert.deepEqual(differs(pattern, value), expected, pattern);
});

test('captures, and what is known', () => {
  const captures = {};
  compare(parsePattern('{"id": <id as user>, "n": <number as n>}'), { id: 'x1', n: 5 }, captures);
  assert.deepEqual(captures, { user: 'x1', n: 5 });
  assert.ok(matchText('s=<token as t>.<any>; Path=/', `s=${'a'.repeat(32)}.x=; Path=/`, captures));
  assert.equal(captures.t, 'a'.repeat(32));
  assert.equal(interpolate('/users/{{user}}/{{a.b}}', { user: 'x1', a: { b: 2 } }), '/users/x1/2');
  assert.throws(() => interpolate('{{no}}', {}), /nothing above gives \{\{no\}\}/);
});

test('patterns that are none name their line', () => {
  for (const [pattern, line] of [['{"a": }', 1], ['{\n"a" 1}', 2], ['[1 2]', 1],
    ['{..., "a": 1}', 1], ['{}\n\nx', 3], ['<nothing>', 1]]) {
    assert.throws(() => parsePattern(pattern), (error) => error.line === line, pattern);
  }
});

const kTranscript = `# A comment.

### Creates a thing
POST /things?x=%2f
Content-Type: application/json
# Another comment.
X-Two: {{two}}

{"name": "{{two}}"}

HTTP 201
Content-Type: application/json
X-Gone: <absent>

{"id": <id as thing>, "echo": {"name": "two"}, "target": "/things?x=%2f"}

### Reads it
GET /things/{{thing}}

HTTP 204
`;

test('a transcript is parsed with its lines', () => {
  const [first, second] = parseTranscript(kTranscript, 'x.http');
  assert.deepEqual([first.title, first.line, first.method, first.target, first.status, first.body],
    ['Creates a thing', 3, 'POST', '/things?x=%2f', 201, '{"name": "{{two}}"}']);
  assert.deepEqual(first.headers, [['Content-Type', 'application/json'], ['X-Two', '{{two}}']]);
  assert.equal(first.expectedBodyLine, 15);
  assert.deepEqual([second.line, second.body, second.expectedBody], [17, undefined, '']);
  assert.throws(() => parseTranscript('### A\nGET /a\n', 'x.http'), /x\.http:1: "A" has no line/);
  assert.throws(() => parseTranscript('### A\nnonsense\nHTTP 200\n', 'x.http'), /x\.http:2: /);
  assert.throws(() => parseTranscript('GET /a\n', 'x.http'), /no line begins/);
});

test('a transcript runs, and a difference is told in full', async (context) => {
  let calls = 0;
  const server = http.createServer(async (request, response) => {
    calls++;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET') {
      response.writeHead(calls > 4 ? 204 : 200).end();
      return;
    }
    response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify({
      id: 'thing1', echo: JSON.parse(Buffer.concat(chunks)), target: request.url }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}`;
  const [create, read] = parseTranscript(kTranscript, 'x.http');
  const variables = { two: 'two' };
  assert.equal(await runExchange(url, create, variables), null);
  assert.equal(variables.thing, 'thing1');
  assert.equal(await runExchange(url, { ...create, status: 200, expectedHeaders: [],
    expectedBody: '{"id": "other", "target": <string>}' }, variables), [
    'x.http:3: Creates a thing',
    '  POST /things?x=%2f answered 201',
    '  status\n    expected 200\n    received 201',
    '  $.id\n    expected "other"\n    received "thing1"',
    '  $.echo\n    expected no such member\n    received {"name":"two"}',
    '  whole body: {"id":"thing1","echo":{"name":"two"},"target":"/things?x=%2f"}',
  ].join('\n'));
  assert.match(await runExchange(url, read, variables), /expected 204\n {4}received 200/);
  assert.equal(await runExchange(url, { ...read, within: 5 }, variables), null);
  await assert.rejects(runExchange(url, { ...create, expectedBody: '{\n"a" 1}' }, variables),
    /x\.http:16: the expected body is not JSON/);
});

test('the target and the headers go out as they are', async (context) => {
  let seen;
  const server = http.createServer((request, response) => {
    seen = { url: request.url, raw: request.rawHeaders };
    response.end('x'.repeat(100_000));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}`;
  const answer = await exchange(url, { target: '/a/../b//c%2fd/%2e%2e/x%00y\\z',
    headers: [['x-TwO', '1'], ['x-TwO', '2']] });
  assert.equal(seen.url, '/a/../b//c%2fd/%2e%2e/x%00y\\z');
  assert.deepEqual(seen.raw.slice(2, 6), ['x-TwO', '1', 'x-TwO', '2']);
  assert.equal(answer.body.length, 100_000);
});
