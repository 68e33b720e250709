"""dateline annotate prints what one layer makes of each page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import cli

Run = Callable[..., tuple[int, str, str]]
TEXT = (
    "The ferry between Sample Bay and the outer islands was stopped on Monday after a crane fell on the landing stage. "
    "Nobody was hurt, the harbour office said, but the stage will have to be rebuilt."
)
PAGE = (
    '<html lang="en"><head><meta property="article:published_time" content="2020-01-09T10:00:00+02:00"></head><body>'
    f"<h1>Ferry stopped after crane falls</h1><p>{TEXT}</p></body></html>"
)
WANTED = {
    "id": "a",
    "title": "Ferry stopped after crane falls",
    "text": TEXT,
    "date": "2020-01-09",
    "date_basis": "html",
    "date_confidence": 0.96,
    "time": "2020-01-09T10:00:00+02:00",
    "updated": None,
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_articles_of_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "b.html").write_text("<html><body><nav><a href=a>Home</a></nav></body></html>")
    status, out, _ = run("annotate", "--layer", "article", tmp_path / "a.html.gz", tmp_path / "b.html")
    first, second = map(json.loads, out.splitlines())
    assert (status, first) == (0, WANTED)
    assert second == {"id": "b", **dict.fromkeys(name for name in WANTED if name != "id")}


def test_articles_of_a_list_of_pages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    listed = tmp_path / "list.jsonl"
    listed.write_text(json.dumps({"id": "a", "html": "x.html.gz", "url": None}) + "\n")
    status, out, _ = run("annotate", "--layer", "article", listed)
    assert (status, [json.loads(line) for line in out.splitlines()]) == (0, [WANTED])


def test_a_list_that_names_a_missing_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGE)
    listed = tmp_path / "list.jsonl"
    listed.write_text('{"id": "a", "html": "x.html"}\n{"id": "b", "html": "y.html"}\n')
    status, _, err = run("annotate", "--layer", "article", listed)
    assert status == 1
    assert "list.jsonl" in err
