-- What one service keeps here of one organization.
CREATE TABLE space (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id TEXT NOT NULL,
  collection TEXT NOT NULL,
  -- By which searches go; NULL before there are vectors.
  model TEXT,
  -- How many texts there were when the AI learned from them.
  trained INTEGER NOT NULL,
  UNIQUE (organization_id, collection)
) STRICT;

CREATE TABLE text (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  space INTEGER NOT NULL REFERENCES space (number),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  labels TEXT NOT NULL,
  -- Rises with every change, so that a vector made meanwhile is known to be of the text before.
  change INTEGER NOT NULL,
  -- Who made its vector; NULL while it has none.
  model TEXT,
  -- Its words are gone already, its vector is not.
  is_forgotten INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX text_by_key ON text (space, key);
CREATE INDEX text_by_model ON text (space, model, number) WHERE is_forgotten = 0;
CREATE INDEX text_by_number ON text (space, number) WHERE is_forgotten = 0;
CREATE INDEX text_forgotten ON text (space) WHERE is_forgotten = 1;
