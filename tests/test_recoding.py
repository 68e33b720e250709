"""The pages of a database coded again: what people decided lasts, and a stop on the way loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from dateline import making, recording, storing
from dateline.cli import main
from dateline.recoding import pages_to_recode, recode
from dateline.records import CodedArticle, Failure, Mention, Page, Quantity, Span, When
from dateline.storing import Versions
from dateline.storing.checking import check, sound
from deciders import by_page, claims, events, made, say
from makers import claim, coded
from test_making_again import add, all_anew, decided, held, pages

NEWER = Versions("0.2", "en 1", "abc")
Coder = Callable[[Iterable[Page | Failure]], Iterator[CodedArticle | Failure]]


def coder(**made_of: Callable[[Page], CodedArticle | Failure]) -> Coder:
    """Codes page N.txt by the function of the name pN, and others as they were."""

    def work(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
        for item in items:
            assert isinstance(item, Page)
            name = item.name.removesuffix(".txt")
            yield made_of.get(f"p{name}", as_before)(item)

    return work


def as_before(page: Page) -> CodedArticle:
    number = int(page.name.removesuffix(".txt"))
    toll = Quantity(5 + number, 5 + number)
    day = When(date(2024, 3, 3), date(2024, 3, 3), "explicit")
    return coded(page, [claim(page, weapon=str(number), killed=toll, count=1, when=day)])


def nothing(page: Page) -> CodedArticle:
    return coded(page, [])


def wider(page: Page) -> CodedArticle:
    """The same claim with a longer trigger, and so another id."""
    (one,) = as_before(page).claims
    span = Span(one.trigger.span.start, one.trigger.span.end + 8)
    moved = replace(one, id="f" * 16, trigger=Mention(span, page.text[span.start : span.end]))
    return coded(page, [moved])


def broken(page: Page) -> Failure:
    return Failure(page.name, "coding", "failed", "crash", f"{page.name} could not be coded.")


def test_decisions_last_where_their_claims_do_and_the_others_are_listed(tmp_path: Path) -> None:
    with made(tmp_path / "r.db") as store:
        say(store, "correct", claims(store)[1].id, field="killed", after={"low": 1, "high": 2})
        for kind, pages_of in (("accept", "012"), ("reject", "5"), ("accept", "67"), ("note", "34")):
            say(store, kind, events(store)[pages_of].id, why="seen")
        documents = pages_to_recode(store, NEWER)
        assert len(documents) == 8
        told: list[str] = []
        found = recode(store, documents, NEWER, progress=told.append, resolver=by_page,
                       coder=coder(p0=wider, p5=nothing, p3=broken))  # fmt: skip
        assert (found.changed, found.same, found.read) == (2, 5, 8)
        assert [failure.reason for failure in found.failures] == ["crash"]
        assert (found.claims, found.events) == ((8, 7), (4, 3))
        assert len(told) == 8
        assert [(each.decision.kind, each.standing and each.standing.state) for each in found.decisions] == [
            ("reject", "stale")
        ]
        assert found.kept == 4
        now = events(store)
        assert (now["012"].review, now["67"].review) == ("corrected", "accepted")
        assert (now["012"].killed and now["012"].killed.low) == 1
        assert pages_to_recode(store, NEWER) == [d.id for d in storing.read_documents(store) if d.page.name == "3.txt"]
        assert len(pages_to_recode(store, NEWER, everything=True)) == 8
        assert sound(list(check(store)))


def test_a_stop_on_the_way_keeps_what_was_coded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_BATCH_PAGES", "2")
    with made(tmp_path / "r.db") as store:
        done = 0

        def stopping(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
            nonlocal done
            for item in coder(p0=nothing, p1=nothing, p2=nothing, p3=nothing)(items):
                done += 1
                if done == 6:
                    raise KeyboardInterrupt
                yield item

        with pytest.raises(KeyboardInterrupt):
            recode(store, pages_to_recode(store, NEWER), NEWER, coder=stopping, resolver=by_page)
        assert len(pages_to_recode(store, NEWER)) == 4
        assert sound(list(check(store)))
        rest = coder(p0=nothing, p1=nothing, p2=nothing, p3=nothing)
        found = recode(store, pages_to_recode(store, NEWER), NEWER, coder=rest, resolver=by_page)
        assert found.read == 4
        assert set(events(store)) == {"4", "5", "67"}
        assert pages_to_recode(store, NEWER) == []
        assert sound(list(check(store)))


@pytest.mark.parametrize("seed", range(3))
def test_events_around_pages_coded_again_are_those_of_making_all_anew(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages swap their claims with those of other pages, some keep their ids, some lose them all."""
    chance = Random(seed)
    monkeypatch.setenv("DATELINE_BATCH_PAGES", "3")
    given = pages(7, seed)
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        add(store, given)
        for number in range(8):
            decided(store, chance, number)
        known = {each.article.page.id: each for each in given}

        def other(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
            for item in items:
                assert isinstance(item, Page)
                mine, yours = known[item.id], chance.choice(given)
                if chance.random() < 0.5:
                    yield mine
                else:
                    swapped = [replace(new, id=old.id, document=item.id)
                               for old, new in zip(mine.claims, yours.claims, strict=False)]  # fmt: skip
                    yield replace(mine, claims=tuple(swapped))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(making, "DEARER", 0)
            patch.setattr(making, "everything", None)
            recode(store, pages_to_recode(store, NEWER), NEWER, coder=other)
        assert held(store) == all_anew(store, tmp_path / "all.db")


def test_the_command_tells_what_became_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with made(tmp_path / "r.db") as store:
        say(store, "accept", events(store)["5"].id)
    monkeypatch.setattr(recording, "versions", lambda: NEWER)
    monkeypatch.setattr("dateline.recoding.coded", coder(p5=nothing))
    assert main(["recode", "--db", str(tmp_path / "r.db")]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("decisions to look at")] == ["1"]
    assert "stale" in shown
    assert main(["recode", "--db", str(tmp_path / "r.db")]) == 0
    assert "Say --all" in capsys.readouterr().out
