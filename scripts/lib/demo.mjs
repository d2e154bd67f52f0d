// The demo organization: a retailer with its team and their keys (scripts/lib/demo/retailer.json),
// made through the public API as any client would make it, but for the member's key.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AuthClient } from './demo/auth-client.mjs';
import { grantKey } from './demo/grant-key.mjs';
import { seedInteractions } from './demo/seed-interactions.mjs';
import { seedProducts } from './demo/seed-products.mjs';

const kRetailer = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'demo/retailer.json'), 'utf8'));
const kBoundless = 'Enterprise';
const kLoader = 'Loads the demo';
// Whom the platform presents: the first of each role.
const kPresented = ['owner', 'admin', 'member'];

/**
 * Makes the demo, or completes one that was interrupted, and returns its facts. Each step's outcome
 * is kept in `<stateDir>/demo/demo.json`, so the same state gives the same values. Passwords and
 * keys are random, new for each state.
 *
 * @param {object} platform
 * @param {string} platform.url  the gateway
 * @param {string} platform.stateDir  the state folder
 * @param {(service: string) => Promise<D1Database>} platform.getDatabase  a service's database
 * @param {(line: string) => void} platform.log  progress
 * @param {string} [platform.shop]  the demo shop, which is read into the catalog
 * @param {number} [platform.scale]  how much of the demo's interactions; see parameters.jsonc
 * @param {AbortSignal} [platform.signal]  ends it between two batches of interactions
 * @returns {Promise<{email, password, apiKey, organizationId, writeKey, shop, users}>}
 */
export async function seedDemo({ url, stateDir, getDatabase, log, shop, scale, signal }) {
  const kept = openKept(path.join(stateDir, 'demo'));
  if (!kept.value.facts) {
    log(`making the demo organization ${kRetailer.name}`);
    await makeTeam(new AuthClient(url), await getDatabase('auth'), kept, log);
    const facts = presentedFacts(kept.value);
    kept.keep({ writeKey: kept.value.writeKey ?? await makeWriteKey(url, facts.apiKey) });
    kept.keep({ facts: { ...facts, writeKey: kept.value.writeKey } });
  }
  const { facts } = kept.value;
  await withoutLimits(await getDatabase('auth'), kept, async (apiKey) => {
    await seedInteractions({ url, apiKey, stateDir, log, scale, signal });
    if (shop) await seedProducts({ url, apiKey, shop, stateDir, log, signal });
  });
  return { ...facts, shop: shop ?? null };
}

/** Everyone in the order of the list: the owner makes the organization, then invites the others. */
async function makeTeam(client, database, kept, log) {
  const [owner] = kRetailer.people;
  let host;
  for (const [index, person] of kRetailer.people.entries()) {
    const email = `${person.mailbox}@${kRetailer.domain}`;
    const known = kept.value.people[person.mailbox] ?? {
      email,
      password: randomBytes(12).toString('base64url'),
      keys: {},
    };
    if (known.isComplete && person !== owner) continue;
    log(`  ${index + 1} of ${kRetailer.people.length}: ${person.name}, ${person.role}`);
    // The password is kept before it is used: an interrupted sign-up can then be signed in.
    const keepPerson = () =>
      kept.keep({ people: { ...kept.value.people, [person.mailbox]: known } });
    keepPerson();
    const session = await client.enter({ ...person, ...known });
    if (person === owner) {
      host = session;
      kept.keep({ organizationId: await client.openOrganization(session, kRetailer) });
    } else {
      await client.join(session, { email, role: person.role }, kept.value.organizationId, host);
    }
    const { organizationId } = kept.value;
    for (const name of person.keys ?? []) {
      if (known.keys[name]) continue;
      known.keys[name] = person.role === 'member'
        ? await grantKey(database, { email, name, organizationId })
        : await client.makeKey(session, name);
      keepPerson();
    }
    known.isComplete = true;
    keepPerson();
  }
}

/**
 * Runs `work` with a key that may ask as much as it needs: the owner's, or, where the tier would
 * not do, one more that goes afterwards. What the presented keys may ask is not touched.
 */
async function withoutLimits(database, kept, work) {
  const { organizationId, email, apiKey } = kept.value.facts;
  const setTier = (tier) => database.prepare('UPDATE organization SET tier = ?2 WHERE id = ?1')
    .bind(organizationId, tier).run();
  const found = await database.prepare('SELECT tier FROM organization WHERE id = ?')
    .bind(organizationId).first();
  // A tier that is kept is that of a load which was interrupted.
  const tier = kept.value.tier ?? found?.tier ?? kBoundless;
  if (tier === kBoundless) {
    await work(apiKey);
    return;
  }
  kept.keep({ tier });
  await setTier(kBoundless);
  await work(await grantKey(database, { email, name: kLoader, organizationId }));
  await database.prepare('DELETE FROM apikey WHERE organization_id = ?1 AND name = ?2')
    .bind(organizationId, kLoader).run();
  await setTier(tier);
  kept.keep({ tier: undefined });
}

/** A write key for the retailer's website. */
async function makeWriteKey(url, apiKey) {
  const response = await fetch(`${url}/api/v1/interactions/write-keys`, { method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json',
      'idempotency-key': 'demo-website' },
    body: JSON.stringify({ name: 'Website' }) });
  if (response.status !== 201) {
    throw new Error(`no write key was made: ${response.status} ${await response.text()}`);
  }
  return (await response.json()).key;
}

/** What `./scripts/dev --json` prints of the demo. */
function presentedFacts({ organizationId, people }) {
  const users = kPresented.map((role) => {
    const { mailbox, keys } = kRetailer.people.find((person) => person.role === role);
    const { email, password, keys: made } = people[mailbox];
    return { email, password, role, apiKey: made[keys[0]] };
  });
  const [{ email, password, apiKey }] = users;
  return { email, password, apiKey, organizationId, writeKey: null, shop: null, users };
}

/** What is kept: read once, written whole after each step. */
function openKept(folder) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'demo.json');
  const value = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { people: {} };
  const keep = (more) => {
    Object.assign(value, more);
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return { value, keep };
}
