"""import-actors as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app


def test_it_says_what_it_took_what_it_left_and_how_to_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_KNOWLEDGE", raising=False)
    file = tmp_path / "own.txt"
    file.write_text("KURAMI_FRONT_ [SDNREB]\nBROKEN_ [xx]\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["import-actors", str(file), "--into", str(tmp_path / "mine")])
    assert result.exit_code == 0
    assert "1 actors and 0 dated codes taken, 0 known already, 1 lines left out" in result.output
    assert f"DATELINE_KNOWLEDGE={tmp_path / 'mine'}" in result.output
    assert "line 2" in result.output
    assert (tmp_path / "mine" / "actors" / "own.csv").exists()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.csv"
    good.write_text("KURAMI_FRONT_ [SDNREB]\n", encoding="utf-8")
    bad.write_text("who\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["import-actors", str(bad), str(good), "--into", str(tmp_path / "mine")])
    assert result.exit_code == 3
    assert "has no column name" in result.output
    assert (tmp_path / "mine" / "actors" / "good.csv").exists()


def test_without_a_folder_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_KNOWLEDGE", raising=False)
    file = tmp_path / "own.txt"
    file.write_text("KURAMI_FRONT_ [SDNREB]\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["import-actors", str(file)])
    assert result.exit_code != 0
    assert not (tmp_path / "actors").exists()
