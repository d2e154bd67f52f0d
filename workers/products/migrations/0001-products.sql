-- An organization's catalog. `number` stands for it in the words of the index; `change` counts its
-- writes, so that whoever has seen one asks for what came later.
CREATE TABLE catalog (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id TEXT NOT NULL UNIQUE,
  change INTEGER NOT NULL,
  synonyms TEXT NOT NULL,
  synonyms_change INTEGER NOT NULL,
  -- How many products were told to be in which language, as {"en":12}.
  languages TEXT NOT NULL,
  -- The model whose vectors answer searches by meaning; NULL until the first of them are made.
  model TEXT,
  -- How many products there were when the model last learned from them.
  trained INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A product. `identity` says which ones are the same: page and SKU, or what else there is. A
-- deleted one stays as a row without a place in the catalog, so that crawls do not bring it back.
CREATE TABLE product (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  organization_id TEXT NOT NULL,
  identity TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  brand TEXT,
  sku TEXT,
  gtin TEXT,
  url TEXT,
  -- The text that is shown, and ten-thousandths, which sort and compare exactly.
  price TEXT,
  amount INTEGER,
  currency TEXT,
  availability TEXT NOT NULL,
  categories TEXT NOT NULL,
  source_images TEXT NOT NULL,
  rating TEXT,
  provenance TEXT NOT NULL,
  edited TEXT NOT NULL,
  -- What search keeps of it in memory: the beginning of its folded name, the words of its fields.
  name_key TEXT NOT NULL,
  lengths TEXT NOT NULL,
  language TEXT NOT NULL,
  change INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  deleted_at INTEGER,
  -- The model that its vector was made by; NULL: it is to be made.
  vector_model TEXT
) STRICT;
CREATE UNIQUE INDEX product_by_identity ON product (organization_id, identity);
CREATE INDEX product_by_change ON product (organization_id, change, number);
CREATE INDEX product_by_vector ON product (organization_id, vector_model, number)
 WHERE deleted_at IS NULL;
CREATE INDEX product_by_number ON product (organization_id, number) WHERE deleted_at IS NULL;
CREATE INDEX product_with_idle_vector ON product (organization_id, number)
 WHERE deleted_at IS NOT NULL AND vector_model IS NOT NULL;

-- Prices and stock, an entry for each change.
CREATE TABLE price_history (
  product_id TEXT NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  seen_at INTEGER NOT NULL,
  price TEXT,
  currency TEXT,
  availability TEXT NOT NULL,
  PRIMARY KEY (product_id, seen_at)
) STRICT, WITHOUT ROWID;

-- What the images worker found: images as they were fetched, and what is seen in them.
CREATE TABLE product_media (
  product_id TEXT PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  images TEXT,
  caption TEXT,
  features TEXT NOT NULL,
  colours TEXT NOT NULL,
  mode TEXT,
  model TEXT,
  edited TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Where each word of the products is. Every word has the number of its catalog in front ("7_shoe"),
-- so an organization's postings are its own: nobody else's rows cost it anything or count in its
-- statistics. The fields are name, brand, SKU, GTIN, categories, description; the words are folded
-- already (shared/lexical/words.h), so the tokenizer only parts them.
CREATE VIRTUAL TABLE product_text USING fts5(
  n, b, s, g, c, d, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);
CREATE VIRTUAL TABLE product_posting USING fts5vocab(product_text, instance);

-- The words of a catalog, forwards for what begins with something, backwards for what ends with it.
CREATE TABLE term (
  catalog INTEGER NOT NULL,
  term TEXT NOT NULL,
  backwards TEXT NOT NULL,
  PRIMARY KEY (catalog, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_backwards ON term (catalog, backwards);

-- What forms of a word share, with the language before it: "en:shoe".
CREATE TABLE stem (
  catalog INTEGER NOT NULL,
  stem TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (catalog, stem, term)
) STRICT, WITHOUT ROWID;

-- Three letters of a word each, for words that were meant.
CREATE TABLE trigram (
  catalog INTEGER NOT NULL,
  gram TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (catalog, gram, term)
) STRICT, WITHOUT ROWID;
