-- Limits of an organization's own: what the operator agreed with it (./scripts/set-limits). Without
-- them its tier's hold; only Enterprise has them.
ALTER TABLE organization ADD COLUMN per_minute INTEGER CHECK (per_minute BETWEEN 1 AND 1000000000);
ALTER TABLE organization ADD COLUMN per_day INTEGER CHECK (per_day BETWEEN 1 AND 1000000000);
