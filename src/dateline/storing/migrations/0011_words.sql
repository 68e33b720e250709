-- The words of whole articles, folded as those of events are; `number` is the row of a document in that index.

ALTER TABLE document ADD COLUMN number INTEGER;
CREATE UNIQUE INDEX document_by_number ON document (number);
CREATE VIRTUAL TABLE document_words USING fts5 (words, tokenize = "unicode61 remove_diacritics 2");
