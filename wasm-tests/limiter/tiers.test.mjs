// The whole way: the tier of an organization, and numbers of its own that the operator set.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsSql } from '../../scripts/lib/set-limits.mjs';
import { header } from '../lib/http.mjs';
import { kApi, call, openTarget, owner } from '../lib/target.mjs';

let target;
test.after(() => target?.dispose());

const limitOf = async (key) => {
  const answer = await call(target, 'GET', `${kApi}/users/me`, { key });
  assert.equal(answer.status, 200, String(answer.body));
  return [header(answer, 'x-ratelimit-limit'), header(answer, 'ratelimit-policy')];
};

test('the operator sets what an organization may ask', async (context) => {
  if (process.env.CROW_TEST_URL) {
    context.skip('needs the database of a platform of its own');
    return;
  }
  target = await openTarget({ services: ['limiter', 'auth', 'access', 'users', 'gateway'] });
  const { key, organization } = await owner(target);
  assert.deepEqual(await limitOf(key), ['1000000', '"minute";q=1000000;w=60']);

  const database = await target.getDatabase('auth');
  // Gives what holds as soon as it is another than before, ten seconds later at most. It asks
  // seldom: who asks often is given tokens in advance, and these count against a lower limit until
  // the minute ends.
  const set = async (change) => {
    const before = JSON.stringify(await limitOf(key));
    const { results } = await database.prepare(limitsSql({ organization: organization.id,
      ...change })).all();
    assert.equal(results.length, 1);
    const deadline = performance.now() + 10_500;
    for (;;) {
      const now = await limitOf(key);
      if (JSON.stringify(now) !== before || performance.now() > deadline) return now;
      await new Promise((wake) => { setTimeout(wake, 1_000); });
    }
  };
  assert.deepEqual(await set({ perMinute: '5000', perDay: '200000' }),
    ['5000', '"minute";q=5000;w=60, "day";q=200000;w=86400']);
  // They wait while the organization has another tier.
  assert.deepEqual(await set({ tier: 'Starter' }),
    ['300', '"minute";q=300;w=60, "day";q=50000;w=86400']);
});

test('what cannot be a limit is refused', () => {
  const organization = 'abc';
  for (const wrong of [{ organization: "a'; --", perMinute: '1' }, { organization },
    { organization, perMinute: '0' }, { organization, perMinute: '1.5' },
    { organization, perDay: '-1' }, { organization, perDay: '1000000001' },
    { organization, tier: 'Gold' }, { perMinute: '1' }]) {
    assert.throws(() => limitsSql(wrong), Error, JSON.stringify(wrong));
  }
  assert.equal(limitsSql({ organization, perMinute: 'none', tier: 'Free' }),
    "UPDATE organization SET per_minute = NULL, tier = 'Free' WHERE id = 'abc' " +
    'RETURNING id, name, tier, per_minute, per_day');
});
