"""Events of pages that come one by one, in any order, or all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import dateline
from dateline import storing
from dateline.records import CodedArticle, Failure, Page, Published, When, Where
from dateline.storing import Store
from dateline.storing.checking import check, sound
from makers import SENTENCE, VERSIONS, article, claim

PAGES = [Page(f"{number}.txt", f"{SENTENCE}\nPage {number}") for number in range(6)]
HARBOUR, MILL = Where("Harbour", 1, 101, 10.0, 20.0, "NRL"), Where("Mill Town", 1, 102, 10.5, 20.5, "NRL")


def coder(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    """One claim a page: two events that pages of several days tell, and one that only one page tells."""
    for item in items:
        assert isinstance(item, Page)
        number = PAGES.index(item)
        place = (HARBOUR, MILL)[number % 2]
        day = date(2024, 3, 9 if number == 5 else 3)
        made = replace(claim(item), where=place, when=When(day, day, "explicit"), count=1)
        read = replace(article(item), published=Published(date(2024, 3, 10 - number), "text"))
        yield CodedArticle(read, (made,))


def add(store: Store, pages: Iterable[Page]) -> None:
    dateline.record([], store, pages=pages, coder=coder, made_by=VERSIONS)


def test_one_by_one_in_any_order_or_all_at_once_the_events_are_the_same(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "all.db", create=True) as store:
        add(store, PAGES)
        wanted = storing.select(store)
        assert sorted(event.reports for event in wanted.events) == [1, 2, 3]
        assert wanted.formerly == {}
    orders = [PAGES, PAGES[::-1], *Random(5).sample([list(order) for order in permutations(PAGES)], 4)]
    ever: set[str] = set()
    for number, order in enumerate(orders):
        with storing.open_store(tmp_path / f"{number}.db", create=True) as store:
            seen: set[str] = set()
            for page in order:
                add(store, [page])
                seen |= {event.id for event in storing.read_events(store)}
            found = storing.select(store)
            assert (found.events, found.claims) == (wanted.events, wanted.claims)
            gone = {tombstone.event for tombstone in storing.tombstones(store)}
            assert gone == seen - {event.id for event in wanted.events}
            assert gone == {old for olds in found.formerly.values() for old in olds}
            assert all(len(storing.find_event(store, old).events) == 1 for old in seen)
            assert sound(list(check(store)))
            ever |= gone
    assert ever, "ids were renamed on the way"
