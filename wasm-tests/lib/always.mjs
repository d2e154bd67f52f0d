// What every answer of the platform says, whatever was asked.

import { header, values } from './http.mjs';

/** What differs, as text, or null. */
export function always(answer, request) {
  return hasRequestId(answer) ?? hasLimits(answer, request);
}

/** It names its request, once, in a form that is safe to log. */
export function hasRequestId(answer) {
  const id = header(answer, 'x-request-id');
  return id !== null && /^[A-Za-z0-9._-]{1,128}$/.test(id) ? null
    : `header x-request-id\n    expected one id\n    received ${id ?? 'none'}`;
}

const kWindow = '"(minute|day)";';
const kLimits = {
  'x-ratelimit-limit': /^[1-9]\d*$/,
  'x-ratelimit-remaining': /^\d+$/,
  'x-ratelimit-reset': /^\d{10}$/,
  'ratelimit-policy': new RegExp(`^${kWindow}q=\\d+;w=60(, ${kWindow}q=\\d+;w=86400)?$`),
  ratelimit: new RegExp(`^${kWindow}r=\\d+;t=\\d+(, ${kWindow}r=\\d+;t=\\d+)?$`),
};

/** It says how limits stand, by both kinds of headers, unless the request is never counted. */
export function hasLimits(answer, request) {
  const expected = isCounted(request);
  for (const [name, pattern] of Object.entries(kLimits)) {
    const got = values(answer, name);
    const isRight = expected ? got.length === 1 && pattern.test(got[0]) : got.length === 0;
    if (!isRight) {
      return `header ${name}\n    expected ${expected ? pattern : 'none'}\n    received ${
        got.join(' | ') || 'none'}`;
    }
  }
  return null;
}

const kForEveryone = ['/docs(/.*)?', '/crow\\.js', '/\\.well-known/.*',
  '/api/v1/products/images/.*', '/api/v1/auth/jwks',
  '/api/v1/([^/]+/)?(health|ready|openapi\\.json)'];
const kNever = new RegExp(`^(${kForEveryone.join('|')})$`);

function isCounted({ method, target, headers }) {
  const path = target.split('?')[0];
  // The platform's own health answers every method.
  if (/^\/api\/v1\/(health|ready)$/.test(path)) return false;
  const isPreflight = method === 'OPTIONS' && path.startsWith('/api/v1/') &&
    headers.some(([name]) => name.toLowerCase() === 'access-control-request-method');
  return !isPreflight && (!['GET', 'HEAD'].includes(method) || !kNever.test(path));
}
