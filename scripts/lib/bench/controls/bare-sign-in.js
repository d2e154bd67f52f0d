// What signing in cannot do without: auth's two transactions, and the hash between them. It asks
// who has the address of the request, and compares nothing.

import { hash } from './hash.js';

const kCount = 'INSERT INTO attempt (id, count, since) VALUES (?1, 1, ?2) ' +
  'ON CONFLICT (id) DO UPDATE SET count = count + 1 RETURNING count, since';
const kFind = 'SELECT u.*, a.password FROM user AS u JOIN account AS a ON a.user_id = u.id ' +
  "AND a.provider_id = 'credential' WHERE u.email = ?1";
const kInsert = 'INSERT INTO session (id, token, user_id, ip_address, user_agent, expires_at, ' +
  "created_at, updated_at) VALUES (?1, ?1, ?2, '', '', ?3, ?4, ?4)";
const kLog = 'INSERT INTO audit_event (id, at, action, organization_id, actor_id, detail) ' +
  "SELECT ?1, ?2, 'signed_in', organization_id, ?3, '{}' FROM member WHERE user_id = ?3";
const kForget = 'DELETE FROM attempt WHERE id = ?1';

export default {
  async fetch(request, { DB: database }) {
    const { email, password } = await request.json();
    const [tries, now, id] = [`password:${email}`, Date.now(), crypto.randomUUID()];
    const run = (statement, ...parameters) => database.prepare(statement).bind(...parameters);
    const [, { results: [user] }] =
      await database.batch([run(kCount, tries, now), run(kFind, email)]);
    await hash(password);
    await database.batch([run(kInsert, id, user.id, now + 1_000, now), run(kLog, id, now, user.id),
      run(kForget, tries)]);
    return Response.json({ token: id, user });
  },
};
