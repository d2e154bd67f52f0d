// Images of products in workerd: fetched from a shop over HTTP, decoded, kept in R2, described by
// models, and served through the gateway to a client as they are.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bmp, bytes, fixture, openWorld } from './world.mjs';

let world;

before(async () => { world = await openWorld(); });
after(() => world?.dispose());

const thing = (width, height, colour) => bmp(width, height, (x, y) =>
  (x > width / 4 && x < (width * 3) / 4 && y > height / 3 ? colour : [255, 255, 255]));

test('pictures are fetched, told of, described, and served as they are', async () => {
  const { pages } = world;
  const large = thing(900, 600, [200, 30, 40]);
  pages['/shoe.jpg'] = bytes(fixture('shoe.jpg'), { 'content-type': 'text/html' });
  pages['/large.bmp'] = bytes(large);
  pages['/small.webp'] = bytes(fixture('lossy.webp'));
  pages['/small.avif'] = bytes(fixture('small.avif'));
  pages['/moving.gif'] = bytes(fixture('animated.gif'));
  const paths = ['/shoe.jpg', '/large.bmp', '/small.webp', '/small.avif', '/moving.gif'];
  assert.deepEqual(await world.add('prod_1', paths), { isQueued: true });
  const { images, descriptions } = await world.told('north', 'prod_1');
  assert.deepEqual(images.map(({ width, height }) => [width, height]),
    [[40, 30], [900, 600], [40, 30], [40, 30], [16, 12]]);
  assert.equal(images[0].alt, 'From the side');
  assert.equal(descriptions.mode, 'builtin');
  assert.match(descriptions.caption, /from the side/i);
  assert.ok(descriptions.colours.includes('red'), JSON.stringify(descriptions));

  const types = ['image/jpeg', 'image/bmp', 'image/webp', 'image/avif', 'image/gif'];
  for (const [index, { key, url }] of images.entries()) {
    assert.match(key, /^[A-Za-z0-9_.-]{1,64}$/);
    assert.equal(url, `${world.target.url}/api/v1/products/images/${key}`);
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), types[index]);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
    if (index === 0) {
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), fixture('shoe.jpg'));
    } else if (index === 1) {
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), large);
    } else {
      await answer.arrayBuffer();
    }
  }
  const thumbnail = await world.image(`${images[1].key}?width=320`);
  assert.equal(thumbnail.headers.get('content-type'), 'image/jpeg');
  const small = Buffer.from(await thumbnail.arrayBuffer());
  assert.ok(small.length < 20_000, `${small.length} bytes`);
  assert.equal(small.readUInt16BE(0), 0xffd8);
});

test('a client gets parts, and nothing where it has all', async () => {
  const { images: [, { key }] } = await world.told('north', 'prod_1');
  const whole = thing(900, 600, [200, 30, 40]);
  const part = await world.image(key, { headers: { range: 'bytes=1000-1099' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 1000-1099/${whole.length}`);
  assert.equal(part.headers.get('content-length'), '100');
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(1000, 1100));
  const rest = await world.image(key, { headers: { range: 'bytes=10-' } });
  assert.equal(rest.status, 206);
  assert.deepEqual(Buffer.from(await rest.arrayBuffer()), whole.subarray(10));
  const beyond = await world.image(key, { headers: { range: `bytes=${whole.length}-` } });
  assert.equal(beyond.status, 416);
  assert.equal(beyond.headers.get('content-range'), `bytes */${whole.length}`);
  await beyond.arrayBuffer();
  const head = await world.image(key, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('content-length'), String(whole.length));
  const tag = head.headers.get('etag');
  const known = await world.image(key, { headers: { 'if-none-match': tag } });
  assert.equal(known.status, 304);
  assert.equal(await known.text(), '');
  for (const other of ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'a'.repeat(65), 'x%20y']) {
    const missing = await world.image(other);
    assert.equal(missing.status, 404, other);
    await missing.text();
  }
  // Nobody is asked who they are.
  const named = await world.image(key, { headers: { 'x-api-key': 'crow_none' } });
  assert.equal(named.status, 200);
  await named.arrayBuffer();
});

test('what is no picture is noted, and the rest goes on', async () => {
  const { pages, shop } = world;
  const png = fixture('rgb.png');
  const huge = Buffer.from(png);
  huge.writeUInt32BE(10_000, 16);
  huge.writeUInt32BE(10_000, 20);
  pages['/good.png'] = bytes(png);
  pages['/huge.png'] = bytes(huge);
  pages['/polyglot.png'] = bytes(Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]),
    { 'content-type': 'image/png' });
  pages['/page.jpg'] = bytes('<!doctype html><h1>Sorry</h1>', { 'content-type': 'image/jpeg' });
  pages['/icon.svg'] = bytes('<svg xmlns="http://www.w3.org/2000/svg"/>');
  pages['/cut.jpg'] = bytes(fixture('shoe.jpg').subarray(0, 300));
  pages['/away'] = (response) =>
    response.writeHead(302, { location: 'http://10.0.0.1/a.png' }).end();
  const inside = shop.replace('127.0.0.1', 'localhost');
  pages['/inside'] = (response) =>
    response.writeHead(302, { location: `${inside}/good.png` }).end();
  pages['/endless'] = (response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    const piece = Buffer.alloc(1_000_000);
    const send = () => { while (!response.destroyed && response.write(piece)); };
    response.on('drain', send);
    send();
  };
  await world.add('prod_2', ['/gone', '/huge.png', '/polyglot.png', '/page.jpg', '/icon.svg',
    '/cut.jpg', '/away', '/inside', '/endless', '/good.png']);
  const { images } = await world.told('north', 'prod_2');
  assert.equal(images.length, 1);
  assert.deepEqual(await world.failures('north', 'prod_2'), {
    '/gone': 'not_found', '/huge.png': 'too_many_pixels', '/polyglot.png': 'polyglot',
    '/page.jpg': 'active_content', '/icon.svg': 'active_content', '/cut.jpg': 'truncated',
    '/away': 'blocked_address', '/inside': 'blocked_address', '/endless': 'too_large' });
});

test('two organizations have keys of their own for the same picture', async () => {
  world.pages['/shared.jpg'] = bytes(fixture('progressive.jpg'));
  await world.add('prod_3', ['/shared.jpg'], { organizationId: 'north' });
  await world.add('prod_3', ['/shared.jpg'], { organizationId: 'south' });
  const north = await world.told('north', 'prod_3');
  const south = await world.told('south', 'prod_3');
  assert.notEqual(north.images[0].key, south.images[0].key);
  assert.equal(world.visits.filter((one) => one === '/shared.jpg').length, 2);
  assert.deepEqual(await world.add('prod_3', ['/shared.jpg']), { isQueued: false });
});

test('a picture of twelve megapixels is decoded within the memory of a worker', async () => {
  // As BMP it would be too many bytes.
  world.pages['/flat.png'] = bytes(await flatPng(4000, 3000));
  await world.add('prod_4', ['/flat.png']);
  const { images, descriptions } = await world.told('north', 'prod_4');
  assert.deepEqual([images[0].width, images[0].height], [4000, 3000]);
  assert.deepEqual(descriptions.colours, ['blue']);
  const thumbnail = await world.image(`${images[0].key}?width=320`);
  assert.equal(thumbnail.headers.get('content-type'), 'image/jpeg');
  await thumbnail.arrayBuffer();
});

/** An RGB PNG of one blue. */
async function flatPng(width, height) {
  const { crc32, deflateSync } = await import('node:zlib');
  const chunk = (kind, content) => {
    const body = Buffer.concat([Buffer.from(kind), content]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(content.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set([30, 60, 200], y * (width * 3 + 1) + 1 + x * 3);
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
