// Random numbers that are the same everywhere: xoshiro128**, seeded by splitmix over a text. Each
// part and each day of the demo draws from a stream of its own, so that one can be made without the
// others, and a change in one does not shuffle the rest.

/** 32 bits of a text; equal texts give equal numbers. */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

function mix(value) {
  let word = value >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

const rotate = (word, bits) => ((word << bits) | (word >>> (32 - bits))) >>> 0;

/** A stream of random numbers, the same for the same names: `new Random('seed', 'web', 12)`. */
export class Random {
  #state;

  constructor(...names) {
    let seed = hashText(names.join('\u0000'));
    this.#state = Array.from({ length: 4 }, () => {
      seed = (seed + 0x9e3779b9) >>> 0;
      return mix(seed);
    });
  }

  /** 32 random bits. */
  bits() {
    const state = this.#state;
    const result = Math.imul(rotate(Math.imul(state[1], 5) >>> 0, 7), 9) >>> 0;
    const shifted = (state[1] << 9) >>> 0;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] = (state[2] ^ shifted) >>> 0;
    state[3] = rotate(state[3] >>> 0, 11);
    return result;
  }

  /** From 0 up to, not including, 1. */
  next() {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** A number between both. */
  between(low, high) {
    return low + (high - low) * this.next();
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** A key of an object of weights, or an index of a list of them. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries.at(-1)[0];
  }

  /** How often something happens that happens `mean` times on average. */
  poisson(mean) {
    if (mean > 30) {
      // Sums of independent counts are counts of the sum; exp() of large means would underflow.
      const half = Math.floor(mean / 2);
      return this.poisson(half) + this.poisson(mean - half);
    }
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** A time to wait, `mean` on average. */
  exponential(mean) {
    return -mean * Math.log(1 - this.next());
  }

  /** Around 0, with a standard deviation of 1: the sum of twelve. */
  normal() {
    let sum = -6;
    for (let count = 0; count < 12; count++) sum += this.next();
    return sum;
  }

  /** A list in another order. */
  shuffle(list) {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index--) {
      const other = this.below(index + 1);
      [copy[index], copy[other]] = [copy[other], copy[index]];
    }
    return copy;
  }

  /** `length` letters and digits, for ids that say nothing. */
  token(length) {
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    return Array.from({ length }, () => letters[this.below(32)]).join('');
  }
}

/** Picks from a list of [thing, weight] again and again, in logarithmic time. */
export class WeightedList {
  #things;
  #sums;

  constructor(pairs) {
    let sum = 0;
    this.#things = pairs.map(([thing]) => thing);
    this.#sums = pairs.map(([, weight]) => { sum += weight; return sum; });
  }

  pick(random) {
    const wanted = random.next() * this.#sums.at(-1);
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#things[low];
  }
}
