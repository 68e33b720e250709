"""The same pages give the same bytes: with any number of processes, any batches, in any order, whatever the
environment says of hashes and threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import storing

NAMES = ("border-talks.txt", "border-weekly.html", "cotabato-bulletin.html", "island-herald.html", "touchline.html")


@pytest.fixture(scope="module")
def paths(repository: Path) -> list[Path]:
    return [repository / "examples" / "pages" / name for name in NAMES]


def coded(paths: list[Path], jobs: int, **environment: str) -> bytes:
    """What a fresh process prints."""
    command = [sys.executable, "-m", "dateline", "code", *map(str, paths), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment})
    return done.stdout


def test_processes_hashes_and_threads_change_no_byte(paths: list[Path]) -> None:
    one = coded(paths, 1, PYTHONHASHSEED="1", OMP_NUM_THREADS="1")
    other = coded(paths, 2, PYTHONHASHSEED="2", OMP_NUM_THREADS="4", LC_ALL="C", TZ="Asia/Tokyo")
    assert one.count(b"\n") == len(paths)
    assert b'"trigger"' in one
    assert other == one


def exports(paths: list[Path], folder: Path) -> list[bytes]:
    """The exports of a database made from pages, in each format."""
    folder.mkdir()
    with storing.open_store(folder / "r.db", create=True) as store:
        dateline.record(paths, store)
        selection = storing.select(store)
        files = [folder / f"events{suffix}" for suffix in (".csv", ".jsonl", ".geojson")]
        for file in files:
            dateline.write_export(selection, file)
    return [file.read_bytes() for file in files]


def test_batches_and_the_order_of_pages_change_no_byte(
    paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for jobs, batch, given in (("1", "1", paths), ("1", "32", paths[::-1]), ("2", "2", [*paths[2:], *paths[:2]])):
        monkeypatch.setenv("DATELINE_BATCH_PAGES", batch)
        monkeypatch.setenv("DATELINE_JOBS", jobs)
        made.append(exports(given, tmp_path / batch))
    assert all(len(content) > 500 for content in made[0])
    assert made[1] == made[0]
    assert made[2] == made[0]


def test_a_page_is_coded_alike_whatever_comes_before_it(paths: list[Path]) -> None:
    pages = list(dateline.pages(paths))
    forward = list(dateline.coded(pages))
    assert list(dateline.coded(pages[::-1])) == forward[::-1]
    assert [next(dateline.coded([page])) for page in pages] == forward


def test_a_page_that_comes_twice_is_known_the_second_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Rebels shelled the town of Gao in Mali on Monday.{number // 3}\n")
    monkeypatch.setenv("DATELINE_BATCH_PAGES", "1")
    monkeypatch.setenv("DATELINE_JOBS", "2")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        report = dateline.record(sorted(tmp_path.glob("*.txt")), store)
    assert report.states == {"coded": 2, "known": 4}
