-- Whether the pages of a crawl that has ended are deleted, but for its errors.
ALTER TABLE crawl ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0;
CREATE INDEX crawl_by_pages ON crawl (organization_id, created_at, id) WHERE is_forgotten = 0;

-- The last day on which the daily chores were begun.
CREATE TABLE chore (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT;
INSERT INTO chore (id, day) VALUES (1, 0);
