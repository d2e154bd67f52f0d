// Applies migrations through Miniflare's handle of a database, a second for all instead of two per
// file, and records them in wrangler's own table, so that `wrangler d1 migrations apply --local`
// and this agree on what is there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { localDatabaseId } from './miniflare-options.mjs';
import { splitSql } from './sql-split.mjs';

const kCreateTable = `CREATE TABLE IF NOT EXISTS "d1_migrations"(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Every database of these workers that has migrations: `{ id, worker, binding, folder }`. */
export function findDatabases(workers) {
  return workers.flatMap((worker) => (worker.env.d1_databases ?? [])
    .filter((database) => database.migrations_dir)
    .map((database) => ({
      id: localDatabaseId(database),
      worker: worker.name,
      binding: database.binding,
      folder: path.resolve(path.dirname(worker.file), database.migrations_dir),
    })));
}

/** Brings every database up to date; returns what was applied as `database/file` names. */
export async function applyMigrations(miniflare, workers, log = () => {}) {
  const applied = [];
  for (const database of findDatabases(workers)) {
    const handle = await miniflare.getD1Database(database.binding, database.worker);
    for (const name of await applyFolder(handle, database.folder)) {
      log(`migrated ${database.id}: ${name}`);
      applied.push(`${database.id}/${name}`);
    }
  }
  return applied;
}

/** Applies the files of one folder that the database has not seen; each file is one transaction. */
export async function applyFolder(database, folder) {
  await database.prepare(kCreateTable).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all();
  const seen = new Set(results.map((row) => row.name));
  const applied = [];
  for (const name of listMigrations(folder)) {
    if (seen.has(name)) continue;
    const statements = splitSql(readFileSync(path.join(folder, name), 'utf8'));
    try {
      await database.batch([
        ...statements.map((statement) => database.prepare(statement)),
        database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
      ]);
    } catch (error) {
      throw new Error(`migration ${name}: ${error.message}`);
    }
    applied.push(name);
  }
  return applied;
}

/** Migration files in wrangler's order: by leading number, then by name. */
export function listMigrations(folder) {
  if (!existsSync(folder)) return [];
  const number = (name) => Number.parseInt(name, 10);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
}
