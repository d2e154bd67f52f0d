// Turns: every candidate runs once per round, in an order that changes, so that whatever else the
// machine does meets all of them alike. Ratios are made within a round; the median round speaks.

/** Runs `measure(candidate)` for each candidate in every round; their numbers, by name. */
export async function takeTurns({ candidates, rounds, measure, onRound = () => {} }) {
  const numbers = Object.fromEntries(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < candidates.length; i += 1) {
      // Forwards and backwards, beginning with another one each time.
      const step = round % 2 === 0 ? i : candidates.length - 1 - i;
      const candidate = candidates[(step + (round >> 1)) % candidates.length];
      numbers[candidate.name].push(await measure(candidate));
    }
    onRound(round + 1, rounds);
  }
  return numbers;
}

/** Median and quartiles of numbers. */
export function summarise(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => {
    const place = (sorted.length - 1) * share;
    const low = Math.floor(place);
    return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) *
      (place - low);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), rounds: numbers.length };
}

/** The ratio of two candidates, round by round. */
export function ratioOf(numbers, name, control) {
  return summarise(numbers[name].map((value, round) => value / numbers[control][round]));
}
