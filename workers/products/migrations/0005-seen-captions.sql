-- What the platform saw in the images, beside what a person wrote: an empty caption of a person gives
-- it back.
ALTER TABLE product_media ADD COLUMN seen_caption TEXT;
UPDATE product_media SET seen_caption = caption WHERE instr(edited, '"caption"') = 0;
