-- What users owns in the identity database: how a member's permissions differ from those of the
-- role. No row means no difference.

CREATE TABLE member_permission (
  organization_id     TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  user_id             TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  disabled            TEXT NOT NULL DEFAULT '[]',  -- JSON array of permission names
  chat_components     TEXT NOT NULL DEFAULT '[]',  -- JSON array; empty means all
  chat_lookback_days  INTEGER NOT NULL DEFAULT 30,
  updated_at          INTEGER NOT NULL,
  PRIMARY KEY (user_id, organization_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_permission_by_organization ON member_permission (organization_id);
