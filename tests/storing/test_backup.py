"""Copies of a database that is in use."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dateline import storing
from dateline.errors import StoreError
from dateline.storing import Outcome, Store
from dateline.storing.backup import backup
from dateline.storing.checking import check, sound
from makers import SENTENCE, VERSIONS, coded, each_its_own, page


def fill(store: Store, first: int, last: int) -> None:
    run = storing.start_run(store, VERSIONS)
    for number in range(first, last):
        storing.write_batch(store, run, [Outcome(coded(page(f"{SENTENCE}\nPage {number}")))])
    storing.replace_events(store, each_its_own(storing.read_claims(store)))
    storing.finish_run(store, run)


def test_a_copy_has_everything_and_is_one_file(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        fill(store, 0, 5)
        size = backup(store, tmp_path / "copy.db")
        wanted = storing.select(store)
    assert size == (tmp_path / "copy.db").stat().st_size
    assert [path.name for path in tmp_path.glob("*copy*")] == ["copy.db"]
    with storing.open_store(tmp_path / "copy.db") as copy:
        assert storing.select(copy) == wanted
        assert sound(list(check(copy)))


def test_a_copy_made_while_another_process_writes_is_sound(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        fill(store, 0, 3)

        def write() -> None:
            with storing.open_store(tmp_path / "r.db") as other:
                fill(other, 3, 40)

        writer = threading.Thread(target=write)
        writer.start()
        for number in range(3):
            backup(store, tmp_path / f"{number}.db")
        writer.join()
    for number in range(3):
        with storing.open_store(tmp_path / f"{number}.db") as copy:
            assert len(storing.read_documents(copy)) >= 3
            assert sound(list(check(copy)))


def test_what_is_there_is_replaced_only_on_demand(tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        with pytest.raises(StoreError, match="--force"):
            backup(store, tmp_path / "copy.db")
        assert (tmp_path / "copy.db").read_text() == "mine"
        backup(store, tmp_path / "copy.db", replace=True)
    storing.open_store(tmp_path / "copy.db").close()


def test_places_that_will_not_do_are_refused(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        for target, words in ((tmp_path, "is a folder"), (tmp_path / "no" / "c.db", "does not exist")):
            with pytest.raises(StoreError, match=words):
                backup(store, target)
        with pytest.raises(StoreError, match="the database itself"):
            backup(store, tmp_path / "r.db", replace=True)
        with storing.open_store(tmp_path / "used.db", create=True) as used:
            fill(used, 0, 1)
            with pytest.raises(StoreError, match="in use"):
                backup(store, tmp_path / "used.db", replace=True)
    assert list(tmp_path.glob("*.part")) == []


def test_a_damaged_database_gives_no_copy(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        fill(store, 0, 5)
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.db.execute("DELETE FROM document")
        with pytest.raises(StoreError, match="not sound"):
            backup(store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
