"""Pages out of a database: their claims go with them, and what they touched is resolved anew."""

from __future__ import annotations

from collections.abc import Sequence

from dateline import storing
from dateline.making import Resolver, make_events
from dateline.storing import Store, Versions
from dateline.storing.removing import drop_texts

REPLACED = "replaced by a later version of the page"


def remove(
    store: Store, documents: Sequence[str], reason: str, made_by: Versions, resolver: Resolver | None = None
) -> tuple[int, int]:
    """Takes documents out, and notes why; how many claims and events are left.

    A run that is killed on the way leaves all of the documents or none, and events that fit what is there.
    """
    run = storing.start_run(store, made_by)
    left = take_out(store, documents, reason, resolver)
    storing.finish_run(store, run)
    return left


def take_out(store: Store, documents: Sequence[str], reason: str, resolver: Resolver | None = None) -> tuple[int, int]:
    """Takes documents out as part of a run."""
    from dateline.storing.grouping import group_copies

    drop_texts(store, documents)
    group_copies(store)
    return make_events(store, resolver, without=documents, reason=reason)
