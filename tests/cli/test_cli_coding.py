"""dateline code, evaluate, and the frame around the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("shape", ["jsonl", "gold", "dyads"])
def test_code_prints_a_document_a_line(run: Run, folder: Path, shape: str) -> None:
    status, out, err = run("code", folder, "--format", shape)
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert [record.get("doc", record.get("id")) for record in records] == ["a.txt", "b.txt", "c.txt", "f.txt"]
    assert "could not be parsed" in err


def test_event_ids_hold_across_documents(run: Run, folder: Path) -> None:
    records = [json.loads(line) for line in run("code", folder, "--format", "gold")[1].splitlines()]
    events = [record["claims"][0]["event"] for record in records if record["claims"]]
    assert events[0] == events[2] != events[1]  # the first page is there twice


def test_code_of_nothing_usable_is_one(run: Run, folder: Path) -> None:
    assert run("code", folder / "none.txt")[0] == 1
    assert run("code", folder / "d.png")[0] == 1


def test_evaluate_scores_its_own_output_full(run: Run, folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(run("code", folder, "--format", "gold")[1], encoding="utf-8")
    status, out, _ = run("evaluate", gold, "--texts", folder, "--format", "json")
    assert status == 0
    assert json.loads(out)["record_strict"]["f1"] == 1.0
    table = run("evaluate", gold, "--texts", folder)[1]
    assert "4 documents, 3 claims" in table
    assert "1.000" in table


def test_evaluate_without_its_pages_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc": "elsewhere.txt", "claims": []}\n', encoding="utf-8")
    status, _, err = run("evaluate", gold, "--texts", folder)
    assert status == 1
    assert "none of the pages" in err


def test_version_names_package_pipeline_and_knowledge(run: Run) -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["dateline", "pipeline", "knowledge"]
    assert dateline.__version__ in out


def test_wrong_use_is_one_and_help_is_zero(run: Run) -> None:
    assert run("nonsense")[0] == 1
    assert run("events", "--nonsense")[0] == 1
    assert run("--help")[0] == 0


def test_every_command_has_help(run: Run) -> None:
    _, out, _ = run("--help")
    for command in ("run", "events", "show", "export", "code", "evaluate", "settings"):
        assert command in out
        assert run(command, "--help")[0] == 0


def test_help_names_the_settings(run: Run) -> None:
    assert "dateline settings" in run("--help")[1]


def test_a_reader_that_goes_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.app.app", lambda **_: (_ for _ in ()).throw(BrokenPipeError))
    monkeypatch.setattr("os.dup2", lambda *_: 0)
    assert cli.main([]) == 0


def test_a_fault_inside_is_a_sentence(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(items: object) -> object:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(dateline.pipeline, "coded", broken)
    status, _, err = run("code", folder)
    assert status == 1
    assert "ZeroDivisionError: by zero" in err
    assert "Traceback" not in err


def test_matrices_are_multiplied_by_one_thread() -> None:
    """Threads that wait for one another double the CPU time of a page; somebody's own setting holds."""
    program = "import dateline.cli, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    for own, wanted in ({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3"):
        given = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | own
        told = subprocess.run([sys.executable, "-c", program], env=given, capture_output=True, text=True, check=True)
        assert told.stdout.strip() == wanted
