// users as one would write it with Hono and zod.

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { claimsOf, kSelectMe } from './identity.js';
import { addErrors, hashOf, logRequests } from './hono-kit.js';

const time = z.number().int().transform((ms) => new Date(ms).toISOString());
const row = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  email_verified: z.number().transform((value) => value === 1),
  profile_picture_url: z.string().nullable(),
  role: z.enum(['owner', 'admin', 'member']),
  created_at: time,
  updated_at: time,
  organization_id: z.string(),
}).transform((me) => ({ id: me.id, name: me.name, email: me.email,
  emailVerified: me.email_verified, profilePictureUrl: me.profile_picture_url, role: me.role,
  createdAt: me.created_at, updatedAt: me.updated_at, organizationId: me.organization_id }));

const app = new Hono();
addErrors(app);
app.use(logRequests('users'));

app.use(async (c, next) => {
  c.set('id', c.req.header('x-request-id') ?? '');
  const authorization = c.req.header('authorization') ?? '';
  if (!authorization.startsWith('Bearer ')) {
    throw new HTTPException(401, { message: c.req.header('x-refusal') ??
      'Authentication is required: send a session cookie or an API key.' });
  }
  const token = authorization.slice('Bearer '.length);
  const claims = await claimsOf(c.env, token, await hashOf(token));
  if (!claims) throw new HTTPException(401, { message: 'The internal token is not valid.' });
  c.set('caller', { userId: claims.sub, organizationId: claims.org });
  await next();
});

app.get('/api/v1/users/me', async (c) => {
  c.set('route', '/users/me');
  const { userId, organizationId } = c.get('caller');
  const found = await c.env.DB.prepare(kSelectMe).bind(userId, organizationId).first();
  if (!found) throw new HTTPException(401, { message: 'This account is gone.' });
  return c.json(row.parse(found));
});

export default app;
