// A shop on an origin of its own, whose pages a test writes: `shop.put('/a', page)`. Pages carry
// the collector's script as a shop would paste it.

import { createServer } from 'node:http';

/** Starts a shop on a free port of localhost, which is another site than 127.0.0.1. */
export async function openShop(collector) {
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url, 'http://shop').pathname);
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store', ...page?.headers });
    response.end(page?.text ?? '');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://localhost:${server.address().port}`;
  return {
    url,
    put(path, page = {}) {
      pages.set(path, { headers: page.headers, text: page.text ?? write(collector, page) });
      return url + path;
    },
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function write(collector, { title = 'A page', head = '', body = '', attributes = '', tag }) {
  const { url, key } = collector;
  const script = tag ??
    `<script defer src="${url}/crow.js" data-key="${key}" ${attributes}></script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
${head}
${script}
</head><body>${body}</body></html>`;
}
