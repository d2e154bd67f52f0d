// The tables of a Durable Object.

import { migrations } from './migrations.js';

/** Brings the tables of an object up to date. */
export function migrate(storage) {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT');
  const seen = new Set([...sql.exec('SELECT name FROM migration').raw()].flat());
  for (const { name, text } of migrations.filter((one) => !seen.has(one.name))) {
    storage.transactionSync(() => {
      sql.exec(text);
      sql.exec('INSERT INTO migration (name) VALUES (?)', name);
    });
  }
}
