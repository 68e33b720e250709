"""dateline status and retry, and runs that are killed and go on."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline import recording, storing
from dateline.reading import read_paths
from dateline.records import Failure
from dateline.storing import Outcome, Wanted, queue
from makers import SENTENCE

Run = Callable[..., tuple[int, str, str]]


def status_of(run: Run, database: Path, *options: str) -> dict[str, object]:
    code, out, _ = run("status", "--json", "--db", database, *options)
    assert code == 0
    return dict(json.loads(out))


def test_every_fault_that_a_run_told_is_found_again(run: Run, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    _, _, told = run("run", folder, tmp_path / "none.txt", "--db", db)
    code, out, err = run("status", "--db", db)
    assert code == 0
    assert sorted(err.splitlines()) == sorted(told.splitlines())
    assert "missing" in out
    found = status_of(run, db)
    assert found["entries"] == {"todo": 0, "doing": 0, "done": 5, "failed": 2}
    assert found["inputs"] == {"coded": 3, "no-event": 1, "skipped": 1, "failed": 2}
    assert {fault["reason"] for fault in found["faults"]} == {"missing", "crash", "not-a-page"}  # type: ignore[attr-defined]
    assert [fault["name"] for fault in status_of(run, db, "--reason", "crash")["faults"]] == [str(folder / "e.txt")]  # type: ignore[attr-defined]


def test_the_table_fits_a_narrow_terminal(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = run("status", "--db", database)
    table = [line for line in out.splitlines() if "dateline" not in line]
    assert max(map(len, table)) <= 60
    assert "finished" in out
    assert "…" not in out


def test_retry_repeats_what_failed_and_nothing_else(run: Run, folder: Path, database: Path) -> None:
    code, out, _ = run("retry", "--db", database)
    assert (code, "inputs read      1" in out) == (1, True)
    (folder / "e.txt").write_text(SENTENCE + "\nMended", encoding="utf-8")
    code, out, err = run("retry", "--db", database)
    assert code == 0
    assert "e.txt: the file has changed since it was put in the queue" in err
    assert status_of(run, database)["entries"] == {"todo": 0, "doing": 0, "done": 6, "failed": 0}
    assert "nothing to repeat" in run("retry", "--db", database)[1]


def test_retry_by_reason_and_by_name(run: Run, folder: Path, database: Path) -> None:
    assert "inputs read      1" in run("retry", "--reason", "not-a-page", "--db", database)[1]
    assert "inputs read      2" in run("retry", folder, "--db", database)[1]
    assert "nothing to repeat" in run("retry", folder / "a.txt", "--db", database)[1]
    assert "nothing to repeat" in run("retry", "--reason", "no-such", "--db", database)[1]


def test_a_file_that_is_gone_is_told(run: Run, folder: Path, database: Path) -> None:
    (folder / "e.txt").unlink()
    code, out, err = run("retry", "--db", database)
    assert code == 1
    assert "e.txt was there when it was put in the queue and is gone" in err
    assert "gone" in out


def test_a_page_that_changed_is_told_and_both_are_kept(run: Run, folder: Path, database: Path) -> None:
    (folder / "a.txt").write_text(SENTENCE + "\nCorrected", encoding="utf-8")
    _, _, err = run("run", folder / "a.txt", folder / "b.txt", "--db", database)
    assert "a.txt: the page has changed since it was read last" in err
    assert "b.txt" not in err
    with storing.open_store(database) as store:
        assert len(storing.read_claims(store)) == 3


def test_a_file_named_from_elsewhere_is_the_same(
    run: Run, folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    run("run", "a.txt", "./b.txt", "--db", database)
    assert sum(status_of(run, database)["entries"].values()) == 6  # type: ignore[attr-defined]
    monkeypatch.chdir("/")
    code, _, err = run("retry", "--reason", "crash", "--db", database)
    assert (code, "could not be parsed" in err) == (1, True)


def test_with_nothing_to_go_on_with_run_asks_for_paths(run: Run, database: Path) -> None:
    code, _, err = run("run", "--db", database)
    assert (code, "nothing left to do" in err, "PATHS" in err) == (1, True, True)


KILLED = """
    import os, signal, sys
    from types import ModuleType
    import dateline
    from dateline import reading, recording, storing
    from dateline.storing import queue
    from makers import SENTENCE, VERSIONS, coded, each_its_own

    moment, target, folder = sys.argv[1:]
    sys.modules["dateline.pipeline"] = dateline.pipeline = ModuleType("dateline.pipeline")  # without spaCy
    dateline.pipeline.pages = lambda paths: reading.read_paths(paths, max_bytes=10_000)
    dateline.pipeline.coded = None
    die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)

    def coder(items):
        for number, item in enumerate(items):
            if moment == f"page {number}":
                die()
            with open(target + ".coded", "a") as log:
                log.write(item.name + "\\n")
            yield coded(item, None if SENTENCE in item.text else [])

    def resolver(claims):
        return die() if moment == "events" else each_its_own(claims)

    if moment == "entered":
        queue.take = die
    if moment == "batch":
        storing.writing.close_entries = die
    with storing.open_store(target, create=True) as store:
        stages = {"coder": coder, "resolver": resolver, "made_by": VERSIONS}
        dateline.record([folder], store, **stages) if folder else recording.resume(store, **stages)
"""


def killed_or_not(moment: str, target: Path, folder: Path | str) -> int:
    """A run in a process of its own that kills itself at a moment; its exit status."""
    paths = [str(Path(dateline.__file__).parents[1]), str(Path(__file__).parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "DATELINE_BATCH_PAGES": "2"}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), moment, str(target), str(folder)]
    return subprocess.run(command, env=environment, check=False).returncode


def exported(target: Path) -> bytes:
    file = target.with_suffix(".jsonl")
    with storing.open_store(target) as store:
        dateline.write_export(storing.select(store), file)
    return file.read_bytes()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of one page and one of several."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"{SENTENCE} So it was said.\nPage {number}", encoding="utf-8")
    lines = [json.dumps({"id": number, "text": f"{SENTENCE}\nLine {number}"}) for number in range(5)]
    (folder / "2.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_run_that_is_killed_again_and_again_goes_on_without_loss_or_double_work(many: Path, tmp_path: Path) -> None:
    undisturbed, db = tmp_path / "undisturbed.db", tmp_path / "r.db"
    assert killed_or_not("never", undisturbed, many) == 0
    moments = ["entered", "page 0", "page 3", "batch", "page 3", "events"]
    for number, moment in enumerate(moments):
        assert killed_or_not(moment, db, many if not number else "") == -signal.SIGKILL
        with storing.open_store(db) as store:
            from dateline.storing.progress import progress

            entries = progress(store).entries
            assert entries.total() == 6
            assert entries["doing"] == entries["failed"] == 0
    assert killed_or_not("never", db, "") == 0
    with storing.open_store(db) as store:
        assert progress(store).entries == {"done": 6}
        assert store.value("SELECT count(*) FROM document") == 10
    assert exported(db) == exported(undisturbed)
    worked = (tmp_path / "r.db.coded").read_text().splitlines()
    lost = len(worked) - len(set(worked))
    assert len(set(worked)) == 10
    assert lost <= 2 * 4, "no more than the batch in hand at each kill is coded again"


def sent(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    monkeypatch.setattr(sys.modules["dateline.pipeline"], "pages", lambda paths: read_paths(paths, max_bytes=1_000))


def test_standard_input_is_an_entry_like_others(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "r.db"
    sent(monkeypatch, b"")
    assert run("run", "-", "--db", db)[0] == 1
    found = status_of(run, db)
    assert found["entries"] == {"todo": 0, "doing": 0, "done": 1, "failed": 0}
    assert [fault["reason"] for fault in found["faults"]] == ["empty"]  # type: ignore[attr-defined]
    sent(monkeypatch, b'{"text": "broken"}\n{"text": 7}\n')
    assert run("run", "-", "--db", db)[0] == 1
    found = status_of(run, db)
    assert found["entries"] == {"todo": 0, "doing": 0, "done": 0, "failed": 1}
    assert sorted(fault["reason"] for fault in found["faults"]) == ["bad-line", "crash"]  # type: ignore[attr-defined]
    _, out, err = run("retry", "--db", db)
    assert "2 came from standard input or past the queue" in err
    assert "nothing to repeat" in out
    sent(monkeypatch, SENTENCE.encode())
    assert run("run", "-", "--db", db)[0] == 0
    assert status_of(run, db)["faults"] == []


def test_standard_input_of_a_run_that_was_stopped_is_told(run: Run, database: Path) -> None:
    with storing.open_store(database) as store:
        queue.enter(store, [Wanted("stdin:1", "standard input")])
    _, _, err = run("run", "--db", database)
    assert "standard input of a run that was stopped is gone" in err


def test_a_report_holds_some_failures_and_counts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_HELD", 2)
    report = recording.Report()
    for number in range(5):
        report.count(Outcome(Failure(f"{number}", "reading", "failed", "missing", "is gone.")))
        report.count(Outcome(Failure(f"{number}", "reading", "skipped", "empty", "is empty.")))
        report.note(f"{number}", "was cut")
    assert (len(report.failures), len(report.notes), report.noted) == (4, 2, 5)
    assert report.states == {"failed": 5, "skipped": 5}
