"""What the README promises exists: commands, options, names, files."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

import dateline
from dateline.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")
}


def commands() -> Iterator[str]:
    """Every call of dateline in an indented block or in backquotes."""
    for text in TEXTS.values():
        lines = re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE) + re.findall(r"`([^`\n]+)`", text)
        for line in lines:
            for part in re.split(r"&&|;", line):
                if part.strip().startswith("dateline "):
                    yield part.strip()


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_and_its_options_exist(line: str) -> None:
    words = shlex.split(line)[1:]
    group = typer.main.get_command(app)
    if not words[0].startswith("-"):
        group = group.commands[words[0]]  # type: ignore[attr-defined]
    known = {option for parameter in group.params for option in parameter.opts} | {"--help", "-h"}
    assert {word for word in words if word.startswith("-")} <= known
    for word in words:
        if word.startswith("examples/"):
            assert (ROOT / word).exists()


def test_the_first_screen_has_the_two_commands() -> None:
    screen = "\n".join(TEXTS["README.md"].splitlines()[:24])
    assert len(re.findall(r"^ {4}\S", screen, re.MULTILINE)) == 2
    assert "dateline run examples/pages" in screen


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pip install -e '.[test]' && pytest" in TEXTS["README.md"]
    assert "-e '.[test]'" in ci
    assert re.search(r"^pytest", ci, re.MULTILINE)


def test_python_in_the_readme_uses_public_names() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXTS["README.md"], re.DOTALL)
    used = {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "dateline"
    }
    assert used
    assert used <= set(dateline.__all__)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_links_and_rooms_exist(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXTS[name])
    rooms = re.findall(r"`((?:src|tests|docs|models|examples|\.ci)/[\w./-]*)`", TEXTS[name])
    missing = [path for path in (*links, *rooms) if not (ROOT / path).exists()]
    assert missing == []


def test_the_map_shows_every_room() -> None:
    rooms = {path.name for path in (ROOT / "src" / "dateline").iterdir() if path.is_dir() and list(path.glob("*.py"))}
    told = set(re.findall(r"`src/dateline/(\w+)/`", TEXTS["CONTRIBUTING.md"]))
    assert rooms <= told
