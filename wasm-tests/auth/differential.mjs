// Sends the same requests to a real Better Auth server and to ours, and compares the answers. The
// requests are in cases/, as stories: steps that happen one after the other to the same users.

import { exchange, json } from '../lib/http.mjs';
import { Normaliser, differences } from '../lib/normalise.mjs';
import { ageSession, kApi, anyAddress, newestMail, unique } from '../lib/target.mjs';
import { interpolate } from '../lib/transcript.mjs';

/**
 * One request of a story.
 *
 * @typedef {object} Step
 * @property {string} row       what it shows
 * @property {string} call      "POST /sign-in/email", below /api/v1/auth
 * @property {any} [body]       sent as JSON; a string is sent as it is
 * @property {string} [as]      whose cookies are sent, with our own Origin
 * @property {string} [jar]     whose cookies the answer sets
 * @property {object} [headers] further headers; null takes one away
 * @property {string} [mail]    instead of a call: the newest mail to this address is compared
 * @property {object} [age]     instead of a call: {as, days}, whose session gets older
 * @property {object} [keep]    names for later steps: {organization: (data) => data.id}
 * @property {Step[]} [steps]   only of a story
 */

/** The written list of what differs on purpose; each makes both answers equal where it applies. */
const kDeviations = [
  { why: 'requestCount and lastRequest are written at most once in 10 s', apply: maskCounts },
  { why: 'api-key/verify adds userId and organizationId', apply: dropVerifyContext },
  { why: 'the address of a client is known to the gateway alone', apply: maskAddress },
];

/** Runs a story on both servers; calls `each` with every step and its list of differences. */
export async function runStory(story, reference, ours, each) {
  const id = unique();
  const sides = [reference, ours].map((server) => ({
    server,
    normaliser: new Normaliser(server.url),
    jars: {},
    variables: {
      unique: id,
      url: server.url,
      localhost: server.url.replace('127.0.0.1', 'localhost'),
    },
  }));
  for (const step of story.steps) {
    const [expected, received] = [await trySend(sides[0], step), await trySend(sides[1], step)];
    await each(step, differences(expected, received), received);
  }
}

// A step that cannot be sent, because a former one failed, differs; the story goes on.
async function trySend(side, step) {
  try {
    return await send(side, step);
  } catch (error) {
    return { status: `none: ${error.message}` };
  }
}

// Sends a step to one server and gives the normalised answer.
async function send(side, step) {
  const fill = (text) => interpolate(text, side.variables);
  if (step.mail) return readMail(side, fill(step.mail), step.keep);
  if (step.age) return age(side, step.age);
  const [method, path] = step.call.split(' ');
  const headers = { 'CF-Connecting-IP': anyAddress() };
  if (step.as) Object.assign(headers, { Cookie: cookies(side.jars[step.as]), Origin: '{{url}}' });
  let body = step.body;
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    if (typeof body !== 'string') body = JSON.stringify(body);
    body = fill(body);
  }
  Object.assign(headers, step.headers);
  const answer = await exchange(side.server.via ?? side.server.url, {
    method,
    target: `${kApi}/auth${fill(path)}`,
    headers: Object.entries(headers).filter(([, value]) => value !== null)
      .map(([name, value]) => [name, fill(value)]),
    body,
  });
  if (step.jar) side.jars[step.jar] = { ...side.jars[step.jar], ...received(answer) };
  for (const [name, pick] of Object.entries(step.keep ?? {})) {
    side.variables[name] = pick(json(answer), side.jars);
  }
  const result = side.normaliser.answer(answer);
  if (result.location && side.variables.token) {
    result.location = result.location.replaceAll(side.variables.token, '<token>');
  }
  for (const deviation of kDeviations) deviation.apply(step, result);
  return result;
}

// The newest mail to an address: its kind, and where its link leads.
async function readMail(side, to, keep = {}) {
  const mail = await newestMail(side.server, to);
  if (!mail) return { status: 404 };
  for (const [name, pick] of Object.entries(keep)) side.variables[name] = pick(mail);
  const { kind, invitation } = mail;
  if (kind === 'invitation') {
    return { status: 200, kind, to, invitation: side.normaliser.value(invitation) };
  }
  const url = new URL(mail.url);
  const path = url.pathname.replace(mail.token, '<token>');
  const token = kind === 'verify-email' ? side.normaliser.value(mail.token) : mail.token.length;
  const query = Object.fromEntries(url.searchParams);
  if ('token' in query) query.token = '<token>';
  return { status: 200, kind, to: side.normaliser.value(to),
    origin: side.normaliser.text(url.origin), path, query, token };
}

async function age(side, { as, days }) {
  const cookie = decodeURIComponent(side.jars[as]['better-auth.session_token']);
  const token = cookie.slice(0, cookie.lastIndexOf('.'));
  await ageSession(side.server, token, days * 86_400_000);
  return { status: 200 };
}

function received(answer) {
  return Object.fromEntries(answer.headers
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, line]) => /^([^=]+)=([^;]*)/.exec(line).slice(1)));
}

function cookies(jar = {}) {
  return Object.entries(jar).filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`).join('; ');
}

function maskCounts(step, result) {
  visit(result.body, (value) => {
    if (!('requestCount' in value && 'configId' in value)) return;
    if (Number.isInteger(value.requestCount)) value.requestCount = '<count>';
    if (value.lastRequest === null || value.lastRequest === '<now>') value.lastRequest = '<last>';
  });
}

function dropVerifyContext(step, result) {
  if (!step.call.startsWith('POST /api-key/verify')) return;
  if (result.body === null || typeof result.body !== 'object') return;
  delete result.body.userId;
  delete result.body.organizationId;
}

function maskAddress(step, result) {
  visit(result.body, (value) => {
    if ('ipAddress' in value && (value.ipAddress === null || typeof value.ipAddress === 'string')) {
      value.ipAddress = '<address>';
    }
  });
}

function visit(value, action) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) action(value);
  for (const inner of Object.values(value)) visit(inner, action);
}
