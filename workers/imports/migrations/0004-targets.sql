-- Imports become interactions or products; of products it is counted what became of each.
ALTER TABLE import ADD COLUMN target TEXT NOT NULL DEFAULT 'interactions';
ALTER TABLE import ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;
DROP INDEX import_by_organization;
CREATE INDEX import_by_target ON import (organization_id, target, created_at, id);

-- The id of an event, or the SKU of a product.
ALTER TABLE import_report RENAME COLUMN event_id TO record_id;
