"""The Python of the guide for analysis runs as it stands there, on a small database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.cli import main
from deciders import events, made, say


def test_the_snippets_of_the_guide_run_in_order(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("duckdb")
    text = (repository / "docs" / "guides" / "analysis.md").read_text(encoding="utf-8")
    snippets = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(snippets) == 6
    with made(tmp_path / "demo.db") as store:
        say(store, "reject", events(store)["5"].id)
    monkeypatch.chdir(tmp_path)
    for exported in re.findall(r"^    dateline (export .+)$", text, re.MULTILINE):
        main(exported.split())
    names: dict[str, object] = {}
    for snippet in snippets:
        exec(snippet, names)
    assert len(names["events"]) == 3  # type: ignore[arg-type]
    assert len(names["claims"]) == 8  # type: ignore[arg-type]
    assert [number for _, number in names["weeks"]] == [3]  # type: ignore[attr-defined]
    assert (tmp_path / "events.parquet").exists()
    assert (tmp_path / "all.parquet").exists()
    assert names["by_type"] == [("ASSAULT", 3)]
    assert len(names["said_by"]) == 3  # type: ignore[arg-type]
