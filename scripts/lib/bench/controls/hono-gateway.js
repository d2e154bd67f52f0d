// The gateway as one would write it with Hono: the same refusals, headers, log line and hop.

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { callerOf } from './identity.js';
import { addErrors, hashOf, logRequests } from './hono-kit.js';

const app = new Hono();
const services = { users: 'USERS', auth: 'AUTH' };
const hex = (length) => Array.from(crypto.getRandomValues(new Uint8Array(length)),
  (byte) => byte.toString(16).padStart(2, '0')).join('');

addErrors(app);
app.use(logRequests('gateway'));

app.use(async (c, next) => {
  const given = c.req.header('x-request-id') ?? '';
  const id = /^[A-Za-z0-9._-]{1,128}$/.test(given) ? given : `req_${hex(13)}`;
  c.set('id', id);
  const trace = c.req.header('traceparent') ?? '';
  c.set('trace', /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(trace)
    ? trace : `00-${hex(16)}-${hex(8)}-01`);
  await next();
  c.header('x-request-id', id);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('x-frame-options', 'DENY');
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
});

app.use(async (c, next) => {
  let size = c.req.url.length;
  for (const [name, value] of c.req.raw.headers) size += name.length + value.length;
  if (size > 32 * 1024) throw new HTTPException(413, { message: 'The headers are too large.' });
  if (/\/\/|%2f|%5c|%00|\/\.{1,2}(\/|$)/i.test(c.req.path)) {
    throw new HTTPException(400, { message: 'The path is malformed.' });
  }
  await next();
});

app.all('/api/v1/:service/*', async (c) => {
  const binding = services[c.req.param('service')];
  if (!binding) return c.notFound();
  c.set('route', c.req.param('service'));
  const key = c.req.header('x-api-key');
  const forwarded = new Request(c.req.raw);
  for (const name of ['authorization', 'x-api-key', 'apikey', 'cookie', 'x-internal-key',
    'x-organization-id', 'x-user-id', 'x-refusal', 'cf-connecting-ip']) {
    forwarded.headers.delete(name);
  }
  forwarded.headers.set('x-request-id', c.get('id'));
  forwarded.headers.set('traceparent', c.get('trace'));
  if (key) {
    const caller = await callerOf(c.env, key, await hashOf(key));
    if (caller.token) {
      c.set('caller', caller);
      forwarded.headers.set('authorization', `Bearer ${caller.token}`);
      forwarded.headers.set('x-user-id', caller.userId);
      forwarded.headers.set('x-organization-id', caller.organizationId);
    } else {
      forwarded.headers.set('x-refusal', caller.refusal);
    }
  }
  const response = await c.env[binding].fetch(forwarded);
  return new Response(response.body, response);
});

export default app;
