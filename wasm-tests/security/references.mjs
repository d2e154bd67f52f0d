// What a parameter of an operation names: the kind of thing of stage.mjs, or nothing. A new
// operation whose parameters are called as others are needs no line here.

import { membersOf } from './operations.mjs';

const kByName = {
  organizationId: 'organization',
  organizationSlug: 'slug',
  userId: 'user',
  memberId: 'member',
  memberIdOrEmail: 'member',
  invitationId: 'invitation',
  keyId: 'apiKey',
  productId: 'product',
  visitorId: 'visitor',
  cursor: 'cursor',
  q: 'word',
};

// {id} names what the path before it holds; the longest path wins.
const kByPath = {
  '/users/': 'user',
  '/organizations/': 'organization',
  '/interactions/': 'interaction',
  '/interactions/write-keys/': 'writeKey',
  '/interactions/jobs/': 'interactionJob',
  '/interactions/imports/': 'import',
  '/products/': 'product',
  '/products/jobs/': 'productJob',
  '/products/imports/': 'productImport',
  '/products/crawler-jobs/': 'crawlerJob',
  '/crawler-jobs/': 'crawlerJob',
  '/auth/api-key/get': 'apiKey',
  '/auth/organization/get-invitation': 'invitation',
  // Its body: an event says its own id.
  '/interactions': 'interaction',
};

const kByOperation = {
  revokeSession: { token: 'sessionToken' },
  listUserInvitations: { email: 'email' },
};

// What reads like a name of something: it needs a kind.
const kReference = /(^|[a-z])(id|Id|Slug|OrEmail|cursor)$/;

/** The kinds of an operation's parameters and members, by name. */
export function referencesOf(operation) {
  const { name, parameters } = operation;
  const given = [...parameters.map((one) => one.name), ...membersOf(operation)];
  const kinds = given.map((one) => [one, kindOf(operation, one)]).filter(([, kind]) => kind);
  const unknown = given.filter((one) => kindOf(operation, one) === undefined
    && (kReference.test(one) || isInPath(parameters, one)) && !(kNotReferences[one]));
  return { kinds: Object.fromEntries(kinds), unknown: unknown.map((one) => `${name}: ${one}`) };
}

// They read like names of things of others, and are none.
const kNotReferences = {
  configId: 'the configuration of API keys, of which there is one',
  sessionId: 'a visit, as the page that sends events calls it',
};

function isInPath(parameters, name) {
  return parameters.some((one) => one.name === name && one.place === 'path');
}

function kindOf({ name, path }, parameter) {
  if (kByOperation[name] && parameter in kByOperation[name]) return kByOperation[name][parameter];
  if (parameter !== 'id') return kByName[parameter];
  const best = Object.keys(kByPath).filter((prefix) => path.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  return kByPath[best];
}
