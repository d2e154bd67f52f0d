// Nothing but the hash of a password.

import { hash } from './hash.js';

export default {
  async fetch(request) {
    const { password } = await request.json();
    const key = await hash(password);
    return Response.json({ key: key.toString('hex') });
  },
};
