// What a Durable Object remembers while it is awake, for those of its requests that run C++:
// elsewhere there is nobody who could remember for all instances. bindings/sessions.js is one.

const decoder = new TextDecoder();

export const memory = {
  /** Payload: the key. Answer: `age\nname\ntext`, the text empty without one; else nothing. */
  async 'memory.read'(state, binding, payload) {
    return state.env[binding]?.read(decoder.decode(payload)) ?? '';
  },
  /** Payload: `age\nkey\ntext`. Nothing when all was forgotten since that age. */
  async 'memory.write'(state, binding, payload) {
    const line = decoder.decode(payload);
    const [age, key] = line.split('\n', 2);
    state.env[binding]?.write(Number(age), key, line.slice(age.length + key.length + 2));
    return '';
  },
  /** Has another object forget. Payload: its name. */
  async 'memory.forget'(state, binding, payload) {
    await state.env[binding].getByName(decoder.decode(payload)).forget();
    return '';
  },
};
