// An index of vectors: Vectorize, or what stands in for it on one machine; the calls are the same.
// See shared/host/vectors.h.

import { handOut, pack, unpack } from './packed.js';

const decoder = new TextDecoder();

/** A list with the numbers of each, as one message. */
const packList = (name, list, more = {}) => {
  const heads = list.map(({ values, ...one }) => ({ ...one, dimensions: values?.length ?? 0 }));
  return pack({ ...more, [name]: heads }, list.map(({ values }) => values ?? []));
};

const vectorsOf = (payload) => {
  const [{ vectors }, numbers] = unpack(payload);
  return handOut(vectors, numbers);
};

const optionsOf = ({ dimensions: _dimensions, id: _id, ...options }) => options;

// Its types call these numbers, and they have come as texts.
const textOf = (value) => (value === null || value === undefined ? null : String(value));

const idsOf = (payload) => JSON.parse(decoder.decode(payload));

export const vectors = {
  /** Payload: vectors, packed. Answer: the change. */
  async 'vectors.upsert'(state, binding, payload) {
    return JSON.stringify(await state.env[binding].upsert(vectorsOf(payload)));
  },
  async 'vectors.insert'(state, binding, payload) {
    return JSON.stringify(await state.env[binding].insert(vectorsOf(payload)));
  },
  /** Payload: options and the query, packed. Answer: matches, packed. */
  async 'vectors.query'(state, binding, payload) {
    const [head, numbers] = unpack(payload);
    const { matches, count } = await state.env[binding].query(numbers, optionsOf(head));
    return packList('matches', matches, { count });
  },
  async 'vectors.queryById'(state, binding, payload) {
    const [head] = unpack(payload);
    const { matches, count } = await state.env[binding].queryById(head.id, optionsOf(head));
    return packList('matches', matches, { count });
  },
  /** Payload: ids. Answer: vectors, packed. */
  async 'vectors.getByIds'(state, binding, payload) {
    return packList('vectors', await state.env[binding].getByIds(idsOf(payload)));
  },
  /** Payload: ids. Answer: the change. */
  async 'vectors.deleteByIds'(state, binding, payload) {
    return JSON.stringify(await state.env[binding].deleteByIds(idsOf(payload)));
  },
  async 'vectors.describe'(state, binding) {
    const info = await state.env[binding].describe();
    return JSON.stringify({ ...info, processedUpToMutation: textOf(info.processedUpToMutation),
      processedUpToDatetime: textOf(info.processedUpToDatetime) });
  },
};
