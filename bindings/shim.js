// The shim of every worker: moves bytes between workerd and one WebAssembly instance, and decides
// nothing.
//
// C++ sees numbers: a request has an id, an operation under way has a token. The instance serves
// many requests at once; each is touched only from inside its own invocation. When the instance
// traps, or overflows its stack, it is let go: each request that waits on it answers its own 500 as
// soon as its own operation ends, and the next request gets a new instance.
//
//   export default worker(module, { ...d1, ...service }, { ...crypto });   // what index.js does

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Operations that every worker has. Each gets the request's state, a binding, the payload. */
const common = {
  async 'body.read'(state, _binding, payload) {
    const limit = Number(decoder.decode(payload));
    const { body, headers } = state.request;
    if (body === null) return '';
    if (Number(headers.get('content-length') ?? 0) > limit) throw new Error('too_large');
    const chunks = [];
    let size = 0;
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) {
        // Given back and not cancelled: the rest is drained before the answer.
        reader.releaseLock();
        state.isCutOff = true;
        throw new Error('too_large');
      }
      chunks.push(value);
    }
    return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size);
  },
  /** The next piece of the body; nothing at its end. */
  async 'body.next'(state) {
    state.reader ??= state.request.body?.getReader();
    const { done, value } = await state.reader?.read() ?? { done: true };
    return done ? '' : value;
  },
  async 'timer.sleep'(_state, _binding, payload) {
    await new Promise((wake) => setTimeout(wake, Number(decoder.decode(payload))));
    return '';
  },
};

const kDrainBytesMax = 64 * 1024 * 1024;
const kDrainMilliseconds = 2_000;

/**
 * Reads what C++ left of a body, two seconds at most: a connection that closes under a client that
 * still sends shows it an error instead of the answer.
 */
async function drain({ body, headers }, begun) {
  if (Number(headers.get('content-length') ?? 0) > kDrainBytesMax) return;
  const reader = begun ?? body.getReader();
  const deadline = setTimeout(() => reader.cancel().catch(() => {}), kDrainMilliseconds);
  try {
    for (let size = 0; size <= kDrainBytesMax;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
    }
  } catch { /* The client has left. */ }
  clearTimeout(deadline);
}

/** One WebAssembly instance, until it traps. */
class Instance {
  constructor(module, operations, functions, env) {
    this.operations = { ...common, ...operations };
    this.env = env;
    this.requests = new Map();
    this.dead = false;
    const { exports } = new WebAssembly.Instance(module, {
      crow: { ...this.#imports(), ...functions(this) },
    });
    this.exports = exports;
    exports._initialize();
  }

  bytes(pointer, length) { return new Uint8Array(this.exports.memory.buffer, pointer, length); }
  text(pointer, length) { return decoder.decode(this.bytes(pointer, length)); }

  /** Writes into C++'s buffer; the length in bytes. */
  give(data) {
    if (typeof data === 'string') {
      const room = data.length * 3;
      if (room > 65_536) return this.give(encoder.encode(data));
      return encoder.encodeInto(data, this.bytes(this.exports.crow_buffer(room), room)).written;
    }
    const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
    this.bytes(this.exports.crow_buffer(bytes.length), bytes.length).set(bytes);
    return bytes.length;
  }

  /** Runs C++ for one request, and answers for it when C++ is gone. */
  enter(state, run) {
    if (!this.dead) {
      try { run(this.exports); } catch (error) {
        this.dead = true;
        console.log(JSON.stringify({ level: 'error', service: this.env.SERVICE, error: 'trap',
          cause: `${error.name}: ${error.message}`, stack: error.stack }));
      }
    }
    if (this.dead) state.fail();
  }

  #imports() {
    return {
      call: (id, token, name, nameLength, binding, bindingLength, payload, payloadLength) => {
        const state = this.requests.get(id);
        const operation = this.operations[this.text(name, nameLength)];
        const complete = (isOk, data) => this.enter(state, (exports) => {
          exports.crow_complete(token, isOk, this.give(data));
        });
        // The payload lives in C++'s memory: an operation reads it before its first await.
        operation(state, this.text(binding, bindingLength), this.bytes(payload, payloadLength))
          .then((data) => complete(1, data),
            (error) => complete(0, String(error?.message ?? error)));
      },
      respond: (id, status, headers, headersLength, body, bodyLength, isForwarded) => {
        const state = this.requests.get(id);
        const lines = this.text(headers, headersLength).split('\n');
        const upstream = isForwarded ? state.upstream : undefined;
        const content = upstream ? upstream.body
          : bodyLength === 0 ? null : this.bytes(body, bodyLength).slice();
        const response = new Response(content, { status: status || upstream.status,
          headers: upstream?.headers,
          encodeBody: upstream?.headers.has('content-encoding') ? 'manual' : 'automatic' });
        const all = response.headers;
        const seen = new Set();
        for (let i = 0; i + 1 < lines.length; i += 2) {
          // The first of a name replaces what the upstream said; Set-Cookie comes several times.
          if (seen.has(lines[i])) all.append(lines[i], lines[i + 1]);
          else all.set(lines[i], lines[i + 1]);
          seen.add(lines[i]);
        }
        state.respond(response);
      },
      finish: (id) => {
        this.requests.get(id)?.finish();
        this.requests.delete(id);
      },
      variable: (name, length) => {
        const value = this.env[this.text(name, length)];
        return typeof value === 'string' ? this.give(value) : -1;
      },
      now: () => Date.now(),
      number: (text, length) => Number(this.text(text, length)),
      url: (text, length, base, baseLength) => {
        const url = URL.parse(this.text(text, length),
          baseLength === 0 ? undefined : this.text(base, baseLength));
        return url ? this.give([url.href, url.protocol, url.username, url.password, url.hostname,
          url.port].join('\n')) : -1;
      },
      random: (out, length) => crypto.getRandomValues(this.bytes(out, length)),
      log: (line, length) => console.log(this.text(line, length)),
    };
  }
}

/** A worker around a module. `functions(instance)` gives further synchronous imports. */
export function worker(module, operations = {}, functions = () => ({})) {
  let instance;
  let lastId = 0;

  const start = (request, env, context, run) => new Promise((resolve, reject) => {
    if (!instance || instance.dead) instance = new Instance(module, operations, functions, env);
    const own = instance;
    const id = lastId = (lastId + 1) >>> 0;
    let isFinished = false;
    let finished;
    const state = {
      request, env,
      respond: (response) => {
        const hasRest = request?.body && (state.reader || !request.bodyUsed || state.isCutOff);
        if (hasRest) drain(request, state.reader).then(() => resolve(response));
        else resolve(response);
      },
      // The client is gone: C++ destroys what runs for it.
      cancel: () => {
        if (own.requests.has(id)) own.enter(state, (exports) => exports.crow_cancel(id));
      },
      finish: () => {
        isFinished = true;
        finished?.();
        state.close?.();
        state.ends?.forEach((end) => end());
        if (!request) resolve();
      },
      fail: () => {
        own.requests.delete(id);
        if (!request) reject(new Error('The service failed and has restarted.'));
        const error = { code: 'INTERNAL_ERROR', message: 'The service failed and has restarted.',
          details: null };
        resolve(new Response(JSON.stringify({ error }), { status: 500,
          headers: { 'content-type': 'application/json' } }));
        state.finish();
      },
    };
    own.requests.set(id, state);
    request?.signal.addEventListener('abort', () => {
      state.cancel();
      resolve(new Response(null, { status: 499 }));
    });
    own.enter(state, (exports) => run(own, exports, id));
    // Work goes on after the answer, and a client that leaves must not take the invocation with it
    // before C++ has heard of that: its frames would stay for ever.
    if (!isFinished) context.waitUntil(new Promise((done) => { finished = done; }));
  });

  return {
    fetch: (request, env, context) => start(request, env, context, (own, exports, id) => {
      let head = `${request.method}\n${request.url}\n`;
      for (const [name, value] of request.headers) head += `${name}\n${value}\n`;
      exports.crow_start(id, own.give(head));
    }),
    scheduled: (event, env, context) => start(undefined, env, context, (own, exports, id) => {
      exports.crow_scheduled(id, own.give(event.cron));
    }),
    // Messages only wake: what is to be done stands in a table.
    queue: (_batch, env, context) => start(undefined, env, context, (_own, exports, id) => {
      exports.crow_wake(id);
    }),
  };
}
