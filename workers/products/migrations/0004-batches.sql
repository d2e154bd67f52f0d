-- Batches of products with a name, as imports send them: so that one that is sent again gets the
-- answer of the first time.
CREATE TABLE taken_batch (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  answer TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX taken_batch_by_time ON taken_batch (taken_at);
