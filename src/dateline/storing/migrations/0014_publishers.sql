-- Publishers and what they report can be counted without reading the pages themselves, which are large.
CREATE INDEX document_by_publisher ON document (publisher, language, published, state, id);

-- What has changed since is told from one index.
CREATE INDEX event_by_mark ON event (id, mark);
