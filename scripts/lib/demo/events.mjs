// The demo's interactions, as an endless supply of none but the same: equal options give equal
// events with equal ids, so that loading them again adds nothing.
//
//   for await (const event of generateEvents({ endDate: '2026-11-22' })) …

import { setImmediate as breathe } from 'node:timers/promises';
import { botEvents, botSessions } from './bots.mjs';
import { cameraEvents } from './cameras.mjs';
import { makePlan } from './plan.mjs';
import { socialEvents } from './social.mjs';
import { webEvents } from './web-sessions.mjs';

/**
 * Yields the events of makePlan's options, day by day and within a day by time, in the form that
 * POST /api/v1/interactions takes.
 */
export async function* generateEvents(options) {
  const plan = makePlan(options);
  for (const day of plan.days) {
    yield* eventsOf(plan, day);
    await breathe();
  }
}

/** The events of one day of a plan. */
export function eventsOf(plan, day) {
  const made = [...webEvents(plan, day), ...botEvents(plan, day), ...cameraEvents(plan, day),
    ...socialEvents(plan, day)];
  return made.filter(({ at }) => at < plan.end)
    .sort((one, other) => one.at - other.at)
    .map((event, index) => finish(event, `${plan.tag}.${day.date}.${index}`));
}

function finish({ at, sourceType, type, bot, ...fields }, id) {
  const event = { id, sourceType, type, timestamp: new Date(at).toISOString() };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) event[name] = value;
  }
  return event;
}

/** What <state>/demo/planted.json says: the world, its effects with dates and sizes, its bots. */
export function describePlanted(plan) {
  const { seed, scale, endDate, days, timeZone, currency, planted } = plan;
  return { seed, scale, endDate, from: days[0].date, to: days.at(-1).date, timeZone, currency,
    ...planted, bots: botSessions(plan) };
}
