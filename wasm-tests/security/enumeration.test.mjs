// Enumeration: nobody learns by asking who has an account, which ids exist, which keys are near.
// That the time tells nothing either is in auth/guessing.test.mjs; here it is shown that the same
// work is done, without a clock.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, must, openTarget, owner, unique } from '../lib/target.mjs';

const kAuth = `${kApi}/auth`;
let target;
let ada;
let bob;
test.before(async () => {
  target = await openTarget();
  ada = await owner(target);
  bob = await owner(target, 'Bob Kahn', 'Contoso');
});
test.after(() => target?.dispose());

/** All of an answer that a client can see, but what differs from request to request. */
function shape(answer) {
  const kept = answer.headers.filter(([name]) =>
    !/^(date|x-request-id|content-length|traceparent|x-ratelimit|ratelimit)/i.test(name));
  return { status: answer.status, headers: kept.map(([name]) => name.toLowerCase()).sort(),
    body: String(answer.body) };
}

const nobody = () => `${unique()}@${unique()}.example`;

test('accounts: what is asked about an address is answered alike whether it has one', async () => {
  for (const [path, bodyOf] of [
    ['/sign-in/email', (email) => ({ email, password: 'not this horse' })],
    ['/request-password-reset', (email) => ({ email })],
    ['/send-verification-email', (email) => ({ email })]]) {
    const [known, unknown] = await Promise.all([ada.email, nobody()].map((email) =>
      call(target, 'POST', kAuth + path, { body: bodyOf(email) })));
    assert.deepEqual(shape(known), shape(unknown), path);
  }
});

test('accounts: an invitation tells the inviter nothing of who has an account', async () => {
  const [known, unknown] = await Promise.all([bob.email, nobody()].map((email) =>
    call(target, 'POST', `${kAuth}/organization/invite-member`,
      { cookie: ada.cookie, body: { email, role: 'member' } })));
  assert.deepEqual([known.status, Object.keys(known.data)],
    [unknown.status, Object.keys(unknown.data)]);
});

test('ids: of others and of nobody are the same answer', async () => {
  const product = (await must(target, 'POST', `${kApi}/products`,
    { key: ada.key, body: { name: 'Chair', price: '1', currency: 'EUR' } })).data.id;
  const near = (id) => id.slice(0, -1) + (id.endsWith('A') ? 'B' : 'A');
  for (const [path, id] of [['/users/', ada.id], ['/organizations/', ada.organization.id],
    ['/products/', product], ['/auth/api-key/get?id=', ada.keyId]]) {
    const who = path.startsWith('/auth') ? { cookie: bob.cookie } : { key: bob.key };
    const [theirs, none] = await Promise.all([id, near(id)].map((one) =>
      call(target, 'GET', kApi + path + one, who)));
    assert.deepEqual(shape(theirs), shape(none), path);
  }
});

test('keys: a guess is answered alike, however near it is', async () => {
  const guesses = [ada.key.slice(0, -1) + (ada.key.endsWith('a') ? 'b' : 'a'),
    `crow_${'a'.repeat(64)}`, `${ada.key}a`, ada.key.slice(0, -1), ada.key.toUpperCase(),
    `${ada.key.slice(0, 37)}${'z'.repeat(32)}`];
  const shapes = [];
  for (const key of guesses) {
    const verified = await call(target, 'POST', `${kAuth}/api-key/verify`, { body: { key } });
    assert.deepEqual(verified.data, { valid: false, key: null,
      error: { message: 'Invalid API key.', code: 'INVALID_API_KEY' } });
    shapes.push(shape(await call(target, 'GET', `${kApi}/users/me`, { key })));
  }
  for (const one of shapes) assert.deepEqual(one, shapes[0]);
  assert.equal(shapes[0].status, 401);
});

test('keys: a hash is looked up, so that nothing tells how near a guess is', async (context) => {
  if (!target.getDatabase) {
    context.skip('the database of a running platform cannot be read');
    return;
  }
  const database = await target.getDatabase('auth');
  const { results } = await database.prepare('SELECT * FROM apikey').all();
  assert.ok(results.length > 0);
  for (const row of results) {
    const text = JSON.stringify(row);
    for (const { key } of [ada, bob]) {
      assert.ok(!text.includes(key.slice(6, 30)), 'a key is in the database');
    }
    assert.match(row.key_hash, /^[A-Za-z0-9_-]{43}$/);
  }
  const plan = await database.prepare(
    'EXPLAIN QUERY PLAN SELECT * FROM apikey WHERE key_hash = ?1').bind('x').all();
  assert.match(plan.results[0].detail, /SEARCH apikey USING INDEX/);
});

test('secrets: no password, token or key is kept as it was sent', async (context) => {
  if (!target.getDatabase) {
    context.skip('the database of a running platform cannot be read');
    return;
  }
  await must(target, 'POST', `${kAuth}/request-password-reset`, { body: { email: bob.email } });
  const database = await target.getDatabase('auth');
  const mail = await database.prepare('SELECT token FROM dev_mail WHERE recipient = ?1 '
    + 'ORDER BY created_at DESC').bind(bob.email).first();
  for (const table of ['account', 'verification', 'apikey', 'user', 'organization', 'jobs']) {
    const { results } = await database.prepare(`SELECT * FROM ${table}`).all();
    const text = JSON.stringify(results);
    for (const secret of [ada.password, ada.key, bob.key, mail.token]) {
      assert.ok(!text.includes(secret), `${table} has ${secret}`);
    }
  }
});
