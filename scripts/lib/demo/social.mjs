// A day of posts about the shop: what people write, in which language, on which kind of network.
// The networks, authors and texts are made up. A planted burst is about one product.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from './random.mjs';

const kTexts = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'social-texts.json'), 'utf8'));
const kShop = 'Alder & Tarn';
const kMoods = { good: 55, fair: 25, bad: 20 };

/** How many times as many posts a day has by the planted burst. */
export function burstFactor({ planted: { social }, days }, day) {
  const first = days.find(({ date }) => date === social.date).index;
  return social.burst[day.index - first] ?? 1;
}

/** How many posts a day has: those of every day, and those of the burst. */
function countPosts(plan, day) {
  const { posts, weekdays } = plan.parameters.social;
  const random = new Random(plan.seed, 'posts', day.date, plan.scale);
  const mean = posts * plan.scale * weekdays[day.weekday];
  const more = burstFactor(plan, day) - 1;
  return { usual: random.poisson(mean), burst: random.poisson(mean * more) };
}

/** The number of posts of the day `lag` days before; as many as usual before the first day. */
export function postsBefore(plan, day, lag) {
  const { posts, weekdays } = plan.parameters.social;
  const earlier = plan.days[day.index - lag];
  if (!earlier) return posts * plan.scale * weekdays[(day.weekday + 7 - lag) % 7];
  const { usual, burst } = countPosts(plan, earlier);
  return usual + burst;
}

/** The events of a day. */
export function socialEvents(plan, day) {
  const random = new Random(plan.seed, 'social', day.date, plan.scale);
  const { usual, burst } = countPosts(plan, day);
  const wanted = plan.catalog.find(({ sku }) => sku === plan.planted.social.productId);
  const hours = plan.parameters.social.hours;
  return Array.from({ length: usual + burst }, (_, index) => {
    const hour = day.hours[random.weighted(day.hours.map(({ clock }) => hours[clock]))];
    const at = hour.start + random.below(3_600_000);
    return makePost(plan, random, at, index < usual ? null : wanted);
  });
}

function makePost(plan, random, at, wanted) {
  const { types, networks, languages } = plan.parameters.social;
  const product = wanted ?? plan.demand.pick(random);
  const type = wanted ? 'mention' : random.weighted(types);
  const language = wanted ? 'en' : random.weighted(languages);
  const network = type === 'review' ? 'reviews' : random.weighted(networks);
  const mood = random.weighted(kMoods);
  const stars = { good: 4 + random.below(2), fair: 3, bad: 1 + random.below(2) }[mood];
  const template = random.pick(wanted ? kTexts.burst : kTexts[language][type]);
  const text = fill(template, {
    product: product.name,
    shop: kShop,
    place: random.pick(kTexts.places),
    verdict: random.pick(kTexts.verdicts[language][mood]),
    use: random.pick(kTexts.uses[language]),
    stars,
    n: 2 + random.below(12),
  });
  const author = `@${random.pick(kTexts.handles[0])}_${random.pick(kTexts.handles[1])}` +
    `${random.below(90) + 10}`;
  return {
    at,
    sourceType: 'social',
    type,
    summary: text,
    productId: template.includes('{product}') ? product.sku : undefined,
    url: `https://${network}.example/${author.slice(1)}/${random.token(10)}`,
    properties: {
      network,
      author,
      text,
      language,
      // A few posts have most of the likes.
      likes: Math.floor(random.exponential(wanted ? 40 : 9) ** 1.25),
      replies: random.poisson(wanted ? 3 : 0.8),
      ...(type === 'review' ? { rating: stars } : {}),
    },
  };
}

const fill = (template, words) => template.replace(/\{(\w+)\}/g, (_, name) => words[name]);
