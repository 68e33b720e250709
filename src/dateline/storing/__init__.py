"""The record in one SQLite file: pages, claims, entities, events, and what became of every input.

`connection` opens and checks the file, `writing` fills it a batch at a time, `queue` says what is to do and who does
it, `fetched` how addresses are asked again, `reading` gives the records back as they were, `filters` is the language
of filters, `queries` finds events by them, `history` says what became of the events of earlier runs, `grouping` keeps
the groups of copies up to date and `copies` gives them back, `checking` verifies a database and `backup` copies it.
`grouping` is imported where it is needed, since it loads numpy.
"""

from dateline.storing.connection import Store, open_store
from dateline.storing.copies import days, read_copies, read_outlets, without_text
from dateline.storing.filters import Filter
from dateline.storing.history import Change, Tombstone, former_ids, tombstones
from dateline.storing.queries import Selection, find_documents, find_event, select
from dateline.storing.queue import Entry, EntryState, Wanted
from dateline.storing.reading import (
    StoredDocument,
    claims_of,
    each_claim,
    known_ids,
    read_claims,
    read_documents,
    read_events,
    sizes,
    up_to_date,
)
from dateline.storing.writing import Outcome, Versions, finish_run, replace_events, start_run, turn, write_batch

__all__ = [
    "Change",
    "Entry",
    "EntryState",
    "Filter",
    "Outcome",
    "Selection",
    "Store",
    "StoredDocument",
    "Tombstone",
    "Versions",
    "Wanted",
    "claims_of",
    "days",
    "each_claim",
    "find_documents",
    "find_event",
    "finish_run",
    "former_ids",
    "known_ids",
    "open_store",
    "read_claims",
    "read_copies",
    "read_documents",
    "read_events",
    "read_outlets",
    "replace_events",
    "select",
    "sizes",
    "start_run",
    "tombstones",
    "turn",
    "up_to_date",
    "without_text",
    "write_batch",
]
