// Every operation of the platform with the names of Ada's things and the credentials of others: no
// answer holds anything of hers, nothing of hers changes. The operations come from the tables
// (operations.mjs). That the requests are good ones is shown by Ada, who sends the same.

import assert from 'node:assert/strict';
import test from 'node:test';
import { call, kApi, owner, signUp } from '../lib/target.mjs';
import { readOperations, requestOf } from './operations.mjs';
import { referencesOf } from './references.mjs';
import { becomeQuiet, differences, kSecret, openStage, readRows } from './stage.mjs';
import { kBodies, kControls, kSpends, kWithout } from './exceptions.mjs';

let stage;
let target;
let operations;
let bob;
let attacks = 0;

test.before(async () => {
  stage = await openStage();
  target = stage.target;
  // Those that read come first: an event of Bob's own may have the id of one of Ada's.
  operations = (await readOperations(target)).sort((a, b) => isChange(a) - isChange(b));
  bob = await rival();
});
test.after(() => stage?.dispose());

/** Another owner, and somebody without an organization. */
async function rival() {
  return { ...await owner(target, 'Bob Kahn', 'Contoso'), nobody: await signUp(target, 'Nobody') };
}

const hasCaller = ({ access }) => access !== 'anyone';
const isChange = ({ method }) => method !== 'GET';

/** Ada's cursor of a list, when it has more than one page. */
async function cursorOf(operation, values) {
  const { method, path } = requestOf(operation, { ...values, limit: 1 });
  if (method !== 'GET' || !operation.parameters.some(({ name }) => name === 'cursor')) return [];
  const { data } = await call(target, method, path, { key: stage.ada.key });
  return data?.nextCursor ? [['cursor', data.nextCursor]] : [];
}

/** Values for an operation's references; `idOf` gives one of a kind. */
async function valuesOf(operation, idOf) {
  const { kinds } = referencesOf(operation);
  const known = [];
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind !== 'cursor') known.push([name, await idOf(kind)]);
  }
  return Object.fromEntries(known);
}

function send(operation, values, who) {
  const body = kBodies[operation.name]?.(stage, values);
  const { method, path, body: sent } = requestOf(operation, values, body);
  return call(target, method, path, { ...who, body: sent });
}

/** Fails when an answer shows what is Ada's and was not sent. */
function holdsNothing(answer, sent, what) {
  const text = String(answer.body);
  const markers = [kSecret, stage.ada.email, stage.ada.name, ...Object.values(stage.ids)];
  for (const marker of markers.filter((one) => !sent.includes(one))) {
    assert.ok(!text.includes(marker), `${what}: ${answer.status} with "${marker}": ${text}`);
  }
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${text}`);
  // A limit would hide what the operation says.
  assert.notEqual(answer.status, 429, `${what}: ${text}`);
}

test('every operation is walked', () => {
  assert.ok(operations.length > 130, `only ${operations.length}`);
  const unknown = operations.filter(hasCaller).flatMap((one) => referencesOf(one).unknown);
  assert.deepEqual(unknown, [], 'references.mjs does not say what these name');
  const bare = operations.filter((one) => hasCaller(one)
    && Object.keys(referencesOf(one).kinds).length === 0).map(({ name }) => name);
  const listed = Object.values(kWithout).flat();
  assert.deepEqual(bare.filter((name) => !listed.includes(name)), [],
    'these name nothing of anybody: exceptions.mjs must say why');
  const known = operations.map(({ name }) => name);
  for (const list of [listed, Object.keys(kBodies), Object.keys(kControls), kSpends]) {
    assert.deepEqual(list.filter((name) => !known.includes(name)), [], 'no such operation');
  }
});

test('others get nothing and change nothing', async (context) => {
  let before = await becomeQuiet(target, stage.ada);
  for (const operation of operations.filter(hasCaller)) {
    await context.test(`${operation.method} ${operation.path}`, async () => {
      const values = await valuesOf(operation, (kind) => stage.ids[kind]);
      await attack(operation, values);
      await confuse(operation, values);
      const after = await readRows(target, stage.ada);
      const changes = differences(before, after);
      before = after;
      assert.deepEqual(changes, [], operation.name);
    });
  }
});

/** The right names, from everybody who is not of the organization. */
async function attack(operation, values) {
  const { ada } = stage;
  await renewNobody();
  const claims = { 'X-Organization-Id': ada.organization.id, 'X-User-Id': ada.id };
  const inPath = operation.parameters.some(({ place }) => place === 'path');
  const tries = [...Object.entries(values), ...await cursorOf(operation, values)];
  const all = Object.fromEntries(tries);
  const callers = () => ({
    'Bob’s key': { key: bob.key, headers: claims },
    'Bob’s session': { cookie: bob.cookie, headers: claims },
    'a session without organization': { cookie: bob.nobody.cookie, headers: claims },
    nobody: { headers: claims },
  });
  // All names at once, and each alone: one that is refused must not hide another that is not.
  const variants = tries.length > 1 ? [all, ...tries.map(([name]) => ({ [name]: all[name] }))]
    : [all];
  for (const variant of variants) {
    const given = { ...required(operation, values), ...variant };
    for (const who of Object.keys(callers())) {
      const answer = await send(operation, given, callers()[who]);
      const what = `${who}: ${operation.name} ${JSON.stringify(given)}`;
      holdsNothing(answer, Object.values(given), what);
      const isRefused = answer.status >= 400;
      if (inPath || who === 'nobody') assert.ok(isRefused, `${what}: ${answer.body}`);
    }
    await restore(operation);
  }
}

const required = ({ parameters }, values) => Object.fromEntries(parameters
  .filter(({ isRequired, name }) => isRequired && name in values)
  .map(({ name }) => [name, values[name]]));

// A filter finds nothing by a name of another kind.
const kFilters = ['q', 'visitorId', 'productId'];

/** Every other name of Ada's in the place of the right one. */
async function confuse(operation, values) {
  const who = operation.access === 'session' ? { cookie: bob.cookie } : { key: bob.key };
  for (const name of Object.keys(values).filter((one) => !kFilters.includes(one))) {
    for (const id of new Set(Object.values(stage.ids))) {
      if (id === values[name]) continue;
      const answer = await send(operation, { ...required(operation, values), [name]: id }, who);
      holdsNothing(answer, [id, ...Object.values(values)], `${operation.name} ${name}=${id}`);
    }
  }
  await restore(operation);
}

/** Who is of no organization may ask sixty times a minute. */
async function renewNobody() {
  attacks += 1;
  if (attacks % 8 === 0) bob.nobody = await signUp(target, 'Nobody');
}

/**
 * A caller who gave away what they act with is replaced, so that the next try is a real one. Reads
 * do so too: Better Auth's get-full-organization leaves a session that may not read without one.
 */
async function restore(operation) {
  if (!/^\/(auth|users|organizations)\//.test(operation.path)) return;
  const session = await call(target, 'GET', `${kApi}/auth/get-session`, { cookie: bob.cookie });
  const key = await call(target, 'POST', `${kApi}/auth/api-key/verify`, { body: { key: bob.key } });
  const nobody = await call(target, 'GET', `${kApi}/auth/get-session`,
    { cookie: bob.nobody.cookie });
  const isWhole = key.data.valid && nobody.data?.session?.activeOrganizationId === null
    && session.data?.session?.activeOrganizationId === bob.organization.id;
  if (!isWhole) bob = await rival();
}

test('Ada, who owns it all, succeeds with the same requests', async (context) => {
  for (const operation of operations) {
    if (!hasCaller(operation)) continue;
    await context.test(`${operation.method} ${operation.path}`, async () => {
      if (kControls[operation.name] === null) return;
      const answer = await (kControls[operation.name] ?? asOwner)({ operation, stage, send });
      assert.ok(answer.status >= 200 && answer.status < 300,
        `${operation.name}: ${answer.status} ${answer.body}; exceptions.mjs may give it a body`);
    });
  }
});

/** As Ada, and with something new of each kind, where the operation may use it up. */
async function asOwner({ operation }) {
  const { target, ada, ids, make } = stage;
  const person = kSpends.includes(operation.name)
    ? await owner(target, 'Ada again', 'Fabrikam') : ada;
  const values = await valuesOf(operation, (kind) => {
    if (kind === 'organization') return person.organization.id;
    if (kind === 'slug') return person.organization.slug;
    return isChange(operation) ? make[kind]() : ids[kind];
  });
  const who = operation.access === 'session' ? { cookie: person.cookie } : { key: person.key };
  return send(operation, values, who);
}
