-- What happened, as its sender told it. `number` is the order of arrival: the text index follows it.
CREATE TABLE interaction (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  source_type TEXT NOT NULL CHECK (source_type IN ('web', 'cctv', 'social')),
  type TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  summary TEXT,
  visitor_id TEXT,
  session_id TEXT,
  product_id TEXT,
  url TEXT,
  value REAL,
  currency TEXT,
  properties TEXT NOT NULL,
  -- What the bot score is made of and made from again; it stands beside the event, never instead.
  -- NULL when no page sent it.
  user_agent TEXT,
  speaks_a_language INTEGER NOT NULL,
  bot_score INTEGER NOT NULL,
  bot_reasons TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX interaction_by_id ON interaction (organization_id, id);
-- One index for each filter of the lists, with the lists' order behind it.
CREATE INDEX interaction_by_time ON interaction (organization_id, occurred_at, id);
CREATE INDEX interaction_by_source
    ON interaction (organization_id, source_type, occurred_at, id);
CREATE INDEX interaction_by_type ON interaction (organization_id, type, occurred_at, id);
CREATE INDEX interaction_by_product ON interaction (organization_id, product_id, occurred_at, id)
 WHERE product_id IS NOT NULL;
CREATE INDEX interaction_by_visitor ON interaction (organization_id, visitor_id, occurred_at, id)
 WHERE visitor_id IS NOT NULL;

-- The words of an interaction. The text index stores no text of its own but reads it here, so what
-- is taken out of it is known to the letter.
CREATE VIEW interaction_words AS
SELECT number,
       organization_id AS scope,
       concat_ws(' ', type, summary, url, product_id,
                 (SELECT group_concat(p.value, ' ')
                    FROM json_tree(properties) AS p
                   WHERE p.type = 'text')) AS words
  FROM interaction;

-- The organization is a word of each document, so that a search reads its own postings alone.
CREATE VIRTUAL TABLE interaction_text USING fts5(
  scope, words, content = 'interaction_words', content_rowid = 'number',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
-- A word that was erased is overwritten, not marked.
INSERT INTO interaction_text (interaction_text, rank) VALUES ('secure-delete', 1);

-- How far the text index has come: every interaction up to `number` is in it.
CREATE TABLE text_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO text_progress (id, number) VALUES (1, 0);

CREATE TABLE write_key (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  origins TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX write_key_by_organization ON write_key (organization_id, created_at, id);

CREATE TABLE settings (
  organization_id TEXT PRIMARY KEY,
  retention_days INTEGER NOT NULL
) STRICT;

-- What turns an address into a name for one day. It is deleted with the day, and with it every way
-- back to the address.
CREATE TABLE address_salt (
  day INTEGER PRIMARY KEY,
  salt TEXT NOT NULL
) STRICT;

-- The last day on which the daily chores were begun.
CREATE TABLE chore (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  day INTEGER NOT NULL
) STRICT;
INSERT INTO chore (id, day) VALUES (1, 0);
