-- What servers gave to ask by whether a page or a feed has changed. `document` is the page that came then.
CREATE TABLE fetched (
    uri TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    document TEXT
) STRICT;
