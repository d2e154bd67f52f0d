// Assembles what the gateway serves as files: below /docs the documentation page, ours and Swagger
// UI from node_modules, and at /crow.js the tracking script. The OpenAPI documents beside them come
// from crow-openapi.
//
//   node scripts/lib/site.mjs DIRECTORY     the CMake target `site` calls it

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kUsage =
  'Usage: node scripts/lib/site.mjs DIRECTORY   writes DIRECTORY/docs and DIRECTORY/crow.js\n';

/** Name in the site and where it comes from. */
const kFiles = {
  'index.html': 'shared/openapi/docs/index.html',
  'docs.css': 'shared/openapi/docs/docs.css',
  'docs.js': 'shared/openapi/docs/docs.js',
  'theme.js': 'shared/openapi/docs/theme.js',
  'swagger-ui.css': 'node_modules/swagger-ui-dist/swagger-ui.css',
  'swagger-ui-bundle.js': 'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'swagger-ui-license.txt': 'node_modules/swagger-ui-dist/LICENSE',
  'swagger-ui-notice.txt': 'node_modules/swagger-ui-dist/NOTICE',
  'swagger-ui-bundle.js.LICENSE.txt':
    'node_modules/swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt',
};

/** Writes `directory`/docs; files that do not belong there go. */
function assembleDocs(directory) {
  const docs = path.join(directory, 'docs');
  mkdirSync(docs, { recursive: true });
  for (const [name, source] of Object.entries(kFiles)) {
    const from = path.join(kRoot, source);
    if (!existsSync(from)) {
      throw new Error(`${source} is missing; ./scripts/setup installs what comes from npm`);
    }
    copyFileSync(from, path.join(docs, name));
  }
  for (const name of readdirSync(docs)) {
    if (!(name in kFiles)) rmSync(path.join(docs, name), { recursive: true });
  }
}

async function makeTrackingScript(directory) {
  if (!existsSync(path.join(kRoot, 'node_modules/esbuild'))) {
    throw new Error('esbuild is missing; ./scripts/setup installs what comes from npm');
  }
  const { buildTrackingScript } = await import('../../workers/interactions/crow-js/build.mjs');
  writeFileSync(path.join(directory, 'crow.js'), await buildTrackingScript());
}

const [directory] = process.argv.slice(2);
if (directory === '--help') {
  process.stdout.write(kUsage);
} else if (!directory) {
  process.stderr.write(kUsage);
  process.exitCode = 2;
} else {
  try {
    assembleDocs(directory);
    await makeTrackingScript(directory);
  } catch (error) {
    process.stderr.write(`site: ${error.message}\n`);
    process.exitCode = 1;
  }
}
