// R2. Payloads begin with a line of JSON or plain lines, bytes follow; see shared/host/bucket.cpp.

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const kLineEnd = 10;

/** The first `count` lines of a payload, and what follows them. */
function split(payload, count) {
  const lines = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const end = payload.indexOf(kLineEnd, at);
    lines.push(decoder.decode(payload.subarray(at, end)));
    at = end + 1;
  }
  return [lines, payload.subarray(at)];
}

/** A payload's JSON head, and its bytes, copied out of C++'s memory. */
function read(payload) {
  const [[line], bytes] = split(payload, 1);
  return [JSON.parse(line), bytes.slice()];
}

const about = ({ key, size, etag, httpMetadata, uploaded, customMetadata }) => ({ key, size, etag,
  contentType: httpMetadata?.contentType ?? '', uploadedAt: uploaded.toISOString(),
  metadata: customMetadata ?? {} });

const optionsOf = ({ contentType, metadata }) => ({ customMetadata: metadata,
  httpMetadata: contentType === '' ? {} : { contentType } });

const uploadOf = (state, binding, { key, upload }) =>
  state.env[binding].resumeMultipartUpload(key, upload);

export const r2 = {
  /** Payload: head, bytes. Answer: the object. */
  async 'r2.put'(state, binding, payload) {
    const [head, bytes] = read(payload);
    return JSON.stringify(about(await state.env[binding].put(head.key, bytes, optionsOf(head))));
  },
  /** Payload: `offset\nlength\nkey`, length -1 to the end. Answer: object, bytes; or nothing. */
  async 'r2.get'(state, binding, payload) {
    const [[offsetText, lengthText], rest] = split(payload, 2);
    const [offset, length, key] = [Number(offsetText), Number(lengthText), decoder.decode(rest)];
    const range = { offset, ...(length < 0 ? {} : { length }) };
    const isWhole = offset === 0 && length < 0;
    let object = null;
    let failure = null;
    if (length !== 0) {
      object = await state.env[binding].get(key, isWhole ? {} : { range })
        .catch((error) => { failure = error; });
    }
    if (!object && (failure || !isWhole)) {
      // A range that begins at the end or beyond is refused in words that differ.
      object = await state.env[binding].head(key);
      if (failure && (isWhole || !(object?.size <= offset))) throw failure;
    }
    if (!object) return '';
    const bytes = object.body ? new Uint8Array(await object.arrayBuffer()) : new Uint8Array();
    const head = encoder.encode(`${JSON.stringify(about(object))}\n`);
    const answer = new Uint8Array(head.length + bytes.length);
    answer.set(head);
    answer.set(bytes, head.length);
    return answer;
  },
  /** Payload: the keys, as JSON. */
  async 'r2.delete'(state, binding, payload) {
    await state.env[binding].delete(JSON.parse(decoder.decode(payload)));
    return '';
  },
  /** Payload: `limit\ncursor\nprefix`. Answer: objects and cursor. */
  async 'r2.list'(state, binding, payload) {
    const [[limit, cursor], prefix] = split(payload, 2);
    const found = await state.env[binding].list({ limit: Number(limit),
      prefix: decoder.decode(prefix), include: ['httpMetadata', 'customMetadata'],
      ...(cursor === '' ? {} : { cursor }) });
    return JSON.stringify({ objects: found.objects.map(about),
      cursor: found.truncated ? found.cursor : null });
  },
  /** Payload: head. Answer: the upload's id. */
  async 'r2.begin'(state, binding, payload) {
    const head = JSON.parse(decoder.decode(payload));
    const upload = await state.env[binding].createMultipartUpload(head.key, optionsOf(head));
    return upload.uploadId;
  },
  /** Payload: head with `upload` and `part`, bytes. Answer: the part's etag. */
  async 'r2.part'(state, binding, payload) {
    const [head, bytes] = read(payload);
    return (await uploadOf(state, binding, head).uploadPart(head.part, bytes)).etag;
  },
  /** Payload: head with `upload` and `etags`. Answer: the object. */
  async 'r2.end'(state, binding, payload) {
    const head = JSON.parse(decoder.decode(payload));
    return JSON.stringify(about(await uploadOf(state, binding, head).complete(
      head.etags.map((etag, index) => ({ partNumber: index + 1, etag })))));
  },
  /** Payload: head with `upload`. */
  async 'r2.abort'(state, binding, payload) {
    const head = JSON.parse(decoder.decode(payload));
    await uploadOf(state, binding, head).abort();
    return '';
  },
};
