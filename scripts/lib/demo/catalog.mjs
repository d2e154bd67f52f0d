// What Alder & Tarn sells: 600 products as data, the same in every demo. The demo's events name
// them by their sku, and a shop can be rendered out of them.
//
//   const products = makeCatalog();
//   products[0]   // { id, sku, gtin, name, brand, categories, price, currency, … }

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from './random.mjs';

const kFamilies = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'catalog-families.json'), 'utf8'));
const kPerFamily = 8;
// Makers that do not exist; the first is the shop's own name.
const kBrands = { 'Alder & Tarn': 30, Fellwick: 15, Torrvik: 14, Mossgrain: 12, Skarnfell: 11,
  Brindlecrag: 10, 'Lowmere Works': 8 };
const kModels = ['Aldermoor', 'Askrig', 'Birkhowe', 'Blencarn', 'Brackrigg', 'Calderby', 'Corrow',
  'Dunhaw', 'Eskmere', 'Farrowdale', 'Gaitkin', 'Garsdon', 'Glenmark', 'Greyhause', 'Harrowgill',
  'Hesketh Fold', 'Holmrigg', 'Ingleby Fold', 'Kelderwick', 'Kinmoss', 'Langstrath', 'Lingmoor',
  'Marrick', 'Mireside', 'Netherby', 'Ormsgill', 'Ravenhaw', 'Rowanby', 'Scarrow', 'Seathwick',
  'Silverhow', 'Skelghyll', 'Stanegarth', 'Stonethwick', 'Swarthgill', 'Thornhause', 'Tindale',
  'Ulfmere', 'Wastrigg', 'Whinfell', 'Windhause', 'Wythmoor', 'Yarrowby', 'Yewcrag'];
const kPalettes = {
  bold: ['Juniper', 'Rust', 'Lapis', 'Mustard', 'Charcoal', 'Bracken', 'Cranberry', 'Sea'],
  earth: ['Moss', 'Peat', 'Heather', 'Slate', 'Oat', 'Lichen', 'Clay', 'Ink'],
  dark: ['Black', 'Graphite', 'Navy', 'Dark Olive'],
  leather: ['Chestnut', 'Dark Brown', 'Tan', 'Black', 'Moss'],
  tent: ['Fern', 'Sand', 'Ember', 'Slate', 'Spruce'],
  metal: ['Steel', 'Black', 'Titanium', 'Copper'],
  food: ['Natural'],
  paper: ['White'],
};
const kSizes = {
  people: ['XS', 'S', 'M', 'L', 'XL', 'XXL'],
  hands: ['S', 'M', 'L'],
  feet: ['37', '38', '39', '40', '41', '42', '43', '44', '45', '46'],
  litres: ['Small', 'Medium', 'Large'],
  lengths: ['Regular', 'Long'],
  children: ['98', '110', '122', '134', '146'],
  dogs: ['S', 'M', 'L'],
  one: ['One size'],
};
const kAudiences = ["Women's", "Men's", ''];
const kOpenings = ['For days that start in rain and end in a pub.',
  'Made for the hills at our door.',
  'Simple, sturdy, and made to be mended.', 'One that you keep for years.',
  'The one that our own staff take along.', 'Tried for a winter in the Lakes before it was sold.',
  'For long weekends and longer ways home.', 'Nothing on it that is not needed.',
  'As light as it can be and still last.', 'Good for the first tent and for the fortieth summit.'];

/** All products, in the order of their numbers. */
export function makeCatalog() {
  const random = new Random('alder-and-tarn', 'catalog');
  const names = new Set();
  return kFamilies.flatMap((family, at) => Array.from({ length: kPerFamily }, (_, index) =>
    makeProduct(random, family, { number: at * kPerFamily + index, index, names })));
}

function makeProduct(random, family, { number, index, names }) {
  const { noun, low, high, material, sizes } = family;
  const audience = sizes === 'people' || sizes === 'feet' ? kAudiences[index % 3] : '';
  let brand;
  let model;
  let name;
  do {
    brand = random.weighted(kBrands);
    model = random.pick(kModels);
    name = [brand, model, audience, noun].filter(Boolean).join(' ');
  } while (names.has(name));
  names.add(name);
  const [first, second, third] = random.shuffle(family.facts);
  const colour = random.pick(kPalettes[family.palette]);
  const sku = `AT${10_000 + number * 7}`;
  const price = priceOf(low + (high - low) * random.next() ** 1.6);
  return {
    id: sku,
    sku,
    gtin: withCheckDigit(`29${String(4_100_000_000 + number * 13)}`),
    name,
    brand,
    categories: family.path,
    price,
    currency: 'GBP',
    description: `${random.pick(kOpenings)} ${capital(first)}; ${second}. ${capital(third)}. ` +
      `Of ${material}, in ${colour.toLowerCase()}.`,
    colour,
    sizes: kSizes[sizes],
    audience: audience.replace("'s", '') || null,
    material,
    weightGrams: 10 * Math.round((40 + Number(price) * random.between(1.5, 6)) / 10),
    availability: random.weighted({ InStock: 88, OutOfStock: 8, PreOrder: 4 }),
    rating: { value: Number(random.between(3.4, 4.9).toFixed(1)), count: 3 + random.below(240) },
    path: `/products/${slugOf(`${name} ${sku}`)}`,
    // How much people want it: a few things sell well, most a little.
    demand: 1 / (1 + random.below(600)) ** 0.55,
  };
}

/** Prices as shops write them: 8.50, 24.95, 129.00. */
function priceOf(pounds) {
  if (pounds < 20) return (Math.round(pounds * 2) / 2).toFixed(2);
  if (pounds < 60) return (Math.round(pounds) - 0.05).toFixed(2);
  return `${Math.round(pounds / 5) * 5}.00`;
}

/** A price times a factor, as shops write it. */
export const scaledPrice = (price, factor) => priceOf(Number(price) * factor);

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Text as part of an address. */
export const slugOf = (text) =>
  text.toLowerCase().replace(/'/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** Twelve digits and the thirteenth, which makes the weighted sum a multiple of ten (GS1). */
export function withCheckDigit(digits) {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

/** The path of a category's page: ['Clothing', 'Jackets'] is /clothing/jackets. */
export const categoryPath = (categories) => `/${categories.map(slugOf).join('/')}`;
