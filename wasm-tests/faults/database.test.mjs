// D1 that is busy, slow or failing, and a clock that goes back: refusals say that they are ours and
// pass, nothing is half done, and nobody is locked out.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, must, owner, unique } from '../lib/target.mjs';
import { openWorld } from './world.mjs';

const kAuth = `${kApi}/auth`;
const kHour = 3_600_000;
const password = 'correct horse battery';

let world;
let target;
let ada;
test.before(async () => {
  world = await openWorld({ held: ['auth', 'access', 'users', 'organizations'] });
  ({ target } = world);
  ada = await owner(target);
});
test.after(() => world?.dispose());
test.afterEach(() => {
  world.begin();
  world.offset = 0;
});

const signUp = (email = `${unique()}@${unique()}.example`) => call(target, 'POST',
  `${kAuth}/sign-up/email`, { body: { name: 'Ada', email, password } });

for (const [what, error] of [
  ['busy', 'D1_ERROR: database is locked: SQLITE_BUSY'],
  ['overloaded', 'D1 DB is overloaded. Too many requests queued.'],
  ['gone', 'D1_ERROR: Network connection lost.'],
  ['reset', 'D1 DB reset because its code was updated.']]) {
  test(`a database that is ${what} is no fault of the client, and passes`, async () => {
    const email = `${unique()}@${unique()}.example`;
    world.begin(({ phase }) => (phase === 'before' ? { error } : undefined));
    for (const answer of [await signUp(email),
      await call(target, 'GET', `${kAuth}/get-session?disableCookieCache=true`,
        { cookie: ada.cookie }),
      await call(target, 'POST', `${kAuth}/sign-in/email`, { body: { email, password } }),
      await call(target, 'POST', `${kAuth}/api-key/verify`, { body: { key: ada.key } })]) {
      assert.ok(answer.status >= 500, `${answer.status} ${answer.body}`);
      assert.ok(!/D1|SQLITE|connection/i.test(String(answer.body)), String(answer.body));
    }
    world.begin();
    assert.equal((await signUp(email)).status, 200);
    const { data } = await call(target, 'GET', `${kAuth}/get-session`, { cookie: ada.cookie });
    assert.equal(data.user.id, ada.id);
  });
}

test('users and organizations whose database fails say so, and do nothing by half', async () => {
  const id = ada.organization.id;
  const writes = [
    ['PATCH', '/users/me/preferences', { theme: 'dark' }],
    ['PATCH', `/users/${ada.id}/profile`, { name: 'Countess' }],
    ['PATCH', `/organizations/${id}`, { name: 'Northwind Traders' }],
    ['POST', `/organizations/${id}/context/trigger`, {}],
  ];
  const reads = ['/users/me', `/users/by-organization/${id}`, '/users/search-email?q=a',
    '/users/me/permissions', '/users/me/preferences', '/organizations', `/organizations/${id}`,
    `/organizations/${id}/members`, `/organizations/${id}/invitations`,
    `/organizations/${id}/audit`].map((path) => ['GET', path]);
  const ask = ([method, path, body]) =>
    call(target, method, `${kApi}${path}`, { key: ada.key, body });
  world.begin(({ service, phase }) => (phase === 'before' &&
    ['users', 'organizations'].includes(service) ? { error: 'D1_ERROR: database is locked' }
    : undefined));
  for (const request of [...writes, ...reads]) {
    const answer = await ask(request);
    assert.equal(answer.status, 503, `${request} ${answer.body}`);
    assert.equal(answer.data.error.code, 'UNAVAILABLE');
    assert.ok(!/D1|locked/i.test(String(answer.body)), String(answer.body));
  }
  world.begin();
  assert.notEqual((await ask(['GET', '/users/me/preferences'])).data.theme, 'dark');
  // Each may be sent once more, also where the answer alone was lost.
  for (const request of [...writes, ...reads]) {
    const answer = await ask(request);
    assert.ok([200, 202].includes(answer.status), `${request} ${answer.status} ${answer.body}`);
  }
  assert.equal((await ask(['GET', '/users/me'])).data.name, 'Countess');
});

test('an answer that is lost after the write leaves what was written', async () => {
  const email = `${unique()}@${unique()}.example`;
  world.begin(({ phase, statements }) =>
    (phase === 'after' && statements.some((text) => /INSERT INTO user/.test(text))
      ? { error: 'D1_ERROR: Network connection lost.' } : undefined));
  assert.ok((await signUp(email)).status >= 500);
  world.begin();
  assert.equal((await signUp(email)).status, 422);
  await must(target, 'POST', `${kAuth}/sign-in/email`, { body: { email, password } });
});

test('a slow database makes its own requests wait, and no others', async () => {
  world.begin(({ statements }) =>
    (statements.some((text) => /INSERT INTO user/.test(text)) ? { wait: 1_500 } : undefined));
  const start = performance.now();
  const slow = signUp();
  const quick = await call(target, 'GET', `${kAuth}/get-session`, { cookie: ada.cookie });
  const between = performance.now() - start;
  assert.equal(quick.data.user.id, ada.id);
  assert.equal((await slow).status, 200);
  assert.ok(performance.now() - start > 2_500);
  assert.ok(between < 1_400, `${between} ms`);
});

for (const offset of [-60_000, -kHour, -24 * kHour]) {
  test(`a clock that goes back by ${-offset / 1000} s locks nobody out`, async () => {
    const before = await owner(target, 'Bob Kahn', 'Contoso');
    world.offset = offset;
    // The first answer tells the clock; from then on it is off.
    await call(target, 'GET', `${kAuth}/get-session`, { cookie: before.cookie });
    for (const person of [before, await owner(target, 'Carla Mendes', 'Fabrikam')]) {
      const { data } = await call(target, 'GET', `${kAuth}/get-session`, { cookie: person.cookie });
      assert.equal(data?.user?.id, person.id);
      const { data: verified } = await must(target, 'POST', `${kAuth}/api-key/verify`,
        { body: { key: person.key } });
      assert.equal(verified.valid, true);
      const list = await must(target, 'GET', `${kAuth}/organization/list`,
        { cookie: person.cookie });
      assert.equal(list.data.length, 1);
      await must(target, 'POST', `${kAuth}/sign-in/email`,
        { body: { email: person.email, password } });
    }
    world.offset = 0;
    await call(target, 'GET', `${kAuth}/get-session`, { cookie: before.cookie });
    const me = await call(target, 'GET', `${kAuth}/get-session`, { cookie: before.cookie });
    assert.equal(me.data.user.id, before.id);
  });
}

test('wrong passwords are forgotten no later because the clock went back', async () => {
  const { email } = await owner(target, 'Dora', 'Tailspin');
  const wrong = () => call(target, 'POST', `${kAuth}/sign-in/email`,
    { body: { email, password: 'wrong horse' } });
  for (let i = 0; i < 5; i += 1) assert.equal((await wrong()).status, 401);
  world.offset = -kHour;
  await wrong();
  const answer = await call(target, 'POST', `${kAuth}/sign-in/email`,
    { body: { email, password } });
  assert.equal(answer.status, 200, String(answer.body));
});
