-- Ids that last: what every id that an event ever had leads to, and what became of the events of earlier runs.

-- The id of the event that a claim founds, where it is the first of its claims (see resolving.identifying).
ALTER TABLE claim ADD COLUMN founds TEXT;
UPDATE claim SET founds = founding(id);
CREATE INDEX claim_by_event_founded ON claim (founds);

-- A row for each id and each event that has claims of it now. An id that is no event any more is a tombstone.
-- `successor` is null where all its claims are gone; `run` is the run after which that was so.
CREATE TABLE event_change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('renamed', 'merged', 'split', 'gone')),
    successor TEXT CHECK ((change = 'gone') = (successor IS NULL)),
    run INTEGER
) STRICT;
CREATE INDEX event_change_by_event ON event_change (event);
CREATE INDEX event_change_by_successor ON event_change (successor);

-- `number` is the row of an event in the indexes for text and place; `mark` is a digest of all that is stored of it.
ALTER TABLE event ADD COLUMN number INTEGER;
ALTER TABLE event ADD COLUMN mark TEXT NOT NULL DEFAULT '';
UPDATE event SET number = rowid;
CREATE UNIQUE INDEX event_by_number ON event (number);

CREATE TABLE moved AS SELECT event, words FROM event_text;
DELETE FROM event_text;
INSERT INTO event_text (rowid, event, words) SELECT number, event, words FROM moved JOIN event ON id = event;
DROP TABLE moved;

-- Where the events are that have a point, in degrees.
CREATE VIRTUAL TABLE event_place USING rtree (number, south, north, west, east);
INSERT INTO event_place SELECT number, latitude, latitude, longitude, longitude FROM event
WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND precision <= 2;

-- How often claims were added or removed, to tell that what was made of them is out of date.
CREATE TABLE turn (name TEXT PRIMARY KEY CHECK (name = 'claims'), value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO turn VALUES ('claims', 0);
CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
    UPDATE turn SET value = value + 1 WHERE name = 'claims';
END;
CREATE TRIGGER claim_removed AFTER DELETE ON claim BEGIN
    UPDATE turn SET value = value + 1 WHERE name = 'claims';
END;
