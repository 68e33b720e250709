"""Pages that are taken out or replaced: claims go with them, and events are what they would be without."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import dateline
from dateline import making, storing
from dateline.exporting.differences import differences
from dateline.records import CodedArticle, Failure, Page
from dateline.removing import remove
from dateline.storing import Store
from dateline.storing.backup import backup
from dateline.storing.checking import check, sound
from dateline.storing.decisions import read_decisions
from dateline.storing.progress import progress
from deciders import by_page, claims, events, made, say
from makers import SENTENCE, VERSIONS, coded, each_its_own


def take_out(store: Store, *numbers: int) -> None:
    remove(store, [claims(store)[number].document for number in numbers], "withdrawn", VERSIONS, by_page)


def test_claims_go_with_their_page_and_events_are_what_they_would_be_without_it(tmp_path: Path) -> None:
    with made(tmp_path / "r.db") as store, made(tmp_path / "without.db", "013467") as other:
        whole = events(store)["012"].id
        take_out(store, 2, 5)
        assert storing.read_events(store) == storing.read_events(other)
        assert set(events(store)) == {"01", "34", "67"}
        assert storing.find_event(store, whole).events[0].id == events(store)["01"].id
        assert sound(list(check(store)))
        rows = store.rows("SELECT name, reason, run FROM removed ORDER BY name")
        assert [tuple(row) for row in rows] == [("2.txt", "withdrawn", 2), ("5.txt", "withdrawn", 2)]
        assert store.value("SELECT count(*) FROM text") == store.value("SELECT count(DISTINCT text) FROM document_text")
        assert progress(store).inputs == {"coded": 6, "removed": 2}


def test_the_index_of_parties_has_those_of_the_claims_that_are_there(tmp_path: Path) -> None:
    with made(tmp_path / "r.db") as store:
        for gone in ((), (2, 5)):
            take_out(store, *gone)
            found = {tuple(row) for row in store.rows("SELECT entity, claim, words FROM claim_party")}
            assert found == {(party.entity.id, claim.id, party.mention.text) for claim in storing.read_claims(store)
                             for party in (*claim.actors, *claim.recipients)}  # fmt: skip
            assert len({claim for _, claim, _ in found}) == 8 - len(gone)


def test_decisions_on_a_page_that_is_gone_are_stale_and_the_others_last(tmp_path: Path) -> None:
    with made(tmp_path / "r.db") as store:
        say(store, "reject", events(store)["5"].id)
        say(store, "accept", events(store)["34"].id)
        take_out(store, 5)
        assert [each.standing.state for each in read_decisions(store) if each.standing] == ["stale", "applied"]
        assert events(store)["34"].review == "accepted"
        assert sound(list(check(store)))


def test_a_kill_on_the_way_leaves_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path / "r.db") as store:
        before = storing.select(store)

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(making, "delete_documents", die)
        with pytest.raises(KeyboardInterrupt):
            take_out(store, 2)
        monkeypatch.undo()
        assert storing.select(store).events == before.events
        assert sound(list(check(store)))


def coder(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    for item in items:
        assert isinstance(item, Page)
        yield coded(item, None if SENTENCE in item.text else [])


def run(store: Store, *paths: Path) -> dateline.Report:
    return dateline.record(paths, store, coder=coder, resolver=each_its_own, made_by=VERSIONS)


def test_a_page_that_changed_takes_the_place_of_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, same = tmp_path / "one.txt", tmp_path / "same.txt"
    one.write_text(f"{SENTENCE}\nFirst", encoding="utf-8")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run(store, one)
        (first,) = storing.read_events(store)
        one.write_text(f"{SENTENCE}\nSecond", encoding="utf-8")
        monkeypatch.setenv("DATELINE_REPLACE", "1")
        report = run(store, one)
        assert "takes the place" in report.notes[-1][1]
        (second,) = storing.read_events(store)
        assert [document.page.text.split("\n")[1] for document in storing.read_documents(store)] == ["Second"]
        assert second.id != first.id
        assert [(each.event, each.change) for each in storing.tombstones(store)] == [(first.id, "gone")]
        same.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
        run(store, same)
        one.write_text("Nothing after all.", encoding="utf-8")
        run(store, one)
        assert len(storing.read_documents(store)) == 2, "another file has the page still"
        same.unlink()
        same.write_text("Nothing here either.", encoding="utf-8")
        run(store, same)
        assert storing.read_events(store) == ()
        assert store.rows("SELECT replaced_by FROM removed")[0][0] is not None
        assert sound(list(check(store)))


def test_a_page_that_was_taken_out_stays_out_until_it_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(f"{SENTENCE}\nFirst", encoding="utf-8")
    two.write_text(f"{SENTENCE}\nSecond", encoding="utf-8")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run(store, one, two)
        first = next(each.id for each in storing.read_documents(store) if each.page.name.endswith("one.txt"))
        remove(store, [first], "withdrawn by the paper", VERSIONS, each_its_own)
        for _ in range(2):
            report = run(store, one, two)
            assert dict(report.states) == {"skipped": 1, "known": 1}
            assert report.reasons["skipped", "removed"] == 1
            assert "(withdrawn by the paper) and stays out" in report.failures[0].message
            assert [document.id for document in storing.read_documents(store)] != [first]
            assert len(storing.read_documents(store)) == 1
        one.write_text(f"{SENTENCE}\nCorrected", encoding="utf-8")
        assert run(store, one).states["coded"] == 1
        one.write_text(f"{SENTENCE}\nFirst", encoding="utf-8")
        monkeypatch.setenv("DATELINE_RESTORE", "1")
        assert run(store, one).states["coded"] == 1
        monkeypatch.undo()
        assert run(store, one).states["known"] == 1
        remove(store, [first], "after all", VERSIONS, each_its_own)
        assert "(after all)" in run(store, one).failures[0].message
        assert sound(list(check(store)))


def test_a_diff_tells_what_was_added_changed_and_is_gone(tmp_path: Path) -> None:
    with made(tmp_path / "b.db") as after:
        backup(after, tmp_path / "a.db")
        found = events(after)
        say(after, "correct", found["34"].id, field="killed", after={"low": 1, "high": 2})
        take_out(after, 5)
        say(after, "split", found["67"].id, claims=(claims(after)[-1].id,))
        with storing.open_store(tmp_path / "a.db") as before:
            made_of = list(differences(before, after))
            assert [(each.change, each.event) for each in made_of if each.event == found["5"].id] == [
                ("gone", found["5"].id)
            ]
            changed = next(each for each in made_of if each.event == found["34"].id)
            assert changed.fields["killed_max"] == (9, 2)
            assert changed.fields["review"] == ("unreviewed", "corrected")
            assert sorted(each.change for each in made_of) == ["added", "changed", "changed", "gone"]
            back = {each.change for each in differences(after, before)}
            assert back == {"added", "changed", "gone"}
            assert list(differences(before, before)) == []


def test_an_event_that_was_renamed_is_changed_and_not_new(tmp_path: Path) -> None:
    with made(tmp_path / "b.db", "01345") as after:
        backup(after, tmp_path / "a.db")
        founder = next(claim for claim in claims(after) if claim.id == events(after)["01"].claims[0])
        number = int(founder.weapon or "0")
        old = events(after)["01"].id
        take_out(after, number)
        with storing.open_store(tmp_path / "a.db") as before:
            found = [each for each in differences(before, after) if old in (each.event, each.was)]
            (only,) = found
            assert only.change == "changed"
            assert only.fields["reports"] == (2, 1)
            assert json.dumps(only.fields)
