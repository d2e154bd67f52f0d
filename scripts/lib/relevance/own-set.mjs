// The project's own labelled set: the demo's 600 products, 24 in other languages, and queries whose
// answers are known by what the products are, not by the words they happen to hold.
//
// A query lists what fits it, the best first: the first rule that a product meets gives its grade,
// 3 (what was meant), 2 (what would do) or 1 (near it). Everything else is 0.

import { makeCatalog } from '../demo/catalog.mjs';
import { kForeign, kQueries } from './own-queries.mjs';

const fits = (product, rule) => Object.entries(rule).every(([key, wanted]) => {
  if (key === 'grade') return true;
  if (key === 'says') return wanted.test(`${product.name} ${product.description}`);
  if (key === 'below') return Number(product.price) < wanted;
  if (key === 'in') return [wanted].flat().some((one) => product.categories.includes(one));
  return [wanted].flat().includes(product[key]);
});

/** In the form that beir.mjs writes. */
export function makeOwnSet() {
  const products = [...makeCatalog(), ...kForeign.map(([sku, name, category, description]) =>
    ({ sku, name, brand: '', categories: [category], description, colour: '', price: '20' }))];
  const documents = products.map(({ sku, name, categories, description }) =>
    ({ id: sku, title: name, text: `${categories.join(' > ')}. ${description}` }));
  const grades = new Map();
  const queries = kQueries.map(({ q }, at) => ({ id: `q${at + 1}`, text: q }));
  kQueries.forEach(({ rules }, at) => {
    const of = new Map();
    for (const product of products) {
      const rule = rules.find((one) => fits(product, one));
      if (rule) of.set(product.sku, rule.grade);
    }
    grades.set(`q${at + 1}`, of);
  });
  return { documents, queries, grades };
}
