-- One database is one index.

-- The vectors that can be seen. A number is never used again, and a vector that moves to another
-- namespace gets a new one, so that what is new in a namespace always comes behind what was there.
CREATE TABLE vector (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  namespace TEXT NOT NULL,
  metadata TEXT,
  -- What the metadata indexes of then know: their numbers and values; NULL for nothing.
  indexed TEXT,
  -- 32 bits for each dimension.
  value BLOB NOT NULL,
  -- The change that wrote it.
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX vector_by_namespace ON vector (namespace, number);
CREATE INDEX vector_by_change ON vector (namespace, changed);

-- Which vectors left a namespace, by which change, for those who keep a copy. The last changes
-- suffice: who missed more reads everything again.
CREATE TABLE departed (
  namespace TEXT NOT NULL,
  changed INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (namespace, changed, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX departed_by_change ON departed (changed);

-- How many vectors a namespace has, and of how many dimensions they are.
CREATE TABLE shelf (
  namespace TEXT PRIMARY KEY,
  vectors INTEGER NOT NULL,
  dimensions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER vector_comes AFTER INSERT ON vector BEGIN
  INSERT INTO shelf (namespace, vectors, dimensions)
  VALUES (new.namespace, 1, length(new.value) / 4)
      ON CONFLICT (namespace) DO UPDATE SET vectors = vectors + 1;
END;
CREATE TRIGGER vector_goes AFTER DELETE ON vector BEGIN
  UPDATE shelf SET vectors = vectors - 1 WHERE namespace = old.namespace;
  DELETE FROM shelf WHERE namespace = old.namespace AND vectors = 0;
END;

-- Changes that are not visible yet, in their order, and what they write. Rows without a change were
-- on their way when a process died.
CREATE TABLE mutation (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('insert', 'upsert', 'delete')),
  made_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX mutation_by_time ON mutation (due_at);
CREATE TABLE staged (
  mutation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  namespace TEXT NOT NULL,
  metadata TEXT,
  indexed TEXT,
  value BLOB,
  PRIMARY KEY (mutation_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE metadata_index (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  property_name TEXT NOT NULL UNIQUE,
  index_type TEXT NOT NULL CHECK (index_type IN ('string', 'number', 'boolean'))
) STRICT;

-- What is visible. `birth` tells this database from every other, also from one that had its name.
CREATE TABLE state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  birth TEXT NOT NULL,
  version INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  mutation_id TEXT,
  mutated_at INTEGER
) STRICT;
INSERT INTO state (id, birth, version, schema) VALUES (1, hex(randomblob(16)), 0, 0);
