// Mail as a deployment sends it: by a job, through the email binding, again when that fails.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startPlatform } from '../../scripts/lib/platform.mjs';
import { call, kApi, must, unique } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

// Has the shape of Cloudflare's binding, fails the first time, and keeps what it is given.
const kMailbox = `
  import { WorkerEntrypoint } from 'cloudflare:workers';
  const sent = [];
  let tries = 0;
  export default class extends WorkerEntrypoint {
    async send(message) {
      tries += 1;
      if (tries === 1) throw new Error('the mail server is away');
      sent.push(message);
      return { messageId: String(tries) };
    }
    async fetch() { return Response.json({ tries, sent }); }
  }
`;

let platform;
test.before(async () => {
  platform = await startPlatform({
    vars: { BEHIND_CLOUDFLARE: 'true' },
    varsOf: { auth: { ENVIRONMENT: 'dev' }, access: { ENVIRONMENT: 'dev' } },
    extraWorkers: [{ name: 'mailbox', script: kMailbox }],
    bindings: { auth: { MAIL: { type: 'worker', worker: 'mailbox' } } },
  });
  await platform.waitReady();
});
test.after(() => platform?.dispose());

async function mailbox() {
  const worker = await platform.getWorker('mailbox');
  return (await worker.fetch('http://mailbox/')).json();
}

test('a link arrives after the first try failed, and an invitation at once', async () => {
  const email = `ada-${unique()}@northwind.example`;
  const user = { name: 'Ada', email, password: 'correct horse' };
  const answer = await must(platform, 'POST', `${kApi}/auth/sign-up/email`, { body: user });
  await until(async () => (await mailbox()).tries === 1);
  const auth = await platform.getWorker('auth');
  const database = await platform.getDatabase('auth');
  await database.prepare('UPDATE jobs SET run_at = 0').run();
  await auth.scheduled({ cron: '* * * * *', scheduledTime: new Date() });
  await until(async () => (await mailbox()).sent.length === 1);
  const [mail] = (await mailbox()).sent;
  assert.deepEqual([mail.from, mail.to], ['CROW <no-reply@crowai.dev>', email]);
  const [url] = /http\S+\/verify-email\S+/.exec(mail.text);
  const followed = await call(platform, 'GET', url.slice(platform.url.length));
  assert.equal(followed.headers.find(([name]) => name.toLowerCase() === 'location')[1], '/');

  const cookie = answer.headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, line]) => line.split(';')[0]).join('; ');
  const options = (body) => ({ cookie, body });
  await must(platform, 'POST', `${kApi}/auth/organization/create`,
    options({ name: 'Northwind', slug: unique() }));
  const { data: invitation } = await must(platform, 'POST',
    `${kApi}/auth/organization/invite-member`,
    options({ email: 'bob@northwind.example', role: 'member' }));
  await until(async () => (await mailbox()).sent.length === 2);
  const [, second] = (await mailbox()).sent;
  assert.equal(second.subject, 'Join Northwind');
  assert.ok(second.text.includes(`/accept-invitation/${invitation.id}`));
});

test('what is sent elsewhere is not shown', async () => {
  assert.equal((await call(platform, 'GET', '/dev/mail')).status, 404);
});
