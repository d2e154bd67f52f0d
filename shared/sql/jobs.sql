-- Work that outlives a request. shared/sql/jobs.h says how it is used.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at INTEGER,
  attempts INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  last_error TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX jobs_by_run_at ON jobs (run_at, lease_until);
