"""dateline passwords: the password file on the command line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.serving.accounts import fits, read_accounts

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\nanother password\n"))
    monkeypatch.setattr("dateline.serving.accounts.COST", 16)


def test_people_are_added_listed_changed_and_taken_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people"
    status, out, _ = run("passwords", "add", file, "Ana", "--role", "coder")
    assert (status, "Ana may sign in as coder" in out) == (0, True)
    assert fits("a long password", read_accounts(file)["Ana"].hash)
    run("passwords", "add", file, "Ana", "--role", "admin")
    assert run("passwords", "list", file)[1] == "Ana: admin\n"
    assert fits("another password", read_accounts(file)["Ana"].hash)
    assert run("passwords", "remove", file, "Ana")[0] == 0
    assert read_accounts(file) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "people"), "Say: dateline passwords add"), (("sing", "people", "Ana"), "Say: dateline passwords add"),
        (("list", "none"), "Make one with"), (("remove", "none", "Ana"), "Make one with"),
        (("add", "people", "a:b"), "is no name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    action, file, *rest = words
    status, _, err = run("passwords", action, tmp_path / file, *rest)
    assert status == 1
    assert told in err


def test_a_short_password_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert "10 to 1,000" in run("passwords", "add", tmp_path / "people", "Ana")[2]
    assert not (tmp_path / "people").exists()
