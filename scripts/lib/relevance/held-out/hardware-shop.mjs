// A store for those who build, garden and keep house, and its brands, none of which exist.

import { makeShop } from '../shop-set.mjs';
import { kHome } from './hardware-home.mjs';
import { kTools } from './hardware-tools.mjs';

const kWords = ['Oakley Row', 'Compact', 'Pro', 'Home', 'Classic', 'Plus', 'Heritage', 'Active'];

const kBrands = {
  Torkel: { groups: 'power|machine', writer: 'sheet', names: 'front', models: 'TK' },
  Brannock: { groups: 'power|hand', writer: 'wordy', names: 'commas', models: 'BR' },
  Vexon: { groups: 'power|machine|electric', writer: 'terse', names: 'front', models: 'VX' },
  Hobbline: { groups: 'power|hand|home|light|machine', writer: 'chatty', names: 'back' },
  Stahlwerth: { groups: 'hand', writer: 'plain', names: 'front', models: kWords },
  'Pike & Dray': { groups: 'hand|garden', writer: 'wordy', names: 'back' },
  Gripsa: { groups: 'fix|glue', writer: 'terse', names: 'commas' },
  Fixwell: { groups: 'fix', writer: 'sheet', names: 'back', models: 'F' },
  Tackmann: { groups: 'fix|glue', writer: 'chatty', names: 'front', models: ['Solid', 'Max'] },
  Ravello: { groups: 'paint', writer: 'wordy', names: 'front', models: ['Atelier', 'Casa'] },
  Colorwick: { groups: 'paint|glue', writer: 'plain', names: 'back' },
  Pinselmeister: { groups: 'paint', writer: 'terse', names: 'front', models: kWords },
  Lumaris: { groups: 'light|electric', writer: 'sheet', names: 'front', models: 'LU' },
  Glimmhus: { groups: 'light|home', writer: 'chatty', names: 'commas',
    models: ['Solvik', 'Nordby', 'Tindra', 'Aska'] },
  Voltaro: { groups: 'electric|light', writer: 'plain', names: 'back', models: 'VO' },
  Aquenta: { groups: 'water', writer: 'wordy', names: 'front', models: ['Rivo', 'Lago', 'Sento'] },
  Rohrbach: { groups: 'water', writer: 'sheet', names: 'back', models: 'R' },
  Greenhallow: { groups: 'garden|grow', writer: 'wordy', names: 'front' },
  Sproutley: { groups: 'grow', writer: 'chatty', names: 'back' },
  Mossbank: { groups: 'garden|grow|machine', writer: 'plain', names: 'front', models: kWords },
  'Casa Linda': { groups: 'home', writer: 'terse', names: 'commas' },
  Nestwell: { groups: 'home', writer: 'plain', names: 'back', models: ['Lotta', 'Bo', 'Finn'] },
};

const kOpenings = ['A favourite of our customers for years.', 'Built to be used, not looked at.',
  'Whoever works a lot will like this one.', 'For beginners as for old hands.',
  'Made in a family workshop.', 'Small price, big help.',
    'Our colleagues on the shop floor swear by it.',
  'Because every job goes better with the right thing.', 'New in the range this season.',
  'You will wonder how you did without.', 'Nothing fancy, and that is the point.'];
const kClosings = ['Three years of guarantee.', 'Spare parts can be had from us.',
  'Delivered to your door or ready in the store within two hours.',
    'Please read the label before use.',
  'Goes well with the rest of the series.', 'Packed without plastic.',
  'Tell us how you get on with it.', 'Send it back within 100 days if you do not like it.'];

/** All products, the same every time. */
export const makeHardwareShop = () => makeShop({ seed: 'hardware', prefix: 'HW', brands: kBrands,
  openings: kOpenings, closings: kClosings, families: [...kTools, ...kHome] });
