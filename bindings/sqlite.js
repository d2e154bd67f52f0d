// The database of a Durable Object, with the operations of D1 (d1.js). All of a call is done before
// anything else can run.

const decoder = new TextDecoder();
const encoder = new TextEncoder();
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

const statementsOf = (payload) => JSON.parse(decoder.decode(payload))
  .map(([pointer, length, parameters]) =>
    [statementText(payload.buffer, pointer, length), ...parameters]);

export const sqlite = {
  /** Payload: JSON `[[pointer, length, [parameters]], …]`. Answer: `[[rows, changes], …]`. */
  async 'd1.batch'(state, binding, payload) {
    const storage = state.env[binding];
    const statements = statementsOf(payload);
    return JSON.stringify(storage.transactionSync(() => statements.map((statement) => {
      const cursor = storage.sql.exec(...statement);
      const rows = [...cursor.raw()];
      return [rows, cursor.rowsWritten];
    })));
  },
  /** Payload: likewise, of one statement. Answer: its single column of all rows. */
  async 'sqlite.bytes'(state, binding, payload) {
    const [statement] = statementsOf(payload);
    const parts = [...state.env[binding].sql.exec(...statement).raw()].map(([value]) =>
      (typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value)));
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  },
  async 'd1.ping'(state, binding) {
    state.env[binding].sql.exec('SELECT 1');
    return '';
  },
};
