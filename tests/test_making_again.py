"""Events made only around what changed are those of making all anew, with pages that come and go and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from dateline import making, storing
from dateline.errors import DatelineError
from dateline.evaluation import world
from dateline.records import Claim, CodedArticle, Page, Published, digest
from dateline.removing import remove
from dateline.reviewing import Wish, decide
from dateline.storing import Outcome, Store
from dateline.storing.backup import backup
from dateline.storing.checking import check
from dateline.storing.grouping import group_copies
from dateline.storing.touched import Stored
from makers import VERSIONS, article

TABLES = ("event", "event_claim", "merge", "event_party", "event_place", "event_text", "event_change", "event_machine",
          "event_machine_claim", "claim_decided", "decision_standing", "block")  # fmt: skip
LINES = (
    "The council of the harbour town met on Friday and heard nine people who live by the old quay.",
    "Trade at the mill rose by four per cent in the last quarter, a union of its workers said later.",
    "Rain kept the northern road closed for three days, and the bus company sent its guests by rail.",
)
KINDS = ("accept", "reject", "note", "retype", "correct", "merge", "split", "duplicate", "undo")


def pages(events: int, seed: int) -> list[CodedArticle]:
    """The pages of a world of invented events as they are coded; some are copies of one another."""
    chance = Random(seed)
    told: dict[str, list[Claim]] = {}
    for claim, _ in world.claims(events, seed):
        told.setdefault(claim.document, []).append(claim)
    made = []
    for number, claims in enumerate(told.values()):
        lines = chance.sample(LINES, chance.choice([0, 0, 1, 3]))
        page = Page(
            f"{number}.txt", " ".join([*lines, f"Page {number}."]), publisher=chance.choice(["The Post", "Echo"])
        )
        of = tuple(
            replace(claim, id=digest("claim", page.id, str(at)), document=page.id) for at, claim in enumerate(claims)
        )
        days = [claim.when.start for claim in claims if claim.when.start]
        day = Published(days[0] + timedelta(chance.randint(0, 2)), "given") if days and chance.random() < 0.8 else None
        made.append(CodedArticle(replace(article(page), published=day), of))
    return made


def add(store: Store, coded: list[CodedArticle]) -> None:
    run = storing.start_run(store, VERSIONS)
    storing.write_batch(store, run, [Outcome(each) for each in coded])
    group_copies(store)
    making.make_events(store)
    storing.finish_run(store, run)


def decided(store: Store, chance: Random, number: int) -> None:
    """A decision of some kind on some event or claim; one that makes no sense there is refused."""
    events = storing.read_events(store)
    if not events:
        return
    event, other = chance.choice(events), chance.choice(events)
    kind = chance.choice(KINDS)
    target = event.id if chance.random() < 0.7 or kind in ("merge", "split", "duplicate") else event.claims[-1]
    wish = Wish(kind, target, chance.choice(["Ana", "Ben"]), "2024-04-01", str(number))  # type: ignore[arg-type]
    fields = {
        "retype": {"after": {"type": "PROTEST", "mode": "demo"}},
        "correct": {"field": "killed", "after": {"low": number, "high": number}},
        "merge": {"other": other.id},
        "duplicate": {"other": other.id},
        "split": {"claims": event.claims[1::2]},
        "undo": {"target": "1"},
    }
    with suppress(DatelineError):
        decide(store, replace(wish, **fields.get(kind, {})))  # type: ignore[arg-type]


def held(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that are made of claims and decisions, with the numbers that rewriting would change."""
    return {table: sorted(map(tuple, store.rows(f"SELECT * FROM {table}")), key=repr) for table in TABLES}


def all_anew(store: Store, beside: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows after all events of a copy of the database were made anew."""
    backup(store, beside, replace=True)
    with storing.open_store(beside) as copy:
        copy.db.execute("UPDATE made SET by = NULL")
        making.make_events(copy)
        return held(copy)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_and_goes_making_all_anew_changes_nothing(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    waiting = pages(8, seed)
    there: list[CodedArticle] = []
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        making.make_events(store)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(making, "DEARER", 0)
            patch.setattr(making, "everything", None)
            for number in range(9):
                new = chance.sample(waiting, min(len(waiting), chance.choice([1, 2, 6])))
                waiting = [each for each in waiting if each not in new]
                add(store, new)
                there += new
                for _ in range(3):
                    decided(store, chance, number)
                if chance.random() < 0.4:
                    gone = chance.sample(there, min(3, len(there)))
                    remove(store, [each.article.page.id for each in gone], "a test", VERSIONS)
                    there = [each for each in there if each not in gone]
                    waiting += gone
                if number % 3 == 2:
                    patch.undo()
                    assert held(store) == all_anew(store, tmp_path / "all.db")
                    patch.setattr(making, "DEARER", 0)
                    patch.setattr(making, "everything", None)
        faults = [finding for each in check(store) for finding in each.findings if finding.level == "fault"]
        assert {fault.check for fault in faults} <= {"quotes"}, "invented claims stand nowhere on their pages"
        assert len(storing.read_events(store)) > 2


def test_only_what_a_page_touches_is_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *first, last = pages(30, 3)
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        add(store, first)
        before = {row["id"]: row["number"] for row in store.rows("SELECT id, number FROM event")}
        asked: list[str] = []
        read = Stored.claims

        def counting(self: Stored, documents: list[str]) -> Iterator[Claim]:
            asked.extend(documents)
            return iter(read(self, documents))

        monkeypatch.setattr(Stored, "claims", counting)
        monkeypatch.setattr(making, "everything", None)
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(store, run, [Outcome(last)])
        changes = store.db.total_changes
        making.make_events(store)
        after = {row["id"]: row["number"] for row in store.rows("SELECT id, number FROM event")}
        rewritten = {event for event, number in before.items() if after.get(event) != number}
        assert len(rewritten) < 6 <= len(before) / 5
        assert 0 < len(asked) < len(first) * 0.8
        assert store.db.total_changes - changes < 200


def test_another_version_of_joining_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *first, last = pages(6, 1)
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        add(store, first)
        monkeypatch.setattr(making, "version", lambda: "another")
        monkeypatch.setattr(making, "around", None)
        add(store, [last])
        monkeypatch.setattr(making, "version", lambda: "a third")
        add(store, [])
        assert held(store) == all_anew(store, tmp_path / "all.db")
