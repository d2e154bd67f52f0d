// How long a search takes at 50,000 products of one organization, beside as many of another: by
// words, with facets, total and snippets, through the gateway. Vectors have a measure of their own
// and are left out here.

import { call, owner } from '../../../wasm-tests/lib/target.mjs';
import { startPlatform } from '../platform.mjs';

const kServices = ['gateway', 'auth', 'access', 'users', 'organizations', 'products', 'search'];
const kBatch = 100;
const kApi = '/api/v1';

/** Numbers that are the same each time. */
function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

// Words of a vocabulary as long as a shop's, the frequent ones much more often than the others.
const kSyllables = ['ka', 'lo', 'mi', 'ra', 'ne', 'to', 'su', 'vi', 'pel', 'dor', 'gan', 'bre',
  'sha', 'fin', 'qua', 'zel', 'mor', 'tin', 'har', 'wes'];
const wordOf = (number) => {
  let out = '';
  for (let left = number + 21; left > 0; left = Math.floor(left / 20)) out += kSyllables[left % 20];
  return out;
};
const kWords = 20_000;

/** A product of many, and the words that queries may be made of. */
function makeProduct(random, number) {
  const word = () => wordOf(Math.floor(Math.exp(random() * Math.log(kWords))) - 1);
  const words = (count) => Array.from({ length: count }, word);
  const name = words(5).join(' ');
  return { url: `https://shop.example/${number}`, sku: `SKU${number}`, name,
    brand: `Brand ${Math.floor(random() * 300)}`, price: (1 + random() * 900).toFixed(2),
    currency: 'EUR', availability: random() < 0.9 ? 'InStock' : 'OutOfStock',
    categories: [`Part ${Math.floor(random() * 12)}`, `Kind ${Math.floor(random() * 150)}`],
    description: `${words(40).join(' ')}.` };
}

async function fill(platform, organizationId, count, seed, say) {
  const random = makeRandom(seed);
  for (let first = 0; first < count; first += kBatch) {
    const products = Array.from({ length: kBatch }, (_, at) => makeProduct(random, first + at));
    const response = await platform.internalFetch('products', '/internal/products/batch', {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ organizationId, products }) });
    if (!response.ok) {
      throw new Error(`products answered ${response.status}: ${await response.text()}`);
    }
    if (first % 5_000 === 0) say(`search: ${first} of ${count} products`);
  }
}

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** {p50, p95, first, queries} in milliseconds; `first` is the first search of a fresh instance. */
export async function measureSearch({ products = 50_000, queries = 400, others = products,
  say = () => {} } = {}) {
  const platform = await startPlatform({ services: kServices, onLog: () => {},
    vars: { MEANING: 'off', BEHIND_CLOUDFLARE: 'true' } });
  try {
    await platform.waitReady();
    const ada = await owner(platform);
    const bob = await owner(platform, 'Bob Kahn', 'Contoso');
    await fill(platform, ada.organization.id, products, 1, say);
    await fill(platform, bob.organization.id, others, 2, say);
    const random = makeRandom(3);
    const search = async (q, more = '') => {
      const begin = performance.now();
      const answer = await call(platform, 'GET',
        `${kApi}/products/search?type=fts&q=${encodeURIComponent(q)}${more}`, { key: ada.key });
      if (answer.status !== 200) {
        throw new Error(`search answered ${answer.status}: ${answer.body}`);
      }
      return { time: performance.now() - begin, total: answer.data.total };
    };
    const first = (await search('warm')).time;
    const result = { first };
    for (const [name, count] of [['one', 1], ['two', 2], ['three', 3]]) {
      const times = [];
      let found = 0;
      for (let at = 0; at < queries; at += 1) {
        const product = makeProduct(random, at);
        const { time, total } = await search(product.name.split(' ').slice(0, count).join(' '));
        times.push(time);
        found += total;
      }
      times.sort((a, b) => a - b);
      result[name] = { p50: percentile(times, 0.5), p95: percentile(times, 0.95),
        found: Math.round(found / queries) };
    }
    return result;
  } finally {
    await platform.dispose();
  }
}

const kGoal = 15;

/** The rows of the table. */
export async function benchSearch({ quick = false }) {
  const products = quick ? 10_000 : 50_000;
  const { one, two, three, first } = await measureSearch(
    { products, queries: quick ? 100 : 400, say: (text) => process.stderr.write(`${text}\n`) });
  const row = (name, { p50, p95, found }, goal) => ({ name, unit: 'ms', goal,
    isMet: goal === undefined ? undefined : p50 <= Number(goal.slice(2)),
    value: { median: p50, low: p50, high: p95, rounds: 2 },
    note: found === undefined ? '' : `${found} found on average` });
  const at = `at ${products / 1000},000 products`;
  return [row(`search, one word ${at}`, one, `≤ ${kGoal}`),
    row(`search, two words ${at}`, two, `≤ ${kGoal}`),
    row(`search, three words ${at}`, three, `≤ ${kGoal}`),
    row(`first search of an instance ${at}`, { p50: first, p95: first })];
}
