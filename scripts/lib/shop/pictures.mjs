// Product pictures: PNG files drawn from nothing but the product's colour, shape and number, the
// same each time. They stand for photographs, so that what reads pictures has something to read.

import { crc32, deflateSync } from 'node:zlib';

const kSize = 320;
const kColours = { juniper: '2f5d50', rust: 'a8472a', lapis: '26549c', mustard: 'd2a32a',
  charcoal: '3c4146', bracken: '8a5a2b', cranberry: '98213f', sea: '3f8fa6', moss: '6b7a3a',
  peat: '4b3a2f', heather: '8d7aa3', slate: '5d6b78', oat: 'd9c8a5', lichen: 'a3ad8a',
  clay: 'b4694a', ink: '24304f', black: '1d1d1f', graphite: '4a4e54', navy: '1f2c4d',
  'dark olive': '4b4f2b', chestnut: '7b3f26', 'dark brown': '4a2f22', tan: 'c39a6b',
  fern: '55803f', sand: 'd8bf8f', ember: 'c8502b', spruce: '2c4f45', steel: '9aa5ad',
  titanium: '878a8c', copper: 'b56b41', natural: 'e0d3b8', white: 'f2f2ee' };

/** A picture of a product, of `view` 1, 2 …, as the bytes of a PNG file. */
export function drawProduct({ colour, number, shape }, view = 1) {
  const tone = rgbOf(kColours[colour.toLowerCase()] ?? '888888');
  const inside = kShapes[shape] ?? kShapes.box;
  const turn = ((number * 37 + view * 101) % 60) - 30;
  const rows = Buffer.alloc((kSize * 3 + 1) * kSize);
  for (let y = 0; y < kSize; y += 1) {
    let at = y * (kSize * 3 + 1) + 1;
    for (let x = 0; x < kSize; x += 1) {
      const u = (x - kSize / 2 + turn * (y / kSize - 0.5)) / (kSize / 2);
      const v = (y - kSize / 2) / (kSize / 2);
      // A studio's grey, lighter above; the product, darker towards its edge and in its seams.
      const depth = inside(u * (view === 2 ? 1.25 : 1), v);
      const light = depth > 0 ? 0.72 + 0.32 * depth + 0.08 * Math.sin((u + v) * 9 + number) : 0;
      const isShadow = v > 0.6 && Math.abs(u) < 0.7;
      const shade = 236 - 22 * v - (isShadow ? 30 * (v - 0.6) : 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = depth > 0 ? tone[channel] * light : shade;
        rows[at] = Math.max(0, Math.min(255, Math.round(value)));
        at += 1;
      }
    }
  }
  return png(rows);
}

// How far inside of its outline a point lies, from 0 at the edge to 1; below 0 outside.
const kShapes = {
  box: (u, v) => 1 - Math.max(Math.abs(u) / 0.6, Math.abs(v) / 0.7),
  round: (u, v) => 1 - Math.hypot(u / 0.66, v / 0.66),
  jacket: (u, v) => 1 - Math.max(Math.abs(v) / 0.78,
    Math.abs(u) / (v < -0.1 ? 0.82 - 0.35 * (v + 0.78) : 0.5),
    v < -0.62 && Math.abs(u) < 0.2 ? 2 : 0),
  trousers: (u, v) => 1 - Math.max(Math.abs(v) / 0.85, Math.abs(u) / 0.45,
    v > -0.2 && Math.abs(u) < 0.06 ? 2 : 0),
  shoe: (u, v) => 1 - Math.max(Math.hypot((u + 0.1) / 0.8, (v - 0.25) / 0.38),
    v > 0.45 ? 2 : 0),
  tent: (u, v) => 1 - Math.max(Math.abs(v - 0.1) / 0.62, Math.abs(u) / (0.08 + 0.62 * (v + 0.55))),
  bottle: (u, v) => 1 - Math.max(Math.abs(v) / 0.85, Math.abs(u) / (v < -0.45 ? 0.15 : 0.32)),
};

/** The outline that a product of these categories has. */
export function shapeOf(categories) {
  const words = categories.join(' ').toLowerCase();
  const known = [['jacket', /jacket|fleece|midlayer|top|shirt|gilet|layer/],
    ['trousers', /trouser|short|tight/],
    ['shoe', /boot|shoe|sandal|footwear|sock/], ['tent', /tent|tarp|shelter/],
    ['bottle', /bottle|flask|gas|fuel|stove|food/], ['round', /hat|cap|rope|mat|head|bowl|cook/]];
  return known.find(([, pattern]) => pattern.test(words))?.[0] ?? 'box';
}

function png(rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(kSize, 0);
  header.writeUInt32BE(kSize, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const rgbOf = (hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
