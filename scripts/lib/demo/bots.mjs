// A day of visitors that are programs: a crawler that says so, headless browsers that look at one
// page, and on some nights a burst out of a datacentre. None of them buys.

import { kOrganizations, kUserAgents } from './agents.mjs';
import { Random } from './random.mjs';

/** The events of a day; each carries `bot`, its kind, which is not part of what is sent. */
export function botEvents(plan, day) {
  const { from, to } = plan.planted.outage;
  const [down, up] = [Date.parse(from), Date.parse(to)];
  return [...crawl(plan, day), ...headless(plan, day), ...datacentre(plan, day)]
    .filter(({ at }) => at < down || at >= up);
}

/** Session ids of all bots, by kind, for those who test what finds them. */
export function botSessions(plan) {
  const sessions = { crawler: [], headless: [], datacentre: [] };
  const known = new Set();
  for (const day of plan.days) {
    for (const { bot, sessionId } of botEvents(plan, day)) {
      if (known.has(sessionId)) continue;
      known.add(sessionId);
      sessions[bot].push(sessionId);
    }
  }
  return sessions;
}

const kinds = (plan) => plan.parameters.planted.bots;
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** One product after the other, at an even pace, at night. */
function crawl(plan, day) {
  const { pagesPerDay, secondsApart, hour } = kinds(plan).crawler;
  const random = new Random(plan.seed, 'crawler', day.date, plan.scale);
  const start = day.hours.find(({ clock }) => clock === hour).start + random.below(1_200_000);
  const sessionId = random.token(16);
  const count = Math.max(2, Math.round(pagesPerDay * plan.scale));
  return times(count, (index) => {
    const product = plan.catalog[(day.index * count + index) % plan.catalog.length];
    return hit(plan, { bot: 'crawler', at: start + index * secondsApart * 1000, sessionId, product,
      facts: { userAgent: kUserAgents.crawler, asOrganization: kOrganizations.crawler } });
  });
}

/** One hit each, at any hour of the day or night. */
function headless(plan, day) {
  const random = new Random(plan.seed, 'headless', day.date, plan.scale);
  return times(random.poisson(kinds(plan).headless.perDay * plan.scale), () =>
    hit(plan, { bot: 'headless', at: day.start + random.below(day.end - day.start),
      sessionId: random.token(16), product: random.pick(plan.catalog),
      facts: { viewport: '800x600', automated: true, userAgent: kUserAgents.headless,
        asOrganization: random.pick(kOrganizations.hosting) } }));
}

/** Many sessions of one page within minutes, all of one browser that people no longer have. */
function datacentre(plan, day) {
  const { nights, pages, minutes } = kinds(plan).datacentre;
  const days = new Random(plan.seed, 'datacentre').shuffle(plan.days).slice(0, nights);
  if (!days.includes(day)) return [];
  const random = new Random(plan.seed, 'datacentre', day.date, plan.scale);
  const start = day.hours[random.below(4)].start + random.below(3_000_000);
  const asOrganization = random.pick(kOrganizations.hosting);
  return times(Math.max(10, Math.round(pages * plan.scale)), () =>
    hit(plan, { bot: 'datacentre', at: start + random.below(minutes * 60_000),
      sessionId: random.token(16), product: random.pick(plan.catalog),
      facts: { viewport: '1920x1080', userAgent: kUserAgents.datacentre, asOrganization } }));
}

function hit(plan, { bot, at, sessionId, product, facts }) {
  return { bot, at, sourceType: 'web', type: 'page_view', sessionId,
    url: plan.website + product.path, summary: product.name,
    properties: { title: product.name, ...facts } };
}
