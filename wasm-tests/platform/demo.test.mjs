// The demo organization: what it holds, that the same state gives the same values, and that one
// which was interrupted anywhere is completed by the next start.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { seedDemo } from '../../scripts/lib/demo.mjs';
import { openTarget } from '../lib/target.mjs';

let platform;
let folder;
const seed = () => seedDemo({
  url: platform.url,
  stateDir: folder,
  getDatabase: (service) => platform.getDatabase(service),
  log: () => {},
  scale: 0.02,
});
test.before(async () => {
  platform = await openTarget();
  folder = mkdtempSync(path.join(os.tmpdir(), 'crow-demo-'));
});
test.after(async () => {
  await platform?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function get(route, apiKey) {
  const response = await fetch(`${platform.url}/api/v1${route}`,
    { headers: { 'X-API-Key': apiKey } });
  assert.equal(response.status, 200, `${route}: ${await response.clone().text()}`);
  return response.json();
}

// Requests of the seed, which may be cut off after some of them, as a killed process would be.
async function withRequests(most, work) {
  const original = globalThis.fetch;
  let count = 0;
  globalThis.fetch = async (...call) => {
    const response = await original(...call);
    // The request is done; only its answer is lost.
    if (++count === most) throw new Error('cut off');
    return response;
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = original;
  }
}

test('a demo that is interrupted again and again becomes whole, with nothing in it twice',
  async () => {
    let facts;
    let cuts = 0;
    // Each turn comes some requests further, whatever the seed asks for.
    for (let most = 1; !facts; most++) {
      facts = await withRequests(most, seed).catch((error) => {
        assert.equal(error.message, 'cut off');
        cuts++;
      });
    }
    assert.ok(cuts > 5, `${cuts} cuts`);

    const { organizationId, users, apiKey } = facts;
    const members = await get(`/organizations/${organizationId}/members`, apiKey);
    assert.equal(members.total, 11);
    assert.equal(new Set(members.data.map((member) => member.email)).size, 11);
    assert.deepEqual(Object.groupBy(members.data, (member) => member.role).owner.map(
      (member) => member.email), [users[0].email]);
    const organization = await get(`/organizations/${organizationId}`, apiKey);
    assert.deepEqual([organization.memberCount, organization.role, organization.logo],
      [11, 'owner', null]);

    const database = await platform.getDatabase('auth');
    const { results } = await database.prepare(`
      SELECT name, count(*) AS n, count(organization_id) AS bound FROM apikey GROUP BY name`).all();
    assert.equal(results.length, 4);
    for (const { name, n, bound } of results) assert.deepEqual([n, bound], [1, 1], name);
    const { results: rows } = await database.prepare(
      "SELECT count(*) AS n FROM invitation WHERE status <> 'accepted'").all();
    assert.equal(rows[0].n, 0);
  });

test('it presents an owner, an admin and a member, with keys that act for it', async () => {
  const facts = await seed();
  assert.deepEqual(Object.keys(facts),
    ['email', 'password', 'apiKey', 'organizationId', 'writeKey', 'shop', 'users']);
  assert.deepEqual(facts.users.map((user) => user.role), ['owner', 'admin', 'member']);
  const [{ email, password, apiKey }] = facts.users;
  assert.deepEqual([facts.email, facts.password, facts.apiKey], [email, password, apiKey]);
  for (const user of facts.users) {
    const me = await get('/users/me', user.apiKey);
    assert.deepEqual([me.email, me.role, me.organizationId],
      [user.email, user.role, facts.organizationId]);
    const signedIn = await fetch(`${platform.url}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { Origin: platform.url, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: user.email, password: user.password }),
    });
    assert.equal(signedIn.status, 200, user.email);
  }
});

test('the same state gives the same values without a request', async () => {
  const first = await seed();
  const again = await withRequests(1, seed);
  assert.deepEqual(again, first);
});

test('its secrets are new for each state, and for its owner alone to read', async () => {
  const file = path.join(folder, 'demo/demo.json');
  assert.equal(statSync(file).mode & 0o077, 0);
  const { people } = JSON.parse(readFileSync(file, 'utf8'));
  const passwords = Object.values(people).map((person) => person.password);
  assert.equal(new Set(passwords).size, passwords.length);
  for (const password of passwords) assert.match(password, /^[A-Za-z0-9_-]{16}$/);
  const source = readFileSync(path.join(import.meta.dirname,
    '../../scripts/lib/demo/retailer.json'), 'utf8');
  for (const password of passwords) assert.ok(!source.includes(password));
});
