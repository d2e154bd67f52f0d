// Catalogs of shops that do not exist, for sets to judge search by: products are facts first, and
// their names and texts are written from the facts by writers who differ as those of shops do.
//
// A family makes seven products:
//
//   kind, in       what each is, and its categories ('Tools > Saws')
//   by             the groups of brands that make it ('power|hand')
//   called         what makers call it, any of them
//   for            what it is for
//   with           what differs: fact → value → 'as in a data sheet|as in prose|…'; the values are
//                  dealt out evenly
//   has            facts that all have and no text says
//   title          facts that stand in names
//   says           sentences that are true of all

import { Random } from '../demo/random.mjs';

const kPerFamily = 7;

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const parts = (text) => text.split('|');
const sentence = (phrases, joint) => `${capital(phrases.join(joint))}.`;

/** How each writes: `specs` are [fact, short form], `phrases` say the same in prose. */
const kWriters = {
  terse: ({ specs, lines }) =>
    `${sentence(specs.map(([, short]) => short), ', ')} ${lines[0]}`,
  sheet: ({ specs, lines }) => `${lines[0]} ${lines[1]} Technical data: ` +
    `${specs.map(([fact, short]) => `${fact}: ${short}`).join('; ')}.`,
  plain: ({ phrases, lines }) => `${lines[0]} ${sentence(phrases, '; ')}`,
  wordy: ({ phrases, lines, opening, closing }) =>
    `${opening} ${lines.slice(0, 3).join(' ')} ${sentence(phrases, ', ')} ${closing}`,
  chatty: ({ phrases, lines, opening }) =>
    `${lines[0]} ${opening} Good to know: ${phrases.join(', ')}. ${lines[1]}`,
};

const kNames = {
  front: ({ brand, model, called, titles }) => [brand, model, called, ...titles].join(' '),
  back: ({ brand, model, called, titles }) =>
    `${[called, ...titles].join(' ')}, ${[brand, model].filter(Boolean).join(' ')}`,
  short: ({ brand, called, titles }) => [brand, ...titles.slice(0, 1), called].join(' '),
  commas: ({ brand, model, called, titles }) =>
    [[brand, model, called].filter(Boolean).join(' '), ...titles].join(', '),
};

/**
 * `brands` are { name: { groups, writer, names, models } }, with models a prefix of codes ('TK'),
 * or a list of words, or nothing.
 */
export function makeShop({ seed, prefix, brands, openings, closings, families }) {
  const random = new Random('relevance', seed);
  const names = new Set();
  return families.flatMap((family) => {
    const dealt = Object.entries(family.with).map(([fact, values]) =>
      [fact, deal(random, Object.entries(values))]);
    return Array.from({ length: kPerFamily }, (_, index) => {
      const facts = dealt.map(([fact, values]) => [fact, ...values[index]]);
      const product = makeProduct(random, { family, facts, brands, openings, closings, names });
      names.add(product.name);
      return { sku: `${prefix}${1000 + names.size * 3}`, ...product };
    });
  });
}

/** As many of each as goes, in any order. */
const deal = (random, values) =>
  random.shuffle(Array.from({ length: kPerFamily }, (_, at) => values[at % values.length]));

function makeProduct(random, { family, facts, brands, openings, closings, names }) {
  const able = Object.entries(brands).filter(([, { groups }]) =>
    parts(family.by).some((group) => parts(groups).includes(group)));
  const specs = facts.map(([fact, , said]) => [fact, parts(said)[0]]);
  const titles = parts(family.title.replaceAll(' ', '|'))
    .flatMap((fact) => specs.filter(([other]) => other === fact).map(([, short]) => short));
  let name;
  let brand;
  let of;
  let model;
  for (let tries = 0; name === undefined || names.has(name); tries++) {
    if (tries === 50) throw new Error(`no more names for the kind ${family.kind}`);
    [brand, of] = random.pick(able);
    model = modelOf(random, of.models);
    const called = random.pick(parts(family.called));
    name = kNames[of.names]({ brand, model, called, titles }).replace(/\s+/g, ' ').trim();
  }
  return {
    name,
    brand,
    model,
    kind: family.kind,
    for: parts(family.for ?? ''),
    categories: family.in.split(' > '),
    ...family.has,
    ...Object.fromEntries(facts.map(([fact, value]) => [fact, asNumber(value)])),
    description: kWriters[of.writer]({
      specs,
      phrases: facts.map(([, , said]) => random.pick(phrasesOf(said))),
      lines: random.shuffle(family.says),
      opening: random.pick(openings),
      closing: random.pick(closings),
    }),
  };
}

/** What prose says; where there is but one form, it serves for both. */
const phrasesOf = (said) => parts(said).slice(said.includes('|') ? 1 : 0);

function modelOf(random, models) {
  if (!models) return '';
  if (Array.isArray(models)) return random.pick(models);
  return `${models} ${100 + 10 * random.below(90)}`;
}

const asNumber = (value) => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : value);
