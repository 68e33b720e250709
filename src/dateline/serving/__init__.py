"""The record over HTTP: an API, pages that need no script, and the files of the application in the browser.

`application` puts it together; `guard` stands before it. `events`, `evidence`, `actors`, `sources` and `counts` say
what is asked of the database, as plain functions that give what JSON knows; `api` and `pages` are the routes to them.
`columns` holds what counting needs in memory, `desk` keeps answers. Needs the extra ``serve``.
"""
