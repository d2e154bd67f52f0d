// Header smuggling: what a client writes into headers that are the platform's own changes nothing,
// and no request hides another. Paths are tested in gateway/paths.test.mjs, two values of one
// credential in gateway/tokens.test.mjs, the internal token there as well.

import assert from 'node:assert/strict';
import net from 'node:net';
import test from 'node:test';
import { exchange, header, json } from '../lib/http.mjs';
import { anyAddress, call, kApi, openTarget, owner } from '../lib/target.mjs';

let target;
let ada;
let bob;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  bob = await owner(target, 'Bob Kahn', 'Contoso');
});
test.after(() => target?.dispose());

const ask = (headers, path = '/users/me', method = 'GET') => exchange(target.url,
  { method, target: kApi + path, headers: [['CF-Connecting-IP', anyAddress()], ...headers] });
const whoIs = (answer) => [answer.status, json(answer).id, json(answer).organization?.id];

/** Names of the platform's own headers, in the spellings that a proxy may take for them. */
const kClaims = ['X-Organization-Id', 'X-User-Id', 'x-organization-id', 'X-ORGANIZATION-ID',
  'X_Organization_Id', 'X-User-Id', 'X-Internal-Key', 'X-Refusal', 'X-Role', 'X-Permissions',
  'X-Tier', 'X-Caller', 'X-Forwarded-User', 'X-Original-URL', 'X-Rewrite-URL',
  'X-HTTP-Method-Override', 'X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'CF-Worker', 'CF-Ray'];

test('what a client claims to be changes nothing', async () => {
  const own = whoIs(await ask([['X-API-Key', bob.key]]));
  assert.deepEqual(own.slice(0, 2), [200, bob.id]);
  for (const name of kClaims) {
    for (const value of [ada.id, ada.organization.id, 'owner', '/internal/credentials', 'DELETE',
      target.secrets?.INTERNAL_KEY ?? 'x']) {
      const answer = await ask([['X-API-Key', bob.key], [name, value]]);
      assert.deepEqual(whoIs(answer), own, `${name}: ${value}`);
      const nobody = await ask([[name, value]]);
      assert.equal(nobody.status, 401, `${name}: ${value} ${nobody.body}`);
    }
  }
});

test('what a client claims twice changes nothing either', async () => {
  const own = whoIs(await ask([['X-API-Key', bob.key]]));
  for (const name of ['X-Organization-Id', 'X-User-Id']) {
    const twice = [[name, bob.organization.id], [name.toLowerCase(), ada.organization.id]];
    assert.deepEqual(whoIs(await ask([['X-API-Key', bob.key], ...twice])), own);
  }
});

test('headers that a Connection header names are not taken away from the platform', async () => {
  const own = whoIs(await ask([['X-API-Key', bob.key]]));
  for (const value of ['close, X-Organization-Id', 'close, Authorization, X-User-Id',
    'keep-alive, X-Request-Id, X-Internal-Key']) {
    const answer = await ask([['X-API-Key', bob.key], ['Connection', value],
      ['X-Organization-Id', ada.organization.id]]);
    assert.ok(answer.status >= 400 || assert.deepEqual(whoIs(answer), own) === undefined, value);
  }
  const hidden = await ask([['X-API-Key', bob.key], ['Connection', 'close, X-API-Key']]);
  assert.ok([200, 400, 401].includes(hidden.status));
});

test('nobody reaches what services say to one another', async () => {
  const key = target.secrets?.INTERNAL_KEY ?? 'x';
  for (const path of ['/internal/credentials', '/users/../internal/credentials',
    '/internal/organizations', '/auth/internal/credentials', '/users/internal/tokens']) {
    for (const headers of [[], [['X-Internal-Key', key]], [['X-Internal-Key', key],
      ['X-API-Key', bob.key]], [['X-Original-URL', '/internal/credentials']]]) {
      const answer = await ask(headers, path, 'POST');
      assert.ok([400, 401, 404].includes(answer.status), `${path}: ${answer.status}`);
    }
  }
});

test('another host in the request is not another platform', async () => {
  for (const host of ['auth', 'users', 'evil.example', 'localhost', 'api.crowai.dev']) {
    const answer = await ask([['Host', host]], '/internal/credentials', 'POST');
    assert.ok([400, 401, 404].includes(answer.status), `${host}: ${answer.status}`);
    const own = await ask([['Host', host], ['X-API-Key', bob.key]]);
    assert.ok(own.status >= 400 || json(own).id === bob.id, host);
  }
});

/** Sends bytes as they are, and gives all that comes back until the server closes or is silent. */
function raw(text) {
  const { hostname, port } = new URL(target.url);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    let received = '';
    const end = () => {
      socket.destroy();
      resolve(received);
    };
    socket.setTimeout(500, end);
    socket.on('data', (chunk) => { received += chunk.toString('latin1'); });
    socket.on('error', end);
    socket.on('close', end);
    socket.on('connect', () => socket.write(Buffer.from(text, 'latin1')));
  });
}

const statuses = (text) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
const hidden = () => `GET ${kApi}/users/me HTTP/1.1\r\nHost: x\r\nX-API-Key: ${ada.key}\r\n\r\n`;

/** Requests whose length two readers understand in two ways, with another hidden in the body. */
const kAmbiguous = {
  'CL.TE': (body) => [['Content-Length', String(body.length + 5)], ['Transfer-Encoding', 'chunked'],
    `0\r\n\r\n${body}`],
  'TE.CL': (body) => [['Transfer-Encoding', 'chunked'], ['Content-Length', '4'],
    `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`],
  'two lengths': (body) => [['Content-Length', '0'], ['Content-Length', String(body.length)], body],
  'lengths in a list': (body) => [['Content-Length', `0, ${body.length}`], body],
  'a length with a sign': (body) => [['Content-Length', `+${body.length}`], body],
  'a length in hexadecimal': (body) => [['Content-Length', `0x${body.length.toString(16)}`], body],
  'a negative length': (body) => [['Content-Length', '-1'], body],
  'an encoding that is none': (body) => [['Transfer-Encoding', 'xchunked'],
    ['Content-Length', '0'], body],
  'an encoding twice': (body) => [['Transfer-Encoding', 'chunked'],
    ['Transfer-Encoding', 'identity'], `0\r\n\r\n${body}`],
  'a tab before the encoding': (body) => [['Transfer-Encoding', '\tchunked'],
    ['Content-Length', '4'], `0\r\n\r\n${body}`],
  'a space before the colon': (body) => [['Transfer-Encoding ', 'chunked'],
    ['Content-Length', '0'], `0\r\n\r\n${body}`],
  'a folded header': (body) => [['X-Nothing', 'a\r\n Transfer-Encoding: chunked'],
    ['Content-Length', '0'], body],
};

for (const [what, make] of Object.entries(kAmbiguous)) {
  test(`no request hides in another: ${what}`, async () => {
    const parts = make(hidden());
    const lines = parts.slice(0, -1).map(([name, value]) => `${name}: ${value}`);
    const text = [`POST ${kApi}/users/me HTTP/1.1`, 'Host: x', 'Content-Type: application/json',
      ...lines, '', parts.at(-1)].join('\r\n');
    const answer = await raw(text);
    const [first] = statuses(answer);
    // Either the whole is refused and the connection ends, or what follows is a request of its own,
    // which the sender could have sent as well: nobody else's connection is shared on a socket.
    assert.ok(first === undefined || Number(first) >= 400, answer.slice(0, 300));
    if (statuses(answer).length > 1) assert.ok(/^(CL|TE)\b/.test(what) === false, answer);
  });
}

test('line breaks in a header are no header', async () => {
  for (const value of ['x\r\nX-Organization-Id: y', 'x\nX-User-Id: y', 'x\rX-User-Id: y', 'x\0y']) {
    const answer = await raw([`GET ${kApi}/users/me HTTP/1.1`, 'Host: x',
      `X-Request-Id: ${value}`, `X-API-Key: ${bob.key}`, 'Connection: close', '', ''].join('\r\n'));
    const [status] = statuses(answer);
    if (status === '200') assert.ok(answer.includes(bob.id) && !answer.includes(ada.id), answer);
    assert.doesNotMatch(answer.split('\r\n\r\n')[0], /\nx-user-id: y/i);
  }
});

test('no answer repeats a header of the platform’s own', async () => {
  for (const path of ['/users/me', '/organizations', '/products', '/nothing']) {
    const answer = await call(target, 'GET', kApi + path, { key: bob.key });
    for (const name of ['x-internal-key', 'x-user-id', 'x-organization-id', 'authorization',
      'x-refusal']) {
      assert.equal(header(answer, name), null, `${path}: ${name}`);
    }
  }
});
