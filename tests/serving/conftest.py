"""A small database, and the application that serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

from fastapi.testclient import TestClient

from serving_client import client_of, fill


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database; tests that change it make one of their own."""
    target = tmp_path_factory.mktemp("serving") / "record.db"
    fill(target)
    return target


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[TestClient]:
    with client_of(record) as made:
        yield made
