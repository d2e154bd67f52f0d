-- What resetting passwords, sending mail, refusing domains and slowing guesses need.

-- What a link in a mail allows, once: the reset of a password.
CREATE TABLE verification (
  id         TEXT PRIMARY KEY,                  -- base64url of the SHA-256 of the link's token
  user_id    TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verification_by_user ON verification (user_id);
CREATE INDEX verification_by_expiry ON verification (expires_at);

-- Tries that are counted: passwords for an address, mail to it. The addresses need not exist.
CREATE TABLE attempt (
  id    TEXT PRIMARY KEY,                       -- what is tried, a colon and the address
  count INTEGER NOT NULL,
  since INTEGER NOT NULL                        -- when the first of them was
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_by_time ON attempt (since);

-- Domains of addresses that are refused, and exceptions; what stands here holds for the domains
-- below too, unless they stand here themselves. ./scripts/load-email-domains fills it; rows of the
-- source 'operator' are left alone by it.
CREATE TABLE email_domain (
  domain     TEXT PRIMARY KEY,                  -- lower case, punycode
  is_allowed INTEGER NOT NULL DEFAULT 0,
  source     TEXT NOT NULL                      -- the list, or 'operator'
) STRICT, WITHOUT ROWID;

-- What a development platform sent: there it goes nowhere else.
CREATE TABLE dev_mail (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  recipient  TEXT NOT NULL,
  subject    TEXT NOT NULL,
  text       TEXT NOT NULL,
  url        TEXT NOT NULL,
  token      TEXT,
  invitation TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dev_mail_by_time ON dev_mail (created_at, id);
CREATE INDEX dev_mail_by_recipient ON dev_mail (recipient, created_at, id);

CREATE INDEX apikey_by_organization ON apikey (organization_id);

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
