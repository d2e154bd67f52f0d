// As differential.test.mjs, where both servers require confirmed addresses.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startBetterAuth } from '../lib/better-auth.mjs';
import { openTarget } from '../lib/target.mjs';
import { kRequired } from './cases/required.mjs';
import { runStory } from './differential.mjs';

test(kRequired.title, { skip: !!process.env.CROW_TEST_URL }, async (context) => {
  const [reference, ours] = await Promise.all([
    startBetterAuth({ requireEmailVerification: true }),
    openTarget({ varsOf: { auth: { EMAIL_VERIFICATION: 'required' } } }),
  ]);
  try {
    await runStory(kRequired, reference, ours, (step, found) =>
      context.test(step.row, () => assert.deepEqual(found, [])));
  } finally {
    await Promise.all([reference.dispose(), ours.dispose()]);
  }
});
