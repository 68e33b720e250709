-- What people decide about claims and events. A row is never changed: who thinks better of it adds another.

-- `record` is the whole decision as JSON. The order of the rows counts, not the time that they tell.
CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL CHECK (json_valid(record)),
    kind TEXT GENERATED ALWAYS AS (json_extract(record, '$.kind')) VIRTUAL,
    by TEXT GENERATED ALWAYS AS (json_extract(record, '$.by')) VIRTUAL,
    at TEXT GENERATED ALWAYS AS (json_extract(record, '$.at')) VIRTUAL,
    target TEXT GENERATED ALWAYS AS (json_extract(record, '$.target')) VIRTUAL,
    field TEXT GENERATED ALWAYS AS (json_extract(record, '$.field')) VIRTUAL,
    why TEXT GENERATED ALWAYS AS (json_extract(record, '$.why')) VIRTUAL
) STRICT;
CREATE INDEX decision_by_target ON decision (target);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN
    SELECT raise(ABORT, 'decisions are never changed; add another');
END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN
    SELECT raise(ABORT, 'decisions are never removed; undo is a decision');
END;

-- The claims that a decision was made on, as they were called then. They need not be there any more.
CREATE TABLE decision_anchor (
    decision INTEGER NOT NULL REFERENCES decision (number),
    claim TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (decision, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_anchor_by_claim ON decision_anchor (claim);
CREATE INDEX decision_anchor_by_document ON decision_anchor (document);

-- What follows is made anew with the events, from the claims and the decisions.

-- Whether a decision still applies, to which event or claim, and why not.
CREATE TABLE decision_standing (
    decision INTEGER PRIMARY KEY REFERENCES decision (number),
    state TEXT NOT NULL CHECK (state IN ('applied', 'changed', 'stale', 'superseded', 'disputed', 'undone')),
    subject TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX decision_standing_by_subject ON decision_standing (subject);

-- Claims as people have corrected them; the rows of `claim` stay as they were coded.
CREATE TABLE claim_decided (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    record TEXT NOT NULL CHECK (json_valid(record)),
    review TEXT NOT NULL
) STRICT;

-- Events as they were before the decisions, where these changed anything, and the claims of these events.
CREATE TABLE event_machine (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;
CREATE TABLE event_machine_claim (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    event TEXT NOT NULL REFERENCES event_machine (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX event_machine_claim_by_event ON event_machine_claim (event);

ALTER TABLE event ADD COLUMN review TEXT GENERATED ALWAYS AS
    (coalesce(json_extract(record, '$.review'), 'unreviewed')) VIRTUAL;
CREATE INDEX event_by_review ON event (review);
