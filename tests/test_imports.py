"""The direction of imports: nothing flows backwards."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline

SOURCE = Path(dateline.__file__).parent

BASE = ["errors", "records", "settings", "parallel"]
"""What everything may import; none of it imports anything but what stands before it."""

STAGES = ["reading", "cleaning", "parsing", "coding", "resolving", "deciding", "storing", "exporting"]
"""In the order of the way of the data."""

TOP = {
    "pipeline": STAGES[:4],
    "fetching": ["reading"],
    "queueing": [*STAGES, "pipeline", "fetching"],
    "making": STAGES,
    "reviewing": [*STAGES, "making"],
    "removing": [*STAGES, "making"],
    "teaching": STAGES,
    "recoding": [*STAGES, "making", "pipeline"],
    "recording": [*STAGES, "pipeline", "fetching", "queueing", "making", "removing"],
    "evaluation": [*STAGES, "pipeline"],
    "serving": [*STAGES, "making", "reviewing"],
}
TOP["cli"] = [*STAGES, *TOP]
"""What puts the stages together."""

ALLOWED: dict[str, set[str]] = {
    **{name: set(BASE[:index]) for index, name in enumerate(BASE)},
    "knowledge": set(BASE),
    **{stage: {*BASE, "knowledge", *STAGES[:index]} for index, stage in enumerate(STAGES)},
    **{name: {*BASE, "knowledge", *rooms} for name, rooms in TOP.items()},
    "__init__": {*BASE, *STAGES, "pipeline", "recording", "reviewing"},
    "__main__": {"cli"},
}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The rooms of dateline that a file imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            module = node.module or ""
            names = [f"dateline.{alias.name}" for alias in node.names] if module == "dateline" else [module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "dateline" and len(parts) > 1 and not parts[1].startswith("__"):
                yield parts[1]


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    room = room_of(path)
    assert room in ALLOWED, f"{room} is not on the map: say in this test what it may import"
    assert set(imported(path)) <= ALLOWED[room] | {room}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_library_code_neither_prints_nor_exits(path: Path) -> None:
    if room_of(path) in ("cli", "__main__"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "exit", "quit", "breakpoint", "input"}


def test_every_package_says_what_it_is_for() -> None:
    missing = [path for path in FILES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert missing == []


def test_the_command_line_starts_without_large_libraries() -> None:
    """They are loaded with the first input or command that needs them."""
    large = {"lxml", "fastwarc", "numpy", "spacy", "onnxruntime", "pypdfium2", "charset_normalizer", "py3langid"}
    program = f"import sys, dateline.cli.app; print(*sorted({large!r} & sys.modules.keys()))"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []
