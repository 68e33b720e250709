"""What the README promises. That its commands, links and files exist is seen to in `test_docs`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import dateline

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_screen_has_the_two_commands() -> None:
    screen = "\n".join(README.splitlines()[:24])
    demo, tests = re.findall(r"^ {4}(\S.*)$", screen, re.MULTILINE)
    assert "pip install . && dateline run examples/pages" in demo
    assert tests.endswith("pip install -e '.[test]' && pytest")
    assert demo.startswith("python3 -m venv .venv &&")
    assert tests.startswith("python3 -m venv .venv &&")


def test_ci_runs_the_two_commands_as_they_stand() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "sed -n 's/^    //p' README.md" in ci


def test_python_in_the_readme_uses_public_names() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    used = {
        node.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "dateline"
    }
    assert used
    assert used <= set(dateline.__all__)
