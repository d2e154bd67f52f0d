// Calls its neighbour `n` times in the way that the query names, and answers when all came back.

const headers = { 'x-internal-key': 'k'.repeat(43), 'x-request-id': 'req_0000000000000000000000000',
  traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` };
const body = JSON.stringify({ kind: 'key', credential: `crow_${'x'.repeat(46)}` });
const url = 'https://internal/internal/auth/resolve-credential';

/** The request as the gateway passes it on. */
function forwarded(request) {
  const edited = new Headers(request.headers);
  edited.delete('x-api-key');
  edited.set('authorization', `Bearer ${'t'.repeat(400)}`);
  for (const [name, value] of Object.entries(headers)) edited.set(name, value);
  return edited;
}

const ways = {
  'forward-fetch': async (request, env) => {
    const answer = await env.NEIGHBOUR.fetch(request.url, { headers: forwarded(request),
      redirect: 'manual', signal: request.signal });
    return answer.text();
  },
  'forward-rpc-objects': async (request, env) => {
    const answer = await env.NEIGHBOUR.passRequest(
      new Request(request.url, { headers: forwarded(request) }));
    return answer.text();
  },
  'forward-rpc-data': async (request, env) => {
    const [, , text] = await env.NEIGHBOUR.passData(request.method, request.url,
      [...forwarded(request)], '');
    return text;
  },
  'call-fetch': async (request, env) => {
    const answer = await env.NEIGHBOUR.fetch(url, { method: 'POST', body,
      headers: { ...headers, 'content-type': 'application/json' } });
    return answer.text();
  },
  'call-rpc': async (request, env) => {
    const [, , text] = await env.NEIGHBOUR.passData('POST', url, Object.entries(headers), body);
    return text;
  },
};

export default {
  async fetch(request, env) {
    const query = new URL(request.url).searchParams;
    const call = ways[query.get('way')];
    let length = 0;
    for (let i = Number(query.get('n')); i > 0; i -= 1) length += (await call(request, env)).length;
    return new Response(String(length));
  },
};
