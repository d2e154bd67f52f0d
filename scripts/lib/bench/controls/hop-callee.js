// Answers the same small JSON to a fetch and to calls of its methods.

import { WorkerEntrypoint } from 'cloudflare:workers';

const answer = JSON.stringify({ id: 'u'.repeat(32), name: 'Person', email: 'person@shop.example',
  emailVerified: true, profilePictureUrl: null, role: 'member', organizationId: 'o'.repeat(32) });
const type = { 'content-type': 'application/json' };

/** What a service looks at in every request. */
function read(headers, body) {
  if (!headers.get('x-request-id')) throw new Error('no request id');
  if (body !== '') JSON.parse(body);
}

export default class extends WorkerEntrypoint {
  async fetch(request) {
    read(request.headers, request.body ? await request.text() : '');
    return new Response(answer, { headers: type });
  }

  passRequest(request) {
    return this.fetch(request);
  }

  passData(method, url, headers, body) {
    read(new Map(headers), body);
    return [200, Object.entries(type), answer];
  }
}
