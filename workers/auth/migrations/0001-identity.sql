-- The identity database, shared by auth, users and organizations. auth is the only writer of these
-- tables; users and organizations read them and own what 0002 adds.
--
-- Times are UTC milliseconds. Ids are Better Auth's: 32 letters and digits.

CREATE TABLE user (
  id             TEXT PRIMARY KEY,
  name           TEXT NOT NULL,
  email          TEXT NOT NULL UNIQUE,          -- lower case
  email_verified INTEGER NOT NULL DEFAULT 0,
  image          TEXT,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How a user signs in; provider 'credential' holds the password's hash.
CREATE TABLE account (
  id          TEXT PRIMARY KEY,
  user_id     TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  provider_id TEXT NOT NULL,
  account_id  TEXT NOT NULL,
  password    TEXT,                             -- hex salt ':' hex key, scrypt
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  UNIQUE (user_id, provider_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE organization (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  slug       TEXT NOT NULL UNIQUE,
  logo       TEXT,
  metadata   TEXT,                              -- a JSON object
  tier       TEXT NOT NULL,                     -- set by the operator and by billing
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id              TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  user_id         TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  role            TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  UNIQUE (user_id, organization_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_organization ON member (organization_id, created_at, id);

CREATE TABLE invitation (
  id              TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  email           TEXT NOT NULL,
  role            TEXT NOT NULL,
  status          TEXT NOT NULL,                -- pending, accepted, rejected, canceled
  inviter_id      TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  expires_at      INTEGER NOT NULL,
  created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_organization ON invitation (organization_id, created_at);
CREATE INDEX invitation_by_email ON invitation (email);
CREATE INDEX invitation_by_inviter ON invitation (inviter_id);

CREATE TABLE session (
  id                     TEXT PRIMARY KEY,
  token                  TEXT NOT NULL UNIQUE,
  user_id                TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  active_organization_id TEXT,
  ip_address             TEXT NOT NULL,
  user_agent             TEXT NOT NULL,
  is_remembered          INTEGER NOT NULL DEFAULT 1,
  expires_at             INTEGER NOT NULL,
  created_at             INTEGER NOT NULL,
  updated_at             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id, created_at);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE apikey (
  id              TEXT PRIMARY KEY,
  key_hash        TEXT NOT NULL UNIQUE,         -- base64url of SHA-256
  user_id         TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  organization_id TEXT,                         -- the active one when the key was made
  name            TEXT,
  start           TEXT NOT NULL,                -- the first characters, to recognise it by
  prefix          TEXT NOT NULL,
  is_enabled      INTEGER NOT NULL DEFAULT 1,
  request_count   INTEGER NOT NULL DEFAULT 0,
  last_request    INTEGER,
  metadata        TEXT,                         -- a JSON object
  expires_at      INTEGER,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX apikey_by_user ON apikey (user_id, created_at);
CREATE INDEX apikey_by_expiry ON apikey (expires_at);

-- The keys that sign tokens. The private half is sealed with the deployment's secret.
CREATE TABLE jwks (
  id          TEXT PRIMARY KEY,
  public_key  TEXT NOT NULL,                    -- base64url
  private_key TEXT NOT NULL,                    -- sealed, base64url
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
