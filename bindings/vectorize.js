// What stands in for Vectorize on one machine: classes with the methods of its binding and of its
// REST interface, which hand everything to C++ in the Durable Object of the index. They say what
// the real binding says, also when something is refused.

import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import { migrate } from './migrate.js';
import { handOut, pack, unpack } from './packed.js';

const decoder = new TextDecoder();
const kRetrievalLevels = ['all', 'indexed', 'none'];

/** Asks the object of an index; the answer's bytes, or an error as the real binding throws it. */
async function send(env, index, operation, route, body) {
  const config = { ...env.INDEXES?.[index],
    visibilityDelayMs: Number(env.VISIBILITY_DELAY_MS ?? 0) };
  const response = await env.INDEX.getByName(index).fetch(
    `https://internal/internal/vectorize/${route}`, { method: 'POST', body, headers: {
      'x-internal-key': env.INTERNAL_KEY.split(',')[0].trim(),
      'x-vectorize-config': JSON.stringify(config) } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status === 200) return bytes;
  const { code, error } = JSON.parse(decoder.decode(bytes));
  const number = typeof code === 'number' ? ` (code = ${code})` : '';
  const message = typeof error === 'string' ? error : error?.message;
  throw new Error(`${operation}_ERROR${number}: ${message}`);
}

const jsonOf = (bytes) => JSON.parse(decoder.decode(bytes));

/** Objects with plain arrays of numbers, as JSON would give them. */
const listOf = (list, numbers) => handOut(list, numbers).map((one) =>
  (one.values ? { ...one, values: Array.from(one.values) } : one));

/** Options as the real binding sends them, which knows two types of one of them. */
function optionsOf(options) {
  const level = options?.returnMetadata;
  if (level && typeof level !== 'boolean' && !kRetrievalLevels.includes(level)) {
    throw new Error('Invalid returnMetadata option. Expected: true, false, "none", "indexed" or ' +
      `"all"; got: ${level}`);
  }
  return { ...options, ...(level === true ? { returnMetadata: 'all' } : {}) };
}

/** `own` is the worker whose C++ does the work. */
export function entrypoints(own) {
  /** The binding. */
  class Vectorize extends WorkerEntrypoint {
    async insert(vectors) { return this.#write('VECTOR_INSERT', 'insert', vectors); }
    async upsert(vectors) { return this.#write('VECTOR_UPSERT', 'upsert', vectors); }
    async query(vector, options) {
      return this.#query({ ...optionsOf(options), dimensions: vector.length }, [vector]);
    }
    async queryById(id, options) { return this.#query({ ...optionsOf(options), id }, []); }
    async getByIds(ids) {
      const [{ vectors }, numbers] = unpack(
        await this.#send('VECTOR_GET', 'get-by-ids', JSON.stringify({ ids })));
      return listOf(vectors, numbers);
    }
    async deleteByIds(ids) {
      return jsonOf(await this.#send('VECTOR_DELETE', 'delete-by-ids', JSON.stringify({ ids })));
    }
    async describe() { return jsonOf(await this.#send('INDEX_GET', 'info', '{}')); }

    async #write(operation, route, vectors) {
      const head = { vectors: vectors.map(({ values, ...one }) =>
        ({ ...one, dimensions: values.length })) };
      return jsonOf(await this.#send(operation, route,
        pack(head, vectors.map((one) => one.values))));
    }
    async #query(head, vectors) {
      const [{ count, matches }, numbers] = unpack(
        await this.#send('VECTOR_QUERY', 'query', pack(head, vectors)));
      return { count, matches: listOf(matches, numbers) };
    }
    #send(...request) { return send(this.env, this.ctx.props.index, ...request); }
  }

  /** What the REST interface does beside: its vectors by name, its metadata indexes. */
  class VectorizeApi extends WorkerEntrypoint {
    async listVectors(index, options = {}) {
      return this.#ask(index, 'LIST', 'list', options);
    }
    async createMetadataIndex(index, { propertyName, indexType }) {
      return this.#ask(index, 'METADATA_INDEX_CREATE', 'metadata-indexes/create',
        { propertyName, indexType });
    }
    async listMetadataIndexes(index) {
      return this.#ask(index, 'METADATA_INDEX_LIST', 'metadata-indexes/list', {});
    }
    async deleteMetadataIndex(index, { propertyName }) {
      return this.#ask(index, 'METADATA_INDEX_DELETE', 'metadata-indexes/delete', { propertyName });
    }
    async #ask(index, operation, route, body) {
      return jsonOf(await send(this.env, index, operation, route, JSON.stringify(body)));
    }
  }

  /** One index: its rows, and what of them is in memory. */
  class VectorizeIndex extends DurableObject {
    #env;
    constructor(context, env) {
      super(context, env);
      migrate(context.storage);
      this.#env = { ...env, DB: context.storage };
    }
    fetch(request) { return own.fetch(request, this.#env, this.ctx); }
  }

  return { Vectorize, VectorizeApi, VectorizeIndex };
}
