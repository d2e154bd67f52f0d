// What the controls in JavaScript share: callers and tokens, remembered as long as ours are.

const kLifeMs = 10_000;
const encoder = new TextEncoder();
const fromBase64 = (text) => Uint8Array.from(
  atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const parse = (segment) => JSON.parse(new TextDecoder().decode(fromBase64(segment)));

const callers = new Map();

/** The caller behind an API key: from memory under `name`, or from auth. */
export async function callerOf(env, key, name = key) {
  const known = callers.get(name);
  if (known && known.until > Date.now()) return known;
  const response = await env.AUTH.fetch('https://internal/internal/auth/resolve-credential', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-internal-key': env.INTERNAL_KEY },
    body: JSON.stringify({ kind: 'key', credential: key }),
  });
  const caller = { ...await response.json(), until: Date.now() + kLifeMs };
  callers.set(name, caller);
  return caller;
}

const tokens = new Map();

/** The claims of an internal token: from memory, or verified with auth's keys. */
export async function claimsOf(env, token, name = token) {
  const known = tokens.get(name);
  if (known && known.exp * 1000 > Date.now()) return known;
  const [header, payload, signature] = token.split('.');
  const { keys } = await (await env.AUTH.fetch('https://internal/api/v1/auth/jwks')).json();
  const { kid, alg } = parse(header);
  const jwk = keys.find((one) => one.kid === kid);
  if (alg !== 'EdDSA' || !jwk) return undefined;
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  const isGood = await crypto.subtle.verify('Ed25519', key, fromBase64(signature),
    encoder.encode(`${header}.${payload}`));
  const claims = parse(payload);
  if (!isGood || claims.exp * 1000 <= Date.now()) return undefined;
  tokens.set(name, claims);
  return claims;
}

export function logRequest(service, request, status, caller) {
  console.log(JSON.stringify({ level: 'info', service, id: request.headers.get('x-request-id'),
    method: request.method, route: '/users/me', status, us: 0, caller }));
}

export const kSelectMe = `
  SELECT u.id, u.name, u.email, u.email_verified, u.image AS profile_picture_url,
         m.role, u.created_at, u.updated_at, m.organization_id
    FROM user AS u
    JOIN member AS m ON m.user_id = u.id AND m.organization_id = ?2
   WHERE u.id = ?1`;
