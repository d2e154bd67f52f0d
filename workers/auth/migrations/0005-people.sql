-- What users and organizations own beside auth's facts.

-- How a person likes the platform; NULL is the default.
CREATE TABLE user_preference (
  user_id             TEXT PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  locale              TEXT,
  time_zone           TEXT,
  theme               TEXT,
  email_notifications INTEGER,
  custom              TEXT,                     -- a JSON object
  updated_at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whoever leaves and comes back begins with the permissions of the role.
CREATE TRIGGER member_left AFTER DELETE ON member BEGIN
  DELETE FROM member_permission
   WHERE user_id = old.user_id AND organization_id = old.organization_id;
END;

-- Who did what in an organization, as far as it concerns its security; kept for a year, also when the
-- organization is gone. shared/identity/audit.h writes it.
CREATE TABLE audit_event (
  organization_id TEXT NOT NULL,
  at              INTEGER NOT NULL,
  id              TEXT NOT NULL,
  action          TEXT NOT NULL,
  actor_id        TEXT,                         -- a user; NULL is nobody who signed in
  subject_id      TEXT,                         -- a user, an invitation, a key; NULL is the actor
  detail          TEXT NOT NULL,                -- a JSON object of short texts
  ip_address      TEXT,
  PRIMARY KEY (organization_id, at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_event_by_time ON audit_event (at);

-- Answers to requests with an Idempotency-Key. shared/service/idempotency.h says how it is used.
CREATE TABLE idempotency_keys (
  id TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  holder TEXT,
  lease_until INTEGER NOT NULL,
  status INTEGER,
  headers TEXT,
  body TEXT,
  expires_at INTEGER NOT NULL
);
CREATE INDEX idempotency_keys_by_expires_at ON idempotency_keys (expires_at);
