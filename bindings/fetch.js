// Fetching addresses from outside: one request at a time, no redirect followed, bounded in time and
// in bytes. Which address, which bounds and what comes next is C++'s to say: shared/host/fetch.h.

const decoder = new TextDecoder();

const kPiece = 256 * 1024;
// Of what is packed, unpacked at a time: deflate makes at most 1,032 bytes of one.
const kSlice = 1024;

/** An abort that tells which clock ran out. */
function after(controller, milliseconds) {
  return setTimeout(() => controller.abort(new Error('timed_out')), milliseconds);
}

/** Chunks of the wire, until they are more than they may be. */
async function* wire(body, limit) {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new Error('too_large');
    yield chunk;
  }
}

/** The same, unpacked slice by slice, so that little becomes much only as fast as it is read. */
async function* unpack(chunks, format) {
  const unpacker = new DecompressionStream(format);
  const writer = unpacker.writable.getWriter();
  const reader = unpacker.readable.getReader();
  let failure;
  const breaks = () => { throw new Error('bad_encoding'); };
  const pump = async () => {
    try {
      for await (const chunk of chunks) {
        for (let at = 0; at < chunk.byteLength; at += kSlice) {
          await writer.write(chunk.subarray(at, at + kSlice)).catch(breaks);
        }
      }
      await writer.close().catch(breaks);
    } catch (error) {
      failure = error;
      writer.abort(error).catch(() => {});
    }
  };
  pump();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } catch {
    throw failure ?? new Error('bad_encoding');
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The body of a response in the encodings that were asked for. */
function bodyOf(response, limit) {
  if (!response.body) return wire([], limit);
  const chunks = wire(response.body, limit);
  const encoding = (response.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return chunks;
  if (encoding === 'gzip' || encoding === 'x-gzip') return unpack(chunks, 'gzip');
  if (encoding === 'deflate') return unpack(chunks, 'deflate');
  throw new Error('bad_encoding');
}

export const fetch = {
  /**
   * Payload: `href\nmilliseconds to the head\nmilliseconds to the end\nbytes on the wire\n`, header
   * lines. Answer: `handle\nstatus\n`, header lines.
   */
  async 'fetch.open'(state, _binding, payload) {
    const [href, headMs, totalMs, limit, ...lines] = decoder.decode(payload).split('\n');
    const headers = new Headers({ 'accept-encoding': 'gzip' });
    for (let i = 0; i + 1 < lines.length; i += 2) headers.set(lines[i], lines[i + 1]);
    const controller = new AbortController();
    const clocks = [after(controller, Number(headMs)), after(controller, Number(totalMs))];
    if (!state.transfers) {
      state.transfers = new Map();
      state.ends = [...state.ends ?? [], () => state.transfers.forEach(({ close }) => close())];
    }
    const transfer = {
      ready: [],
      // What the clocks say goes before what broke because of them.
      explain: (error) => (controller.signal.aborted ? controller.signal.reason : error),
      close: () => {
        clocks.forEach(clearTimeout);
        state.transfers.delete(handle);
        transfer.chunks?.return().catch(() => {});
        controller.abort(new Error('closed'));
      },
    };
    const handle = String(state.lastTransfer = (state.lastTransfer ?? 0) + 1);
    state.transfers.set(handle, transfer);
    try {
      const response = await globalThis.fetch(href, { headers, redirect: 'manual',
        encodeResponseBody: 'manual', signal: controller.signal });
      clearTimeout(clocks[0]);
      if (Number(response.headers.get('content-length') ?? 0) > Number(limit)
        && response.status === 200) throw new Error('too_large');
      transfer.chunks = bodyOf(response, Number(limit));
      let answer = `${handle}\n${response.status}\n`;
      for (const [name, value] of response.headers) answer += `${name}\n${value}\n`;
      return answer;
    } catch (error) {
      const reason = transfer.explain(error);
      transfer.close();
      throw reason;
    }
  },
  /** Payload: the handle. Answer: the next piece, nothing at the end. */
  async 'fetch.read'(state, _binding, payload) {
    const transfer = state.transfers?.get(decoder.decode(payload));
    if (!transfer) return '';
    try {
      while (transfer.ready.length === 0) {
        const { done, value } = await transfer.chunks.next();
        if (done) {
          transfer.close();
          return '';
        }
        for (let at = 0; at < value.byteLength; at += kPiece) {
          transfer.ready.push(value.subarray(at, at + kPiece));
        }
      }
      return transfer.ready.shift();
    } catch (error) {
      const reason = transfer.explain(error);
      transfer.close();
      throw reason;
    }
  },
  /** Payload: the handle. What begins as gzip does comes unpacked from here on. */
  async 'fetch.unpack'(state, _binding, payload) {
    const transfer = state.transfers?.get(decoder.decode(payload));
    if (!transfer) return '';
    const { chunks } = transfer;
    try {
      const { value: first } = await chunks.next();
      const again = (async function* all() {
        if (first) yield first;
        yield* chunks;
      }());
      const isPacked = first?.[0] === 0x1f && first[1] === 0x8b;
      transfer.chunks = isPacked ? unpack(again, 'gzip') : again;
      return '';
    } catch (error) {
      const reason = transfer.explain(error);
      transfer.close();
      throw reason;
    }
  },
  /** Payload: the handle. What is left is not read. */
  async 'fetch.close'(state, _binding, payload) {
    state.transfers?.get(decoder.decode(payload))?.close();
    return '';
  },
};
