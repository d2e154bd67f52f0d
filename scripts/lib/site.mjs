// Assembles the documentation page that the gateway serves below /docs: our page, and Swagger UI
// from node_modules. The OpenAPI documents beside it come from crow-openapi.
//
//   node scripts/lib/site.mjs DIRECTORY     writes DIRECTORY/docs; the CMake target `site` calls it

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kUsage = 'Usage: node scripts/lib/site.mjs DIRECTORY   writes DIRECTORY/docs\n';

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

const [directory] = process.argv.slice(2);
if (directory === '--help') {
  process.stdout.write(kUsage);
} else if (!directory) {
  process.stderr.write(kUsage);
  process.exitCode = 2;
} else {
  try {
    assembleDocs(directory);
  } catch (error) {
    process.stderr.write(`site: ${error.message}\n`);
    process.exitCode = 1;
  }
}
