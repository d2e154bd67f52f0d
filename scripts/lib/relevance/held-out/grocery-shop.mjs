// A grocery and drugstore, and its brands, none of which exist.

import { makeShop } from '../shop-set.mjs';
import { kDrugstore } from './grocery-drugstore.mjs';
import { kFood } from './grocery-food.mjs';

const kBrands = {
  Marbello: { groups: 'hot', writer: 'wordy', names: 'front', models: ['Oro', 'Notte', 'Alba'] },
  'Kessel & Kanne': { groups: 'hot', writer: 'terse', names: 'commas' },
  'Tamsin Vale': { groups: 'hot|dry|sweet', writer: 'chatty', names: 'back' },
  Brookmill: { groups: 'dry|bake|bakery', writer: 'plain', names: 'front' },
  'Good Acre': { groups: 'dairy|drinks|dry|frozen|baby|italian|snack|bakery|plant|world',
    writer: 'terse', names: 'front' },
  Almenhof: { groups: 'dairy', writer: 'wordy', names: 'back' },
  Haferlust: { groups: 'plant', writer: 'chatty', names: 'front' },
  Verdino: { groups: 'plant|italian|frozen', writer: 'sheet', names: 'commas' },
  'Nonna Pia': { groups: 'italian|frozen', writer: 'wordy', names: 'front' },
  'Lotus Lane': { groups: 'world|dry', writer: 'chatty', names: 'back' },
  Sprudelfeld: { groups: 'drinks', writer: 'sheet', names: 'front' },
  Fruttasole: { groups: 'drinks|sweet', writer: 'plain', names: 'back' },
  Hopfenstern: { groups: 'alcohol', writer: 'terse', names: 'front' },
  'Casa Brava': { groups: 'alcohol|italian', writer: 'wordy', names: 'commas',
    models: ['Reserva', 'Classico', ''] },
  'Vinea Nova': { groups: 'alcohol', writer: 'plain', names: 'back' },
  'Penny Lark': { groups: 'sweet|bake|bakery|snack', writer: 'chatty', names: 'front' },
  Knusperia: { groups: 'snack|sweet|bakery|bake', writer: 'terse', names: 'commas' },
  Polarkiste: { groups: 'frozen', writer: 'sheet', names: 'front' },
  Linea: { groups: 'hair|body|skin|shave', writer: 'wordy', names: 'front' },
  Sanfteo: { groups: 'hair|body|skin|baby|women', writer: 'chatty', names: 'back' },
  Dentoro: { groups: 'teeth', writer: 'sheet', names: 'front' },
  Smilewell: { groups: 'teeth|health', writer: 'plain', names: 'commas' },
  Barbarossa: { groups: 'shave|hair|body', writer: 'terse', names: 'front' },
  Lunella: { groups: 'women|skin', writer: 'wordy', names: 'front' },
  Heilwig: { groups: 'health', writer: 'sheet', names: 'back' },
  Blinkfix: { groups: 'clean', writer: 'chatty', names: 'front' },
  Reinweiss: { groups: 'clean', writer: 'sheet', names: 'commas' },
  'Green Gull': { groups: 'clean|paper|body', writer: 'wordy', names: 'back' },
  Papilio: { groups: 'paper|women', writer: 'plain', names: 'front' },
  Zwergenland: { groups: 'baby', writer: 'wordy', names: 'front' },
  Pfotenglück: { groups: 'pet', writer: 'chatty', names: 'front' },
  'Whisker & Co': { groups: 'pet', writer: 'terse', names: 'back' },
};

const kOpenings = ['Loved by large and small.', 'We taste and test all that we sell.',
  'A classic on our shelves.', 'For everybody who looks closely at the label.',
  'Good quality need not be dear.', 'From makers we have known for years.',
  'Try it once and you will come back for it.', 'New and improved.', 'Just what a busy week needs.',
  'Honest, simple, good.'];
const kClosings = ['Recyclable pack.', 'Store in a cool dry place.', 'Best before: see pack.',
  'Also in a box of six.', 'Delivered chilled where needed.',
    'Information on allergens is on the pack.',
  'Made in Europe.', 'You earn double points on it this week.'];

/** All products, the same every time. */
export const makeGroceryShop = () => makeShop({ seed: 'grocery', prefix: 'GR', brands: kBrands,
  openings: kOpenings, closings: kClosings, families: [...kFood, ...kDrugstore] });
