"""Several processes: the order of the pages, workers that die, and how everything ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.errors import SettingError
from dateline.parallel import AHEAD, Result, in_order
from dateline.records import Failure, Page
from handlers import handle


def pages(*texts: str) -> list[Page | Failure]:
    return [Page(f"{number}.txt", text) for number, text in enumerate(texts)]


def names(results: list[Result]) -> list[str]:
    return [item.name if isinstance(item, Failure) else item.article.page.name for item in results]


def test_results_come_in_the_order_of_the_pages_and_failures_are_passed_on(tmp_path: Path) -> None:
    items = pages(f"await {tmp_path}/e", "b", "sleep 0.1", "fail", f"make {tmp_path}/e", "f" * 300_000)
    items.insert(1, Failure("x.png", "reading", "skipped", "not-a-page", "x.png is an image."))
    results = list(in_order(items, handle, 2))
    assert names(results) == ["0.txt", "x.png", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    processes = {item.note for item in results if not isinstance(item, Failure)}
    assert len(processes) == 2
    assert f"by process {os.getpid()}" not in processes
    assert not multiprocessing.active_children()


def test_a_worker_that_dies_takes_one_page_with_it() -> None:
    results = list(in_order(pages("a", "die", "b", "exit", "c"), handle, 2))
    assert names(results) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]
    died = [item for item in results if isinstance(item, Failure)]
    assert [(item.name, item.state, item.reason) for item in died] == [
        ("1.txt", "failed", "process-died"),
        ("3.txt", "failed", "process-died"),
    ]
    assert "was ended by signal 9, perhaps for want of memory. Run again with fewer jobs" in died[0].message
    assert "ended with status 7" in died[1].message


def test_pages_are_read_as_they_are_needed() -> None:
    entered = []

    def watched() -> Iterator[Page | Failure]:
        for page in pages("sleep 0.3", *"abcdefghijklmnopqrstuvwxyz" * 3):
            entered.append(page)
            yield page

    for number, _ in enumerate(in_order(watched(), handle, 2)):
        assert len(entered) <= number + AHEAD * 2 + 1


def test_who_stops_early_leaves_no_process() -> None:
    results = in_order(pages("a", "sleep 60", "b"), handle, 2)
    next(results)
    assert multiprocessing.active_children()
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_nothing_starts_no_process() -> None:
    failure = Failure("x.png", "reading", "skipped", "not-a-page", "x.png is an image.")
    assert list(in_order([failure], handle, 4)) == [failure]


def test_no_process_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_JOBS", "0")
    with pytest.raises(SettingError, match="DATELINE_JOBS"):
        pipeline.coded([])


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
def test_an_interrupt_ends_all_processes(tmp_path: Path) -> None:
    """The key goes to all processes of the terminal, as to a process group here."""
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"Rebels shelled town number {number} on Monday. " * 50)
    running = subprocess.Popen(
        [sys.executable, "-m", "dateline", "code", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    limit = time.monotonic() + 120
    while len(children.read_text().split()) < 3 and time.monotonic() < limit:  # the third is multiprocessing's own
        time.sleep(0.05)
    started = children.read_text().split()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert err == "Stopped. What was stored before is kept; run again to go on.\n"
    limit = time.monotonic() + 60
    while any(map(runs, started)) and time.monotonic() < limit:
        time.sleep(0.05)
    assert len(started) == 3
    assert not any(map(runs, started))


def runs(process: str) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked for its status is a zombie, Z."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
