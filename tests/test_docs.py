"""The documentation says what is true: commands, links, modules, tables, the map of the house."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
import typer
import typer.main

from dateline import storing
from dateline.cli.app import app
from dateline.exporting.flat import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").glob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
GENERATED = "docs/reference/"
EVERY = pytest.mark.parametrize("name", TEXTS)
ROOMS = r"(?:src|tests|docs|models|examples|scripts|\.ci)"
"""Folders at the top of the project, as paths in backquotes begin."""


def commands() -> Iterator[str]:
    """Every call of dateline in an indented block, after a ``$``, or in backquotes."""
    for name, text in TEXTS.items():
        lines = re.findall(r"^(?: {4}|\$ )(\S.*)$", text, re.MULTILINE)
        if not name.startswith(GENERATED):
            lines += re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
        for line in lines:
            for part in re.split(r"&&|;|\||\d?>", line):
                words = " ".join(part.split())
                if words.startswith("dateline ") and "[OPTIONS]" not in words:
                    yield words


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_line_is_understood(line: str) -> None:
    first, *rest = shlex.split(line)[1:]
    group = typer.main.get_command(app)
    if first.startswith("-"):
        assert {first} <= {"--help", "-h", *(option for parameter in group.params for option in parameter.opts)}
        return
    command = group.commands[first]  # type: ignore[attr-defined]
    if rest:  # the name alone is a mention, not a call
        try:
            command.make_context(first, list(rest))
        except typer.Exit:
            assert {"--help", "-h"} & set(rest)
    assert [word for word in rest if word.startswith("examples/") and not (ROOT / word).exists()] == []


def test_there_are_commands_to_check() -> None:
    assert len(set(commands())) > 40


def anchors(text: str) -> set[str]:
    """The anchors of the headings of a page, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@EVERY
def test_every_link_leads_somewhere(name: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", TEXTS[name]):
        file, _, anchor = link.partition("#")
        target = (ROOT / name).parent / file if file else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@EVERY
def test_every_file_and_module_named_exists(name: str) -> None:
    quoted = re.findall(r"`([^`\n]+)`", TEXTS[name])
    paths = [each for each in quoted if re.fullmatch(rf"{ROOMS}/[\w./-]*", each)]
    modules = [each for each in quoted if re.fullmatch(r"dateline(\.[a-z_]+)+", each)]
    files = [each for each in quoted if re.fullmatch(r"[a-z_]+(/[a-z_]+)*\.py", each) and each not in paths]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert [module for module in modules if find_spec(module) is None] == []
    assert [file for file in files if not list((ROOT / "src").rglob(file)) and not list(ROOT.glob(f"*/{file}"))] == []


@EVERY
def test_python_that_is_run_exists(name: str) -> None:
    scripts = re.findall(r"python ((?:scripts|models)/[\w/]+\.py)", TEXTS[name])
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def test_every_page_is_in_the_index() -> None:
    index = TEXTS["docs/README.md"]
    pages = [path.name for path in (ROOT / "docs").glob("[0-9]*.md")]
    assert pages
    assert [page for page in pages if f"({page})" not in index] == []


def test_pages_are_numbered_without_gaps_and_lead_on() -> None:
    pages = sorted(path.name for path in (ROOT / "docs").glob("[0-9]*.md"))
    assert [int(page[:2]) for page in pages] == list(range(1, len(pages) + 1))
    assert all(f"({after})" in TEXTS[f"docs/{page}"] for page, after in pairwise(pages))


def test_every_decision_is_in_the_list_and_has_its_parts() -> None:
    listed = TEXTS["docs/decisions/README.md"]
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        assert f"({path.name})" in listed
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Decision", "Why", "What it costs"]
        assert text.startswith(f"# {path.name[:4]}. ")


@pytest.fixture(scope="module")
def guide() -> str:
    return TEXTS["docs/guides/record.md"]


def test_the_guide_names_every_table(guide: str, tmp_path: Path) -> None:
    storing.open_store(tmp_path / "r.db", create=True).close()
    with sqlite3.connect(tmp_path / "r.db") as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    told = set(re.findall(r"^\| `(\w+)` \|", guide.split("## The columns", maxsplit=1)[0], re.MULTILINE))
    assert told == {name for name in names if not re.match(r"(event_text|event_place|document_words)_|sqlite_", name)}


def test_the_guide_names_every_column_of_an_event(guide: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", guide.split("## The columns")[1], re.MULTILINE)
    assert rows == [(column.name, column.help) for column in COLUMNS]


def test_the_guide_names_every_knowledge_file() -> None:
    data = ROOT / "src" / "dateline" / "knowledge" / "data"
    text = TEXTS["docs/guides/knowledge.md"]
    names = {path.name for path in data.iterdir() if path.is_file()}
    assert sorted(name for name in names if name not in text) == []


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files of the project, as paths from its top."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here")
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name) for name in answer.stdout.split("\0") if name]


def mapped() -> set[str]:
    """The rooms of the map in CONTRIBUTING.md, first column."""
    return {
        room for row in re.findall(r"^\| (`.+?) \|", TEXTS["CONTRIBUTING.md"], re.M) for room in row.split("`")[1::2]
    }


def test_the_map_has_every_folder_and_no_other(tracked: list[Path]) -> None:
    top = {f"{path.parts[0]}/" for path in tracked if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    source = {
        f"src/dateline/{path.parts[2]}/"
        for path in tracked
        if path.parts[:2] == ("src", "dateline") and len(path.parts) > 3
    }
    assert {room for room in mapped() if room.endswith("/")} == (top - {"src/"}) | source


def test_the_map_has_every_module_at_the_top_of_the_package(tracked: list[Path]) -> None:
    modules = {path.name for path in tracked if path.parent == Path("src/dateline") and path.suffix == ".py"}
    told = {room.rsplit("/", maxsplit=1)[-1] for room in mapped() if room.endswith(".py")}
    assert {name for name in modules if not name.startswith("__")} == told


def test_the_tests_mirror_the_source(tracked: list[Path]) -> None:
    rooms = {path.parts[1] for path in tracked if path.parts[0] == "tests" and len(path.parts) > 2}
    assert [room for room in sorted(rooms) if not (ROOT / "src" / "dateline" / room).is_dir()] == []


def test_hooks_check_what_the_map_says() -> None:
    hooks = re.findall(r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    line = re.search(r"^ {4}(ruff .+)$", TEXTS["CONTRIBUTING.md"], re.MULTILINE)
    assert line is not None
    wanted = {" ".join(part.split()[:2]) for part in line[1].split("&&")}
    assert {" ".join(hook.split()[:2]) for hook in hooks} == wanted
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [part.strip() for part in line[1].split("&&") if not re.search(rf"^{part.strip()}$", ci, re.MULTILINE)] == []
