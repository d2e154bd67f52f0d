// A day of people in the web shop: when they come, by which door, what they look at, and who buys.

import { holidayFactor } from './plan.mjs';
import { postsBefore } from './social.mjs';
import { Random } from './random.mjs';
import { Session } from './web-session.mjs';

/** The events of a day; none while the planted outage lasts. */
export function webEvents(plan, day) {
  const sessions = [...usualSessions(plan, day), ...socialSessions(plan, day)];
  const { from, to } = plan.planted.outage;
  const [down, up] = [Date.parse(from), Date.parse(to)];
  return sessions.flatMap((session) => session.events)
    .filter(({ at }) => at < down || at >= up);
}

function usualSessions(plan, day) {
  const { web, planted } = plan.parameters;
  const random = new Random(plan.seed, 'web', day.date, plan.scale);
  const share = web.hours.reduce((sum, hour) => sum + hour, 0);
  const noise = Math.max(0.5, 1 + web.dayNoise * random.normal());
  const mean = web.sessions * plan.scale * web.weekdays[day.weekday] * noise *
    (1 + web.trend * day.index / (plan.days.length - 1)) * holidayFactor(plan, day, 'web');
  return day.hours.flatMap(({ start, clock }) =>
    Array.from({ length: random.poisson(mean * web.hours[clock] / share) }, () => {
      const at = start + random.below(3_600_000);
      const isGuided = random.chance(planted.path.share);
      return runSession(new Session(plan, random, day, at), {
        entrance: isGuided ? 'guide' : random.weighted(web.entrances),
        source: isGuided ? 'search' : random.weighted(web.sources),
        isGuided,
      });
    }));
}

/** Visits that posts bring, some days later. */
function socialSessions(plan, day) {
  const { lagDays, visitsPerPost, visitsAnyway } = plan.parameters.planted.social;
  const random = new Random(plan.seed, 'web-social', day.date, plan.scale);
  const mean = visitsAnyway * plan.scale + visitsPerPost * postsBefore(plan, day, lagDays);
  const { hours } = plan.parameters.web;
  return Array.from({ length: random.poisson(mean) }, () => {
    const hour = day.hours[random.weighted(day.hours.map(({ clock }) => hours[clock]))];
    const at = hour.start + random.below(3_600_000);
    return runSession(new Session(plan, random, day, at),
      { entrance: 'product', source: 'social' });
  });
}

function runSession(session, { entrance, source, isGuided = false }) {
  const { plan, random } = session;
  const { web, planted } = plan.parameters;
  const searches = random.chance(isGuided ? planted.path.searches : web.searches);
  const isOnPath = isGuided && searches;
  const buys = random.chance(isOnPath ? planted.path.conversion : web.conversion);
  session.enter(entrance, source);
  if (!searches && !buys && random.chance(web.bounces)) return session.leave();

  if (random.chance(0.3)) session.click();
  if (searches) session.search();
  else if (random.chance(0.5)) session.seeCategory();
  const views = 1 + (buys ? 1 : 0) + Math.floor(random.exponential(0.9));
  for (let count = 0; count < views; count++) {
    if (random.chance(planted.priceChange.viewShare)) session.seeChangedProduct();
    else session.seeProduct(plan.demand.pick(random), web.addsToCart);
  }
  if (buys) session.buy();
  else if (session.cart.length > 0 && random.chance(0.35)) session.startCheckout();
  return session.leave();
}
