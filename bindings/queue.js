// Messages to a queue.

const decoder = new TextDecoder();

export const queue = {
  /** Payload: `delay in seconds\nmessage`. */
  async 'queue.send'(state, binding, payload) {
    const text = decoder.decode(payload);
    const end = text.indexOf('\n');
    await state.env[binding].send(text.slice(end + 1),
      { contentType: 'text', delaySeconds: Number(text.slice(0, end)) });
    return '';
  },
};
