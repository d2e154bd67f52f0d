// What a browser adds to fetch for Better Auth's client: a cookie jar and an Origin.

import { createAuthClient } from 'better-auth/client';
import { jwtClient, organizationClient } from 'better-auth/client/plugins';
import { apiKeyClient } from '@better-auth/api-key/client';
import { anyAddress, kApi } from './target.mjs';

/** The unchanged client of Better Auth, as a page of `url` would use it. */
export function openBrowser(url) {
  const jar = new Map();
  const address = anyAddress();
  const customFetchImpl = async (input, init = {}) => {
    const request = new Request(input, { ...init, redirect: 'manual' });
    request.headers.set('Origin', url);
    request.headers.set('CF-Connecting-IP', address);
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies) request.headers.set('Cookie', cookies);
    const response = await fetch(request);
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
  const client = createAuthClient({
    baseURL: url,
    basePath: `${kApi}/auth`,
    plugins: [organizationClient(), apiKeyClient(), jwtClient()],
    fetchOptions: { customFetchImpl },
  });
  return { client, jar, fetch: customFetchImpl };
}

// Max-Age=0 deletes, as in a browser; the other attributes do not matter on one origin.
function keep(jar, line) {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
  if (/;\s*Max-Age=0(;|$)/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
