-- What a reader should know of how a page was read and coded: a guessed encoding, a part that was left out.

ALTER TABLE document ADD COLUMN note TEXT;
