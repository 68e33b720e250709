"""dateline run: every input ends in one state, and the exit status says how it went."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import storing
from dateline.storing.reading import unfinished
from makers import SENTENCE

Run = Callable[..., tuple[int, str, str]]


def counts(out: str) -> dict[str, int]:
    return {
        name.strip(): int(number) for name, number in re.findall(r"^ *([a-z][a-z -]*?) {2,}(\d+)$", out, re.MULTILINE)
    }


def test_the_states_add_up_to_the_inputs(run: Run, folder: Path, tmp_path: Path) -> None:
    status, out, err = run("run", folder, "--db", tmp_path / "r.db")
    told = counts(out)
    assert status == 3
    assert told["inputs read"] == 6
    assert (told["coded"], told["no event"], told["known already"], told["skipped"], told["failed"]) == (2, 1, 1, 1, 1)
    assert (told["not-a-page"], told["crash"]) == (1, 1)
    assert "e.txt could not be parsed." in err
    assert f"dateline events --db {tmp_path / 'r.db'}" in out
    with storing.open_store(tmp_path / "r.db") as store:
        assert store.value("SELECT count(*) FROM run_input") == 6
        assert not unfinished(store)


def test_the_same_pages_again_are_known(run: Run, folder: Path, database: Path) -> None:
    status, out, _ = run("run", folder, "--db", database)
    told = counts(out)
    assert status == 3  # the broken page is tried again
    assert (told["coded"], told["no event"], told["known already"]) == (0, 0, 4)
    with storing.open_store(database) as store:
        assert len(storing.read_claims(store)) == len(storing.read_events(store)) == 2


def test_all_well_is_zero(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("run", folder / "a.txt", "--db", tmp_path / "r.db")[0] == 0


def test_nothing_usable_is_one(run: Run, folder: Path, tmp_path: Path) -> None:
    status, out, err = run("run", folder / "none.txt", "--db", tmp_path / "r.db")
    assert status == 1
    assert "does not exist" in err
    assert "events --db" not in out


def test_an_empty_call_is_wrong_use(run: Run, tmp_path: Path) -> None:
    status, _, err = run("run", "--db", tmp_path / "r.db")
    assert status == 1
    assert "PATHS" in err


def test_no_page_at_all_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, _, err = run("run", tmp_path / "empty", "--db", tmp_path / "r.db")
    assert status == 1
    assert "is an empty folder" in err
    assert "No page could be used" in err


def test_the_database_comes_from_the_settings(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATABASE", str(tmp_path / "other.db"))
    run("run", folder / "a.txt")
    assert (tmp_path / "other.db").is_file()


def test_a_file_that_is_no_database_is_left_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    target = folder / "a.txt"
    status, _, err = run("run", folder, "--db", target)
    assert status == 1
    assert "not a database" in err
    assert target.read_text(encoding="utf-8").startswith(SENTENCE)


def test_an_interrupted_run_goes_on_where_it_stopped(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline

    whole = dateline.pipeline.coded

    def stopped(items: object) -> object:
        for number, item in enumerate(whole(items)):
            if number == 2:
                raise KeyboardInterrupt
            yield item

    monkeypatch.setenv("DATELINE_BATCH_PAGES", "1")
    monkeypatch.setattr(dateline.pipeline, "coded", stopped)
    status, _, err = run("run", folder, "--db", tmp_path / "r.db")
    assert status == 130
    assert "run again" in err
    assert "did not finish" in run("events", "--db", tmp_path / "r.db")[2]
    monkeypatch.setattr(dateline.pipeline, "coded", whole)
    _, out, _ = run("run", folder, "--db", tmp_path / "r.db")
    assert counts(out)["known already"] == 3
    with storing.open_store(tmp_path / "r.db") as store:
        assert len(storing.read_events(store)) == 2
