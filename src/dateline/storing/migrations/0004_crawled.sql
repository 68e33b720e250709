-- When a page was fetched, where the archive that it came in says so, and the byte at which its record begins there.

ALTER TABLE document ADD COLUMN crawled TEXT;
ALTER TABLE document ADD COLUMN record_offset INTEGER;
