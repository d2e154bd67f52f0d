// A real Better Auth server on D1, as wasm-tests/lib/better-auth.mjs configures it in Node.

import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { jwt, organization } from 'better-auth/plugins';

let auth;

export default {
  async fetch(request, env) {
    auth ??= betterAuth({
      database: env.DB,
      baseURL: env.BASE_URL,
      basePath: '/api/v1/auth',
      secret: env.AUTH_SECRET,
      emailAndPassword: { enabled: true },
      rateLimit: { enabled: false },
      telemetry: { enabled: false },
      logger: { disabled: true },
      plugins: [organization(), apiKey({ defaultPrefix: 'crow_', enableMetadata: true }), jwt()],
    });
    if (new URL(request.url).pathname === '/migrate') {
      await (await getMigrations(auth.options)).runMigrations();
      return new Response('done');
    }
    return auth.handler(request);
  },
};
