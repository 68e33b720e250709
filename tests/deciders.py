"""A small database with events that people decide on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline import making, storing
from dateline.records import Claim, Event, Quantity, When
from dateline.resolving.reconciling import reconcile
from dateline.reviewing import Decided, Wish, decide
from dateline.storing import Outcome, Store
from dateline.storing.grouping import group_copies
from makers import SENTENCE, VERSIONS, claim, coded, page

AT = "2024-04-01T12:00:00+00:00"
GROUPS = ("012", "34", "5", "67")
"""The pages of each event, by number; each page has one claim."""


def by_page(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Resolving that joins the pages of GROUPS."""
    numbered = {int(one.weapon or "0"): one for one in claims}
    groups = [[numbered[int(number)] for number in group if int(number) in numbered] for group in GROUPS]
    return tuple(reconcile(group, ()) for group in groups if group)


def pages(store: Store, numbers: str = "01234567", **fields: object) -> None:
    """Stores pages with a claim each. The weapon tells the number, so that resolving knows them."""
    run = storing.start_run(store, VERSIONS)
    for number in map(int, numbers):
        source = page(f"{SENTENCE}\nPage {number}", f"{number}.txt")
        made = claim(source, weapon=str(number), killed=Quantity(5 + number, 5 + number), count=1,
                     when=When(date(2024, 3, 3), date(2024, 3, 3), "explicit"), **fields)  # fmt: skip
        storing.write_batch(store, run, [Outcome(coded(source, [made]))])
    group_copies(store)
    making.make_events(store, by_page)
    storing.finish_run(store, run)


def made(path: Path, numbers: str = "01234567") -> Store:
    store = storing.open_store(path, create=True)
    pages(store, numbers)
    return store


def events(store: Store) -> dict[str, Event]:
    """The events by the numbers of their pages."""
    claims = {one.id: one.weapon or "" for one in storing.read_claims(store)}
    return {"".join(sorted(claims[each] for each in event.claims)): event for event in storing.read_events(store)}


def claims(store: Store) -> list[Claim]:
    """The claims by the number of their page."""
    return sorted(storing.read_claims(store), key=lambda one: one.weapon or "")


def say(store: Store, kind: str, target: str, by: str = "Ana", **fields: object) -> Decided:
    wish = Wish(kind, target, by, AT)  # type: ignore[arg-type]
    return decide(store, replace(wish, **fields))  # type: ignore[arg-type]
