// An API key for somebody who may not make one: members lack apiKeyManagement, and the API has no
// way for an admin to make a key for them.

import { createHash, randomInt } from 'node:crypto';

const kLetters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const kLettersAndDigits = `${kLetters}0123456789`;
const kYear = 365 * 24 * 60 * 60 * 1000;

/**
 * Writes into the identity database what workers/auth/create-api-key.cpp would write for the user
 * with this address, and returns the key. An older one of the name goes: nobody holds it.
 */
export async function grantKey(database, { email, name, organizationId }) {
  const key = `crow_${randomText(64, kLetters)}`;
  const hash = createHash('sha256').update(key).digest('base64url');
  const now = Date.now();
  await database.batch([
    database.prepare(`
      DELETE FROM apikey
       WHERE name = ?1 AND user_id = (SELECT id FROM user WHERE email = ?2)`).bind(name, email),
    database.prepare(`
      INSERT INTO apikey (id, key_hash, user_id, organization_id, name, start, prefix, expires_at,
                          created_at, updated_at)
      SELECT ?1, ?2, id, ?3, ?4, ?5, 'crow_', ?6, ?7, ?7 FROM user WHERE email = ?8`)
      .bind(randomText(32, kLettersAndDigits), hash, organizationId, name, key.slice(0, 6),
        now + kYear, now, email),
  ]);
  return key;
}

function randomText(length, alphabet) {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
