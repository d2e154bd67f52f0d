// A small project of two workers in a folder of its own, for tests of what starts workers.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const kShelf = `
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/api/v1/shelf/ready') return Response.json({ status: 'ok' });
    if (pathname === '/env') return Response.json(Object.keys(env));
    if (pathname === '/var') return new Response(env[searchParams.get('name')]);
    if (pathname === '/out') return fetch('http://elsewhere.example/');
    if (pathname === '/log') console.log('a line of the shelf');
    if (pathname === '/flood') {
      for (let i = 0; i < 100; i += 1) console.log('much '.repeat(200));
      return new Response();
    }
    if (request.method === 'POST') {
      await env.DB.prepare('INSERT INTO book (title) VALUES (?)').bind(pathname).run();
    }
    const { results } = await env.DB.prepare('SELECT title FROM book ORDER BY id').all();
    return Response.json(results.map((row) => row.title));
  },
  async scheduled(event, env) {
    await env.DB.prepare('INSERT INTO book (title) VALUES (?)').bind(event.cron).run();
  },
};`;

const kGateway = `
export default {
  fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (request.url.endsWith('/raw/../raw')) return new Response(request.url);
    if (pathname.startsWith('/docs/')) return env.ASSETS.fetch(request);
    return env.SHELF.fetch(request);
  },
};`;

const kMigration = `-- books; and their log
CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT DEFAULT 'a;b');
CREATE TABLE entry (kind INTEGER); /* ; */
CREATE TRIGGER book_entry AFTER INSERT ON book BEGIN
  INSERT INTO entry VALUES (CASE WHEN new.title = ';' THEN 1 ELSE 2 END);
  INSERT INTO entry VALUES (3);
END;
`;

/** Makes the project; `remove` deletes it. */
export function makeProject() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'crow-project-'));
  const write = (name, text) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  write('wrangler/shelf.jsonc', wranglerFile('shelf', {
    d1_databases: [{ binding: 'DB', database_name: 'crow-shelf-dev',
      database_id: '00000000-0000-0000-0000-000000000000', preview_database_id: 'crow-shelf',
      migrations_dir: '../workers/shelf/migrations' }],
    vars: { ENVIRONMENT: 'dev', BASE_URL: 'https://shelf.example' },
    secrets: { required: ['SHELF_KEY'] },
  }, { triggers: { crons: ['*/5 * * * *'] } }));
  write('wrangler/gateway.jsonc', wranglerFile('gateway', {
    services: [{ binding: 'SHELF', service: 'crow-shelf-dev' }],
    vars: { ENVIRONMENT: 'dev' },
  }, { assets: { directory: '../build/site', binding: 'ASSETS', run_worker_first: true } }));
  write('workers/shelf/migrations/0001-books.sql', kMigration);
  write('workers/gateway/README.md', 'The gateway of a test.\n');
  write('build/site/docs/index.html', '<h1>Documents</h1>\n');
  write('build/wasm-release/dist/shelf/index.js', kShelf);
  write('build/wasm-release/dist/gateway/index.js', kGateway);
  return {
    root,
    distRoot: path.join(root, 'build/wasm-release/dist'),
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function wranglerFile(service, dev, more) {
  return `// The ${service} of a test.
${JSON.stringify({
    name: `crow-${service}`,
    main: `../build/wasm-release/dist/${service}/index.js`,
    compatibility_date: '2026-09-01',
    compatibility_flags: ['nodejs_compat', 'enable_request_signal'],
    no_bundle: true,
    find_additional_modules: true,
    rules: [{ type: 'ESModule', globs: ['**/*.js'] }],
    ...more,
    env: { dev, production: renamed(dev) },
  }, null, 2)}
`;
}

function renamed(dev) {
  return JSON.parse(JSON.stringify(dev).replaceAll('-dev"', '-production"')
    .replace('"ENVIRONMENT":"dev"', '"ENVIRONMENT":"production"'));
}
