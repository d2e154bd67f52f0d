// The bare control: finds the token in a Map, asks the database, answers. Nothing else, but a log
// line where LOG asks for one.

import { claimsOf, kSelectMe, logRequest } from './identity.js';

export default {
  async fetch(request, env) {
    const token = request.headers.get('authorization')?.slice('Bearer '.length);
    const claims = token && await claimsOf(env, token);
    if (!claims) return new Response(null, { status: 401 });
    const row = await env.DB.prepare(kSelectMe).bind(claims.sub, claims.org).first();
    if (!row) return new Response(null, { status: 401 });
    if (env.LOG) logRequest('users', request, 200, claims.sub);
    return Response.json({
      id: row.id,
      name: row.name,
      email: row.email,
      emailVerified: row.email_verified === 1,
      profilePictureUrl: row.profile_picture_url,
      role: row.role,
      createdAt: new Date(row.created_at).toISOString(),
      updatedAt: new Date(row.updated_at).toISOString(),
      organizationId: row.organization_id,
    });
  },
};
