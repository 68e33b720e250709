"""Databases of every earlier version are brought up to date with all that they held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline import making, storing
from dateline.resolving.identifying import event_id
from dateline.storing import connection, schema
from dateline.storing.checking import check
from deciders import by_page, events, made, say
from makers import VERSIONS


def columns(db: sqlite3.Connection, table: str, schema_name: str = "") -> set[str]:
    """The columns of a table that are written, not read out of others."""
    return {row[1] for row in db.execute(f"PRAGMA {schema_name}table_xinfo({table})") if row[6] == 0}


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of today, with decisions and an id that leads on."""
    target = tmp_path_factory.mktemp("today") / "r.db"
    with made(target) as store:
        say(store, "accept", events(store)["5"].id)
        say(store, "merge", events(store)["34"].id, other=events(store)["67"].id)
    return target


def older(today: Path, target: Path, version: int) -> None:
    """A database of an earlier version with what it could hold of that of today."""
    with sqlite3.connect(target, isolation_level=None) as db:
        db.create_function("founding", 1, event_id, deterministic=True)
        for migration in schema.migrations()[:version]:
            for statement in connection._statements(migration.sql):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("ATTACH ? AS today", (str(today),))
        sql = "SELECT name FROM {} WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE '%\\_%\\_%' ESCAPE '\\'"
        there = {row[0] for row in db.execute(sql.format("main.sqlite_master"))}
        for table in ["run", "document", "claim", "entity", "event", *sorted(there)]:
            if table in ("turn", "sqlite_sequence") or table not in there:
                continue
            shared = ", ".join(sorted(columns(db, table) & columns(db, table, "today.")))
            shared = {"event_text": "rowid, event, words", "document_words": "rowid, words"}.get(table, shared)
            db.execute(f"INSERT OR IGNORE INTO {table} ({shared}) SELECT {shared} FROM today.{table}")
        db.execute("DETACH today")


@pytest.mark.parametrize("version", range(1, schema.version()))
def test_a_database_of_an_earlier_version_is_brought_up_to_date(today: Path, tmp_path: Path, version: int) -> None:
    target = tmp_path / "old.db"
    older(today, target, version)
    with storing.open_store(today) as now, storing.open_store(target) as store:
        assert store.value("PRAGMA user_version") == schema.version()
        assert storing.read_claims(store) == storing.read_claims(now)
        assert {event.id for event in storing.read_events(store)} == {event.id for event in storing.read_events(now)}
        assert len(storing.read_documents(store)) == 8
        names = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%\\_%' ESCAPE '\\' ORDER BY name"
        assert [tuple(row) for row in store.rows(names)] == [tuple(row) for row in now.rows(names)]
        run = storing.start_run(store, VERSIONS)
        making.make_events(store, by_page)
        storing.finish_run(store, run)
        faults = [finding for each in check(store) for finding in each.findings if finding.level == "fault"]
        assert faults == []
        if version >= 9:
            assert events(store)["5"].review == "accepted"
            assert "3467" in events(store)


def test_a_migration_that_fails_changes_nothing(today: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "old.db"
    older(today, target, schema.version() - 1)
    broken = schema.Migration(schema.version(), "CREATE TABLE half (x) STRICT;\nSELECT no_such_function();\n")
    monkeypatch.setattr(schema, "migrations", lambda: (*MIGRATIONS[:-1], broken))
    with pytest.raises(storing.connection.StoreError):
        storing.open_store(target)
    monkeypatch.undo()
    with sqlite3.connect(target) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == schema.version() - 1
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
    storing.open_store(target).close()


MIGRATIONS = schema.migrations()
