// What the runtime's process has used, from /proc.

import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor seconds of a process with all its threads, in user and in kernel mode: the utime and
 * stime of /proc/<pid>/stat before they are rounded to hundredths.
 */
export function cpuSeconds(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
    nanoseconds += Number(text.slice(0, text.indexOf(' ')));
  }
  return nanoseconds / 1e9;
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) * 1024;
}
