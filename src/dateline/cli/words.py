"""Fields of a record in few words, for tables and for reading."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Entity, Event, Quantity, Source, When, Where

PRECISION = {1: "spot or town", 2: "near it or its district", 3: "region", 4: "country", 5: "unknown"}


def day(when: When) -> str:
    """``2024-03-09``, ``2024-03-09–12``, ``2024-03-09–04-02``; empty where the day is unknown."""
    if when.start is None or when.end is None or when.start == when.end:
        known = when.start or when.end
        return known.isoformat() if known else ""
    first, last = when.start.isoformat(), when.end.isoformat()
    same = 8 if first[:7] == last[:7] else 5 if first[:4] == last[:4] else 0
    return f"{first}–{last[same:]}"


def names(parties: Sequence[Entity]) -> str:
    """The names of parties."""
    return ", ".join(party.name for party in parties)


def place(where: Where) -> str:
    """``Baghdad, IRQ``; a place that is no more than a country is its name alone."""
    code = where.country if where.precision < 4 else None
    return ", ".join(part for part in (where.name, code) if part)


def number(quantity: Quantity | None) -> str:
    """``5``, ``4–5``, ``5+`` for at least; empty where nothing is told."""
    if quantity is None:
        return ""
    if quantity.high is None:
        return f"{quantity.low}+"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low}–{quantity.high}"


def reports(event: Event) -> str:
    """``1``, ``5, 2 voices``: documents, and those who vouch for the event independently, where there are several."""
    if event.reports == 1 or not event.voices:
        return str(event.reports)
    count = len(event.voices)
    return f"{event.reports}, {count} voice{'' if count == 1 else 's'}"


def chain(sources: Sequence[Source]) -> str:
    """Who says so, from the page outwards."""
    links = [f"{source.name} (anonymous)" if source.anonymous else source.name for source in sources]
    return " citing ".join(links)
