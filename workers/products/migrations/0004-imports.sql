-- Files of products that were taken in, or are. The work is a job of the same id; `outcome` is how
-- it ended, as far as the import itself knows: a job that was given up knows more.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  read INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  outcome TEXT,
  error_code TEXT,
  error_message TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX import_by_organization ON import (organization_id, created_at, id);

-- Lines that were not taken, the first hundred of an import.
CREATE TABLE import_report (
  import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  sku TEXT,
  error TEXT NOT NULL,
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
