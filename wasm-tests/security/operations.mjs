// The operations of the platform as the tests of this folder walk them: from the OpenAPI document,
// which is made of the same declarations as the routes. Whoever declares an operation is tested
// here without a line more.

import { kApi, must, unique } from '../lib/target.mjs';

const kMethods = ['get', 'put', 'post', 'patch', 'delete'];

/**
 * @typedef {{name: string, method: string, path: string, access: string, permission?: string,
 *   parameters: {name: string, place: string, isRequired: boolean, schema: object}[],
 *   body?: object, takes: string[]}} Operation
 */

/** @returns {Promise<Operation[]>}  every operation, with its path below /api/v1 */
export async function readOperations(target) {
  const { data: document } = await must(target, 'GET', `${kApi}/openapi.json`);
  const resolve = (value) => (value?.$ref
    ? value.$ref.slice(2).split('/').reduce((at, name) => at[name], document) : value);
  const flat = (schema) => {
    const found = resolve(schema);
    if (!found) return found;
    return {
      ...found,
      ...(found.properties ? { properties: Object.fromEntries(Object.entries(found.properties)
        .map(([name, one]) => [name, flat(one)])) } : {}),
      ...(found.items ? { items: flat(found.items) } : {}),
      ...(found.oneOf ? { oneOf: found.oneOf.map(flat) } : {}),
    };
  };
  return Object.entries(document.paths).flatMap(([path, item]) => kMethods
    .filter((method) => item[method]).map((method) => {
      const { operationId, parameters = [], requestBody, ...more } = item[method];
      return {
        name: operationId,
        method: method.toUpperCase(),
        path,
        access: more['x-access'],
        permission: more['x-permission'],
        parameters: parameters.map(resolve).filter((one) => one.in !== 'header').map((one) =>
          ({ name: one.name, place: one.in, isRequired: one.required, schema: flat(one.schema) })),
        body: flat(requestBody?.content?.['application/json']?.schema),
        takes: Object.keys(requestBody?.content ?? {}),
      };
    }));
}

/** A value that fits a schema; new each time where it is a text. */
export function sample(schema, name = '') {
  if (!schema) return 'anything';
  if (schema.oneOf) return sample(schema.oneOf[0], name);
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  const type = [schema.type].flat()[0];
  if (type === 'object') return sampleObject(schema);
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 1 }, () => sample(schema.items, name));
  }
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (schema.format === 'date-time') return new Date().toISOString();
  if (schema.format === 'email' || /email$/i.test(name)) return `${unique()}@northwind.example`;
  if (schema.format === 'password') return 'correct horse battery';
  if (/url$/i.test(name)) return `https://northwind.example/${unique()}`;
  return unique().padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength ?? 64);
}

/** What must be there. */
function sampleObject({ properties = {}, required = [] }) {
  return Object.fromEntries(required.map((name) => [name, sample(properties[name], name)]));
}

/** A body for an operation; a change that needs nothing changes its first member. */
function bodyOf({ method, body }) {
  const made = body && sample(body);
  if (method !== 'PATCH' || !made || Object.keys(made).length > 0) return made;
  const [name, schema] = Object.entries(body.properties)[0];
  return { [name]: sample(schema, name) };
}

/** A request for an operation: `values` by name of parameter or member, samples for the rest. */
export function requestOf(operation, values, body = bodyOf(operation)) {
  const query = [];
  let path = kApi + operation.path;
  for (const { name, place, isRequired, schema } of operation.parameters) {
    const value = values[name] ?? (isRequired ? sample(schema, name) : undefined);
    if (value === undefined) continue;
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else query.push(`${name}=${encodeURIComponent(value)}`);
  }
  if (query.length > 0) path += `?${query.join('&')}`;
  if (!operation.body) return { method: operation.method, path };
  const known = Object.entries(values).filter(([name]) => membersOf(operation).includes(name));
  return { method: operation.method, path, body: { ...body, ...Object.fromEntries(known) } };
}

/** The names of the members that an operation's body may have. */
export function membersOf({ body }) {
  const schema = body?.oneOf ? body.oneOf[0] : body;
  return Object.keys(schema?.properties ?? {});
}
