// A server that speaks OpenAI's language as its reference has it: it checks what it is asked, keeps
// its key, and can be told to misbehave.

import http from 'node:http';

const kDimensions = 24;

/** A vector of letters: alike for texts that hold the same ones. */
function vectorOf(text) {
  const vector = new Array(kDimensions).fill(0.01);
  for (const letter of text.toLowerCase()) vector[letter.codePointAt(0) % kDimensions] += 1;
  return vector;
}

const refusal = (status, message) => ({ status,
  body: { error: { message, type: 'invalid_request_error', param: null, code: null } } });

function embeddings({ model, input, encoding_format: format = 'float', ...rest }) {
  if (Object.keys(rest).length > 0) return refusal(400, `unknown: ${Object.keys(rest)}`);
  if (model !== 'letters') return refusal(404, `The model ${model} does not exist`);
  const texts = [input].flat();
  if (texts.length === 0 || texts.some((text) => text === '')) return refusal(400, 'empty input');
  const encode = (vector) => (format === 'base64'
    ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector);
  return { status: 200, body: { object: 'list', model,
    data: texts.map((text, index) =>
      ({ object: 'embedding', index, embedding: encode(vectorOf(text)) })),
    usage: { prompt_tokens: 1, total_tokens: 1 } } };
}

function completions({ model, messages, max_tokens: most }, says) {
  if (!Array.isArray(messages) || !(most > 0)) return refusal(400, 'no messages');
  const parts = messages.flatMap(({ content }) => content);
  const image = parts.find((part) => part.type === 'image_url')?.image_url.url;
  if (image && !/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/.test(image)) {
    return refusal(400, 'no image');
  }
  const content = image
    ? '```json\n{"sentence": "A red shoe on white.", "features": ["red", "leather"]}\n```'
    : says?.(messages) ?? '{"sentence": "A light shoe.", "features": ["light"]}';
  return { status: 200, body: { id: 'c', object: 'chat.completion', model,
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } } };
}

/** Starts it. `behave` is a list of functions of the response, taken one by one before the honest
 *  answers; `says` makes the text of an answer to messages; `requests` is what came. */
export async function startOpenAi({ key = '', ignoresFormat = false } = {}) {
  const state = { requests: [], behave: [] };
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    state.requests.push({ url: request.url, body, headers: request.headers });
    const misbehave = state.behave.shift();
    if (misbehave) return misbehave(response);
    const send = ({ status, body: answer }) => response.writeHead(status,
      { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (key !== '' && request.headers.authorization !== `Bearer ${key}`) {
      return send(refusal(401, 'Incorrect API key provided'));
    }
    if (request.method !== 'POST') return send(refusal(405, 'Not allowed'));
    if (ignoresFormat) delete body.encoding_format;
    if (request.url === '/v1/embeddings') return send(embeddings(body));
    if (request.url === '/v1/chat/completions') return send(completions(body, state.says));
    return send(refusal(404, 'Invalid URL'));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => { server.close(done); });
    },
  });
}
