// Responses that C++ writes piece by piece.

const decoder = new TextDecoder();

export const stream = {
  /** Payload: `status\n`, then header lines. */
  async 'stream.open'(state, _binding, payload) {
    const [status, ...lines] = decoder.decode(payload).split('\n');
    const headers = new Headers();
    for (let i = 0; i + 1 < lines.length; i += 2) headers.append(lines[i], lines[i + 1]);
    const body = new ReadableStream({
      start: (controller) => {
        state.stream = controller;
        state.close = () => { try { controller.close(); } catch { /* The client has left. */ } };
      },
      pull: () => state.wake?.(),
      cancel: () => state.cancel(),
    });
    state.respond(new Response(body, { status: Number(status), headers }));
    return '';
  },
  /** Payload: the piece. Answered when the client has room for more. */
  async 'stream.write'(state, _binding, payload) {
    state.stream.enqueue(payload.slice());
    if (state.stream.desiredSize <= 0) await new Promise((wake) => { state.wake = wake; });
    return '';
  },
};
