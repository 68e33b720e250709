"""The command line with stages that need no language pipeline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import dateline
from dateline import cli, making, recording, resolving
from dateline.records import CodedArticle, Failure, Page
from makers import SENTENCE, VERSIONS, coded, each_its_own

Run = Callable[..., tuple[int, str, str]]


def fake_pages(paths: Iterable[Path]) -> Iterator[Page | Failure]:
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if not file.exists():
                yield Failure(str(file), "reading", "failed", "missing", f"{file} does not exist; check the path.")
            elif file.suffix == ".png":
                yield Failure(str(file), "reading", "skipped", "not-a-page", f"{file} is an image, not a page.")
            else:
                yield Page(str(file), file.read_text(encoding="utf-8"))


def fake_coded(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif "broken" in item.text:
            yield Failure(item.name, "parsing", "failed", "crash", f"{item.name} could not be parsed.")
        else:
            yield coded(item, None if SENTENCE in item.text else [])


@pytest.fixture(autouse=True)
def fake_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = ModuleType("dateline.pipeline")
    pipeline.pages, pipeline.coded = fake_pages, fake_coded  # type: ignore[attr-defined]
    pipeline.coded_page = lambda page: next(fake_coded([page]))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dateline.pipeline", pipeline)
    monkeypatch.setattr(dateline, "pipeline", pipeline, raising=False)
    monkeypatch.setattr(resolving, "resolve", each_its_own)
    monkeypatch.setattr(making, "few", lambda *_: False)  # all events are made, and each claim is one
    monkeypatch.setattr(making, "resolved", lambda store, without: making.by_resolver(store, each_its_own, without))
    monkeypatch.setattr(recording, "versions", lambda: VERSIONS)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; its exit status, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages of every kind: two with an event, one without, one image, one that breaks, one that is there twice."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(SENTENCE + "\nPage one", encoding="utf-8")
    (pages / "b.txt").write_text(SENTENCE + "\nPage two", encoding="utf-8")
    (pages / "c.txt").write_text("Nothing happened.", encoding="utf-8")
    (pages / "d.png").write_bytes(b"")
    (pages / "e.txt").write_text("broken", encoding="utf-8")
    (pages / "f.txt").write_text(SENTENCE + "\nPage one", encoding="utf-8")
    return pages


@pytest.fixture
def database(folder: Path, tmp_path: Path, run: Run) -> Path:
    """A database of the pages."""
    target = tmp_path / "r.db"
    run("run", folder, "--db", target)
    return target
