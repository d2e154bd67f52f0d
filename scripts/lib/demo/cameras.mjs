// A day of the cameras in the Sheffield store: people are let in, stay a while and leave, one by
// one; the events are what cameras make of that. Counts of the door, people inside, time before
// shelves, and the queue at the tills, which planted grows at noon.

import { instantOf } from './calendar.mjs';
import { holidayFactor } from './plan.mjs';
import { Random } from './random.mjs';

const kMinute = 60_000;
const kZones = { jackets: 26, footwear: 24, tents: 12, rucksacks: 14, kitchen: 8, climbing: 9,
  children: 7 };
const kSecondsAtTill = 55;
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The events of a day; none when the store is closed. */
export function cameraEvents(plan, day) {
  const { cameras } = plan.parameters;
  const factor = holidayFactor(plan, day, 'store');
  if (factor === 0) return [];
  const random = new Random(plan.seed, 'cameras', day.date, plan.scale);
  const [opens, closes] = cameras.open[day.weekday]
    .map((hour) => instantOf(day.date, hour * 60, plan.timeZone));
  const visits = makeVisits(plan, random, { day, opens, closes, factor });
  return [
    ...countDoor(plan, visits, opens, closes),
    ...watchZones(plan, random, visits),
    ...watchQueue(plan, random, { day, opens, closes, factor }),
  ];
}

function makeVisits(plan, random, { day, opens, closes, factor }) {
  const { people, weekdays, hours, stayMinutes } = plan.parameters.cameras;
  const open = day.hours.filter(({ start }) => start >= opens && start < closes);
  const share = open.reduce((sum, { clock }) => sum + hours[clock], 0);
  const expected = people * weekdays[day.weekday] * factor;
  return open.flatMap(({ start, clock }) =>
    Array.from({ length: random.poisson(expected * hours[clock] / share) }, () => {
      const enters = start + random.below(60 * kMinute);
      const stay = (2 + random.exponential(stayMinutes - 2)) * kMinute;
      return { enters, leaves: Math.min(enters + stay, closes + 5 * kMinute) };
    }));
}

function countDoor(plan, visits, opens, closes) {
  const { store, countMinutes } = plan.parameters.cameras;
  const place = capital(store);
  const events = [];
  const step = countMinutes * kMinute;
  const between = (name, from, to) =>
    visits.filter((visit) => visit[name] >= from && visit[name] < to).length;
  for (let from = opens; from < closes + step; from += step) {
    const to = from + step;
    for (const [direction, name] of [['in', 'enters'], ['out', 'leaves']]) {
      const count = between(name, from, to);
      if (count > 0) {
        events.push(seen(to, 'line_crossed', `${count} ${direction} at the door of ${place}`,
          { camera: 'entrance', store, line: 'door', direction, count, seconds: step / 1000 }));
      }
    }
    const inside = visits.filter(({ enters, leaves }) => enters < to && leaves >= to).length;
    events.push(seen(to, 'occupancy', `${inside} people in ${place}`,
      { camera: 'entrance', store, zone: 'store', count: inside }));
  }
  return events;
}

function watchZones(plan, random, visits) {
  const { store, dwellShare } = plan.parameters.cameras;
  const place = capital(store);
  return visits.filter(() => random.chance(dwellShare * Math.min(1, plan.scale)))
    .map(({ enters, leaves }) => {
      const zone = random.weighted(kZones);
      const seconds = Math.round(Math.min((leaves - enters) / 1000, 15 + random.exponential(110)));
      return seen(enters + random.next() * (leaves - enters - seconds * 1000) + seconds * 1000,
        'zone_dwell', `${seconds} seconds before ${zone} in ${place}`,
        { camera: 'floor', store, zone, seconds, track: random.token(8) });
    });
}

function watchQueue(plan, random, { day, opens, closes, factor }) {
  const { store, queueMinutes } = plan.parameters.cameras;
  const place = capital(store);
  const { fromMinute, toMinute, mean, meanOtherwise } = plan.planted.queue;
  const events = [];
  for (let at = opens + queueMinutes * kMinute; at <= closes; at += queueMinutes * kMinute) {
    const minute = (at - instantOf(day.date, 0, plan.timeZone)) / kMinute +
      (24 - day.hours.length) * 60;
    const isNoon = minute >= fromMinute && minute < toMinute;
    const length = random.poisson((isNoon ? mean : meanOtherwise) * Math.min(1.3, factor));
    events.push(seen(at, 'queue_length', `${length} people wait at the tills of ${place}`,
      { camera: 'tills', store, zone: 'queue', count: length,
        waitSeconds: Math.round(length * kSecondsAtTill * random.between(0.8, 1.2)) }));
  }
  return events;
}

const seen = (at, type, summary, properties) =>
  ({ at: Math.round(at), sourceType: 'cctv', type, summary, properties });
