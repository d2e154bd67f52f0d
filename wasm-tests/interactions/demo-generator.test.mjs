// The demo's generator without a platform: the same events for the same options, all within the
// contract, and everything that is planted measurable in them by simple statistics.

import assert from 'node:assert/strict';
import test from 'node:test';
import { daysBefore, offsetAt } from '../../scripts/lib/demo/calendar.mjs';
import { makeCatalog, withCheckDigit } from '../../scripts/lib/demo/catalog.mjs';
import { describePlanted, eventsOf, generateEvents } from '../../scripts/lib/demo/events.mjs';
import { makePlan } from '../../scripts/lib/demo/plan.mjs';
import { Random } from '../../scripts/lib/demo/random.mjs';
import { faultOf } from './contract.mjs';

const kEnd = '2026-11-22';
const kHour = 3_600_000;
const plan = makePlan({ endDate: kEnd });
const { planted, days, parameters } = plan;
const bots = new Set(Object.values(describePlanted(plan).bots).flat());
const events = [];
let sessions;

test.before(async () => {
  for await (const event of generateEvents({ endDate: kEnd })) {
    events.push({ ...event, at: Date.parse(event.timestamp) });
  }
  sessions = new Map();
  for (const event of events.filter(({ sessionId }) => sessionId && !bots.has(sessionId))) {
    if (!sessions.has(event.sessionId)) sessions.set(event.sessionId, []);
    sessions.get(event.sessionId).push(event);
  }
});

const ofType = (type) => events.filter((event) => event.type === type);
const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
const clockOf = (at) => (at + offsetAt(at, plan.timeZone)) / kHour % 24;
const dayOf = (at) => days.findLast(({ start }) => start <= at).index;
const near = (value, expected, part, what) => assert.ok(
  Math.abs(value - expected) <= part * Math.abs(expected), `${what}: ${value}, not ${expected}`);
/** Visits of people per day, by their beginning. */
const visitsPerDay = () => {
  const counts = days.map(() => 0);
  for (const [{ at }] of sessions.values()) counts[dayOf(at)] += 1;
  return counts;
};
const special = new Set(
  [...planted.holidays.map(({ date }) => date), planted.outage.from.slice(0, 10)]);
const burstDay = days.findIndex(({ date }) => date === planted.social.date);
const isUsual = ({ date, index }) =>
  !special.has(date) && !(index >= burstDay && index < burstDay + 6);

test('random numbers are the same everywhere, even, and independent by name', () => {
  const random = new Random('seed', 'part', 7);
  assert.deepEqual([random.bits(), random.bits(), random.bits()],
    [2619683385, 1598655414, 3226421641]);
  const many = Array.from({ length: 100_000 }, () => random.next());
  near(mean(many), 0.5, 0.01, 'mean');
  near(mean(many.map((value) => (value - 0.5) ** 2)), 1 / 12, 0.02, 'variance');
  const counts = Array.from({ length: 20_000 }, () => random.poisson(43));
  near(mean(counts), 43, 0.01, 'mean count');
  near(mean(counts.map((count) => (count - 43) ** 2)), 43, 0.04, 'variance of counts');
  const other = new Random('seed', 'part', 8);
  near(mean(many.map((value) => value * other.next())), 0.25, 0.02, 'two streams');
});

test('the catalog has 600 products with names, prices and right check digits', () => {
  const catalog = makeCatalog();
  assert.equal(catalog.length, 600);
  for (const field of ['id', 'sku', 'gtin', 'name', 'path']) {
    assert.equal(new Set(catalog.map((product) => product[field])).size, 600, field);
  }
  assert.equal(withCheckDigit('400638133393'), '4006381333931');
  for (const product of catalog) {
    assert.equal(withCheckDigit(product.gtin.slice(0, 12)), product.gtin);
    assert.match(product.price, /^\d+\.\d\d$/);
    assert.match(product.sku, /^[A-Za-z0-9_]{1,64}$/);
    assert.ok(product.categories.length === 3 && product.description.length > 60, product.name);
  }
});

test('equal options give equal events; another seed or day gives others', () => {
  const small = { endDate: kEnd, scale: 0.2 };
  const dayOfPlan = (options, index) => {
    const one = makePlan({ ...small, ...options });
    return JSON.stringify(eventsOf(one, one.days[index]));
  };
  assert.equal(dayOfPlan({}, 40), dayOfPlan({}, 40));
  assert.notEqual(dayOfPlan({}, 40), dayOfPlan({ seed: 'another' }, 40));
  assert.notEqual(dayOfPlan({}, 40), dayOfPlan({}, 41));
  assert.notEqual(makePlan(small).tag, plan.tag, 'ids of two worlds do not meet');
  assert.deepEqual(describePlanted(makePlan(small)), describePlanted(makePlan(small)));
});

test('every event keeps the contract, has an id of its own and its place in time', () => {
  assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  const now = Date.parse(`${kEnd}T00:00:00Z`);
  for (const { at, ...event } of events) {
    assert.equal(faultOf(event, now), null, JSON.stringify(event));
    assert.ok(at >= days[0].start && at < plan.end, event.timestamp);
    assert.doesNotMatch(JSON.stringify(event), /undefined|NaN|\{\w+\}/);
  }
});

test('there are as many as were asked for, of all three channels', (context) => {
  const count = (sourceType) => events.filter((event) => event.sourceType === sourceType).length;
  context.diagnostic(`${events.length}: ${count('web')} web, ${count('cctv')} cctv, ` +
    `${count('social')} social`);
  assert.ok(events.length >= 60_000 && events.length <= 125_000, `${events.length}`);
  assert.ok(count('web') > 60_000 && count('cctv') > 10_000 && count('social') > 1500);
});

test('visits follow the clock of the shop, the weekday and the trend', () => {
  const perHour = Array(24).fill(0);
  for (const [{ at }] of sessions.values()) perHour[Math.floor(clockOf(at))] += 1;
  const share = parameters.web.hours.reduce((sum, hour) => sum + hour, 0);
  perHour.forEach((count, hour) => {
    const expected = sessions.size * parameters.web.hours[hour] / share;
    assert.ok(Math.abs(count - expected) < 4.5 * Math.sqrt(expected), `hour ${hour}: ${count}`);
  });

  const counts = visitsPerDay();
  const usual = days.filter(isUsual);
  const meanOf = (weekday) => mean(usual.filter((day) => day.weekday === weekday)
    .map(({ index }) => counts[index] / (1 + planted.trend.growth * index / 89)));
  const all = mean([0, 1, 2, 3, 4, 5, 6].map(meanOf));
  parameters.web.weekdays.forEach((factor, weekday) =>
    near(meanOf(weekday) / all, factor, 0.08, `weekday ${weekday}`));

  const level = usual.map(({ index, weekday }) => counts[index] / parameters.web.weekdays[weekday]);
  const at = usual.map(({ index }) => index / 89);
  const slope = mean(at.map((x, i) => (x - mean(at)) * (level[i] - mean(level)))) /
    mean(at.map((x) => (x - mean(at)) ** 2));
  near(slope / (mean(level) - slope * mean(at)), planted.trend.growth, 0.35, 'growth');
});

test('a holiday brings more visits and fewer people into the store', () => {
  const counts = visitsPerDay();
  assert.ok(planted.holidays.length > 0);
  const people = (index) => ofType('line_crossed').filter(({ at, properties }) =>
    dayOf(at) === index && properties.direction === 'in')
    .reduce((sum, { properties }) => sum + properties.count, 0);
  for (const { date, web, store } of planted.holidays) {
    const { index, weekday } = days.find((day) => day.date === date);
    const alike = days.filter((day) => day.weekday === weekday && isUsual(day) &&
      Math.abs(day.index - index) < 40).map((day) => day.index);
    near(counts[index] / mean(alike.map((day) => counts[day])), web, 0.3, `visits on ${date}`);
    near(people(index) / mean(alike.map(people)), store, 0.3, `people on ${date}`);
  }
});

test('while the shop is down there is no web event, and life goes on elsewhere', () => {
  const [from, to] = [planted.outage.from, planted.outage.to].map(Date.parse);
  assert.equal(to - from, 3 * kHour);
  const within = (days, channel) => events.filter(({ at, sourceType }) => sourceType === channel &&
    at >= from + days * 24 * kHour && at < to + days * 24 * kHour).length;
  assert.equal(within(0, 'web'), 0);
  assert.ok(within(-7, 'web') > 60 && within(7, 'web') > 60);
  assert.ok(within(0, 'cctv') > 20);
});

test('a lower price puts a product into more carts', (context) => {
  const { productId, at, priceBefore, priceAfter, addsToCartBefore, addsToCartAfter } =
    planted.priceChange;
  const rate = (matches) => {
    const of = (type) => ofType(type).filter((event) =>
      event.productId === productId && matches(event.at)).length;
    return of('add_to_cart') / of('product_view');
  };
  const [before, after] = [rate((time) => time < Date.parse(at)),
    rate((time) => time >= Date.parse(at))];
  context.diagnostic(`${before.toFixed(3)}, then ${after.toFixed(3)}`);
  near(before, addsToCartBefore, 0.35, 'before');
  near(after, addsToCartAfter, 0.35, 'after');
  for (const view of ofType('product_view').filter((event) => event.productId === productId)) {
    assert.equal(view.value, Number(view.at < Date.parse(at) ? priceBefore : priceAfter));
  }
});

test('two products are bought together as often as planted', (context) => {
  const { first, second, support, confidence, expectedLift } = planted.basket;
  const orders = ofType('purchase').map(({ properties }) =>
    properties.items.map(({ productId }) => productId));
  const part = (matches) => orders.filter(matches).length / orders.length;
  const both = part((order) => order.includes(first) && order.includes(second));
  const [one, other] = [first, second].map((sku) => part((order) => order.includes(sku)));
  const lift = both / (one * other);
  context.diagnostic(`${orders.length} orders, lift ${lift.toFixed(2)}, not ${expectedLift}`);
  near(one, support, 0.25, 'support');
  near(both / one, confidence, 0.2, 'confidence');
  near(lift, expectedLift, 0.3, 'lift');
});

test('a guide and then a search lead to orders', (context) => {
  const { entrance, conversion, conversionOtherwise } = planted.path;
  const rateOf = (list) =>
    list.filter((visit) => visit.some(({ type }) => type === 'purchase')).length / list.length;
  const onPath = ([landing, ...rest]) => landing.url.endsWith(entrance) &&
    rest.some(({ type }) => type === 'search');
  const all = [...sessions.values()];
  const rates = [rateOf(all.filter(onPath)), rateOf(all.filter((visit) => !onPath(visit)))];
  context.diagnostic(rates.map((rate) => rate.toFixed(3)).join(' against '));
  near(rates[0], conversion, 0.25, 'on the path');
  near(rates[1], conversionOtherwise, 0.2, 'otherwise');
});

test('posts burst, and visits from there follow days later', (context) => {
  const perDay = (list) =>
    days.map(({ index }) => list.filter(({ at }) => dayOf(at) === index).length);
  const posts = perDay(events.filter(({ sourceType }) => sourceType === 'social'));
  const visits = perDay([...sessions.values()].map(([landing]) => landing)
    .filter(({ properties }) => properties.utm_medium === 'social'));
  const usual = mean(posts.filter((_, index) => index < burstDay));
  near(posts[burstDay], usual * planted.social.burst[0], 0.35, 'posts on the day');
  const about = events.filter(({ sourceType, at, productId }) => sourceType === 'social' &&
    dayOf(at) === burstDay && productId === planted.social.productId).length;
  assert.ok(about / posts[burstDay] > 0.6, 'they are about one product');

  const correlation = (lag) => {
    const [x, y] = [posts.slice(0, 90 - lag), visits.slice(lag)];
    const [a, b] = [mean(x), mean(y)];
    const variance = (list, center) => mean(list.map((value) => (value - center) ** 2));
    return mean(x.map((value, i) => (value - a) * (y[i] - b))) /
      Math.sqrt(variance(x, a) * variance(y, b));
  };
  const found = [0, 1, 2, 3, 4, 5].map(correlation);
  context.diagnostic(found.map((value) => value.toFixed(2)).join(' '));
  assert.equal(found.indexOf(Math.max(...found)), planted.social.lagDays);
  assert.ok(found[planted.social.lagDays] > 0.8);
});

test('the queue grows at noon, people who go in come out, and it is open when it should be', () => {
  const { fromMinute, toMinute, mean: noon, meanOtherwise } = planted.queue;
  const lengths = (isNoon) => mean(ofType('queue_length').filter(({ at }) => {
    const minute = clockOf(at) * 60;
    return (minute >= fromMinute && minute < toMinute) === isNoon;
  }).map(({ properties }) => properties.count));
  near(lengths(true), noon, 0.1, 'at noon');
  near(lengths(false), meanOtherwise, 0.1, 'otherwise');

  const through = (direction) => ofType('line_crossed')
    .filter(({ properties }) => properties.direction === direction)
    .reduce((sum, { properties }) => sum + properties.count, 0);
  assert.equal(through('in'), through('out'));
  const cameras = events.filter(({ sourceType }) => sourceType === 'cctv');
  for (const { index, weekday } of days) {
    const times = cameras.filter(({ at }) => dayOf(at) === index).map(({ at }) => clockOf(at));
    const [opens, closes] = parameters.cameras.open[weekday];
    assert.ok(Math.min(...times) >= opens && Math.max(...times) <= closes + 0.5, `day ${index}`);
  }
});

test('bots are in it, of all kinds, and buy nothing', () => {
  const of = describePlanted(plan).bots;
  assert.ok(of.crawler.length === 90 && of.headless.length > 1500 && of.datacentre.length > 500);
  const theirs = events.filter(({ sessionId }) => bots.has(sessionId));
  assert.ok(theirs.every(({ type }) => type === 'page_view'));
  near(theirs.length, 90 * 26 + of.headless.length + of.datacentre.length, 0.01, 'hits');
});

const kClockChanges = [['2026-11-22', '2026-10-25', 25], ['2027-04-22', '2027-03-28', 23]];
for (const [end, date, hours] of kClockChanges) {
  test(`the day of ${hours} hours is right`, async () => {
    const changed = makePlan({ endDate: end });
    assert.deepEqual(changed.planted.clockChanges, [{ date, hours }]);
    const day = changed.days.find((one) => one.date === date);
    assert.equal(day.end - day.start, hours * kHour);
    const clocks = new Set(day.hours.map(({ clock }) => clock));
    assert.equal(clocks.size, Math.min(24, hours));
    // The store opens at ten by its own clock on that Sunday, and on the Sundays around it.
    for (const by of [-7, 0, 7]) {
      const { index } = changed.days[day.index + by];
      const door = eventsOf(changed, changed.days[index]).find(({ type }) => type === 'occupancy');
      const at = Date.parse(door.timestamp);
      assert.equal((at + offsetAt(at, changed.timeZone)) / kHour % 24, 10.25);
    }
  });
}

test('whatever day it ends on, there is a holiday and no two things meet', () => {
  for (let month = 1; month <= 24; month++) {
    const end = new Date(Date.UTC(2026, month, 3 + month)).toISOString().slice(0, 10);
    const other = makePlan({ endDate: end, scale: 0.01 }).planted;
    assert.ok(other.holidays.length > 0, end);
    const dates = [...other.holidays, ...other.clockChanges, other.priceChange, other.social]
      .map(({ date }) => date).concat(other.outage.from.slice(0, 10));
    assert.equal(new Set(dates).size, dates.length, end);
  }
});

test('days elsewhere begin at their own midnight', () => {
  const [day] = daysBefore('2026-11-02', 1, 'America/New_York');
  assert.equal(new Date(day.start).toISOString(), '2026-11-01T04:00:00.000Z');
  assert.equal(day.hours.length, 25);
  const [quarter] = daysBefore('2026-07-02', 1, 'Asia/Kathmandu');
  assert.equal(new Date(quarter.start).toISOString(), '2026-06-30T18:15:00.000Z');
});
