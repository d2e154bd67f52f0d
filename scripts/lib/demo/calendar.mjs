// Days as the shop's clock has them: from midnight to midnight of its time zone, 23 or 25 hours
// long when the clock changes.

const kHour = 60 * 60 * 1000;
const kDay = 24 * kHour;
const formats = new Map();

/** How far the clock of a time zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant, timeZone) {
  if (!formats.has(timeZone)) {
    formats.set(timeZone, new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
      second: '2-digit' }));
  }
  const parts = {};
  for (const { type, value } of formats.get(timeZone).formatToParts(instant)) {
    parts[type] = Number(value);
  }
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute,
    parts.second);
  return local - Math.floor(instant / 1000) * 1000;
}

/** The instant at which the clocks of a time zone show `date` ('2026-10-25') and `minute` of it. */
export function instantOf(date, minute, timeZone) {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  // The offset before and after the change; where both fit (an hour twice), the earlier instant.
  const guess = wanted - offsetAt(wanted - kDay, timeZone);
  if (guess + offsetAt(guess, timeZone) === wanted) return guess;
  return wanted - offsetAt(wanted, timeZone);
}

/** The date `days` after another. */
export const addDays = (date, days) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * kDay).toISOString().slice(0, 10);

/** Sunday is 0. */
export const weekdayOf = (date) => new Date(`${date}T00:00:00Z`).getUTCDay();

/**
 * The `count` days before `endDate`: `{index, date, weekday, start, end, hours}`, where `hours` are
 * the day's real hours, each with its beginning and the hour that the clock shows.
 */
export function daysBefore(endDate, count, timeZone) {
  return Array.from({ length: count }, (_, index) => {
    const date = addDays(endDate, index - count);
    const start = instantOf(date, 0, timeZone);
    const end = instantOf(addDays(date, 1), 0, timeZone);
    const hours = [];
    for (let at = start; at < end; at += kHour) {
      hours.push({ start: at, clock: new Date(at + offsetAt(at, timeZone)).getUTCHours() });
    }
    return { index, date, weekday: weekdayOf(date), start, end, hours };
  });
}

/** The holidays of a year in England that people shop on, and other days that shops know. */
export function holidaysOf(year) {
  const easter = easterOf(year);
  const dated = (month, day) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const first = (month, weekday, week = 0) => {
    const date = dated(month, 1);
    return addDays(date, ((weekday - weekdayOf(date) + 7) % 7) + 7 * week);
  };
  const last = (month, weekday) => {
    const next = month === 12 ? `${year + 1}-01-01` : dated(month + 1, 1);
    return addDays(next, -(((weekdayOf(next) - weekday + 6) % 7) + 1));
  };
  return {
    "New Year's Day": dated(1, 1),
    "Valentine's Day": dated(2, 14),
    'Good Friday': addDays(easter, -2),
    'Easter Monday': addDays(easter, 1),
    'Early May bank holiday': first(5, 1),
    'Spring bank holiday': last(5, 1),
    "Father's Day": first(6, 0, 2),
    'Summer bank holiday': last(8, 1),
    // The day after the fourth Thursday.
    'Black Friday': addDays(first(11, 4, 3), 1),
    'Christmas Day': dated(12, 25),
    'Boxing Day': dated(12, 26),
  };
}

/** Easter Sunday by the Gregorian computus. */
function easterOf(year) {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const f = Math.floor((century + 8) / 25);
  const g = Math.floor((century - f + 1) / 3);
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - h - (rest % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const day = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(day / 31) - 1, (day % 31) + 1))
    .toISOString().slice(0, 10);
}
