// The bare control: finds the caller in a Map, forwards with the internal token. Nothing else, but
// a log line where LOG asks for one.

import { callerOf, logRequest } from './identity.js';

export default {
  async fetch(request, env) {
    const key = request.headers.get('x-api-key');
    if (!key) return new Response(null, { status: 401 });
    const caller = await callerOf(env, key);
    if (!caller.token) return new Response(null, { status: 401 });
    const forwarded = new Request(request);
    forwarded.headers.delete('x-api-key');
    forwarded.headers.set('authorization', `Bearer ${caller.token}`);
    const response = await env.USERS.fetch(forwarded);
    if (env.LOG) logRequest('gateway', request, response.status, caller.userId);
    return response;
  },
};
