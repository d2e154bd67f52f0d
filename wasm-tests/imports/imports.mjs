// Imports as a client sees them: files are sent, and looked at until they have been taken in.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyAddress, must } from '../lib/target.mjs';

/** The imports at a path, by the holder of a key: `{ upload, look, lookUntil, ended }`. */
export function importsAt(target, path, holder) {
  /** Sends a file; the answer with its parsed body. Further fields go into the form. */
  async function upload(file, { name = 'posts.txt', headers = {}, key = holder.key,
    ...fields } = {}) {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([file]), name);
    const response = await fetch(`${target.url}${path}`, { method: 'POST', body: form,
      headers: { 'X-API-Key': key, 'CF-Connecting-IP': anyAddress(), ...headers } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, data: JSON.parse(text) };
  }

  const look = async (id) => (await must(target, 'GET', `${path}/${id}`, { key: holder.key })).data;

  /** Looks at an import until `holds` says that it is as expected, and gives it. */
  async function lookUntil(id, holds, milliseconds = 90_000) {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const found = await look(id);
      if (holds(found)) return found;
      assert.ok(Date.now() < deadline, `still ${JSON.stringify(found)}`);
      await sleep(20);
    }
  }

  /** Waits until the import that an answer speaks of has ended, and gives it. */
  function ended(answer) {
    assert.equal(answer.status, 202, answer.text ?? String(answer.body));
    return lookUntil(answer.data.id, ({ status }) => !['queued', 'running'].includes(status));
  }

  return { upload, look, lookUntil, ended };
}
