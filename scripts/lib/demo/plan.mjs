// What is planted into the demo, with its dates and products: fixed by the seed, the last day and
// the parameters alone. The generator follows it; <state>/demo/planted.json tells it to the tests.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJsonc } from '../jsonc.mjs';
import { daysBefore, holidaysOf, instantOf } from './calendar.mjs';
import { makeCatalog, scaledPrice } from './catalog.mjs';
import { hashText, Random, WeightedList } from './random.mjs';

const kFile = path.join(import.meta.dirname, 'parameters.jsonc');
const kRetailer = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'retailer.json'), 'utf8'));

/** The parameters as the file has them. */
export function readParameters() {
  return parseJsonc(readFileSync(kFile, 'utf8'), 'scripts/lib/demo/parameters.jsonc');
}

/**
 * Everything that the generator's parts share.
 *
 * @param {object} options
 * @param {string} [options.seed]  another world of the same kind
 * @param {number} [options.scale]  0.1 is a tenth of the events
 * @param {string} options.endDate  the day after the last, '2026-11-22'; nothing is later than its
 *   beginning in UTC
 * @param {object} [options.organization]  of retailer.json's form
 */
export function makePlan({ seed, scale, endDate, organization = kRetailer }) {
  const parameters = readParameters();
  const { days: count, timeZone, currency } = parameters;
  const world = { seed: seed ?? parameters.seed, scale: scale ?? parameters.scale, endDate };
  const days = daysBefore(endDate, count, timeZone);
  const catalog = makeCatalog();
  const plan = {
    ...world,
    parameters,
    days,
    catalog,
    currency,
    timeZone,
    organization,
    website: organization.metadata.website,
    end: Date.parse(`${endDate}T00:00:00Z`),
    // In every id, so that two worlds in one organization do not meet.
    tag: hashText(Object.values(world).join('|')).toString(36).padStart(7, '0'),
  };
  const planted = plant(plan);
  // Products whose sales are planted are bought as planted, never by chance as well.
  const kept = [planted.priceChange.productId, planted.basket.first, planted.basket.second];
  const demand = new WeightedList(catalog.filter(({ sku }) => !kept.includes(sku))
    .map((product) => [product, product.demand]));
  return { ...plan, planted, demand };
}

function plant({ seed, parameters, days, catalog, timeZone }) {
  const { planted } = parameters;
  const random = new Random(seed, 'plan');
  const holidays = findHolidays(days, planted.holidays);
  const taken = new Set([...holidays.map(({ date }) => date),
    ...days.filter(({ hours }) => hours.length !== 24).map(({ date }) => date)]);
  // Two days off whatever else is special.
  const freeDay = (part) => {
    const wanted = Math.floor(part * days.length);
    const isFree = (index) => [-2, -1, 0, 1, 2].every((by) => !taken.has(days[index + by]?.date));
    const index = days.findIndex((day) => day.index >= wanted && isFree(day.index));
    const chosen = days[index < 0 ? wanted : index];
    taken.add(chosen.date);
    return chosen;
  };
  const oneOf = (category) => random.pick(catalog.filter(({ categories, availability }) =>
    categories.includes(category) && availability === 'InStock'));
  const { outage, priceChange, basket, path: route, social, queue } = planted;

  const outageDay = freeDay(outage.at);
  const priceDay = freeDay(priceChange.at);
  const burstDay = freeDay(social.at);
  const cheaper = oneOf(priceChange.category);
  const priceAfter = scaledPrice(cheaper.price, priceChange.factor);
  const second = basket.support * basket.confidence + (1 - basket.support) * basket.base;
  const from = instantOf(outageDay.date, outage.hour * 60, timeZone);
  return {
    trend: { channel: 'web', growth: parameters.web.trend },
    rhythm: { hours: parameters.web.hours, weekdays: parameters.web.weekdays },
    holidays,
    outage: { channel: 'web', from: iso(from), to: iso(from + outage.hours * 3_600_000) },
    priceChange: { productId: cheaper.sku, date: priceDay.date, at: iso(priceDay.start),
      priceBefore: cheaper.price, priceAfter, addsToCartBefore: priceChange.addsBefore,
      addsToCartAfter: priceChange.addsAfter },
    basket: { first: oneOf(basket.first).sku, second: oneOf(basket.second).sku,
      support: basket.support, confidence: basket.confidence, base: basket.base,
      expectedLift: basket.confidence / second },
    path: { entrance: route.entrance, steps: ['page_view', 'search', 'product_view', 'add_to_cart',
      'purchase'], conversion: route.conversion, conversionOtherwise: parameters.web.conversion },
    social: { productId: oneOf(social.category).sku, date: burstDay.date, burst: social.burst,
      lagDays: social.lagDays, visitsPerPost: social.visitsPerPost },
    queue: { store: parameters.cameras.store, fromMinute: queue.fromMinute,
      toMinute: queue.toMinute, mean: queue.mean, meanOtherwise: queue.otherwise },
    clockChanges: days.filter(({ hours }) => hours.length !== 24)
      .map(({ date, hours }) => ({ date, hours: hours.length })),
  };
}

function findHolidays(days, factors) {
  const years = new Set(days.map(({ date }) => Number(date.slice(0, 4))));
  const dates = new Set(days.map(({ date }) => date));
  return [...years].flatMap((year) => Object.entries(holidaysOf(year)))
    .filter(([name, date]) => dates.has(date) && factors[name])
    .map(([name, date]) => ({ date, name, ...factors[name] }))
    .sort((one, other) => one.date.localeCompare(other.date));
}

const iso = (instant) => new Date(instant).toISOString();

/** The factor of a day in 'web' or 'store': 1, or a holiday's. */
export function holidayFactor({ planted }, day, part) {
  return planted.holidays.find(({ date }) => date === day.date)?.[part] ?? 1;
}

/** What a product costs at an instant. */
export function priceAt({ planted: { priceChange } }, product, instant) {
  const isChanged = product.sku === priceChange.productId && instant >= Date.parse(priceChange.at);
  return isChanged ? priceChange.priceAfter : product.price;
}
