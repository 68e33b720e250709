"""Which files are taken for databases, and what is said of the others."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dateline import storing
from dateline.errors import BusyDatabase, NewerDatabase, NotADatabase, StoreError
from dateline.storing import Outcome, connection, schema
from makers import VERSIONS, coded, each_its_own, event, page


def test_a_new_file_is_marked_and_guarded(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        assert store.value("PRAGMA application_id") == schema.APPLICATION_ID
        assert store.value("PRAGMA user_version") == schema.version()
        assert store.value("PRAGMA journal_mode") == "wal"
        assert store.value("PRAGMA foreign_keys") == 1


def test_migrations_are_numbered_from_one() -> None:
    assert [migration.number for migration in schema.migrations()] == list(range(1, schema.version() + 1))


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dateline run"):
        storing.open_store(tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


def test_a_text_file_is_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "r.db").write_text("The minister met rebels on Monday, and they agreed to meet again. " * 20)
    with pytest.raises(NotADatabase, match=r"r\.db is not a database"):
        storing.open_store(tmp_path / "r.db", create=True)


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase, match="is a folder"):
        storing.open_store(tmp_path, create=True)


def test_a_database_in_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        storing.open_store(tmp_path / "none" / "r.db", create=True)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "r.db")
    other.execute("CREATE TABLE bookmark (id)")
    other.close()
    before = (tmp_path / "r.db").read_bytes()
    with pytest.raises(NotADatabase, match="another program"):
        storing.open_store(tmp_path / "r.db", create=True)
    assert (tmp_path / "r.db").read_bytes() == before


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        store.db.execute(f"PRAGMA user_version = {schema.version() + 1}")
    with pytest.raises(NewerDatabase, match="pip install --upgrade"):
        storing.open_store(tmp_path / "r.db")


def test_a_file_cut_short_is_called_damaged(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(coded())])
    content = (tmp_path / "r.db").read_bytes()
    (tmp_path / "r.db").write_bytes(content[:4096] + os.urandom(len(content) - 4096))
    with pytest.raises(StoreError, match="damaged"), storing.open_store(tmp_path / "r.db") as store:
        storing.read_claims(store)


def test_a_locked_database_is_called_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with storing.open_store(tmp_path / "r.db", create=True) as one, storing.open_store(tmp_path / "r.db") as other:
        one.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabase, match="in use by another process"):
            storing.start_run(other, VERSIONS)
        assert storing.known_ids(other) == frozenset()  # reading goes on meanwhile


def test_a_full_disk_is_said_and_keeps_what_was_stored(tmp_path: Path) -> None:
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        storing.write_batch(store, run, [Outcome(coded())])
        store.db.execute(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 2}")
        big = coded(page("Norland Rebels " + "talked and talked " * 9999, "big.txt"), [])
        with pytest.raises(StoreError, match="no room left on the disk"):
            storing.write_batch(store, run, [Outcome(big)])
        assert len(storing.read_documents(store)) == 1
        store.db.execute("PRAGMA max_page_count = 1000000")
        storing.write_batch(store, run, [Outcome(big)])
    with storing.open_store(tmp_path / "r.db") as store:
        assert len(storing.read_documents(store)) == 2


def test_events_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    one = coded()
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        storing.write_batch(store, storing.start_run(store, VERSIONS), [Outcome(one)])
        storing.replace_events(store, each_its_own(one.claims))
        before = storing.read_events(store)
        with pytest.raises(StoreError):
            storing.replace_events(store, [event(one.claims[0]), event(one.claims[0])])
        assert storing.read_events(store) == before


def test_a_batch_with_a_fault_leaves_nothing(tmp_path: Path) -> None:
    one = coded()
    twice = coded(
        page("Norland Rebels fired rockets at the Norland Army in Zürichau on 3 March, killing at least five. police")
    )
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        run = storing.start_run(store, VERSIONS)
        with pytest.raises(StoreError):
            storing.write_batch(store, run, [Outcome(one), Outcome(coded(twice.article.page, one.claims))])
        assert storing.read_documents(store) == ()


WRITER = """
import sys
from makers import VERSIONS, claim, coded, each_its_own, page, SENTENCE
from dateline import storing
from dateline.storing import Outcome

with storing.open_store(sys.argv[1], create=True) as store:
    run = storing.start_run(store, VERSIONS)
    number = 0
    while True:
        batch = []
        for _ in range(8):
            number += 1
            batch.append(Outcome(coded(page(f"{SENTENCE}\\nPage {number}"))))
        storing.write_batch(store, run, batch)
        storing.replace_events(store, each_its_own(storing.read_claims(store)))
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_kill_leaves_whole_batches(tmp_path: Path) -> None:
    target = tmp_path / "r.db"
    folders = [str(Path(__file__).parents[1]), str(Path(storing.__file__).parents[2])]
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(target)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
    )
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(3)][-1]
    time.sleep(0.013)  # into the middle of a batch
    writer.kill()
    writer.communicate()
    with storing.open_store(target) as store:
        documents, claims = storing.read_documents(store), storing.read_claims(store)
        inputs = store.value("SELECT count(*) FROM run_input")
        assert store.value("PRAGMA integrity_check") == "ok"
        assert store.rows("PRAGMA foreign_key_check") == []
        events = storing.read_events(store)
    assert len(documents) >= told
    assert len(documents) % 8 == 0
    assert len(documents) == len(claims) == inputs
    assert len(events) % 8 == 0
    assert all(event.claims for event in events)
