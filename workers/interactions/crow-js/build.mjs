// Makes the one small file that shops load out of crow.js and what it imports.
//
//   import { buildTrackingScript } from '…/crow-js/build.mjs';
//   const text = await buildTrackingScript();

import path from 'node:path';
import { build } from 'esbuild';

/** Bytes that the compressed script may have. */
export const kTrackingScriptBudget = 4096;

/** The script's text, for browsers of 2020 and later. */
export async function buildTrackingScript() {
  const { outputFiles: [file] } = await build({
    entryPoints: [path.join(import.meta.dirname, 'crow.js')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  return file.text;
}
