// The process is killed before and after each batch of signing up, making an organization, joining
// one, and deleting: what was to happen has happened whole or not at all, and the next try goes on
// from there. The statements of one batch are one transaction, so these are all the moments there
// are.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, must, owner, signUp, unique } from '../lib/target.mjs';
import { openWorld } from './world.mjs';

const kAuth = `${kApi}/auth`;
const kPassword = 'correct horse battery';

let world;
let target;
test.before(async () => {
  world = await openWorld();
  ({ target } = world);
});
test.after(() => world?.dispose());

const post = (path, body, cookie) => call(target, 'POST', kAuth + path, { body, cookie });

async function count(sql, ...values) {
  const database = await target.getDatabase('auth');
  const { results } = await database.prepare(sql).bind(...values).all();
  return Object.values(results[0]);
}

/**
 * Each: `prepare` gives what a try needs; `run` is the request; `look` tells what is there, each
 * number 0 before and 1 after; `again` is what a second try answers when all had happened already.
 */
const kFlows = {
  'signing up': {
    prepare: async () => ({ email: `${unique()}@${unique()}.example` }),
    run: ({ email }) => post('/sign-up/email', { name: 'Ada', email, password: kPassword }),
    look: ({ email }) => count(`
      SELECT (SELECT count(*) FROM user WHERE email = ?1),
             (SELECT count(*) FROM account JOIN user ON user.id = user_id WHERE email = ?1),
             (SELECT count(*) FROM session JOIN user ON user.id = user_id WHERE email = ?1)`,
    email),
    again: 422,
    async proof({ email }) {
      const { data } = await must(target, 'POST', `${kAuth}/sign-in/email`,
        { body: { email, password: kPassword } });
      assert.equal(data.user.email, email);
    },
  },
  'making an organization': {
    prepare: async () => ({ ...await signUp(target), slug: unique() }),
    run: ({ cookie, slug }) => post('/organization/create', { name: 'Northwind', slug }, cookie),
    look: ({ id, slug }) => count(`
      SELECT (SELECT count(*) FROM organization WHERE slug = ?1),
             (SELECT count(*) FROM member WHERE user_id = ?2),
             (SELECT count(active_organization_id) FROM session WHERE user_id = ?2)`, slug, id),
    again: 400,
    async proof({ cookie, slug }) {
      const { data } = await must(target, 'GET', `${kAuth}/organization/get-full-organization`,
        { cookie });
      assert.deepEqual([data.slug, data.members.length], [slug, 1]);
    },
  },
  'joining an organization': {
    async prepare() {
      const [host, guest] = [await owner(target), await signUp(target)];
      const { data } = await must(target, 'POST', `${kAuth}/organization/invite-member`,
        { cookie: host.cookie, body: { email: guest.email, role: 'member' } });
      return { ...guest, invitationId: data.id, organization: host.organization };
    },
    run: ({ cookie, invitationId }) =>
      post('/organization/accept-invitation', { invitationId }, cookie),
    look: ({ id, invitationId }) => count(`
      SELECT (SELECT count(*) FROM member WHERE user_id = ?1),
             (SELECT count(*) FROM invitation WHERE id = ?2 AND status = 'accepted'),
             (SELECT count(active_organization_id) FROM session WHERE user_id = ?1)`,
    id, invitationId),
    again: 400,
    async proof({ cookie }) {
      const { data } = await must(target, 'GET', `${kAuth}/organization/get-active-member`,
        { cookie });
      assert.equal(data.role, 'member');
    },
  },
  'deleting an organization': {
    prepare: () => owner(target),
    run: ({ cookie, organization }) =>
      post('/organization/delete', { organizationId: organization.id }, cookie),
    look: ({ organization: { id } }) => count(`
      SELECT 1 - (SELECT count(*) FROM organization WHERE id = ?1),
             1 - (SELECT count(*) FROM member WHERE organization_id = ?1),
             1 - (SELECT count(*) FROM apikey WHERE organization_id = ?1)`, id),
    again: 400,
    async proof({ key }) {
      const { data } = await must(target, 'POST', `${kAuth}/api-key/verify`, { body: { key } });
      assert.equal(data.valid, false);
    },
  },
  'deleting a user': {
    prepare: () => signUp(target),
    run: ({ cookie }) => post('/delete-user', { password: kPassword }, cookie),
    look: ({ id }) => count(`
      SELECT 1 - (SELECT count(*) FROM user WHERE id = ?1),
             1 - (SELECT count(*) FROM account WHERE user_id = ?1),
             1 - (SELECT count(*) FROM session WHERE user_id = ?1)`, id),
    again: 401,
    async proof({ email }) {
      const answer = await post('/sign-in/email', { email, password: kPassword });
      assert.equal(answer.status, 401);
    },
  },
};

const isWrite = (statements) => statements.some((text) => !/^\s*(SELECT|WITH)/i.test(text));

for (const [what, { prepare, run, look, again, proof }] of Object.entries(kFlows)) {
  test(`${what} happens whole or not at all`, { timeout: 120_000 }, async (context) => {
    const whole = await prepare();
    world.begin();
    const answer = await run(whole);
    assert.equal(answer.status, 200, String(answer.body));
    const batches = world.batches.map(isWrite);
    await proof(whole);
    assert.ok(batches.includes(true), 'nothing was written');
    for (let number = 0; number < batches.length; number += 1) {
      // What is stored is the same after a batch that only reads.
      for (const phase of batches[number] ? ['before', 'after'] : []) {
        await context.test(`killed ${phase} batch ${number + 1} of ${batches.length}`, async () => {
          const actor = await prepare();
          world.begin((at) => (at.number === number && at.phase === phase ? 'kill' : undefined));
          await run(actor).then(({ status }) => assert.ok(status >= 500, `${status}`), () => {});
          await world.recover();
          const seen = await look(actor);
          assert.equal(new Set(seen).size, 1, `half of it: ${seen}`);
          const second = await run(actor);
          assert.equal(second.status, seen[0] === 1 ? again : 200, String(second.body));
          assert.deepEqual(new Set(await look(actor)), new Set([1]));
          await proof(actor);
        });
      }
    }
  });
}
