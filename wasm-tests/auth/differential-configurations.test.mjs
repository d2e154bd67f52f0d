// As differential.test.mjs, with both servers configured otherwise: where addresses must be
// confirmed first, and where no mail is sent.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startBetterAuth } from '../lib/better-auth.mjs';
import { openTarget } from '../lib/target.mjs';
import { kRequired, kWithoutMail } from './cases/configurations.mjs';
import { runStory } from './differential.mjs';

const kNoMail = { ENVIRONMENT: 'dev', MAIL_FROM: '' };
const kConfigurations = [
  [kRequired, { requireEmailVerification: true }, { auth: { EMAIL_VERIFICATION: 'required' } }],
  [kWithoutMail, { sendsMail: false }, { auth: kNoMail, access: kNoMail }],
];

for (const [story, options, varsOf] of kConfigurations) {
  test(story.title, { skip: !!process.env.CROW_TEST_URL }, async (context) => {
    const [reference, ours] = await Promise.all([startBetterAuth(options), openTarget({ varsOf })]);
    try {
      await runStory(story, reference, ours, (step, found) =>
        context.test(step.row, () => assert.deepEqual(found, [])));
    } finally {
      await Promise.all([reference.dispose(), ours.dispose()]);
    }
  });
}
