// One HTTP/1.1 exchange over a socket of its own. The request target and the headers go out byte
// for byte as given, which neither fetch nor node:http do: path rules and header rules can only be
// tested by a client that normalises nothing.

import net from 'node:net';

/** @typedef {{status: number, headers: [string, string][], body: Buffer}} Answer */

/**
 * Sends one request and reads the whole answer.
 *
 * `headers` is a list of pairs, sent in that order; Host, Content-Length and Connection are added
 * unless given. Strings are sent as latin1, so any byte can be written as one character, except the
 * body, which is UTF-8 when it is a string.
 *
 * @param {string} origin  for example http://127.0.0.1:8787
 * @param {{method?: string, target: string, headers?: [string, string][], body?: string | Buffer,
 *   timeout?: number}} request
 * @returns {Promise<Answer>}
 */
export function exchange(origin, request) {
  const { hostname, port, host } = new URL(origin);
  const method = request.method ?? 'GET';
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const headers = [...(request.headers ?? [])];
  const has = (name) => headers.some(([given]) => given.toLowerCase() === name);
  if (!has('host')) headers.unshift(['Host', host]);
  const chunked = has('transfer-encoding');
  if (!has('content-length') && !chunked && (body !== undefined || method === 'POST')) {
    headers.push(['Content-Length', String(body?.length ?? 0)]);
  }
  if (!has('connection')) headers.push(['Connection', 'close']);
  const head = [`${method} ${request.target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    const chunks = [];
    const label = `${method} ${request.target.slice(0, 120)}`;
    let settled = false;
    const settle = (ended) => {
      if (settled) return;
      let answer;
      try {
        answer = parse(Buffer.concat(chunks), method, ended);
      } catch (error) {
        settled = true;
        socket.destroy();
        reject(new Error(`${label}: ${error.message}`));
        return;
      }
      if (answer === undefined) return;
      settled = true;
      socket.destroy();
      resolve(answer);
    };
    const fail = (reason) => {
      if (settled) return;
      // A server may answer early (413, 431) and close while the body is still on its way.
      settle(true);
      if (settled) return;
      settled = true;
      socket.destroy();
      reject(new Error(`${label}: ${reason}`));
    };
    socket.setTimeout(request.timeout ?? 30_000, () => fail('no answer in time'));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      settle(false);
    });
    socket.on('end', () => fail('the connection was closed before the answer was complete'));
    socket.on('error', (error) => fail(error.message));
    socket.on('connect', () => {
      socket.write(Buffer.from(head, 'latin1'));
      if (body !== undefined) socket.write(body);
    });
  });
}

/** The values of a header, in the order in which they came. */
export function values(answer, name) {
  return answer.headers.filter(([given]) => given.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

/** The value of a header, several joined by ", ", or null. */
export function header(answer, name) {
  const all = values(answer, name);
  return all.length === 0 ? null : all.join(', ');
}

/** The body as JSON; throws with the body's beginning when it is none. */
export function json(answer) {
  const text = answer.body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const shown = text.slice(0, 200) || '(empty)';
    throw new Error(`status ${answer.status}, body is not JSON: ${shown}`);
  }
}

// Gives the answer when it is complete, undefined when more bytes are needed.
function parse(bytes, method, ended) {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const [line, ...rest] = bytes.subarray(0, split).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1]);
  if (!status) throw new Error(`not an HTTP answer: ${line.slice(0, 80)}`);
  if (status < 200) return parse(bytes.subarray(split + 4), method, ended);
  const headers = rest.map((text) => {
    const colon = text.indexOf(':');
    return [text.slice(0, colon), text.slice(colon + 1).trim()];
  });
  const answer = { status, headers, body: bytes.subarray(split + 4) };
  if (method === 'HEAD' || status === 204 || status === 304) {
    // Waits for the end, so that a body that must not be there is seen.
    return ended ? answer : undefined;
  }
  const length = header(answer, 'content-length');
  if ((header(answer, 'transfer-encoding') ?? '').toLowerCase() === 'chunked') {
    const body = unchunk(answer.body);
    return body === undefined ? undefined : { ...answer, body };
  }
  if (length === null) return ended ? answer : undefined;
  if (answer.body.length < Number(length)) return undefined;
  return { ...answer, body: answer.body.subarray(0, Number(length)) };
}

function unchunk(bytes) {
  const parts = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (Number.isNaN(size)) throw new Error('broken chunk size');
    const start = end + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}
