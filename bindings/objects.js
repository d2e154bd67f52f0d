// Questions to Durable Objects.

const decoder = new TextDecoder();

export const objects = {
  /**
   * Payload: `object\nmilliseconds\npath\n`, then header lines `name\nvalue\n`; whoever has not
   * answered after so many milliseconds is not waited for. Answer: `status\nbody`.
   */
  async 'object.get'(state, binding, payload) {
    const [object, milliseconds, path, ...lines] = decoder.decode(payload).split('\n');
    const headers = new Headers();
    for (let i = 0; i + 1 < lines.length; i += 2) headers.set(lines[i], lines[i + 1]);
    const response = await state.env[binding].getByName(object).fetch(`https://internal${path}`,
      { headers, signal: AbortSignal.timeout(Number(milliseconds)) });
    return `${response.status}\n${await response.text()}`;
  },
};
