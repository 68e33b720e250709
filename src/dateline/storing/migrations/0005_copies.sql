-- Copies: the texts of the documents, how they are found, and the groups that they make.

-- The words of an article as hashes (see resolving.shingles). Documents with the same words share one row.
CREATE TABLE text (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    shingles BLOB NOT NULL,
    facts BLOB NOT NULL,
    starts BLOB NOT NULL,
    prints INTEGER NOT NULL,
    compared INTEGER NOT NULL DEFAULT 0 CHECK (compared IN (0, 1))
) STRICT;
CREATE INDEX text_to_compare ON text (number) WHERE compared = 0;

-- The text of a document; `spans` is where its sentences stand in this page. `text` is null where it has too few words.
CREATE TABLE document_text (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    text INTEGER REFERENCES text (number),
    spans BLOB NOT NULL,
    agency TEXT,
    own INTEGER NOT NULL CHECK (own IN (0, 1)),
    grouped INTEGER NOT NULL DEFAULT 0 CHECK (grouped IN (0, 1))
) STRICT;
CREATE INDEX document_text_by_text ON document_text (text);
CREATE INDEX document_text_to_group ON document_text (document) WHERE grouped = 0;

-- Which texts have a print, and the prints of too many texts, which tell nothing.
CREATE TABLE print (
    print INTEGER NOT NULL,
    text INTEGER NOT NULL,
    PRIMARY KEY (print, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE common_print (print INTEGER PRIMARY KEY) STRICT;

-- Two texts of which one is a copy of the other, or both of a third; `one` is less than `other`.
CREATE TABLE text_pair (
    one INTEGER NOT NULL REFERENCES text (number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES text (number) ON DELETE CASCADE,
    one_in_other REAL NOT NULL,
    other_in_one REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_pair_by_other ON text_pair (other);

-- The members of each group of copies. A document that was merged from several texts has a row for each origin.
CREATE TABLE copy (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    origin TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    share REAL NOT NULL,
    origin_share REAL NOT NULL,
    passages TEXT NOT NULL CHECK (json_valid(passages)),
    reason TEXT NOT NULL,
    PRIMARY KEY (document, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_origin ON copy (origin, document);
