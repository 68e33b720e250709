"""A server of the tests, which may be fetched from without delay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servers import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    pytest.importorskip("httpcore2", reason="the extra fetch is not installed")
    monkeypatch.setenv("DATELINE_FETCH_LOCAL_HOSTS", "127.0.0.1")
    monkeypatch.setenv("DATELINE_FETCH_DELAY", "0")
    monkeypatch.setenv("DATELINE_FETCH_SECONDS", "60")
    with serving() as told:
        yield told
