// Passing a request on, body and all, to another worker or to the static assets.

const decoder = new TextDecoder();

export const forward = {
  /**
   * `binding` may be `NAME/object`, a Durable Object. Payload: `target\n` (empty keeps it), then
   * header lines; an empty value removes.
   * Answer: the status.
   */
  async 'forward.fetch'(state, binding, payload) {
    const [target, ...lines] = decoder.decode(payload).split('\n');
    const { request } = state;
    const headers = new Headers(request.headers);
    for (let i = 0; i + 1 < lines.length; i += 2) {
      if (lines[i + 1] === '') headers.delete(lines[i]);
      else headers.set(lines[i], lines[i + 1]);
    }
    const url = target === '' ? request.url : new URL(target, request.url).href;
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const [name, object] = binding.split('/');
    const next = object ? state.env[name].getByName(object) : state.env[name];
    state.upstream = await next.fetch(url, { method: request.method, headers,
      body: hasBody ? request.body : undefined, redirect: 'manual', signal: request.signal });
    return String(state.upstream.status);
  },
};
