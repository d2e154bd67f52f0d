// Exact search of vectors: our WebAssembly, as the workers have it, against native usearch on one
// thread. Both are asked by turns in this very process, for the same queries of the same vectors.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { say } from '../log.mjs';
import { kRoot } from '../wrangler-config.mjs';
import { ratioOf, summarise, takeTurns } from './rounds.mjs';

const kSizes = [[10_000, 384], [10_000, 768], [43_000, 384], [43_000, 768], [100_000, 384]];
const kFound = 10;
// Of a byte for each number four times as many are taken, to be scored again.
const kKinds = {
  f32: { most: kFound, goal: 1, isCompressed: 0, type: Float32Array },
  int8: { most: 4 * kFound, goal: 0.9, isCompressed: 1, type: Int8Array },
};

export async function benchVectors({ quick }) {
  const usearch = await load();
  const rows = [];
  for (const [count, dimensions] of quick ? kSizes.slice(0, 3) : kSizes) {
    for (const [kind, about] of Object.entries(kKinds)) {
      rows.push(...await compare(usearch, { kind, count, dimensions, ...about,
        rounds: quick ? 15 : 61 }));
      say(`vectors: ${kind}, ${count} of ${dimensions} dimensions`);
    }
  }
  return rows;
}

async function load() {
  try {
    return await import('usearch');
  } catch (error) {
    throw new Error(`usearch does not load here (${error.message.split('\n')[0]}); ` +
      './scripts/setup installs it');
  }
}

/** Searches a second, ours to usearch's: more is better. */
async function compare(usearch, { kind, count, dimensions, most, goal, isCompressed, type,
  rounds }) {
  const ours = openModule(dimensions, isCompressed);
  const theirs = new type(count * dimensions);
  const dice = makeDice(count + dimensions);
  for (let i = 0; i < count; i += 1) {
    const vector = makeVector(dice, dimensions);
    ours.add(vector);
    theirs.set(type === Int8Array ? vector.map((value) => Math.round(value * 127)) : vector,
      i * dimensions);
  }
  const queries = Array.from({ length: rounds + 1 }, () => makeVector(dice, dimensions));
  const asked = queries.map((query) =>
    (type === Int8Array ? Int8Array.from(query, (value) => Math.round(value * 127)) : query));
  const ask = {
    ours: (round) => ours.search(queries[round], most),
    usearch: (round) => usearch.exactSearch(theirs, asked[round], dimensions, kFound,
      usearch.MetricKind.IP, 1).keys,
  };
  checkAgreement(ask, kind, rounds);
  const turns = { ours: 0, usearch: 0 };
  const numbers = await takeTurns({ rounds,
    candidates: [{ name: 'ours' }, { name: 'usearch' }],
    measure: ({ name }) => {
      // One that is not counted brings the caches to the same state for both.
      ask[name](turns[name]);
      const begin = performance.now();
      ask[name](turns[name]);
      turns[name] += 1;
      return performance.now() - begin;
    } });
  // Time of usearch to ours: 1 is level.
  const ratio = ratioOf({ speed: numbers.usearch, ours: numbers.ours }, 'speed', 'ours');
  const best = (name) => Math.min(...numbers[name]).toFixed(2);
  return [{ name: `vectors: ${kind}, ${count / 1000}k x ${dimensions}, ours to usearch`,
    value: ratio, unit: 'x', goal: `≥ ${goal}`, isMet: ratio.median >= goal,
    note: `best ${best('ours')} to ${best('usearch')} ms` },
  { name: `vectors: ${kind}, ${count / 1000}k x ${dimensions}, one search`,
    value: summarise(numbers.ours), unit: 'ms' }];
}

/** The ten that usearch finds are among those that we find; of bytes each rounds its own way. */
function checkAgreement(ask, kind, rounds) {
  let common = 0;
  for (let round = 0; round < Math.min(rounds, 10); round += 1) {
    const found = new Set(ask.ours(round));
    common += [...ask.usearch(round)].filter((key) => found.has(Number(key))).length;
  }
  const share = common / (kFound * Math.min(rounds, 10));
  assert.ok(share >= (kind === 'f32' ? 0.99 : 0.9), `${kind}: only ${share} are the same`);
}

function openModule(dimensions, isCompressed) {
  const file = path.join(kRoot, 'build/wasm-release/bench/vector-search/vector-search.wasm');
  if (!existsSync(file)) {
    throw new Error('the search is not built; leave out --no-build, or build the target ' +
      'vector-search-dist of wasm-release');
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {});
  exports._initialize();
  const room = exports.bench_begin(dimensions, isCompressed);
  const put = (vector) => new Float32Array(exports.memory.buffer, room, dimensions).set(vector);
  return {
    add: (vector) => {
      put(vector);
      exports.bench_add();
    },
    search: (vector, most) => {
      put(vector);
      const hits = exports.bench_search(most);
      return Array.from({ length: most }, (_, i) =>
        new Uint32Array(exports.memory.buffer, hits + 8 * i + 4, 1)[0]);
    },
  };
}

/** Numbers from -1 to 1, the same in every run. */
function makeDice(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 31 - 1;
  };
}

/** Of length 1, so that the inner product is the cosine. */
function makeVector(dice, dimensions) {
  const vector = Float32Array.from({ length: dimensions }, () => dice() + dice() + dice());
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
