// Fires crons: Miniflare keeps their expressions and never runs them.

import { cronsOf } from './miniflare-options.mjs';

const kMinute = 60_000;
const kFields = [
  { name: 'minute', low: 0, high: 59, of: (time) => time.getUTCMinutes() },
  { name: 'hour', low: 0, high: 23, of: (time) => time.getUTCHours() },
  { name: 'day', low: 1, high: 31, of: (time) => time.getUTCDate() },
  { name: 'month', low: 1, high: 12, of: (time) => time.getUTCMonth() + 1,
    words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  // Cloudflare counts weekdays from 1, Sunday.
  { name: 'weekday', low: 1, high: 7, of: (time) => time.getUTCDay() + 1,
    words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
];

/** Whether a cron expression names this minute, in UTC. */
export function cronMatches(expression, time) {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== kFields.length) {
    throw new Error(`cron "${expression}" does not have five fields`);
  }
  const [minute, hour, day, month, weekday] =
    kFields.map((field, index) => fieldMatches(parts[index], field, expression, time));
  // When day and weekday are both restricted, either is enough, as everywhere with cron.
  const restricted = parts[2] !== '*' && parts[4] !== '*';
  return minute && hour && month && (restricted ? day || weekday : day && weekday);
}

function fieldMatches(part, field, expression, time) {
  return part.split(',').map((item) => itemMatches(item, field, expression, time)).includes(true);
}

function itemMatches(item, field, expression, time) {
  const [range, step = '1'] = item.split('/');
  const [first, last] = range === '*' ? [field.low, field.high] : range.split('-');
  const low = numberOf(first, field, expression);
  const open = range !== '*' && last === undefined;
  const high = open ? (item.includes('/') ? field.high : low) : numberOf(last, field, expression);
  const stride = Number(step);
  if (!(stride >= 1)) throw new Error(`cron "${expression}": "${item}" has no step`);
  const value = field.of(time);
  return value >= low && value <= high && (value - low) % stride === 0;
}

function numberOf(text, field, expression) {
  const word = field.words?.indexOf(String(text).toUpperCase()) ?? -1;
  const number = word >= 0 ? word + field.low : Number(text);
  if (!Number.isInteger(number) || number < field.low || number > field.high) {
    throw new Error(`cron "${expression}": ${field.name} "${text}" is not from ${field.low} ` +
      `to ${field.high}`);
  }
  return number;
}

/** Calls scheduled() of the platform's workers at their times; returns a function that stops it. */
export function startCrons(platform, log = () => {}) {
  let timer;
  const arm = () => {
    const now = Date.now();
    const next = Math.floor(now / kMinute) * kMinute + kMinute;
    timer = setTimeout(() => {
      void fireCrons(platform, new Date(next), log);
      arm();
    }, next - now + 5);
    timer.unref();
  };
  arm();
  return () => clearTimeout(timer);
}

/** Fires what is due at this minute; returns the fired ones as `service: expression`. */
export async function fireCrons(platform, time, log = () => {}) {
  const due = platform.workers.flatMap((worker) => cronsOf(worker)
    .filter((cron) => cronMatches(cron, time)).map((cron) => ({ service: worker.service, cron })));
  await Promise.all(due.map(async ({ service, cron }) => {
    try {
      const outcome = await platform.runScheduled(service, cron, time);
      if (outcome !== 'ok') log(`cron "${cron}" of ${service}: ${outcome}`);
    } catch (error) {
      log(`cron "${cron}" of ${service} failed: ${error.message}`);
    }
  }));
  return due.map(({ service, cron }) => `${service}: ${cron}`);
}
