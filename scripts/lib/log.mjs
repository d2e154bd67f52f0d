// Where words go: the supervisor's own to stderr, the workers' to a file, so that nobody who reads
// stdout only, and stderr never, stops the platform by a full pipe.

import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

const kLargest = 16 * 1024 * 1024;

/** One line of progress. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Opens the workers' log; it starts anew with each start, and moves to `<file>.1` when large. */
export function openLog(file, { terminal = process.stderr.isTTY } = {}) {
  let descriptor = openSync(file, 'w', 0o600);
  let size = 0;
  const rotate = () => {
    closeSync(descriptor);
    renameSync(file, `${file}.1`);
    descriptor = openSync(file, 'w', 0o600);
    size = 0;
  };
  return {
    write({ timestamp, level, message }) {
      const line = `${new Date(timestamp).toISOString()} ${level} ${message}\n`;
      writeSync(descriptor, line);
      size += line.length;
      if (size > kLargest) rotate();
      if (terminal) process.stderr.write(`${shorten(level, message)}\n`);
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** A request's JSON line as people read it; other lines as they are. */
function shorten(level, message) {
  try {
    const { service, method, route, status, us } = JSON.parse(message);
    if (!status) return message;
    return `${status} ${method} ${route || '-'}  ${service} ${(us / 1000).toFixed(1)} ms`;
  } catch {
    return level === 'log' || level === 'info' ? message : `${level}: ${message}`;
  }
}
