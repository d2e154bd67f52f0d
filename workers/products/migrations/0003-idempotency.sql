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
