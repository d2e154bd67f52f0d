// The client of CROW's API for JavaScript and TypeScript, in browsers, Node and Workers.
//
//   import { createClient } from '@crowai/client';
//   const crow = createClient({ apiKey: 'crow_…' });
//   const product = await crow.createProduct({ name: 'Chair', price: '10.00', currency: 'EUR' });
//   for await (const each of crow.listProducts.all({ brand: ['Acme'] })) console.log(each.name);
//
// Every operation is a function of one input: parameters of its path and query and members of its
// body, by name. Its types are in index.d.ts, which is made of the OpenAPI document.

import { kOperations } from './operations.js';

/** What the API refused, or could not do. */
export class CrowError extends Error {
  constructor({ status, code, message, details, requestId, body }) {
    super(message);
    this.name = 'CrowError';
    /** The HTTP status. */
    this.status = status;
    /** Stable, as "VALIDATION_ERROR"; null when the answer has none. */
    this.code = code;
    /** The first fault of a refused input: its field, what was expected, what came. */
    this.details = details;
    /** What to name when you ask about it. */
    this.requestId = requestId;
    /** The answer as it came. */
    this.body = body;
  }
}

/** Makes a client; with an `apiKey`, or in a browser with the visitor's session. */
export function createClient({ baseUrl = 'https://api.crowai.dev/api/v1', apiKey, headers = {},
  fetch: send = globalThis.fetch } = {}) {
  const context = { baseUrl: baseUrl.replace(/\/$/, ''), apiKey, headers, send };
  return Object.fromEntries(Object.entries(kOperations).map(([name, operation]) => {
    const run = (input, options) => call(context, operation, input, options);
    if (operation.lists) run.all = (input, options) => itemsOf(run, input, options);
    return [name, run];
  }));
}

async function call({ baseUrl, apiKey, headers, send }, operation, input = {}, options = {}) {
  const { path, body } = partsOf(operation, input);
  const answer = await send(baseUrl + path, {
    method: operation.method,
    credentials: apiKey ? 'omit' : 'include',
    signal: options.signal,
    headers: {
      Accept: 'application/json, */*;q=0.5',
      ...(apiKey ? { 'X-API-Key': apiKey } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(options.idempotencyKey ? { 'Idempotency-Key': options.idempotencyKey } : {}),
      ...headers,
      ...options.headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw await errorOf(answer);
  if (answer.status === 204) return undefined;
  return isJson(answer) ? answer.json() : answer;
}

const isJson = (answer) =>
  /^application\/json\b/.test(answer.headers.get('content-type') ?? '');

/** The path with its query, and what is left for the body. */
function partsOf({ path, query = [], hasBody }, input) {
  const left = Array.isArray(input) ? input : { ...input };
  const take = (name) => {
    const value = left[name];
    delete left[name];
    return value;
  };
  let filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = take(name);
    if ((value ?? '') === '') throw new TypeError(`${name} is missing`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const name of query) {
    for (const value of [take(name)].flat()) {
      if (value !== undefined && value !== null) search.append(name, String(value));
    }
  }
  if (search.size > 0) filled += `?${search}`;
  return { path: filled, body: hasBody ? left : undefined };
}

async function errorOf(answer) {
  const text = await answer.text();
  const requestId = answer.headers.get('x-request-id');
  let body = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Some refusals have no body at all.
  }
  // Routes below /auth speak as Better Auth does, all others as the contract says.
  const { code = null, message, details = null } = body?.error ?? body ?? {};
  return new CrowError({ status: answer.status, code, details, requestId, body,
    message: message ?? `The API answered ${answer.status}.` });
}

/** Every item of a list, page by page; stays where it is while others add to it. */
async function* itemsOf(run, input, options) {
  let cursor;
  do {
    const page = await run(cursor ? { ...input, page: undefined, cursor } : input, options);
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor);
}
