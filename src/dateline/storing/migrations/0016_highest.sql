-- What has changed since a moment is told from numbers: an event that is written gets a higher one than any event ever had.

-- `highest` is that number; `told` counts how often a document was told of another publisher or language.
ALTER TABLE made ADD COLUMN highest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE made ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
UPDATE made SET highest = (SELECT coalesce(max(number), 0) FROM event);
CREATE TRIGGER document_told_by AFTER UPDATE OF publisher, language ON document
WHEN old.publisher IS NOT new.publisher OR old.language IS NOT new.language BEGIN
    UPDATE made SET told = told + 1;
END;

-- What the application holds of all events, kept so that it starts at once. It can be deleted at any time.
CREATE TABLE kept (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
