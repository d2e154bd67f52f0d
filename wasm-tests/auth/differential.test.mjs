// A real Better Auth server and ours answer the same requests alike, but for the written
// deviations, which are in differential.mjs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startBetterAuth } from '../lib/better-auth.mjs';
import { openTarget } from '../lib/target.mjs';
import { kStories } from './cases/all.mjs';
import { runStory } from './differential.mjs';

let reference;
let ours;
test.before(async () => {
  [reference, ours] = await Promise.all([startBetterAuth(), openTarget()]);
});
test.after(() => Promise.all([reference?.dispose(), ours?.dispose()]));

for (const story of kStories) {
  test(story.title, async (context) => {
    await runStory(story, reference, ours, (step, found) => context.test(step.row, () => {
      if (found.length === 0) return;
      const text = `${story.title}: ${step.row}: ${step.call} ${show(step.body)}\n  `
        + found.join('\n  ');
      throw Object.assign(new assert.AssertionError({ message: text }), { stack: text });
    }));
  });
}

function show(body) {
  return body === undefined ? '' : JSON.stringify(body).slice(0, 200);
}
