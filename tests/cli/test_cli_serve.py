"""dateline serve: what is told before anything is served, and one answer over a socket."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

Run = Callable[..., tuple[int, str, str]]

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")


def test_other_computers_are_served_with_a_token_only(run: Run, database: Path) -> None:
    status, _, err = run("serve", database, "--host", "0.0.0.0", "--port", "0")
    assert status == 1
    assert "DATELINE_SERVE_TOKEN" in err


def test_a_password_file_that_cannot_be_used_is_told(run: Run, database: Path, tmp_path: Path) -> None:
    def told(file: Path) -> str:
        status, _, err = run("serve", database, "--passwords", file, "--port", "0")
        assert status == 1
        return " ".join(err.split())

    assert "dateline passwords add" in told(tmp_path / "none")
    (tmp_path / "people").write_text("Ana", encoding="utf-8")
    (tmp_path / "people").chmod(0o644)
    assert "chmod 600" in told(tmp_path / "people") or os.name == "nt"
    (tmp_path / "people").chmod(0o600)
    assert "is no account" in told(tmp_path / "people")


def test_a_missing_database_and_an_address_of_another_are_told(run: Run, database: Path, tmp_path: Path) -> None:
    assert "no database" in run("serve", tmp_path / "none.db")[2]
    assert "cannot be used" in run("serve", database, "--host", "::1%none", "--port", "0")[2] or os.name == "nt"


def test_it_serves_until_it_is_stopped(database: Path) -> None:
    command = [sys.executable, "-m", "dateline", "serve", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        too_long = Timer(240, process.kill)
        too_long.start()
        try:
            assert process.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert address
            with urlopen(f"{address[0]}api/v1", timeout=120) as response:
                assert b'"events":2' in response.read()
            process.send_signal(signal.SIGINT)
            assert process.wait(120) in (0, 130, -signal.SIGINT)
        finally:
            too_long.cancel()
            process.kill()
