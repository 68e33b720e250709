"""The guides say what is true."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from dateline import storing
from dateline.exporting.flat import COLUMNS

GUIDES = Path(__file__).resolve().parents[1] / "docs" / "guides"


@pytest.fixture(scope="module")
def guide() -> str:
    return (GUIDES / "record.md").read_text(encoding="utf-8")


def test_the_guide_names_every_table(guide: str, tmp_path: Path) -> None:
    storing.open_store(tmp_path / "r.db", create=True).close()
    with sqlite3.connect(tmp_path / "r.db") as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    told = set(re.findall(r"^\| `(\w+)` \|", guide.split("## The columns", maxsplit=1)[0], re.MULTILINE))
    assert told == {name for name in names if not re.match(r"event_text_|sqlite_", name)}


def test_the_guide_names_every_column_of_an_event(guide: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", guide.split("## The columns")[1], re.MULTILINE)
    assert rows == [(column.name, column.help) for column in COLUMNS]
