-- Pages that are taken out again: withdrawn by their publisher, corrected, or never meant to be there.

-- The page that takes the place of this one, until it is taken out at the end of the run.
ALTER TABLE document ADD COLUMN replaced_by TEXT;
CREATE INDEX document_replaced ON document (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX run_input_by_document ON run_input (document);

-- What was taken out, and why; `run` is the run that did so.
CREATE TABLE removed (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    replaced_by TEXT,
    reason TEXT NOT NULL,
    run INTEGER
) STRICT;
