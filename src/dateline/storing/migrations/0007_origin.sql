-- Where a page comes from, and all that it says of its dates: agency, byline, section and genre, each with what says so; and how sure its language is.

ALTER TABLE document ADD COLUMN origin TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(origin));
ALTER TABLE document ADD COLUMN agency TEXT GENERATED ALWAYS AS (json_extract(origin, '$.agency.value')) VIRTUAL;
ALTER TABLE document ADD COLUMN byline TEXT GENERATED ALWAYS AS (json_extract(origin, '$.byline.value')) VIRTUAL;
ALTER TABLE document ADD COLUMN section TEXT GENERATED ALWAYS AS (json_extract(origin, '$.section.value')) VIRTUAL;
ALTER TABLE document ADD COLUMN genre TEXT GENERATED ALWAYS AS (json_extract(origin, '$.genre.value')) VIRTUAL;

-- The time stamp of publication with its zone, the day of the last change, and how sure the day of publication is.
ALTER TABLE document ADD COLUMN published_time TEXT;
ALTER TABLE document ADD COLUMN updated TEXT;
ALTER TABLE document ADD COLUMN published_confidence REAL;
