-- Work that outlives a request. shared/service/jobs.h says how it is used, shared/sql/jobs.h what
-- each column is for.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  payload TEXT NOT NULL,
  again TEXT,
  run_at INTEGER,
  attempts INTEGER NOT NULL,
  holder TEXT,
  lease_until INTEGER NOT NULL,
  percent INTEGER,
  current TEXT,
  counts TEXT,
  outcome TEXT,
  error TEXT,
  cause TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  expires_at INTEGER
);
CREATE INDEX jobs_by_run_at ON jobs(run_at, lease_until)
WHERE run_at IS NOT NULL;
CREATE INDEX jobs_by_outcome ON jobs(outcome, expires_at)
WHERE outcome IS NOT NULL;
