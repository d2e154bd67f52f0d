// The Durable Objects that remember sessions: each those of the users whose ids begin alike.

import { DurableObject } from 'cloudflare:workers';

const kTextsMax = 1_000;

/** `own` is the worker whose C++ does the work. */
export function entrypoints(own) {
  class Sessions extends DurableObject {
    #env;
    #texts = new Map();
    #age = 0;
    constructor(context, env) {
      super(context, env);
      const read = (key) => `${this.#age}\n${context.id.name}\n${this.#texts.get(key) ?? ''}`;
      const write = (age, key, text) => {
        if (age !== this.#age) return;
        if (this.#texts.size >= kTextsMax) this.#texts.delete(this.#texts.keys().next().value);
        this.#texts.set(key, text);
      };
      this.#env = { ...env, MEMORY: { read, write } };
    }
    fetch(request) {
      return own.fetch(request, this.#env, this.ctx);
    }
    /** All that is remembered goes, and what is being read will not come. */
    forget() {
      this.#texts.clear();
      this.#age += 1;
    }
  }

  return { Sessions };
}
