// Open redirects: what a link or a form says to go to is a page of ours, or refused. Every place
// that takes an address, with every spelling that browsers read as another site.

import assert from 'node:assert/strict';
import test from 'node:test';
import { header } from '../lib/http.mjs';
import { call, kApi, openTarget, signUp } from '../lib/target.mjs';
import { membersOf, readOperations } from './operations.mjs';

const kAuth = `${kApi}/auth`;
const kEvil = [
  'https://evil.example', 'http://evil.example', '//evil.example', '///evil.example',
  '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', '/%2fevil.example',
  '/%5cevil.example', '%2f%2fevil.example', 'https:evil.example', 'https:/evil.example',
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x',
  'https://127.0.0.1@evil.example', 'https://localhost.evil.example', '.evil.example',
  'evil.example', ' https://evil.example', 'https://evil.example#@localhost', 'ftp://evil.example',
  'http://127.0.0.1:1', '/\u0085/evil.example', 'https://еvil.example',
];

let target;
let ada;
let operations;
test.before(async () => {
  target = await openTarget();
  ada = await signUp(target);
  operations = await readOperations(target);
});
test.after(() => target?.dispose());

const isAddress = (name) => /(callback|redirect|return|next|continue|goto)/i.test(name);

/** How each operation is asked to go somewhere. */
const kWays = {
  signUpEmail: (to) => ['POST', '/sign-up/email', { name: 'Eve', email: 'eve@northwind.example',
    password: 'correct horse', callbackURL: to }],
  signInEmail: (to) => ['POST', '/sign-in/email',
    { email: ada.email, password: ada.password, callbackURL: to }],
  authDeleteUser: (to) => ['POST', '/delete-user', { callbackURL: to }, ada.cookie],
  authDeleteUserCallback: (to) => ['GET', `/delete-user/callback?token=x&callbackURL=${e(to)}`,
    undefined, ada.cookie],
  changeEmail: (to) => ['POST', '/change-email',
    { newEmail: 'new@northwind.example', callbackURL: to }, ada.cookie],
  sendVerificationEmail: (to) => ['POST', '/send-verification-email',
    { email: ada.email, callbackURL: to }],
  verifyEmail: (to) => ['GET', `/verify-email?token=x&callbackURL=${e(to)}`],
  requestPasswordReset: (to) => ['POST', '/request-password-reset',
    { email: ada.email, redirectTo: to }],
  openPasswordReset: (to) => ['GET', `/reset-password/x?callbackURL=${e(to)}`],
};
const e = encodeURIComponent;

test('every operation that takes an address is tried', () => {
  const takers = operations.filter(({ parameters, body }) =>
    [...parameters.map(({ name }) => name), ...membersOf({ body })].some(isAddress));
  assert.deepEqual(takers.map(({ name }) => name).sort(), Object.keys(kWays).sort());
});

for (const [name, way] of Object.entries(kWays)) {
  test(`${name} leads to no other site`, async () => {
    for (const to of kEvil) {
      const [method, path, body, cookie] = way(to);
      const answer = await call(target, method, kAuth + path, { body, cookie });
      assert.ok(answer.status >= 400 && answer.status < 500,
        `${JSON.stringify(to)}: ${answer.status} ${header(answer, 'location')} ${answer.body}`);
      assert.equal(header(answer, 'location'), null, to);
    }
  });
}

test('no mail holds a link to another site', async () => {
  const { data } = await call(target, 'GET', '/dev/mail');
  for (const { url } of data.data) assert.equal(new URL(url).origin, target.url, url);
});

test('nothing else redirects by what a client says', async () => {
  for (const path of ['/docs?url=https://evil.example', '/docs?next=//evil.example',
    '//evil.example', '/\\evil.example', '/docs//evil.example', '/docs/..//evil.example']) {
    for (const headers of [{}, { Host: 'evil.example' }, { 'X-Forwarded-Host': 'evil.example' }]) {
      const answer = await call(target, 'GET', path, { headers });
      assert.ok(!(header(answer, 'location') ?? '').includes('evil'), `${path}: ${answer.status}`);
    }
  }
});

test('links in mail name the deployment, not what the client calls it', async () => {
  const { email } = ada;
  await call(target, 'POST', `${kAuth}/request-password-reset`,
    { body: { email }, headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https', Forwarded: 'host=evil.example' } });
  const { data } = await call(target, 'GET', `/dev/mail?to=${e(email)}`);
  assert.ok(data.data.length > 0);
  for (const { url } of data.data) assert.equal(new URL(url).origin, target.url, url);
});
