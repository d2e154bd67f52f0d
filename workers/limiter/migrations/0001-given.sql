-- One database counts for one organization, or for one address.

-- What was given of a window. Rows outlive their window a while: the clock may go back to it.
CREATE TABLE given (
  id        TEXT NOT NULL,     -- what is counted
  length    INTEGER NOT NULL,  -- of the window, in milliseconds
  starts_at INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL,
  tokens    INTEGER NOT NULL,
  PRIMARY KEY (id, length, starts_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX given_by_end ON given (ends_at);
