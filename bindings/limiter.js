// The Durable Objects that count requests: one for each organization and each address.

import { DurableObject } from 'cloudflare:workers';
import { migrate } from './migrate.js';

/** `own` is the worker whose C++ does the work. */
export function entrypoints(own) {
  class Counter extends DurableObject {
    #env;
    #hasTables = false;
    constructor(context, env) {
      super(context, env);
      this.#env = { ...env, DB: context.storage };
    }
    fetch(request) {
      this.#migrate();
      return own.fetch(request, this.#env, this.ctx);
    }
    alarm() {
      this.#migrate();
      // C++ may clear the storage: whoever comes next looks again.
      this.#hasTables = false;
      return own.scheduled({ cron: 'alarm' }, this.#env, this.ctx);
    }
    #migrate() {
      if (!this.#hasTables) migrate(this.ctx.storage);
      this.#hasTables = true;
    }
  }

  return { Counter };
}
