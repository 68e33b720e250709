-- The queue: every file and address that a run was given or found, and how far it is with it.
--
-- `uri` is what it is known by (file:///… or https://…), `name` how the person gave it. `stamp` is size and time of
-- change of a file when it was put in the queue, to tell by later that it has changed. `holder` is the run that has
-- it in hand or had it when it was killed; `run` is the last run that finished it: what became of its pages stands
-- in the rows of run_input of that run.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    stamp TEXT,
    state TEXT NOT NULL DEFAULT 'todo' CHECK (state IN ('todo', 'doing', 'done', 'failed')),
    holder INTEGER REFERENCES run (id) ON DELETE SET NULL,
    run INTEGER REFERENCES run (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX entry_by_state ON entry (state);

-- The process that works on a run, and the second until which what it holds is its own; null when it has ended.
ALTER TABLE run ADD COLUMN process TEXT;
ALTER TABLE run ADD COLUMN lease INTEGER;

ALTER TABLE run_input ADD COLUMN entry INTEGER REFERENCES entry (id) ON DELETE SET NULL;
CREATE INDEX run_input_by_entry ON run_input (entry, name);
