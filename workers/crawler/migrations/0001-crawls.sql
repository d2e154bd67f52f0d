-- Crawler jobs, and of each the run that goes on or was the last. The work is a job of the same id;
-- `outcome` is how the run ended, as far as the crawl itself knows: a job that was given up knows
-- more.
CREATE TABLE crawl (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  source_type TEXT NOT NULL,
  source_value TEXT NOT NULL,
  -- Where the shop is: the source, or where it has moved.
  site TEXT NOT NULL,
  max_pages INTEGER NOT NULL,
  max_depth INTEGER NOT NULL,
  every_hours INTEGER,
  next_run_at INTEGER,
  run INTEGER NOT NULL,
  counts TEXT NOT NULL,
  outcome TEXT,
  error_code TEXT,
  error_message TEXT,
  stopped_by TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX crawl_by_organization ON crawl (organization_id, created_at, id);
CREATE INDEX crawl_by_next_run ON crawl (next_run_at) WHERE next_run_at IS NOT NULL;

-- The frontier: every page that a crawl knows, and every address that it does not follow. `key` is
-- equal for addresses that are one page, `tally` says what it counts as in the run, 'waiting' until
-- it had its turn; `products` are those that it showed at the last visit, as they were sent.
CREATE TABLE page (
  number INTEGER PRIMARY KEY,
  crawl_id TEXT NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  depth INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  shape TEXT,
  run INTEGER NOT NULL,
  tally TEXT NOT NULL,
  code TEXT,
  message TEXT,
  attempts INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  -- Of the last answer, for the next one to be asked conditionally; and what a sitemap says.
  etag TEXT,
  last_modified TEXT,
  modified_at INTEGER,
  products TEXT,
  fetched_at INTEGER
) STRICT;
CREATE UNIQUE INDEX page_by_key ON page (crawl_id, key);
CREATE INDEX page_by_tally ON page (crawl_id, run, tally);
CREATE INDEX page_by_rank ON page (crawl_id, rank, depth, number) WHERE tally = 'waiting';
CREATE INDEX page_by_failure ON page (crawl_id, fetched_at, number) WHERE code IS NOT NULL;
CREATE INDEX page_by_shape ON page (crawl_id, shape) WHERE shape IS NOT NULL;

-- Hosts that are asked, whoever asks: what their robots.txt says, and how fast they answer. A host
-- is one crawl's at a time.
CREATE TABLE host (
  origin TEXT PRIMARY KEY,
  robots TEXT,
  robots_reason TEXT,
  robots_until INTEGER NOT NULL,
  pace TEXT NOT NULL,
  holder TEXT,
  held_until INTEGER NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX host_by_asked_at ON host (asked_at);
