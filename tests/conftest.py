"""What all tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", derandomize=True, database=None, deadline=None, print_blob=True,
                          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
settings.load_profile("steady")
"""The same examples every time, however slow the machine; `--hypothesis-profile default` looks for new ones."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as for what a shell starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else the processes that tests stop would ignore it, too


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Processes that the tests are shared out to: those of the machine for all tests, none where files are named."""
    return 0 if any(Path(argument.split("::")[0]).is_file() for argument in config.args) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data, which is not part of the project; tests that measure on it are skipped without it."""
    given = os.environ.get("DATELINE_SHARED")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip(f"no gold data at {folder}; name its folder in DATELINE_SHARED")
    return folder


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parents[1]
