// How vectors cross a boundary: one line of JSON, and behind it the numbers of all of them, 32 bits
// each. shared/host/packed.h does the same in C++.

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const kLineEnd = 10;

/** The line, parsed, and the numbers behind it, in a copy. */
export function unpack(message) {
  const end = message.indexOf(kLineEnd);
  const head = JSON.parse(decoder.decode(end < 0 ? message : message.subarray(0, end)));
  return [head, new Float32Array(end < 0 ? 0 : message.slice(end + 1).buffer)];
}

/** A line, and behind it the numbers of all `vectors`, arrays of any kind. */
export function pack(head, vectors) {
  const line = encoder.encode(`${JSON.stringify(head)}\n`);
  const count = vectors.reduce((sum, values) => sum + values.length, 0);
  const numbers = new Float32Array(count);
  let at = 0;
  for (const values of vectors) {
    numbers.set(values, at);
    at += values.length;
  }
  const message = new Uint8Array(line.length + numbers.byteLength);
  message.set(line);
  message.set(new Uint8Array(numbers.buffer), line.length);
  return message;
}

/** Gives each of `list` the numbers that its `dimensions` says are its own. */
export function handOut(list, numbers) {
  let at = 0;
  return list.map(({ dimensions, ...one }) => {
    if (dimensions > 0) one.values = numbers.slice(at, at += dimensions);
    return one;
  });
}
