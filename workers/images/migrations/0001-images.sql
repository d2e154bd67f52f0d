-- What keys of an organization's pictures are made with: the same picture of two organizations has
-- two keys that nobody can tell to be of one.
CREATE TABLE organization (
  id TEXT PRIMARY KEY,
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A product whose images were named. `request` is the digest of what was said last, `told` of what
-- products was told last.
CREATE TABLE product (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  request TEXT NOT NULL,
  told TEXT,
  PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;

-- Its images. `digest` is the picture, once it was fetched; else failure_code says why it cannot be
-- had; else it waits.
CREATE TABLE product_image (
  organization_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  url TEXT NOT NULL,
  place INTEGER NOT NULL,
  alt TEXT,
  digest TEXT,
  attempts INTEGER NOT NULL,
  failure_code TEXT,
  failure_message TEXT,
  fetched_at INTEGER,
  PRIMARY KEY (organization_id, product_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_image_by_url ON product_image (organization_id, url, fetched_at);

-- A picture of an organization, once for its bytes. What only pixels tell is NULL where it is kept
-- undecoded: `look` is the perceptual hash in hex, `fields` the mean colours of sixteen fields.
CREATE TABLE picture (
  organization_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  key TEXT NOT NULL,
  thumbnail_key TEXT,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  look TEXT,
  fields TEXT,
  colours TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, digest)
) STRICT, WITHOUT ROWID;

-- What a model sees in a picture. `asked` names the model, and for one that only reads what it was
-- told, that too.
CREATE TABLE description (
  organization_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  asked TEXT NOT NULL,
  mode TEXT NOT NULL,
  model TEXT NOT NULL,
  caption TEXT NOT NULL,
  features TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, digest, asked)
) STRICT, WITHOUT ROWID;
