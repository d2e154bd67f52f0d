// Charsets other than UTF-8.

const utf8 = new TextDecoder();
const kLineEnd = 10;

function decoderOf(state, name, label) {
  state.decoders ??= new Map();
  if (!state.decoders.has(name)) {
    let decoder;
    try { decoder = new TextDecoder(label); } catch { throw new Error('unknown_charset'); }
    state.decoders.set(name, decoder);
  }
  return state.decoders.get(name);
}

export const text = {
  /** Payload: `decoder\nlabel\n1 for the last piece\n`, bytes. Answer: the text. */
  async 'text.decode'(state, _binding, payload) {
    const lines = [];
    let at = 0;
    for (let i = 0; i < 3; i += 1) {
      const end = payload.indexOf(kLineEnd, at);
      lines.push(utf8.decode(payload.subarray(at, end)));
      at = end + 1;
    }
    const [name, label, last] = lines;
    const decoder = decoderOf(state, name, label);
    const decoded = decoder.decode(payload.subarray(at), { stream: last !== '1' });
    if (last === '1') state.decoders.delete(name);
    return decoded;
  },
};
