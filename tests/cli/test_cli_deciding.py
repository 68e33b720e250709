"""dateline decide, decisions and agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ids(run: Run, database: Path) -> list[str]:
    """The ids of the two events."""
    return [row["event"] for row in json.loads(run("events", "--format", "json", "--db", database)[1])]


def test_a_decision_is_put_over_the_record_and_shown(run: Run, database: Path, ids: list[str]) -> None:
    given = ("--by", "Ana", "--why", "two sources", "--at", "2024-04-01T12:00:00+00:00", "--db", database)
    code, out, _ = run("decide", "correct", ids[0][:8], "--field", "killed", "--to", "7-8", *given)
    assert (code, "Decision 1" in out, "applied" in out) == (0, True, True)
    _, shown, _ = run("show", ids[0][:8], "--db", database)
    assert "review      corrected" in shown
    assert "Ana, 2024-04-01T12:00:00+00:00: correct; killed: 5+ → 7–8; two sources" in shown
    rows = json.loads(run("events", "--format", "json", "--db", database)[1])
    assert {(row["killed_max"], row["review"], *row["reviewed_by"]) for row in rows} == {
        (8, "corrected", "Ana"), (None, "unreviewed")
    }  # fmt: skip
    listed = run("events", "--db", database)[1]
    assert "corrected" in listed
    assert "2 events, 1 of them reviewed by people." in listed


def test_what_is_rejected_is_left_out_until_it_is_undone(run: Run, database: Path, ids: list[str]) -> None:
    run("decide", "reject", ids[0], "--by", "Ana", "--db", database)
    assert ids[0][:8] not in run("events", "--db", database)[1]
    assert ids[0][:8] in run("events", "--review", "rejected", "--db", database)[1]
    run("decide", "undo", "1", "--by", "Ana", "--db", database)
    assert ids[0][:8] in run("events", "--db", database)[1]
    _, out, _ = run("decisions", "--db", database)
    assert "undone: by Ana" in out


def test_a_decision_lasts_over_runs(run: Run, folder: Path, database: Path, ids: list[str]) -> None:
    run("decide", "merge", ids[0], ids[1], "--by", "Ana", "--db", database)
    (folder / "g.txt").write_text("Nothing happened here either.", encoding="utf-8")
    run("run", folder, "--db", database)
    (row,) = json.loads(run("events", "--format", "json", "--db", database)[1])
    assert (row["reports"], row["review"], len(row["formerly"])) == (2, "corrected", 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("destroy", "abc"), "no decision 'destroy'"),
        (("accept", "ID", "ID"), "takes one id"),
        (("merge", "ID"), "takes two events"),
        (("correct", "ID", "--to", "5"), "Say which field"),
        (("correct", "ID", "--field", "killed"), "needs the new value"),
        (("correct", "ID", "--field", "killed", "--to", "few"), "no number of people"),
        (("reassign", "ID", "--to", "nobody at all"), "No actor is called"),
        (("reassign", "ID", "--role", "victim", "--to", "none"), "Say actor or recipient"),
        (("accept", "ffffffff"), "No event"),
        (("undo", "12"), "List them with"),
    ],
)
def test_what_cannot_be_decided_is_a_sentence(
    run: Run, database: Path, ids: list[str], arguments: tuple[str, ...], words: str
) -> None:
    given = [ids[0] if each == "ID" else each for each in arguments]
    code, _, err = run("decide", *given, "--by", "Ana", "--db", database)
    assert (code, words in err) == (1, True), err


def test_without_a_name_nothing_is_decided(
    run: Run, database: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "by whom" in run("decide", "accept", ids[0], "--db", database)[2]
    monkeypatch.setenv("DATELINE_CODER", "Ben")
    assert run("decide", "accept", ids[0], "--db", database)[0] == 0
    assert "Ben" in run("decisions", "--db", database)[1]


def test_decisions_go_out_and_come_in_and_a_torn_line_is_told(
    run: Run, database: Path, ids: list[str], tmp_path: Path
) -> None:
    log, copy = tmp_path / "log.jsonl", tmp_path / "copy.db"
    run("backup", copy, "--db", database)
    for kind in ("accept", "reject", "accept"):
        run("decide", kind, ids[0], "--by", "Ana", "--db", database)
    assert "Wrote 3 decisions" in run("decisions", "export", log, "--db", database)[1]
    whole = log.read_bytes()
    log.write_bytes(whole[:-40])
    code, out, err = run("decisions", "import", log, "--db", copy)
    assert (code, "Took 2 decisions" in out, "line 3: it was cut off" in err) == (3, True, True)
    log.write_bytes(whole.replace(b'"reject"', b'"accept"'))
    code, out, err = run("decisions", "import", log, "--db", copy)
    assert (code, "Took 1 decisions" in out, "1 were there" in out, "changed after it was made" in err) == (
        3, True, True, True
    )  # fmt: skip
    log.write_bytes(whole)
    assert "Took 0 decisions" in run("decisions", "import", log, "--db", copy)[1]
    log.write_bytes(whole + b"accept it\n")
    assert "line 4: it is no decision: it is not JSON" in run("decisions", "import", log, "--db", copy)[2]
    log.write_bytes(b"PK\x03\x04\0\0\n" + whole)
    code, _, err = run("decisions", "import", log, "--db", copy)
    assert (code, "is not text" in err) == (1, True)
    rows = [json.loads(line) for line in run("decisions", "--format", "json", "--db", copy)[1].splitlines()]
    assert [row["kind"] for row in rows] == ["accept", "reject", "accept"]
    assert run("decisions", "import", tmp_path / "none.jsonl", "--db", copy)[0] == 1


def test_contradicting_and_stale_decisions_are_listed(run: Run, database: Path, ids: list[str]) -> None:
    run("decide", "accept", ids[0], "--by", "Ana", "--db", database)
    run("decide", "reject", ids[0], "--by", "Ben", "--db", database)
    _, out, _ = run("decisions", "--disputed", "--db", database)
    assert out.count("disputed") == 2
    assert "no such decisions" in run("decisions", "--stale", "--db", database)[1]
    assert "disputed" in run("events", "--db", database)[1]


def test_two_people_are_compared(run: Run, database: Path, ids: list[str], tmp_path: Path) -> None:
    for name, kinds in (("Ana", ("accept", "reject")), ("Ben", ("accept", "accept"))):
        for kind, event in zip(kinds, ids, strict=True):
            run("decide", kind, event, "--by", name, "--db", database)
        run("decisions", "export", tmp_path / f"{name}.jsonl", "--by", name, "--db", database)
    files = (tmp_path / "Ana.jsonl", tmp_path / "Ben.jsonl")
    code, out, _ = run("agree", *files)
    assert code == 0
    assert "verdict" in out
    assert ids[1][:8] in out
    (told,) = json.loads(run("agree", *files, "--json")[1])
    assert (told["things"], told["alike"], told["alpha"]) == (2, 1, 0.0)
    assert run("agree", files[0], tmp_path / "none.jsonl")[0] == 1
