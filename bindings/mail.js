// Sending mail by the platform's email binding.

const decoder = new TextDecoder();

export const mail = {
  /** Payload: a JSON object of from, to, subject and text. */
  async 'mail.send'(state, binding, payload) {
    await state.env[binding].send(JSON.parse(decoder.decode(payload)));
    return '';
  },
};
