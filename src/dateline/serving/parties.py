"""Actors as they are counted: one with one id is one, whatever the events tell of its country or kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.serving.columns import Flags, Ints, Listed, Party


def distinct(values: tuple[Party, ...]) -> tuple[tuple[Party, ...], Ints]:
    """The actors, each id once as the event that knows most of it tells it, and for each value which of these it is."""
    place: dict[str, int] = {}
    best: list[Party] = []
    codes = np.empty(len(values), dtype=np.int32)
    for number, party in enumerate(values):
        at = codes[number] = place.setdefault(party.id, len(best))
        if at == len(best):
            best.append(party)
        elif _known(party) > _known(best[at]):
            best[at] = party
    return tuple(best), codes


def counted(field: Listed, chosen: Flags) -> tuple[tuple[Party, ...], Ints]:
    """The actors of a field, and in how many of the chosen events each is."""
    parties, codes = distinct(field.values)
    taken = chosen[field.events]
    found = codes[field.codes[taken]] if len(codes) else field.codes[taken]
    if len(parties) < len(field.values):  # an event may have one of them on both sides, told in two ways
        pairs = np.unique(field.events[taken].astype(np.int64) * len(parties) + found)
        found = (pairs % len(parties)).astype(np.int32)
    return parties, np.bincount(found, minlength=len(parties)).astype(np.int32)


def _known(party: Party) -> tuple[Any, ...]:
    return party.country is not None, party.sector is not None, party.country or "", party.sector or "", party.name
