"""Which events a filter takes, told from the columns: the same events as the query of the database takes.

Words of texts and boxes are asked of the database, which has indexes for them; all else is compared here. What
`storing.queries.where` says is what holds; a test compares both over many filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from dateline.serving.columns import UNDATED, Columns, Flags, Listed, Party
from dateline.serving.filling import each_row
from dateline.storing import Filter, Store
from dateline.storing.filters import EVERY_REVIEW, EXACT, alternatives, codes
from dateline.storing.folding import fold, key
from dateline.storing.queries import HIDDEN, WRITTEN, where

Asked = Callable[[Filter], Flags]
INTEGER = re.compile(r"\s*[+-]?\d+")


def choose(store: Store, columns: Columns, wanted: Filter, ask: Asked | None = None) -> Flags:
    """For each event whether a filter takes it. The filter's limit plays no part.

    `ask` says what the database takes of words and boxes, where that is known already.
    """
    flags = np.ones(len(columns), dtype=np.bool_)
    for condition in _conditions(columns, wanted):
        flags &= condition
    rest = Filter(text=wanted.text, article=wanted.article, box=wanted.box, review=EVERY_REVIEW)
    if rest != Filter(review=EVERY_REVIEW) and flags.any():
        flags &= ask(rest) if ask else asked(store, columns, rest)
    return flags


def _conditions(columns: Columns, wanted: Filter) -> Iterable[Flags]:
    if wanted.start:
        yield (columns.end >= wanted.start.toordinal()) & (columns.end != UNDATED)
    if wanted.end:
        yield columns.start <= wanted.end.toordinal()
    for name, written in WRITTEN.items():
        if (value := getattr(wanted, name)) is not None:
            yield _coded(columns, name, {written(code) for code in codes(value)})
    for column, least in (
        (columns.killed_high, wanted.killed), (columns.reports, wanted.reports), (columns.voices, wanted.voices),
    ):  # fmt: skip
        if least is not None:
            yield column >= least
    states = codes(wanted.review or "")
    if not states:
        yield ~_coded(columns, "review", HIDDEN)
    elif EVERY_REVIEW not in states:
        yield _coded(columns, "review", states)
    yield from _named(columns, wanted)


def _named(columns: Columns, wanted: Filter) -> Iterable[Flags]:
    """What names parties, places and publishers."""
    for role, value in (("actor", wanted.actor), ("by", wanted.by), ("against", wanted.against)):
        if value is not None:
            field = columns.listed[role]
            ids, begins = _split(value)
            taken = [party.id in ids or any(one in _names(party) for one in begins) for party in field.values]
            yield _listed(field, len(columns), taken)
    if wanted.place is not None:
        places = columns.coded["where"]
        texts, begins = _split(wanted.place)
        numbers = {_integer(text) for text in texts}
        flags = [known in numbers or any(one in names for one in begins) for names, known in places.values]
        yield np.array([*flags, False])[places.codes]
    if wanted.source is not None:
        begins = [f" {fold(one)}" for one in alternatives(wanted.source)]
        field = columns.listed["source"]
        yield _listed(field, len(columns), [any(one in key(name) for one in begins) for name in field.values])
    if wanted.language is not None:
        field = columns.listed["language"]
        languages = {code.lower() for code in codes(wanted.language)}
        yield _listed(field, len(columns), [value in languages for value in field.values])


def _coded(columns: Columns, name: str, values: Iterable[Any]) -> Flags:
    field, chosen = columns.coded[name], set(values)
    taken = np.array([*(value in chosen for value in field.values), False])  # the last is that of no value
    return taken[field.codes]


def _listed(field: Listed, events: int, taken: Sequence[bool]) -> Flags:
    flags = np.zeros(events, dtype=np.bool_)
    flags[field.events[np.array(taken, dtype=np.bool_)[field.codes]]] = True
    return flags


def _split(value: str) -> tuple[set[str], list[str]]:
    """The ids that are meant exactly, and what names may begin with, of the alternatives of a value."""
    each = alternatives(value)
    exact = {one.removeprefix(EXACT).strip() for one in each if one.startswith(EXACT)}
    return exact, [f" {fold(one)}" for one in each if not one.startswith(EXACT)]


@cache
def _names(party: Party) -> str:
    return key(party.name, party.id, party.country)


def _integer(text: str) -> int:
    """A number as the database reads it: what stands before the first sign that is no digit."""
    found = INTEGER.match(text)
    return int(found[0]) if found else 0


def asked(store: Store, columns: Columns, wanted: Filter) -> Flags:
    """What the query of the database takes, of which the columns are."""
    condition, values = where(store, wanted)
    flags = np.zeros(len(columns), dtype=np.bool_)
    rows = each_row(store, f"SELECT rowid FROM event{condition}", values)
    found = np.fromiter((row[0] for row in rows), dtype=np.int64)
    order = np.argsort(columns.rows, kind="stable")
    at = np.searchsorted(columns.rows, found, sorter=order)
    flags[order[at[at < len(order)]]] = True
    return flags
