// The bare control of ingest: finds the write key in a Map, parses the body, runs the same
// statement with the same parameters, counts. No rule is checked, nothing is scored or logged.

const keys = new Map();

async function organizationOf(env, key) {
  if (!keys.has(key)) {
    const row = await env.DB.prepare('SELECT organization_id FROM write_key WHERE key = ?')
      .bind(key).first();
    keys.set(key, row?.organization_id);
  }
  return keys.get(key);
}

export default {
  async fetch(request, env) {
    const key = new URL(request.url).searchParams.get('key');
    const organization = await organizationOf(env, key);
    if (!organization) return new Response(null, { status: 401 });
    const body = await request.json();
    const events = Array.isArray(body) ? body : [body];
    const rows = events.map((event) => ({ ...event, timestamp: Date.parse(event.timestamp),
      properties: JSON.stringify(event.properties ?? {}), botScore: 0, botReasons: '[]' }));
    const { results } = await env.DB.prepare(env.INSERT)
      .bind(organization, JSON.stringify(rows), Date.now(), 'bench', 1).all();
    return Response.json({ accepted: results.length, duplicates: rows.length - results.length,
      rejected: [] }, { status: 202 });
  },
};
