"""Resolving again around what changed gives what resolving all of it gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from random import Random

import pytest

from dateline.evaluation import world
from dateline.records import Claim, Event
from dateline.resolving import again, blocking, resolve
from dateline.resolving.again import Changes, Former, join_again, key_numbers
from dateline.resolving.events import events_of
from dateline.resolving.traits import Reader


class Held:
    """Documents in memory with the events that were made of them, and a count of the claims that were asked for."""

    def __init__(self, documents: dict[str, list[Claim]], events: Iterable[Event]) -> None:
        self.held = documents
        self.of = {claim.id: document for document, claims in documents.items() for claim in claims}
        self.events = {claim: event for event in events for claim in event.claims}
        self.keys: dict[int, set[str]] = {}
        reader = Reader()
        for document, claims in documents.items():
            for claim in claims:
                for number in key_numbers(reader.read(claim)):
                    self.keys.setdefault(number, set()).add(document)

    def sharing(self, keys: Collection[int]) -> Iterable[str]:
        return {document for key in keys for document in self.keys.get(key, ())}

    def documents(self, claims: Collection[str]) -> Iterable[str]:
        return {self.of[claim] for claim in claims}

    def claims(self, documents: Collection[str]) -> Iterable[Claim]:
        return [claim for document in documents for claim in self.held[document]]

    def former(self, claims: Collection[str]) -> Iterable[Former]:
        found = {event.id: event for claim in claims if (event := self.events.get(claim)) is not None}
        return [(event.claims, tuple((m.claim, m.joined_with) for m in event.merges)) for event in found.values()]


def changed(
    documents: dict[str, list[Claim]], events: tuple[Event, ...], come: Collection[str], gone: Collection[str]
) -> tuple[Event, ...]:
    """The events after documents came and went, made again where they had to be."""
    there = {claim for event in events for claim in event.claims}
    held = {name: claims for name, claims in documents.items() if name in come or {c.id for c in claims} <= there}
    after = [claim for name in sorted(come) for claim in documents[name]]
    before = [claim for name in sorted(gone) for claim in documents[name]]
    record = Held(held, events)
    around = join_again(record, Changes(frozenset([*come, *gone]), tuple(before), tuple(after)))
    claims = {claim.id: claim for name, each in held.items() if name not in gone for claim in each}
    new = events_of(around.clusterer, claims, around.claims)
    out = {claim.id for claim in before} | around.claims
    kept = [event for event in events if not out & set(event.claims)]
    assert {claim for event in kept for claim in event.claims} | set(around.claims) == set(claims)
    return tuple(sorted([*kept, *new], key=lambda event: event.id))


@pytest.mark.parametrize("seed", range(6))
def test_documents_that_come_and_go_in_any_order_give_the_events_of_all_at_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other time with blocks that are crowded from a few claims on, where what came parts what was compared."""
    if seed % 2:
        for module in (blocking, again):
            monkeypatch.setattr(module, "NEAREST", 3)
            monkeypatch.setattr(module, "COMMON", 4)
    documents: dict[str, list[Claim]] = {}
    for claim, _ in world.claims(16, seed):
        documents.setdefault(claim.document, []).append(claim)
    chance = Random(seed)
    names = sorted(documents)
    there: set[str] = set()
    events: tuple[Event, ...] = ()
    for _ in range(25):
        come = {
            name for name in chance.sample(names, min(len(names), chance.choice([1, 1, 2, 9]))) if name not in there
        }
        gone = set(chance.sample(sorted(there), min(len(there), chance.choice([0, 0, 1, 4]))))
        events = changed(documents, events, come, gone)
        there = there - gone | come
        wanted = resolve([claim for name in sorted(there) for claim in documents[name]])
        assert events == tuple(sorted(wanted, key=lambda event: event.id))
