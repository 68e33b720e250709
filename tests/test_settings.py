"""The table of settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import pipeline, settings
from dateline.errors import SettingError
from dateline.records import Page


@pytest.mark.parametrize("row", settings.TABLE, ids=lambda row: row.name)
def test_each_setting_has_a_default_and_help(row: settings.Setting) -> None:
    assert settings.get(row.name, {}) == row.default
    assert row.help.endswith(".")
    assert row.variable == f"DATELINE_{row.name.upper()}"


def test_the_environment_wins_and_keeps_the_type() -> None:
    assert settings.get("max_bytes", {"DATELINE_MAX_BYTES": "10"}) == 10
    assert settings.get("min_confidence", {"DATELINE_MIN_CONFIDENCE": "0.5"}) == 0.5
    assert settings.get("language", {"DATELINE_LANGUAGE": "fr"}) == "fr"


def test_a_bad_value_names_variable_and_fault() -> None:
    with pytest.raises(SettingError, match=r"DATELINE_MAX_BYTES is 'ten', which is not a whole number"):
        settings.get("max_bytes", {"DATELINE_MAX_BYTES": "ten"})


def test_an_unknown_setting_lists_those_that_exist() -> None:
    with pytest.raises(SettingError, match="max_bytes"):
        settings.get("no_such")


def test_names_are_unique() -> None:
    names = [row.name for row in settings.TABLE]
    assert len(names) == len(set(names))


def test_settings_given_hold_inside_the_block_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("words,who\nThe ferry was halted.,The Gazette\n", encoding="utf-8")
    monkeypatch.setenv("DATELINE_COLUMNS", "html=words")
    with settings.given(columns="text=words,publisher=who", max_bytes=None):
        (page,) = pipeline.pages([tmp_path / "a.csv"])
    assert isinstance(page, Page)
    assert (page.text, page.publisher, page.media) == ("The ferry was halted.", "The Gazette", "text/plain")
    assert settings.get("columns") == "html=words"
    monkeypatch.delenv("DATELINE_COLUMNS")
    with settings.given(columns="text=words"):
        pass
    assert settings.get("columns") == ""
