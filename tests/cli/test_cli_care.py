"""dateline check and backup."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_check_says_that_all_is_well(run: Run, database: Path) -> None:
    code, out, err = run("check", database)
    assert (code, err) == (0, "")
    assert "is sound" in out
    assert run("check", "--db", database)[0] == 0


def test_check_tells_each_fault_with_what_to_do(run: Run, database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM event_text")
    code, out, err = run("check", "--db", database)
    assert code == 1
    assert "is at fault" in out
    assert "is not found by its own words. Make the events anew" in err
    code, out, _ = run("check", "--json", "--db", database)
    told = json.loads(out)
    assert (code, told["sound"]) == (1, False)
    assert {finding["check"] for each in told["checks"] for finding in each["findings"]} == {"search"}


def test_backup_makes_a_copy_that_can_be_used(run: Run, database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    code, out, _ = run("backup", copy, "--db", database)
    assert (code, "the copy is whole" in out) == (0, True)
    assert run("events", "--db", copy)[1].splitlines()[:3] == run("events", "--db", database)[1].splitlines()[:3]
    code, _, err = run("backup", copy, "--db", database)
    assert (code, "--force" in err) == (1, True)
    assert run("backup", copy, "--force", "--db", database)[0] == 0


def test_a_page_is_taken_out_and_the_diff_tells_it(run: Run, database: Path, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "before.db"
    run("backup", copy, "--db", database)
    code, out, _ = run("remove", "b.txt", "--why", "withdrawn", "--db", database)
    assert (code, "Removed" in out, "1 claims about 1 events are left" in out) == (0, True, True)
    assert "taken out" in run("status", "--db", database)[1]
    _, out, _ = run("diff", copy, database)
    assert "0 added, 0 changed, 1 gone." in out
    told = [json.loads(line) for line in run("diff", database, copy, "--format", "json")[1].splitlines()]
    assert [each["change"] for each in told] == ["added"]
    assert told[0]["row"]["documents"] == [str(folder / "b.txt")]
    assert run("remove", "b.txt", "--db", database)[0] == 1
    assert run("check", database)[0] == 0


def test_a_corrected_page_replaces_what_it_was(run: Run, database: Path, folder: Path) -> None:
    page = folder / "b.txt"
    page.write_text(page.read_text(encoding="utf-8") + ", corrected", encoding="utf-8")
    _, out, err = run("run", page, "--replace", "--db", database)
    assert "takes the place of what was read before" in err
    assert "holds 2 claims about 2 events" in out
