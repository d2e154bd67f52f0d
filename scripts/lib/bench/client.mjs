// A client that costs little: prepared bytes over kept connections, one request at a time on each.

import net from 'node:net';

/**
 * Sends `count` requests over `connections` connections and returns how often each status came.
 * `requestOf(i)` gives the bytes of the i-th.
 */
export async function drive({ port, count, connections = 8, requestOf }) {
  const statuses = new Map();
  let next = 0;
  const worker = async () => {
    const connection = await Connection.open(port);
    while (next < count) {
      const { status, closes } = await connection.exchange(requestOf(next++));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (closes) await connection.reopen();
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return statuses;
}

/** One exchange, for looking at what comes back. */
export async function exchangeOnce(port, request) {
  const connection = await Connection.open(port);
  const answer = await connection.exchange(request);
  connection.close();
  return answer;
}

/** The bytes of a request. */
export function makeRequest(method, target, headers = {}, body = '') {
  const bytes = Buffer.from(body);
  const lines = [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(bytes.length > 0 || method === 'POST' ? [`content-length: ${bytes.length}`] : [])];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

class Connection {
  #port;
  #socket;
  #received = '';
  #waiting;

  static async open(port) {
    const connection = new Connection();
    connection.#port = port;
    await connection.reopen();
    return connection;
  }

  async reopen() {
    this.#socket?.destroy();
    this.#received = '';
    const socket = net.connect(this.#port, '127.0.0.1');
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.on('data', (text) => this.#take(text));
    const broken = (error) => {
      if (socket === this.#socket) {
        this.#waiting?.reject(error ?? new Error('the server closed the connection'));
      }
    };
    socket.on('error', broken);
    socket.on('close', () => broken());
  }

  exchange(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(text) {
    this.#received += text;
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = '';
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    resolve(answer);
  }
}

/** A whole answer, or nothing while parts of it are still to come. */
function readAnswer(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const rest = text.slice(end + 4);
  const status = Number(head.slice(9, 12));
  const closes = /\r\nconnection: close/i.test(head);
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) {
    if (!rest.endsWith('0\r\n\r\n')) return undefined;
    return { status, head, closes, body: joinChunks(rest) };
  }
  if (length && rest.length < Number(length[1])) return undefined;
  return { status, head, closes, body: rest };
}

function joinChunks(text) {
  let body = '';
  for (let at = 0; ;) {
    const line = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, line), 16);
    if (!size) return Buffer.from(body, 'latin1').toString();
    body += text.slice(line + 2, line + 2 + size);
    at = line + 4 + size;
  }
}
