"""Who deals with whom: the actors in most events of a filter, and between them the events by class."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.serving.columns import Columns, Flags, Ints, Party
from dateline.serving.parties import distinct
from dateline.serving.record import Record
from dateline.storing import Filter, Store

FEWEST, USUAL, MOST = 5, 30, 100
"""Actors that are drawn: more than MOST cannot be told apart by anybody."""
MOST_EDGES = 300


def network(record: Record, store: Store, wanted: Filter, top: int) -> dict[str, Any]:
    """The actors of the pairs that deal most with each other, at most `top`, and these pairs: who, to whom, and how
    many events of each quad class.

    `actors` and `pairs` of the whole are counted, too, so that one sees what is left out. An event with several on a
    side is one dealing of each with each.
    """
    columns, chosen = record.chosen(store, wanted)
    values, one, other, quads = dealings(columns, chosen)
    weights = np.bincount(np.concatenate([one, other]), minlength=len(values)).tolist() if len(values) else []
    counted = Counter(zip(one.tolist(), other.tolist(), quads.tolist(), strict=True))
    pairs: dict[tuple[int, int], list[int]] = {}
    for (by, against, quad), count in counted.items():
        pairs.setdefault((by, against), [0, 0, 0, 0, 0])[quad] += count
    order = sorted(pairs, key=lambda pair: (-sum(pairs[pair]), *(values[code].id for code in pair)))
    drawn: dict[int, None] = {}
    for pair in order:
        if len({*drawn, *pair}) <= top:
            drawn |= dict.fromkeys(pair)
    edges = [
        {"by": values[by].id, "against": values[against].id, "events": sum(told), "quads": told[1:]}
        for by, against in order
        if by in drawn and against in drawn and (told := pairs[by, against])
    ]
    nodes = sorted(drawn, key=lambda code: (-weights[code], values[code].name, values[code].id))
    return {
        "nodes": [_node(values[code], weights[code]) for code in nodes],
        "edges": edges[:MOST_EDGES],
        "actors": sum(weight > 0 for weight in weights),
        "pairs": len(pairs),
        "events": int(chosen.sum()),
    }


def _node(party: Party, dealings: int) -> dict[str, Any]:
    return {"id": party.id, "name": party.name, "kind": party.kind, "country": party.country, "dealings": dealings}


def dealings(columns: Columns, chosen: Flags) -> tuple[tuple[Party, ...], Ints, Ints, Ints]:
    """The parties, and for each dealing who, to whom, and the quad class of its event; 0 where that has none."""
    by, against = columns.listed["by"], columns.listed["against"]
    parties, codes = distinct((*by.values, *against.values))
    ours, theirs = codes[: len(by.values)], codes[len(by.values) :]
    left = chosen[by.events]
    events, one = by.events[left], ours[by.codes[left]]
    begin, end = np.searchsorted(against.events, events, "left"), np.searchsorted(against.events, events, "right")
    times = end - begin
    places: NDArray[np.int64] = np.repeat(begin - np.cumsum(times) + times, times) + np.arange(int(times.sum()))
    of = columns.coded["quad"]
    quads = np.array([*of.values, 0], dtype=np.int32)[of.codes[np.repeat(events, times)]]
    return parties, np.repeat(one, times), theirs[against.codes[places]], quads
