// Who may sign up: nobody of a free-mail or disposable-mail provider, in whatever spelling, unless
// an operator says otherwise.

import assert from 'node:assert/strict';
import test from 'node:test';
import { loadEmailDomains } from '../../scripts/lib/email-domains.mjs';
import { call, kApi, newestMail, openTarget, signUp, unique } from '../lib/target.mjs';

let target;
let database;
let ada;
test.before(async () => {
  target = await openTarget();
  database = await target.getDatabase('auth');
  ada = await signUp(target);
});
test.after(() => target?.dispose());

const signUpWith = (domain) => call(target, 'POST', `${kApi}/auth/sign-up/email`,
  { body: { name: 'Ada', email: `${unique()}@${domain}`, password: 'correct horse' } });
const changeTo = (domain) => call(target, 'POST', `${kApi}/auth/change-email`,
  { cookie: ada.cookie, body: { newEmail: `${unique()}@${domain}` } });

function isRefused({ status, data }) {
  assert.deepEqual([status, data], [400,
    { message: 'Please use a business email address', code: 'BUSINESS_EMAIL_REQUIRED' }]);
}

test('the list is loaded once', async () => {
  assert.equal(await loadEmailDomains(database), true);
  assert.equal(await loadEmailDomains(database), false);
  const { count } = await database.prepare('SELECT count(*) AS count FROM email_domain').first();
  assert.ok(count > 80_000, `${count} domains`);
});

for (const domain of ['gmail.com', 'GMail.COM', 'mail.gmail.com', 'mailinator.com',
  'x.y.MAILINATOR.com', 'yahoo.co.uk']) {
  test(`${domain} is no business`, async () => {
    isRefused(await signUpWith(domain));
    isRefused(await changeTo(domain));
  });
}

test('a domain that nobody lists is a business', async () => {
  assert.equal((await changeTo('gmail.com.crowai.dev')).status, 200);
});

test('no other spelling of a domain gets in', async () => {
  for (const domain of ['gmail.com.', 'gmail%2ecom', 'ｇmail.com', 'gmail。com', ' gmail.com']) {
    assert.equal((await changeTo(domain)).status, 400, domain);
  }
});

test('an operator’s rows have the last word, and the list leaves them alone', async () => {
  await database.batch([
    database.prepare(`
      INSERT OR REPLACE INTO email_domain VALUES ('mailinator.com', 1, 'operator')`),
    database.prepare("INSERT INTO email_domain VALUES ('rival.com', 0, 'operator')"),
    database.prepare("UPDATE email_domain SET source = 'old' WHERE source <> 'operator'"),
  ]);
  assert.equal(await loadEmailDomains(database), true);
  assert.equal((await changeTo('mailinator.com')).status, 200);
  isRefused(await changeTo('rival.com'));
});

test('what was sent is shown in development', async () => {
  const mail = await newestMail(target, ada.email);
  assert.equal(mail.kind, 'verify-email');
  assert.ok(mail.text.includes(mail.url));
  const all = await call(target, 'GET', '/dev/mail', { headers: { 'X-Internal-Key': 'forged' } });
  assert.ok(all.data.data.length > 1);
  assert.equal((await call(target, 'POST', '/dev/mail', { body: {} })).status, 404);
  assert.equal((await call(target, 'GET', '/internal/auth/mail')).status, 404);
});
