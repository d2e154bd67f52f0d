// What SQLite's FTS5 does by itself: one table, the porter tokenizer, any word of the query, bm25.

import { DatabaseSync } from 'node:sqlite';

/** Map query → [{id, score}], a hundred at most. */
export function rankPlainly({ documents, queries }) {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, text, ' +
    "tokenize = 'porter unicode61')");
  const insert = database.prepare('INSERT INTO texts (id, title, text) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, title, text } of documents) insert.run(id, title, text);
  database.exec('COMMIT');
  const select = database.prepare('SELECT id, -bm25(texts) AS score FROM texts ' +
    'WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT 100');
  const ranking = new Map();
  for (const { id, text } of queries) {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const match = words.map((word) => `"${word}"`).join(' OR ');
    ranking.set(id, match ? select.all(match).map((row) => ({ ...row })) : []);
  }
  database.close();
  return ranking;
}
