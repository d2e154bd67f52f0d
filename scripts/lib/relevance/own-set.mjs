// The project's own labelled set: the demo's 600 products, 24 in other languages, and queries whose
// answers are known by what the products are, not by the words they happen to hold.

import { makeCatalog } from '../demo/catalog.mjs';
import { makeSet } from './judge.mjs';
import { kForeign, kQueries } from './own-queries.mjs';

/** In the form that beir.mjs writes. */
export const makeOwnSet = () =>
  makeSet([...makeCatalog(), ...kForeign.map(([sku, name, category, description]) =>
    ({ sku, name, brand: '', categories: [category], description, colour: '' }))], kQueries);
