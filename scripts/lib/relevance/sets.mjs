// The sets that ./scripts/relevance makes itself, each in the form that beir.mjs writes.

import { kQueries as kGroceryQueries } from './held-out/grocery-queries.mjs';
import { makeGroceryShop } from './held-out/grocery-shop.mjs';
import { kQueries as kHardwareQueries } from './held-out/hardware-queries.mjs';
import { makeHardwareShop } from './held-out/hardware-shop.mjs';
import { checkRules, makeSet } from './judge.mjs';
import { makeOwnSet } from './own-set.mjs';

function checkedSet(products, queries) {
  checkRules(products, queries);
  return makeSet(products, queries);
}

/**
 * own may be looked at and worked with. hardware and grocery are held out: nothing in search is
 * changed because of them, and nothing in them because of what search makes of them.
 */
export const kSets = {
  own: makeOwnSet,
  hardware: () => checkedSet(makeHardwareShop(), kHardwareQueries),
  grocery: () => checkedSet(makeGroceryShop(), kGroceryQueries),
};
