-- How many occurrences an event covers, null for an unknown plural, and the few that are not one by their days.
ALTER TABLE event ADD COLUMN occurrences INTEGER GENERATED ALWAYS AS (json_extract(record, '$.count')) VIRTUAL;
CREATE INDEX event_of_several ON event (date_start, date_end) WHERE occurrences IS NOT 1;
