// The differential test, tested: two real Better Auth servers are equal in every story, and each
// way in which a server could be slightly wrong is found.

import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { startBetterAuth } from '../lib/better-auth.mjs';
import { kStories } from './cases/all.mjs';
import { runStory } from './differential.mjs';

const servers = [];
test.before(async () => {
  servers.push(await startBetterAuth(), await startBetterAuth());
});
test.after(() => Promise.all(servers.map((server) => server.dispose())));

for (const story of kStories) {
  test(`${story.title}: two real servers are equal`, async () => {
    await runStory(story, servers[0], servers[1], (step, found, received) => {
      assert.deepEqual(found, [], step.row);
      assert.ok(received.status < 500, `${step.row}: ${received.status}, nothing to be equal with`);
    });
  });
}

const kUser = { name: 'Ada', email: 'ada-{{unique}}@northwind.example', password: 'correct horse' };

/** A story with every kind of answer, short enough to be told once for each mutation. */
const kShort = {
  steps: [
    { row: 'sign up', call: 'POST /sign-up/email', body: kUser, jar: 'ada' },
    { row: 'nobody', call: 'POST /sign-in/email', body: { email: 'nope', password: 'x' } },
    { row: 'wrong', call: 'POST /sign-in/email', body: { email: kUser.email, password: 'wrong' } },
    { row: 'session', call: 'GET /get-session', as: 'ada' },
    { row: 'sign out', call: 'POST /sign-out', as: 'ada', body: {} },
    { row: 'unknown', call: 'GET /nothing' },
  ],
};

/** Ways to be wrong: what is done to one answer, and to which. */
const kMutations = [
  ['a status', '/sign-in/email', (answer) => { answer.status = 201; }],
  ['a message', '/sign-in/email', replace('Invalid email or password', 'Wrong')],
  ['a code', '/sign-in/email', replace('INVALID_EMAIL', 'BAD_EMAIL')],
  ['a member less', '/get-session', replace(/"emailVerified":false,/, '')],
  ['a member more', '/get-session', replace('"session":', '"x":1,"session":')],
  ['null for a text', '/get-session', replace('"userAgent":""', '"userAgent":null')],
  ['another id', '/get-session', replace(/"userId":"[^"]{32}/, `"userId":"${'x'.repeat(32)}`)],
  ['a session of eight days', '/get-session', replace(/("expiresAt":")([^"]+)/,
    (whole, name, time) => name + new Date(Date.parse(time) + 86_400_000).toISOString())],
  ['a time without milliseconds', '/get-session', replace(/\.\d{3}Z/, 'Z')],
  ['a content type', '/get-session', (answer) => {
    answer.headers['content-type'] = 'application/json; charset=utf-8';
  }],
  ['a cacheable session', '/get-session', (answer) => { delete answer.headers['cache-control']; }],
  ['no token header', '/get-session', (answer) => { delete answer.headers['set-auth-jwt']; }],
  ['a cookie without HttpOnly', '/sign-up/email', cookie('; HttpOnly', '')],
  ['a cookie that lives longer', '/sign-up/email', cookie('Max-Age=604800', 'Max-Age=999999')],
  ['a cookie for a domain', '/sign-up/email', cookie('Path=/', 'Path=/; Domain=.crowai.dev')],
  ['two deletions instead of three', '/sign-out', (answer) => {
    answer.headers['set-cookie']?.pop();
  }],
  ['a body where there is none', '/nothing', (answer) => { answer.body = '{}'; }],
];

test('nothing is found when nothing is changed', async () => {
  assert.deepEqual(await mutate('/', () => {}), []);
});

for (const [what, path, change] of kMutations) {
  test(`found: ${what}`, async () => {
    assert.notDeepEqual(await mutate(path, change), []);
  });
}

// Tells the short story to a real server and to a changed one; gives the paths that differ.
async function mutate(path, change) {
  const mutant = await startMutant(servers[1].url, path, change);
  const found = [];
  try {
    await runStory(kShort, servers[0], mutant, (step, differences) => {
      found.push(...differences.map((text) => `${step.row}: ${text}`));
    });
  } finally {
    await mutant.dispose();
  }
  return found;
}

function replace(from, to) {
  return (answer) => { answer.body = answer.body.replace(from, to); };
}

function cookie(from, to) {
  return (answer) => {
    const lines = answer.headers['set-cookie'];
    answer.headers['set-cookie'] = lines?.map((line) => line.replace(from, to));
  };
}

// A server that passes everything on and changes the answers of one path.
async function startMutant(url, path, change) {
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const passed = http.request(new URL(request.url, url),
      { method: request.method, headers: request.headers }, async (from) => {
        const body = [];
        for await (const chunk of from) body.push(chunk);
        const answer = {
          status: from.statusCode,
          headers: { ...from.headers },
          body: Buffer.concat(body).toString(),
        };
        if (request.url.includes(path)) change(answer);
        delete answer.headers['content-length'];
        delete answer.headers['transfer-encoding'];
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    passed.end(Buffer.concat(chunks));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // The origin that is checked and signed into tokens is the one of the real server.
    url,
    via: `http://127.0.0.1:${server.address().port}`,
    async dispose() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
