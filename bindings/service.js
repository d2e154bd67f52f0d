// Calls to other workers over service bindings.

const decoder = new TextDecoder();

export const service = {
  /**
   * Payload: `METHOD\npath\n`, header lines `name\nvalue\n`, an empty line, the body in bytes.
   * Answer: `status\nbody`.
   */
  async 'service.fetch'(state, binding, payload) {
    const end = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).indexOf('\n\n');
    const [method, path, ...lines] = decoder.decode(payload.subarray(0, end)).split('\n');
    const headers = new Headers();
    for (let i = 0; i + 1 < lines.length; i += 2) headers.set(lines[i], lines[i + 1]);
    const body = payload.slice(end + 2);
    const response = await state.env[binding].fetch(`https://internal${path}`,
      { method, headers, body: body.byteLength === 0 ? undefined : body });
    return `${response.status}\n${await response.text()}`;
  },
};
