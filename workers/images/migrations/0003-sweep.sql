-- Until when a picture stays although no product shows it; NULL while one does, as far as the last
-- sweep saw.
ALTER TABLE picture ADD COLUMN keep_until INTEGER;
CREATE INDEX product_image_by_digest ON product_image (organization_id, digest)
WHERE digest IS NOT NULL;
CREATE INDEX product_by_told ON product (organization_id, id)
WHERE told IS NULL;

-- Keys of the bucket that are on their way out: nothing is put under them before they are gone.
CREATE TABLE removal (
  key TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The last day on which the daily chores were begun.
CREATE TABLE chore (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT;
INSERT INTO chore (id, day) VALUES (1, 0);
