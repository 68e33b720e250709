"""The table of settings."""

from __future__ import annotations

import pytest

from dateline import settings
from dateline.errors import SettingError


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
