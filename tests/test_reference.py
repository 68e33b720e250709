"""The committed reference is what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_script", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_up_to_date(reference: ModuleType) -> None:
    assert reference.differing() == [], "run: python scripts/reference.py"


def test_every_command_and_option_has_help(reference: ModuleType) -> None:
    rows = [line for line in reference.commands_page().splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if row.split(" | ")[-1].strip(" |") == ""] == []


def test_every_option_begins_with_dashes(reference: ModuleType) -> None:
    options = reference.commands_page().split("| option | what for |")[1:]
    names = [line.split("`")[1] for part in options for line in part.split("\n\n")[0].splitlines()[2:]]
    assert names
    assert all(name.startswith("--") for name in names)


def test_a_changed_page_is_noticed(reference: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    for name, text in reference.generate().items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    assert reference.differing() == []
    (tmp_path / "settings.md").write_text("old", encoding="utf-8")
    (tmp_path / "left-over.md").write_text("old", encoding="utf-8")
    assert reference.differing() == ["left-over.md", "settings.md"]
