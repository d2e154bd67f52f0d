// Stands in for auth: knows the keys that the benchmark made, and signs as auth does. Callers are
// remembered by whoever asks, so it is asked once in ten seconds.

const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const encodeJson = (value) => encode(new TextEncoder().encode(JSON.stringify(value)));

let pair;

async function sign(claims) {
  const text = `${encodeJson({ alg: 'EdDSA', kid: 'bench' })}.${encodeJson(claims)}`;
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey,
    new TextEncoder().encode(text));
  return `${text}.${encode(signature)}`;
}

export default {
  async fetch(request, env) {
    pair ??= await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    const { pathname } = new URL(request.url);
    if (pathname === '/api/v1/auth/jwks') {
      const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
      const jwk = { alg: 'EdDSA', crv: 'Ed25519', x, kty: 'OKP', kid: 'bench' };
      return Response.json({ keys: [jwk] });
    }
    if (pathname !== '/internal/auth/resolve-credential') {
      return new Response(null, { status: 204 });
    }
    const { credential } = await request.json();
    const person = JSON.parse(env.PEOPLE)[credential];
    const answer = { refusal: '', userId: '', organizationId: '', credentialId: '', tier: 'Free' };
    if (!person) return Response.json({ ...answer, refusal: 'The API key is not valid.' });
    const token = await sign({ sub: person.userId, org: person.organizationId, role: 'member',
      permissions: ['chat', 'interactions', 'patterns'], tier: 'Enterprise',
      exp: Math.floor(Date.now() / 1000) + 60 });
    return Response.json({ ...answer, token, ...person, tier: 'Enterprise' });
  },
};
