-- Who came in by a password, and who tried to. Rows are never changed.
CREATE TABLE signing (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('in', 'out', 'refused')),
    address TEXT NOT NULL
) STRICT;

-- Rounds of double coding: the same events are given to several people, who do not see what the others decide.
CREATE TABLE round (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    closed TEXT
) STRICT;

-- The events of a round in their order, by the ids that they had when it began.
CREATE TABLE round_event (
    round INTEGER NOT NULL REFERENCES round (number),
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (round, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_event_by_event ON round_event (event);

CREATE TABLE round_coder (
    round INTEGER NOT NULL REFERENCES round (number),
    name TEXT NOT NULL,
    finished TEXT,
    PRIMARY KEY (round, name)
) STRICT, WITHOUT ROWID;

-- What the people of a round have decided, kept apart until all of them have finished; then it goes into `decision`.
CREATE TABLE round_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    round INTEGER NOT NULL REFERENCES round (number),
    event TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    by TEXT NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;
CREATE INDEX round_decision_by_round ON round_decision (round, by, event);
