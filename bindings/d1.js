// D1. One operation: a batch, in one round trip and one transaction.

const decoder = new TextDecoder();
const texts = new Map();

/** The text of a statement. Statements are constants of the module, so their address names them. */
function statementText(memory, pointer, length) {
  let text = texts.get(pointer);
  if (text?.length !== length) {
    text = decoder.decode(new Uint8Array(memory, pointer, length));
    texts.set(pointer, text);
  }
  return text;
}

export const d1 = {
  /** Payload: JSON `[[pointer, length, [parameters]], …]`. Answer: `[[rows, changes], …]`. */
  async 'd1.batch'(state, binding, payload) {
    const memory = payload.buffer;
    const database = state.env[binding];
    const statements = JSON.parse(decoder.decode(payload)).map(([pointer, length, parameters]) =>
      database.prepare(statementText(memory, pointer, length)).bind(...parameters));
    const results = await database.batch(statements);
    return JSON.stringify(results.map(({ results: rows, meta }) =>
      [rows.map(Object.values), meta.changes ?? 0]));
  },
  /** Whether the database answers. */
  async 'd1.ping'(state, binding) {
    await state.env[binding].prepare('SELECT 1').first();
    return '';
  },
};
