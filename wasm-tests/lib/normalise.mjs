// Makes the answers of two servers comparable: ids, times and tokens get names in the order in
// which they appear, so that "the same id again" stays visible while the id itself does not matter.

import { header, values } from './http.mjs';

/** Headers that must be equal; others are the host's business. */
const kHeaders = ['content-type', 'location', 'pragma', 'www-authenticate', 'x-retry-after'];
const kTimestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const kId = /^[A-Za-z0-9]{32}$/;
const kKey = /^([\w-]*?)[A-Za-z]{64}$/;
/** Signed by EdDSA or HS256. */
const kJwt = /^([\w-]+)\.([\w-]+)\.(?:[\w-]{86}|[\w-]{43})$/;
const kSignature = /^[A-Za-z0-9+/]{43}=$/;
const kPublicKey = /^[\w-]{43}$/;
const kMinute = 60_000;

/** Normalises the answers of one server; remembers ids from one answer to the next. */
export class Normaliser {
  constructor(url) {
    this.url = url;
    this.local = url.replace('127.0.0.1', 'localhost');
    this.names = new Map();
  }

  /** Status, headers and body of an answer, with names in place of what is random. */
  answer(answer) {
    const result = { status: answer.status };
    for (const name of kHeaders) {
      const value = header(answer, name);
      if (value !== null) result[name] = this.text(value);
    }
    const jwt = header(answer, 'set-auth-jwt');
    if (jwt !== null) {
      result['set-auth-jwt'] = this.value(jwt);
      result['exposes set-auth-jwt'] = (header(answer, 'access-control-expose-headers') ?? '')
        .toLowerCase().split(/\s*,\s*/).includes('set-auth-jwt');
    }
    const cookies = values(answer, 'set-cookie');
    if (cookies.length > 0) result['set-cookie'] = cookies.map((line) => this.cookie(line));
    result['no-store'] = /no-store/.test(header(answer, 'cache-control') ?? '');
    const text = answer.body.toString('utf8');
    try {
      result.body = this.value(JSON.parse(text));
    } catch {
      result.body = text;
    }
    return result;
  }

  /** A JSON value; members are visited by name, so that their order does not count. */
  value(value, member = '') {
    if (typeof value === 'string') return this.string(value, member);
    if (typeof value === 'number' && ['iat', 'exp', 'nbf'].includes(member)) {
      return time(value * 1000);
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    return Object.fromEntries(Object.keys(value).sort().map(
      (name) => [name, this.value(value[name], name)]));
  }

  string(value, member) {
    if (kTimestamp.test(value)) return time(Date.parse(value));
    if (kId.test(value)) return this.named('id', value);
    const jwt = kJwt.exec(value);
    if (jwt) return { header: this.part(jwt[1]), claims: this.part(jwt[2]) };
    const key = kKey.exec(value);
    if (key) return `${key[1]}${this.named('key', value)}`;
    if (member === 'start') return `${value.slice(0, -1)}? of ${value.length}`;
    if (member === 'x' && kPublicKey.test(value)) return '<public key>';
    return this.text(value);
  }

  text(value) {
    return value.replaceAll(this.url, '<url>').replaceAll(this.local, '<localhost>');
  }

  part(text) {
    return this.value(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  }

  // The value of a signed cookie is a token and the signature of it; attributes keep their order.
  cookie(line) {
    const [pair, ...attributes] = line.split('; ');
    const equals = pair.indexOf('=');
    const value = decodeURIComponent(pair.slice(equals + 1));
    const dot = value.lastIndexOf('.');
    const signed = dot > 0 && kSignature.test(value.slice(dot + 1));
    const shown = signed ? `${this.string(value.slice(0, dot), '')}.<signature>` : value;
    return [`${pair.slice(0, equals)}=${shown}`, ...attributes].join('; ');
  }

  named(kind, value) {
    if (!this.names.has(value)) {
      const before = [...this.names.values()].filter((name) => name.startsWith(`<${kind} `)).length;
      this.names.set(value, `<${kind} ${before + 1}>`);
    }
    return this.names.get(value);
  }
}

// Now, or minutes from now in steps of five: a session that lives a day too long is seen, a slow
// machine is not.
function time(milliseconds) {
  const minutes = Math.round((milliseconds - Date.now()) / kMinute / 5) * 5;
  return minutes === 0 ? '<now>' : `<now${minutes > 0 ? '+' : ''}${minutes} min>`;
}

/** The places where two normalised values differ, as texts with the path first. */
export function differences(expected, received, path = '$') {
  if (Object.is(expected, received)) return [];
  const groups = [expected, received].every((value) => value !== null && typeof value === 'object');
  if (!groups || Array.isArray(expected) !== Array.isArray(received)) {
    return [`${path}\n    expected ${JSON.stringify(expected) ?? 'nothing'}`
      + `\n    received ${JSON.stringify(received) ?? 'nothing'}`];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(received)]);
  return [...names].flatMap(
    (name) => differences(expected[name], received[name], `${path}.${name}`));
}
