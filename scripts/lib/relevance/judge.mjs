// Who judges: a query lists what fits it, the best first, and the first rule that a product meets
// gives its grade: 3 (what was meant), 2 (what would do) or 1 (near it). Everything else is 0.
// Rules ask what a product is, so every product is judged for every query, and no word decides.
//
//   { q: 'sleeping bag -down', rules: [is(3, noun('Synthetic sleeping bags')), is(1, …)] }

/** A rule: `in` asks for a category, `says` for a text, anything else for a fact of that name. */
export const is = (grade, rule) => ({ grade, ...rule });

/** What stands in a category. */
export const noun = (text) => ({ in: text });

/** What is of a kind, and perhaps has facts besides: a('drill', { volts: 18 }). */
export const a = (kind, facts = {}) => ({ kind, ...facts });

const fits = (product, rule) => Object.entries(rule).every(([key, wanted]) => {
  if (key === 'grade') return true;
  if (key === 'says') return wanted.test(`${product.name} ${product.description}`);
  const has = [key === 'in' ? product.categories : product[key]].flat();
  if (typeof wanted === 'function') return has.some((one) => one !== undefined && wanted(one));
  return [wanted].flat().some((one) => has.includes(one));
});

/**
 * A set in the form that beir.mjs writes, of products as { sku, name, categories, description }
 * with any other facts, and of queries by what they are like: { kind: [{ q, rules }] }.
 */
export function makeSet(products, queriesOfKind) {
  const documents = products.map(({ sku, name, categories, description }) =>
    ({ id: sku, title: name, text: `${categories.join(' > ')}. ${description}` }));
  const queries = [];
  const grades = new Map();
  for (const [kind, all] of Object.entries(queriesOfKind)) {
    for (const { q, rules } of all) {
      const id = `q${queries.length + 1}`;
      queries.push({ id, text: q, kind });
      grades.set(id, judge(products, rules));
    }
  }
  return { documents, queries, grades };
}

function judge(products, rules) {
  const of = new Map();
  for (const product of products) {
    const rule = rules.find((one) => fits(product, one));
    if (rule) of.set(product.sku, rule.grade);
  }
  return of;
}

/** Throws when a rule asks for what no product is: a slip of the pen more often than not. */
export function checkRules(products, queriesOfKind) {
  for (const { q, rules } of Object.values(queriesOfKind).flat()) {
    const idle = rules.find((rule) => !products.some((product) => fits(product, rule)));
    if (idle) throw new Error(`"${q}": no product meets ${JSON.stringify(idle)}`);
  }
}
