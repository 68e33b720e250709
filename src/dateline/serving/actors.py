"""Actors: who is in how many events, and one actor with its names, partners and opponents."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

import numpy as np

from dateline.deciding.naming import Naming, naming
from dateline.errors import FilterError
from dateline.knowledge.actors import load_actors
from dateline.knowledge.names import fold as folded
from dateline.records import Entity
from dateline.serving.columns import Columns, Flags, Party
from dateline.serving.listing import offset, part
from dateline.serving.parties import counted, distinct
from dateline.serving.problems import NotThere
from dateline.serving.record import Record
from dateline.storing import Filter, Store
from dateline.storing.decisions import on_actors, read_decisions
from dateline.storing.folding import fold, key

MOST = 50
"""Partners, places and names of an actor that are told."""
ENTITY = """
    SELECT record FROM entity WHERE id = ?
    ORDER BY json_extract(record, '$.country') IS NULL, json_extract(record, '$.sector') IS NULL, record LIMIT 1
"""
"""What the page that knows most of an actor says of it."""


def find_actors(
    record: Record, store: Store, wanted: Filter, name: str | None, limit: int, after: str | None
) -> dict[str, Any]:
    """The parties of the events of a filter, those in most events first; with `name`, those of whose name a word begins
    so."""
    columns, chosen = record.chosen(store, wanted)
    values, counts = counted(columns.listed["actor"], chosen)
    did = _by_id(*counted(columns.listed["by"], chosen))
    had = _by_id(*counted(columns.listed["against"], chosen))
    if name and not fold(name):
        raise FilterError(f"name {name[:80]!r} has no letter or digit. Give a word.")
    begins = f" {fold(name)}" if name else ""
    order = sorted(enumerate(values), key=lambda each: (-counts[each[0]], each[1].name, each[1].id))
    items = [
        {**asdict(party), "events": int(counts[code]), "by": did.get(party.id, 0), "against": had.get(party.id, 0)}
        for code, party in order
        if counts[code] and begins in key(party.name, party.id)
    ]
    return part(items, offset(after), limit)


def actor_detail(record: Record, store: Store, wanted: str) -> dict[str, Any]:
    """One actor: what it is called in the texts, with whom and against whom it acts, where, and in which types."""
    columns = record.columns(store)
    told = [asdict(each) for each in distinct(columns.listed["actor"].values)[0] if each.id == wanted]
    named = [json.loads(each["record"]) for each in store.rows(ENTITY, (wanted,))]
    if not told and not named:
        raise NotThere(f"There is no actor {wanted[:80]!r}. Actors are listed at /api/v1/actors.")
    entity = {**(named or told)[0], **(told or named)[0]}
    columns, did = record.chosen(store, Filter(by=f"id:{wanted}"))
    _, had = record.chosen(store, Filter(against=f"id:{wanted}"))
    now = united(store, wanted)
    return {
        **entity,
        "now": None if now is None else {"id": now.id, "name": now.name},
        "events": int((did | had).sum()),
        "by": int(did.sum()),
        "against": int(had.sum()),
        "names": names(store, wanted),
        **known(wanted),
        "with": _others(columns, "by", did, wanted),
        "acts_on": _others(columns, "against", did, wanted),
        "acted_on_by": _others(columns, "by", had, wanted),
        "types": _types(columns, did | had),
    }


def known(wanted: str) -> dict[str, Any]:
    """What the catalogue of actors has: other names, what it is part of and since when, and the offices of a person."""
    catalogue = load_actors()
    actor, state = catalogue.actors.get(wanted), catalogue.states.get(wanted)
    whole = catalogue.entity(actor.part_of) if actor and actor.part_of else None
    return {
        "aliases": list(actor.aliases if actor else state.aliases if state else ()),
        "part_of": {"id": whole.id, "name": whole.name} if whole else None,
        "since": actor.start or None if actor else None,
        "until": actor.end or None if actor else None,
        "offices": [
            {"office": each.office, "body": each.body, "country": each.country, "start": each.start or None,
             "end": each.end or None}
            for each in sorted(catalogue.offices_of(wanted), key=lambda held: (held.start, held.end, held.office))
        ],
    }  # fmt: skip


def united(store: Store, wanted: str) -> Entity | None:
    """The actor that people decided this one to be."""
    made = live_naming(store)
    return made.now(made.united[wanted][0])[0] if wanted in made.united else None


def live_naming(store: Store) -> Naming:
    """What people decided of actors and did not undo."""
    recorded = read_decisions(store, on_actors(store))
    live = [each.decision for each in recorded if not each.standing or each.standing.state != "undone"]
    return naming(live)[0]


def names(store: Store, wanted: str) -> list[dict[str, Any]]:
    """What the texts call an actor, those included that people decided to be one with it, and how often."""
    made = live_naming(store)
    ids = [wanted, *(each for each in made.united if made.now(made.united[each][0])[0].id == wanted)]
    called: Counter[str] = Counter()
    for row in store.rows(
        "SELECT mentions FROM entity WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    ):
        called.update(mention["text"] for mention in json.loads(row["mentions"]))
    for name in list(called):
        other = made.named.get(folded(name))
        if (folded(name), wanted) in made.unnamed or (other and made.now(other[0])[0].id != wanted):
            del called[name]
    return [{"name": name, "count": count} for name, count in sorted(called.items(), key=lambda e: (-e[1], e[0]))][
        :MOST
    ]


def _others(columns: Columns, role: str, chosen: Flags, wanted: str) -> list[dict[str, Any]]:
    """The parties in a role of some events, the actor itself left out."""
    values, counts = counted(columns.listed[role], chosen)
    found: list[dict[str, Any]] = [
        {"id": values[code].id, "name": values[code].name, "events": int(counts[code])}
        for code in np.flatnonzero(counts)
        if values[code].id != wanted
    ]
    return sorted(found, key=lambda each: (-each["events"], each["name"]))[:MOST]


def _types(columns: Columns, chosen: Flags) -> list[dict[str, Any]]:
    field = columns.coded["type"]
    counts = field.count(chosen)
    found = [{"type": field.values[code], "events": int(counts[code])} for code in np.flatnonzero(counts)]
    return sorted(found, key=lambda each: (-each["events"], each["type"]))


def _by_id(values: tuple[Party, ...], counts: Any) -> dict[str, int]:
    return {party.id: int(count) for party, count in zip(values, counts, strict=True)}
