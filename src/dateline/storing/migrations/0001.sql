-- The record: pages, what was coded from them, and the events made of that.
--
-- `record` columns hold a whole record of dateline.records as JSON; the generated columns beside them are read out
-- of it by SQLite itself, so that the two cannot differ.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    package TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'started' CHECK (state IN ('started', 'finished'))
) STRICT;

-- One page. `given_…` is what came with the input, the rest what cleaning found. `text` is the page as it was read:
-- every offset in the record counts its characters. A page of the states skipped and failed has no claims.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    media TEXT NOT NULL,
    url TEXT,
    given_title TEXT,
    given_published TEXT,
    given_publisher TEXT,
    state TEXT NOT NULL CHECK (state IN ('coded', 'no-event', 'skipped', 'failed')),
    stage TEXT,
    reason TEXT,
    message TEXT,
    title TEXT,
    published TEXT,
    published_basis TEXT,
    published_start INTEGER,
    published_end INTEGER,
    publisher TEXT,
    language TEXT,
    boilerplate TEXT NOT NULL DEFAULT '[]',
    package TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    knowledge TEXT NOT NULL
) STRICT;

-- Every input of every run and what became of it; `document` is null where no page could be read.
CREATE TABLE run_input (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('coded', 'no-event', 'known', 'skipped', 'failed')),
    document TEXT REFERENCES document (id),
    stage TEXT,
    reason TEXT,
    message TEXT,
    PRIMARY KEY (run, position)
) STRICT;

CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record)),
    type TEXT GENERATED ALWAYS AS (json_extract(record, '$.type')) VIRTUAL,
    mode TEXT GENERATED ALWAYS AS (json_extract(record, '$.mode')) VIRTUAL,
    status TEXT GENERATED ALWAYS AS (json_extract(record, '$.status')) VIRTUAL,
    confidence REAL GENERATED ALWAYS AS (json_extract(record, '$.confidence')) VIRTUAL,
    date_start TEXT GENERATED ALWAYS AS (json_extract(record, '$.when.start')) VIRTUAL,
    date_end TEXT GENERATED ALWAYS AS (json_extract(record, '$.when.end')) VIRTUAL,
    place TEXT GENERATED ALWAYS AS (json_extract(record, '$.where.name')) VIRTUAL,
    country TEXT GENERATED ALWAYS AS (json_extract(record, '$.where.country')) VIRTUAL,
    precision INTEGER GENERATED ALWAYS AS (json_extract(record, '$.where.precision')) VIRTUAL,
    trigger_start INTEGER GENERATED ALWAYS AS (json_extract(record, '$.trigger.span.start')) VIRTUAL,
    UNIQUE (document, position)
) STRICT;

-- All actors named on a page, with their mentions there.
CREATE TABLE entity (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record)),
    mentions TEXT NOT NULL CHECK (json_valid(mentions)),
    id TEXT GENERATED ALWAYS AS (json_extract(record, '$.id')) VIRTUAL,
    name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL,
    PRIMARY KEY (document, position)
) STRICT;
CREATE INDEX entity_by_id ON entity (id);

-- Events are made anew from all claims after each run and replaced in one transaction.
-- `place_key` is the place folded for searching (see storing.folding).
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_valid(record)),
    place_key TEXT NOT NULL,
    type TEXT GENERATED ALWAYS AS (json_extract(record, '$.type')) VIRTUAL,
    mode TEXT GENERATED ALWAYS AS (json_extract(record, '$.mode')) VIRTUAL,
    status TEXT GENERATED ALWAYS AS (json_extract(record, '$.status')) VIRTUAL,
    date_start TEXT GENERATED ALWAYS AS (json_extract(record, '$.when.start')) VIRTUAL,
    date_end TEXT GENERATED ALWAYS AS (json_extract(record, '$.when.end')) VIRTUAL,
    place TEXT GENERATED ALWAYS AS (json_extract(record, '$.where.name')) VIRTUAL,
    country TEXT GENERATED ALWAYS AS (json_extract(record, '$.where.country')) VIRTUAL,
    precision INTEGER GENERATED ALWAYS AS (json_extract(record, '$.where.precision')) VIRTUAL,
    latitude REAL GENERATED ALWAYS AS (json_extract(record, '$.where.latitude')) VIRTUAL,
    longitude REAL GENERATED ALWAYS AS (json_extract(record, '$.where.longitude')) VIRTUAL,
    killed_low INTEGER GENERATED ALWAYS AS (json_extract(record, '$.killed.low')) VIRTUAL,
    killed_high INTEGER GENERATED ALWAYS AS (json_extract(record, '$.killed.high')) VIRTUAL,
    reports INTEGER GENERATED ALWAYS AS (json_extract(record, '$.reports')) VIRTUAL
) STRICT;
CREATE INDEX event_by_date ON event (date_start, id);
CREATE INDEX event_by_type ON event (type);

CREATE TABLE event_claim (
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (event, position)
) STRICT;
CREATE INDEX event_claim_by_claim ON event_claim (claim);

CREATE TABLE merge (
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    joined_with TEXT NOT NULL,
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (event, position)
) STRICT;

CREATE TABLE event_party (
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (event, role, position)
) STRICT;
CREATE INDEX event_party_by_entity ON event_party (entity);

CREATE VIRTUAL TABLE event_text USING fts5 (event UNINDEXED, words, tokenize = "unicode61 remove_diacritics 2");
