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
