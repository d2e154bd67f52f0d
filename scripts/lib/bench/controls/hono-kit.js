// What both Hono controls do for every request: request id, one JSON log line, errors in the
// contract's two forms.

import { HTTPException } from 'hono/http-exception';

const codes = { 400: 'VALIDATION_ERROR', 401: 'UNAUTHORIZED', 403: 'FORBIDDEN', 404: 'NOT_FOUND',
  500: 'INTERNAL_ERROR' };

function errorBody(c, status, message) {
  if (c.req.header('x-error-format') === 'plain') return { error: message };
  return { error: { code: codes[status] ?? 'INTERNAL_ERROR', message, details: null } };
}

export function addErrors(app) {
  const unknownRoute = 'There is no such route; /docs lists them all.';
  app.notFound((c) => c.json(errorBody(c, 404, unknownRoute), 404));
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500;
    const message = status === 500 ? 'Something went wrong; try again.' : error.message;
    c.set('cause', error.message);
    return c.json(errorBody(c, status, message), status);
  });
}

export const logRequests = (service) => async (c, next) => {
  const started = Date.now();
  await next();
  const caller = c.get('caller');
  const line = { level: c.res.status >= 500 ? 'error' : 'info', service, id: c.get('id') ?? '',
    method: c.req.method, route: c.get('route') ?? 'unknown', status: c.res.status,
    us: (Date.now() - started) * 1000 };
  if (caller) {
    line.caller = caller.userId;
    line.organization = caller.organizationId;
  }
  if (c.get('cause') && c.res.status >= 500) line.cause = c.get('cause');
  console.log(JSON.stringify(line));
};

export const hashOf = async (text) => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return String.fromCharCode(...new Uint8Array(digest));
};
