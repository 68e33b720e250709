"""Floors on hand-coded pages, which are no part of the project; without them these tests are passed over."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.cleaning import clean
from dateline.reading import read_paths
from dateline.records import Article

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "seeds").is_dir(), reason="the hand-coded pages are not here")


def coded(name: str) -> list[tuple[dict[str, object], Article]]:
    folder = SHARED / "gold" / name
    gold = {row["doc"]: row for row in map(json.loads, (folder / f"{name}.gold.jsonl").read_text("utf-8").splitlines())}
    items = clean(read_paths([folder / "texts"], max_bytes=1_000_000))
    return [(gold[Path(item.page.name).name], item) for item in items if isinstance(item, Article)]


def test_publication_dates() -> None:
    pairs = coded("seeds") + coded("news")
    right = sum(row["published"] == (item.published.day.isoformat() if item.published else None) for row, item in pairs)
    assert right >= 0.9 * len(pairs)


def test_boilerplate_characters() -> None:
    both = wanted = got = 0
    for row, item in coded("seeds"):
        gold = {at for start, end in row["boilerplate_spans"] for at in range(start, end)}  # type: ignore[attr-defined]
        found = {at for run in item.boilerplate for at in range(run.span.start, run.span.end)}
        both, wanted, got = both + len(gold & found), wanted + len(gold), got + len(found)
    assert 2 * both / (wanted + got) >= 0.95
