// AI of others: Workers AI over its binding, and servers that the operator names. What is asked,
// and whether an answer is good, is C++'s to say: shared/host/ai.h.

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const kLineEnd = 10;
const kFewNumbers = 16;

/** The first `count` lines of a payload, and what follows them. */
function split(payload, count) {
  const lines = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const end = payload.indexOf(kLineEnd, at);
    lines.push(decoder.decode(payload.subarray(at, end)));
    at = end + 1;
  }
  return [lines, payload.subarray(at)];
}

/** What does not come in time is not waited for. */
function within(milliseconds, promise) {
  let clock;
  const late = new Promise((_resolve, reject) => {
    clock = setTimeout(() => reject(new Error('timed_out')), Number(milliseconds));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(clock));
}

/** Long lists of numbers cross as the bytes of 32-bit floats: digits would be read once more. */
function pack(_key, value) {
  if (!Array.isArray(value) || value.length < kFewNumbers) return value;
  if (!value.every((one) => typeof one === 'number')) return value;
  return { f32: Buffer.from(new Float32Array(value).buffer).toString('base64') };
}

export const ai = {
  /**
   * Workers AI. Payload: `model\nmilliseconds\n`, the input as JSON. Answer: the output as JSON,
   * long lists of numbers as `{"f32": Base64}`.
   */
  async 'ai.run'(state, binding, payload) {
    const [[model, milliseconds], rest] = split(payload, 2);
    const input = JSON.parse(decoder.decode(rest));
    const output = await within(milliseconds, state.env[binding].run(model, input));
    return JSON.stringify(output, pack) ?? '';
  },
  /**
   * One POST of JSON, no redirect followed. Payload: `url\nmilliseconds\nbytes of the answer\n`,
   * header lines, an empty line, the body. Answer: `status\nretry-after\n`, the body.
   */
  async 'ai.post'(_state, _binding, payload) {
    const [[url, milliseconds, limit], rest] = split(payload, 3);
    const headers = new Headers({ 'content-type': 'application/json' });
    let body = rest;
    for (;;) {
      const [[name], more] = split(body, 1);
      body = more;
      if (name === '') break;
      const [[value], after] = split(body, 1);
      headers.set(name, value);
      body = after;
    }
    const controller = new AbortController();
    const clock = setTimeout(() => controller.abort(new Error('timed_out')), Number(milliseconds));
    let hasBegun = false;
    try {
      const response = await fetch(url, { method: 'POST', headers, body: body.slice(),
        redirect: 'manual', signal: controller.signal });
      hasBegun = true;
      const chunks = [encoder.encode(
        `${response.status}\n${response.headers.get('retry-after') ?? ''}\n`)];
      let size = 0;
      for await (const chunk of response.body ?? []) {
        size += chunk.byteLength;
        if (size > Number(limit)) throw new Error('too_large');
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      if (controller.signal.aborted) throw controller.signal.reason;
      if (hasBegun && error.message !== 'too_large') throw new Error(`cut: ${error.message}`);
      throw error;
    } finally {
      clearTimeout(clock);
    }
  },
};
