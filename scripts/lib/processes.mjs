// Knows processes by pid, start time and command line together: a pid alone is soon another's.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const kHasProc = existsSync('/proc/self/stat');

/** `{ pid, start, command }` of a living process, or null. */
export function describeProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return kHasProc ? describeByProc(pid) : describeByPs(pid);
}

/** Whether the process of a record from describeProcess() still lives. */
export function isAlive(record) {
  const now = record && describeProcess(record.pid);
  return Boolean(now) && now.start === record.start && now.command === record.command;
}

/** Ends the process of a record: asks first, insists after two seconds, returns when it is gone. */
export async function endProcess(record) {
  for (const [signal, patience] of [['SIGTERM', 2000], ['SIGKILL', 5000]]) {
    if (!isAlive(record)) return;
    try {
      process.kill(record.pid, signal);
    } catch (error) {
      if (error.code === 'ESRCH') return;
      throw error;
    }
    const deadline = Date.now() + patience;
    while (isAlive(record) && Date.now() < deadline) await sleep(10);
  }
  if (isAlive(record)) throw new Error(`process ${record.pid} does not end: ${record.command}`);
}

/** Records of this process's children whose command line matches. */
export function findChildren(pattern) {
  const pids = kHasProc
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
      .filter((pid) => readStat(pid)?.parent === process.pid)
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter(([, parent]) => parent === process.pid).map(([pid]) => pid);
  return pids.map(describeProcess).filter((record) => record && pattern.test(record.command));
}

function describeByProc(pid) {
  const stat = readStat(pid);
  if (!stat || stat.state === 'Z' || stat.state === 'X') return null;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, start: stat.start, command };
  } catch {
    return null;
  }
}

/** The fields of /proc/<pid>/stat after the command's name, which may hold spaces itself. */
function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), start: fields[19] };
  } catch {
    return null;
  }
}

function describeByPs(pid) {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const [state, ...words] = text.split(/\s+/);
    if (!state || state.startsWith('Z')) return null;
    return { pid, start: words.slice(0, 5).join(' '), command: words.slice(5).join(' ') };
  } catch {
    return null;
  }
}
