// A real Better Auth server on a free port, with an in-memory database: the reference that
// /api/v1/auth is compared with. Its options say what CROW configures in Better Auth's own terms;
// what Better Auth has no option for is written below, and in CONTRACT's list of deviations.

import http from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { jwt, organization } from 'better-auth/plugins';
import { z } from 'zod';

/** The base path of the auth service, the same in both servers. */
export const kBasePath = '/api/v1/auth';
const kSecret = '0123456789abcdef0123456789abcdef0123456789';

/**
 * Starts the server; `dispose` ends it. `mail` holds what it sent, the newest last; `age` makes a
 * session as many milliseconds older.
 *
 * @param {{requireEmailVerification?: boolean, sendsMail?: boolean}} options
 */
export async function startBetterAuth({ requireEmailVerification = false, sendsMail = true } = {}) {
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;
  const database = new DatabaseSync(':memory:');
  const mail = [];
  const keep = (kind) => async ({ user, url, token }) => {
    mail.push({ kind, to: user.email, url, token });
  };
  const auth = betterAuth({
    database,
    baseURL: url,
    basePath: kBasePath,
    secret: kSecret,
    trustedOrigins: [`http://localhost:${port}`],
    emailAndPassword: { enabled: true, requireEmailVerification,
      ...(sendsMail ? { sendResetPassword: keep('reset-password') } : {}) },
    emailVerification: sendsMail
      ? { sendVerificationEmail: keep('verify-email'), sendOnSignUp: true } : {},
    user: { changeEmail: { enabled: sendsMail }, deleteUser: { enabled: true } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    databaseHooks: { user: {
      create: { before: requireBusinessEmail }, update: { before: requireBusinessEmail } } },
    plugins: [invitingOrganization(mail), apiKeys(), jwt(), verifyRoute(() => auth)],
  });
  await (await getMigrations(auth.options)).runMigrations();
  const handle = toNodeHandler(auth);
  server.on('request', (request, response) => {
    if (request.url.startsWith('/dev/mail')) showMail(request, response, mail);
    else handle(request, response);
  });
  return {
    url,
    secrets: { AUTH_SECRET: kSecret },
    mail,
    age(token, milliseconds) {
      const row = database.prepare('SELECT * FROM session WHERE token = ?').get(token);
      const older = (time) => new Date(new Date(time) - milliseconds).toISOString();
      database.prepare('UPDATE session SET createdAt = ?, updatedAt = ?, expiresAt = ? '
        + 'WHERE token = ?').run(older(row.createdAt), older(row.updatedAt), older(row.expiresAt),
        token);
    },
    async dispose() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}

// As CROW's GET /dev/mail, so that transcripts with mail run here too.
function showMail(request, response, mail) {
  const to = new URL(request.url, 'http://x').searchParams.get('to');
  const data = mail.filter((one) => !to || one.to === to).reverse();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
}

function invitingOrganization(mail) {
  return organization({ sendInvitationEmail: async ({ email, id }) => {
    mail.push({ kind: 'invitation', to: email, invitation: id });
  } });
}

// CROW counts requests itself, and its keys live for 365 days unless the client says otherwise.
function apiKeys() {
  return apiKey({
    defaultPrefix: 'crow_',
    enableMetadata: true,
    rateLimit: { enabled: false },
    keyExpiration: { defaultExpiresIn: 365 * 86_400 },
  });
}

async function requireBusinessEmail(user) {
  if (!user.email?.endsWith('@gmail.com')) return;
  throw new APIError('BAD_REQUEST', {
    message: 'Please use a business email address',
    code: 'BUSINESS_EMAIL_REQUIRED',
  });
}

// Better Auth verifies keys only for the server's own code; CROW answers the same over HTTP.
function verifyRoute(auth) {
  const body = z.object({
    configId: z.string().optional(),
    key: z.string(),
    permissions: z.record(z.string(), z.array(z.string())).optional(),
  });
  return {
    id: 'verify-route',
    endpoints: {
      verifyApiKeyOverHttp: createAuthEndpoint('/api-key/verify', { method: 'POST', body },
        async (context) => context.json(await auth().api.verifyApiKey({ body: context.body }))),
    },
  };
}
