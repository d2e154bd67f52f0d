-- Which text the service meaning keeps for an interaction. Interactions that say the same share one.
CREATE TABLE meaning_of (
  number INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  text_key TEXT NOT NULL
) STRICT;
CREATE INDEX meaning_of_by_key ON meaning_of (organization_id, text_key);

-- Texts that may be nobody's any more, until a job has looked and said so.
CREATE TABLE meaning_gone (
  organization_id TEXT NOT NULL,
  text_key TEXT NOT NULL,
  PRIMARY KEY (organization_id, text_key)
) STRICT, WITHOUT ROWID;

-- However an interaction goes, its text goes with it.
CREATE TRIGGER interaction_erased AFTER DELETE ON interaction BEGIN
  INSERT OR IGNORE INTO meaning_gone (organization_id, text_key)
  SELECT organization_id, text_key FROM meaning_of WHERE number = old.number;
  DELETE FROM meaning_of WHERE number = old.number;
END;

-- How far meaning has been told: of every interaction up to `number`.
CREATE TABLE meaning_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO meaning_progress (id, number) VALUES (1, 0);
