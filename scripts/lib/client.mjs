// Makes the TypeScript client of the OpenAPI document: build/client, a package as it is published.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSite } from './build.mjs';
import { say } from './log.mjs';
import { kRoot } from './wrangler-config.mjs';

const kMethods = ['get', 'put', 'post', 'patch', 'delete'];
const kTemplate = path.join(kRoot, 'scripts/templates/client');
export const kClient = path.join(kRoot, 'build/client');
const kDocument = path.join(kRoot, 'build/site/openapi/openapi.json');

/** Writes the package for a document into `folder`. */
export function makeClient({ document = JSON.parse(readFileSync(kDocument, 'utf8')),
  folder = kClient } = {}) {
  const operations = readOperations(document);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(kTemplate, folder, { recursive: true });
  writeFileSync(path.join(folder, 'operations.js'), tableOf(operations));
  writeFileSync(path.join(folder, 'index.d.ts'), typesOf(document, operations));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify({
    name: '@crowai/client',
    version: document.info.version,
    description: 'The client of CROW’s API.',
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    types: './index.d.ts',
    files: ['index.js', 'operations.js', 'index.d.ts', 'README.md'],
    sideEffects: false,
  }, null, 2)}\n`);
  return operations;
}

// What answers with a redirect alone is a link for people, not a call.
function readOperations(document) {
  const succeeds = ({ responses }) =>
    Object.keys(responses).some((status) => status.startsWith('2'));
  return Object.entries(document.paths).flatMap(([route, item]) => kMethods
    .filter((method) => item[method] && succeeds(item[method])).map((method) => {
      const { operationId, summary, description, parameters = [], requestBody, responses } =
        item[method];
      const own = parameters.map((one) => resolve(document, one))
        .filter((one) => one.in !== 'header');
      const success = Object.keys(responses).find((status) => status.startsWith('2'));
      const [type, content] = Object.entries(responses[success].content ?? {})[0] ?? [];
      const output = content?.schema && resolve(document, content.schema);
      return {
        name: operationId, method: method.toUpperCase(), path: route, summary, description,
        parameters: own,
        body: requestBody?.content['application/json']?.schema,
        isRepeatable: parameters.some((one) => one.$ref?.endsWith('/IdempotencyKey')),
        success, type, output: content?.schema,
        item: output?.properties?.nextCursor ? output.properties.data.items : undefined,
      };
    }));
}

const resolve = (document, value) => (value.$ref
  ? value.$ref.slice(2).split('/').reduce((at, name) => at[name], document) : value);

/** What index.js needs to know of each operation. */
function tableOf(operations) {
  const lines = operations.map(({ name, method, path: route, parameters, body, item }) => {
    const query = parameters.filter((one) => one.in === 'query').map((one) => one.name);
    const parts = [`method: '${method}'`, `path: '${route}'`];
    if (query.length > 0) parts.push(`query: [${query.map((one) => `'${one}'`).join(', ')}]`);
    if (body) parts.push('hasBody: true');
    if (item) parts.push('lists: true');
    return `  ${name}: { ${parts.join(', ')} },`;
  });
  return `// Made of the OpenAPI document.
export const kOperations = {
${lines.join('\n')}
};
`;
}

function typesOf(document, operations) {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) =>
    `${comment(schema.description)}export ${declaration(name, schema)}\n`);
  const methods = operations.map((operation) => methodOf(document, operation));
  return `// Made of the OpenAPI document of CROW ${document.info.version}.

${schemas.join('\n')}
/** Codes of errors; routes below /auth have more of their own. */
export type ErrorCode = ${errorCodes(document)} | (string & {});

/** What the API refused, or could not do. */
export declare class CrowError extends Error {
  readonly name: 'CrowError';
  /** The HTTP status. */
  readonly status: number;
  /** Stable, as "VALIDATION_ERROR"; null when the answer has none. */
  readonly code: ErrorCode | null;
  /** The first fault of a refused input. */
  readonly details: ErrorDetails | null;
  /** What to name when you ask about it. */
  readonly requestId: string | null;
  /** The answer as it came. */
  readonly body: unknown;
}

export interface ClientOptions {
  /** The server and /api/v1; by default production. */
  baseUrl?: string;
  /** Without one, requests carry the session of the browser. */
  apiKey?: string;
  /** Sent with every request. */
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export interface RepeatableCallOptions extends CallOptions {
  /** Sent again with the same key, the request makes nothing twice; up to 255 characters. */
  idempotencyKey?: string;
}

export interface Client {
${methods.join('\n')}
}

/** Makes a client; with an \`apiKey\`, or in a browser with the visitor's session. */
export declare function createClient(options?: ClientOptions): Client;
`;
}

function errorCodes(document) {
  const code = document.components.schemas.ErrorBody?.properties?.code ?? {};
  return code.enum ? code.enum.map((one) => `'${one}'`).join(' | ') : kCodes
    .map((one) => `'${one}'`).join(' | ');
}

// Those of the contract, where the document says no more than that it is a text.
const kCodes = ['VALIDATION_ERROR', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE', 'CONFLICT', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_MISMATCH', 'RATE_LIMITED', 'INTERNAL_ERROR', 'NOT_IMPLEMENTED', 'UNAVAILABLE'];

function declaration(name, schema) {
  const isObject = schema.type === 'object' && schema.properties;
  return isObject ? `interface ${name} ${typeOf(schema)}` : `type ${name} = ${typeOf(schema)};`;
}

function methodOf(document, { name, method, path: route, summary, description, parameters, body,
  isRepeatable, success, type, output, item }) {
  const options = isRepeatable ? 'RepeatableCallOptions' : 'CallOptions';
  const isNeeded = parameters.some((one) => one.required)
    || (body && needsBody(resolve(document, body)));
  const input = inputOf(parameters, body);
  const ask = `input${isNeeded ? '' : '?'}: ${input}, options?: ${options}`;
  const isJson = type === 'application/json';
  const answer = success === '204' ? 'void' : isJson ? typeOf(output) : 'Response';
  const note = comment(`${summary}${description ? `\n\n${description}` : ''}\n\n${method} ${route}`,
    '  ');
  if (!item) return `${note}  ${name}(${ask}): Promise<${answer}>;\n`;
  return `${note}  ${name}: {
    (${ask}): Promise<${answer}>;
    /** Every item, page by page. */
    all(${ask}): AsyncIterableIterator<${typeOf(item)}>;
  };\n`;
}

const needsBody = (schema) => Boolean(schema.oneOf) || (schema.required ?? []).length > 0;

function inputOf(parameters, body) {
  const members = parameters.map((one) => member(one.name, one.schema, one.required,
    one.description, '    '));
  const own = members.length > 0 ? `{\n${members.join('\n')}\n  }` : '';
  const parts = [own, body ? typeOf(body, '  ') : ''].filter(Boolean);
  return parts.length > 0 ? parts.join(' & ') : 'Record<string, never>';
}

/** A schema as a TypeScript type. */
function typeOf(schema, indent = '') {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  const either = schema.oneOf ?? schema.anyOf;
  if (either) return either.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  }
  switch (schema.type) {
    case 'null': return 'null';
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'integer':
    case 'number': return 'number';
    case 'array': return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case 'object': return objectOf(schema, indent);
    default: return 'unknown';
  }
}

function objectOf({ properties, required = [], additionalProperties }, indent) {
  if (!properties) {
    const value = typeof additionalProperties === 'object'
      ? typeOf(additionalProperties) : 'unknown';
    return `Record<string, ${value}>`;
  }
  const lines = Object.entries(properties).map(([name, schema]) =>
    member(name, schema, required.includes(name), schema.description, `${indent}  `));
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function member(name, schema, isRequired, description, indent) {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  return `${comment(description, indent)}${indent}${key}${isRequired ? '' : '?'}: `
    + `${typeOf(schema, indent)};`;
}

function comment(text, indent = '') {
  if (!text) return '';
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n`
    + `${indent} */\n`;
}

async function main() {
  const { values } = parseArgs({ options: { 'no-build': { type: 'boolean' },
    out: { type: 'string', default: kClient } } });
  if (!values['no-build']) await buildSite();
  const operations = makeClient({ folder: path.resolve(values.out) });
  say(`${operations.length} operations in ${path.relative(process.cwd(), values.out) || '.'}; `
    + 'publish it with "npm publish" there');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    process.stderr.write(`client: ${error.message}\n`);
    process.exit(1);
  });
}
