"""The outputs in the documentation, made by running its commands: ``python scripts/outputs.py``.

In every ``console`` block of docs/*.md a line that begins with ``$`` is a command and one that begins with ``>`` goes
on with it; what follows, up to the next command, is replaced by what the command prints. All blocks of all pages run in
order in one folder, beside the example pages. With ``--check`` nothing is written and the pages that differ are told
(exit status 1).

Ids of events change with the coding. So a block that calls `dateline show` stands under a comment for each call,
``<!-- show: OPTIONS -->``, and the id becomes that of the first event that `dateline events OPTIONS` lists. Commands
that fail are told on stderr. Blocks that need gold data are left as they are where there are none, and with
``--check``, since they hold seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
BLOCK = re.compile(r"^((?:<!-- show: [^\n]+ -->\n)*)```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"(?<=^\$ dateline show )[0-9a-f]+", re.MULTILINE)
WIDTH = "100"
"""Columns of the terminal that the commands write to."""


def commands(block: str) -> list[list[str]]:
    """The commands of a block, each with the lines that it is written in."""
    found: list[list[str]] = []
    printed = True
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append([line])
            printed = False
        elif line.startswith("> ") and not printed:
            found[-1].append(line)
        else:
            printed = True
    return found


def run(lines: list[str], folder: Path) -> str:
    """What a command prints, on both streams, without spaces at the ends of lines."""
    command = "\n".join(line[2:] for line in lines)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    answer = subprocess.run(
        ["bash", "-c", command],
        cwd=folder / "main",
        env={**settings, "PATH": path, "COLUMNS": WIDTH, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode:
        print(f"exit status {answer.returncode}: {command}", file=sys.stderr)
    return "".join(f"{line.rstrip()}\n" for line in answer.stdout.splitlines())


def first_event(options: str, folder: Path) -> str:
    """The short id of the first event that a filter takes; zeros, which no event has, where it takes none."""
    try:
        return str(json.loads(run([f"$ dateline events {options} --limit 1 --format json"], folder))[0]["event"])[:8]
    except (ValueError, IndexError):
        print(f"no event: dateline events {options}", file=sys.stderr)
        return "00000000"


def renewed(text: str, folder: Path, *, figures: bool) -> str:
    """A page with its outputs made anew; with `figures`, also those that are measured on gold data."""

    def block(match: re.Match[str]) -> str:
        if "../shared" in match[2] and not (figures and (folder / "shared").exists()):
            return match[0]
        wanted = iter(re.findall(r"<!-- show: (.+) -->", match[1]))
        made = ""
        for lines in commands(match[2]):
            if SHOWN.search(lines[0]) and (options := next(wanted, None)):
                lines[0] = SHOWN.sub(first_event(options, folder), lines[0])
            made += "".join(f"{line}\n" for line in lines) + run(lines, folder)
        return f"{match[1]}```console\n{made}```"

    return BLOCK.sub(block, text)


def prepare(folder: Path) -> None:
    """The folder in which the commands run: what they need of the project, and nothing that they could change."""
    work, programs = folder / "main", folder / "bin"
    work.mkdir()
    programs.mkdir()
    (work / "examples").symlink_to(ROOT / "examples")
    (work / "scripts").symlink_to(ROOT / "scripts")
    if (SHARED / "gold").is_dir():
        (folder / "shared").symlink_to(SHARED)
    for name, arguments in (("dateline", " -m dateline"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{arguments} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages differ")
    check = parser.parse_args().check
    differ = []
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for page in sorted((ROOT / "docs").glob("*.md")):
            text = page.read_text(encoding="utf-8")
            if (made := renewed(text, Path(folder), figures=not check)) != text:
                differ.append(page.name)
                if not check:
                    page.write_text(made, encoding="utf-8", newline="\n")
    for name in differ:
        print(f"docs/{name} {'differs; run: python scripts/outputs.py' if check else 'has new outputs'}")
    return 1 if check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
