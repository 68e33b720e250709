"""A briefing: what the events of a filter come to, on one page that can be printed, each sentence with its sources.

`gathering` reads it from the database, `sentences` puts an event into words, `pictures` draws, `papers` writes HTML
and Markdown. Nothing is told that the record does not hold.
"""
