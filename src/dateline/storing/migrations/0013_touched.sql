-- What changed since the events were made last, so that only what it touches is made again.

-- Documents: with `claims` 1 their claims came or went, with 0 who they are by, when they are of, or what they copy.
-- A document that is touched again gets another number.
CREATE TABLE touched (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    claims INTEGER NOT NULL CHECK (claims IN (0, 1)),
    UNIQUE (document, claims) ON CONFLICT REPLACE
) STRICT;
CREATE TRIGGER claim_came AFTER INSERT ON claim BEGIN
    INSERT INTO touched (document, claims) VALUES (new.document, 1);
END;
CREATE TRIGGER claim_went AFTER DELETE ON claim BEGIN
    INSERT INTO touched (document, claims) VALUES (old.document, 1);
END;
CREATE TRIGGER copy_came AFTER INSERT ON copy BEGIN
    INSERT INTO touched (document, claims) VALUES (new.document, 0);
END;
CREATE TRIGGER copy_went AFTER DELETE ON copy BEGIN
    INSERT INTO touched (document, claims) VALUES (old.document, 0);
END;
CREATE TRIGGER text_came AFTER INSERT ON document_text BEGIN
    INSERT INTO touched (document, claims) VALUES (new.document, 0);
END;
CREATE TRIGGER document_told AFTER UPDATE OF name, publisher, published, state ON document
WHEN old.name IS NOT new.name OR old.publisher IS NOT new.publisher OR old.published IS NOT new.published
    OR old.state IS NOT new.state BEGIN
    INSERT INTO touched (document, claims) VALUES (new.id, 0);
END;

-- Which documents have a claim with a key of blocking (see resolving.again): both as numbers, `document` that of the
-- hexadecimal id less 2 to the 63. A row too many costs time and changes nothing.
CREATE TABLE block (key INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID;

-- The version of joining that made the events, null where it is not known; `number` counts how often they were made.
CREATE TABLE made (name TEXT PRIMARY KEY CHECK (name = 'events'), by TEXT, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO made VALUES ('events', NULL, 0);
