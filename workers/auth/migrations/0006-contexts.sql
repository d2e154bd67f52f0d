-- What is written about an organization, the last ten versions. `content` is JSON: sections,
-- evidence, changes. shared/contracts/context.h says what stands in it.
CREATE TABLE organization_context (
  organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  version         INTEGER NOT NULL,
  id              TEXT NOT NULL,
  period_from     INTEGER NOT NULL,
  period_to       INTEGER NOT NULL,
  mode            TEXT NOT NULL,                -- who wrote it: workers, openai or builtin
  model           TEXT NOT NULL,
  notice          TEXT,
  content         TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  PRIMARY KEY (organization_id, version)
) STRICT, WITHOUT ROWID;

-- The newest job that writes one. It outlives the organization until its erasure ends the job.
CREATE TABLE context_job (
  organization_id TEXT PRIMARY KEY,
  job_id          TEXT NOT NULL
) STRICT, WITHOUT ROWID;
