// When a Durable Object wakes by itself, and how it ends.

const decoder = new TextDecoder();

export const alarm = {
  /** Payload: milliseconds since 1970. An alarm that is set already stays. */
  async 'alarm.set'(state, binding, payload) {
    const time = Number(decoder.decode(payload));
    const storage = state.env[binding];
    if (await storage.getAlarm() === null) await storage.setAlarm(time);
    return '';
  },
  /** Nothing of the object remains. */
  async 'storage.clear'(state, binding) {
    await state.env[binding].deleteAll();
    return '';
  },
};
