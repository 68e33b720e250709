"""What is hostile, too long or broken gets a clear word; nothing runs, nothing is lost, and the server goes on."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from browsers import served
from dateline import storing
from dateline.records import Block, Piece, Span
from dateline.serving.guard import Access
from dateline.storing import Outcome
from makers import SENTENCE, VERSIONS, article, claim, coded, event, page
from serving_client import client_of, fill

HOSTILE = (
    "<html><body><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>"
    f"<iframe src=https://elsewhere.example></iframe><article><p>{SENTENCE}</p>"
    "<p>&lt;script&gt;alert(4)&lt;/script&gt; "
    "said the mayor of the town after the attack, and went home.</p></article><style>body{display:none}</style>"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    target = tmp_path_factory.mktemp("hostile") / "record.db"
    source = page(HOSTILE, "pages/<b onmouseover=alert(5)>.html", url="javascript:alert(6)", media="text/html",
                  publisher='"><script>alert(7)</script>')  # fmt: skip
    start = HOSTILE.index(SENTENCE)
    read = article(source).__class__(
        source, SENTENCE, (Block(0, len(SENTENCE)),), (Piece(0, len(SENTENCE), Span(start, start + len(SENTENCE))),),
        title="<img src=x onerror=alert(8)>", publisher='"><script>alert(7)</script>', language="en",
    )  # fmt: skip
    told = claim(source)
    with storing.open_store(target, create=True) as store:
        run = storing.start_run(store, VERSIONS)
        item = coded(source, [told])
        storing.write_batch(store, run, [Outcome(item.__class__(read, (told,), item.entities))])
        storing.replace_events(store, [event(told)])
        storing.finish_run(store, run)
    with client_of(target) as made:
        yield made


def test_nothing_of_a_hostile_page_is_markup_anywhere(hostile: TestClient) -> None:
    (found,) = hostile.get("/api/v1/events").json()["items"]
    (document,) = hostile.get("/api/v1/documents").json()["items"]
    paths = (f"/events/{found['id']}", f"/pages/{document['id']}", "/pages", "/sources", "/briefing", "/network",
             "/api/v1/briefing.html", f"/sources/{'%22%3E%3Cscript%3Ealert(7)%3C%2Fscript%3E'}")  # fmt: skip
    for path in paths:
        response = hostile.get(path)
        assert response.status_code == 200, path
        shown = html.fromstring(response.text)
        assert shown.xpath("//script|//img|//iframe|//@onerror|//@onload|//@onmouseover") == [], path
        assert [each for each in shown.xpath("//@href|//@src") if each.lower().startswith("javascript")] == [], path
        assert "alert(" in response.text or path == "/network", path  # it is shown as the text that it is
    for path in ("/api/v1/briefing.md", "/api/v1/exports/events.csv", f"/api/v1/documents/{document['id']}"):
        assert not hostile.get(path).headers["content-type"].startswith("text/html"), path
        assert hostile.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api/v1/events", "/events", "/briefing", "/network", "/api/v1/exports/events.csv"])
def test_a_search_that_is_far_too_long_is_refused_in_words(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?text={'a' * 60_000}").status_code == 414
    told = client.get(f"{path}?text={'a' * 5_000}")
    assert "1,000 are the most" in told.text


def test_a_name_without_a_word_is_no_wish_for_all(client: TestClient) -> None:
    assert client.get("/api/v1/actors?name=(((").status_code == 400
    assert "has no letter or digit" in client.get("/actors?name=%FF").text


def test_an_answer_does_not_tell_where_the_database_lies(client: TestClient, record: Path) -> None:
    told = client.get("/api/v1/documents/7")
    assert (told.status_code, str(record.parent) in told.text) == (404, False)
    assert "The record has no page '7'" in told.json()["detail"]


def test_the_server_goes_on_after_a_line_of_a_million_characters(record: Path) -> None:
    with served(record, Access(rate=10_000)) as address:
        at = urlsplit(address)
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as wire:
            try:
                wire.sendall(f"GET /events?text={'a' * 1_000_000} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
                answer = wire.recv(100)
            except (BrokenPipeError, ConnectionResetError):
                answer = b""  # refused before it was read to the end
        assert not answer.startswith(b"HTTP/1.1 200")
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as wire:
            wire.sendall(f"GET /api/v1 HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n".encode())
            assert wire.recv(20).startswith(b"HTTP/1.1 200")


BROKEN = (
    "from=2024-13-45", "to=yesterday", "from=2024-05-01&to=2024-01-01", "type=%3Cscript%3E", "box=1,2,3", "box=a,b,c,d",
    "killed=-1", "killed=99999999999", "precision=9", "status=", "nonsense=1", "text=%22", "actor=%7C", "limit=0",
    "country=%00", "language=123", "review=maybe", "place=id%3A", "text=a&text=b", "from=%F0%9F%92%A3",
)  # fmt: skip


@pytest.mark.parametrize("query", BROKEN)
def test_a_broken_filter_is_told_wherever_it_stands(client: TestClient, query: str) -> None:
    for path in ("/api/v1/facets", "/api/v1/places", "/api/v1/network", "/api/v1/exports/events.jsonl", "/briefing",
                 "/api/v1/briefing.md", "/events", "/network"):  # fmt: skip
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 400, 422), (path, response.status_code)
        if response.status_code != 200 and path.startswith("/api"):
            assert len(response.json()["detail"]) > 15


def test_readers_get_whole_answers_while_the_database_is_exchanged(tmp_path: Path) -> None:
    served_from, other = tmp_path / "record.db", tmp_path / "other.db"
    fill(served_from)
    with storing.open_store(served_from) as store:
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seen: list[tuple[int, int]] = []
    with client_of(served_from) as client:
        stop = threading.Event()

        def read() -> None:
            while not stop.is_set():
                response = client.get("/api/v1/facets")
                seen.append((response.status_code, response.json().get("total", -1)))

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        source = page(SENTENCE, "pages/alone.txt")
        with storing.open_store(other, create=True) as store:
            run = storing.start_run(store, VERSIONS)
            storing.write_batch(store, run, [Outcome(coded(source, [claim(source)]))])
            storing.replace_events(store, [event(claim(source))])
            storing.finish_run(store, run)
            store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for end in ("-wal", "-shm"):
            Path(f"{served_from}{end}").unlink(missing_ok=True)
        os.replace(other, served_from)
        while not seen or seen[-1] != (200, 1):
            assert len(seen) < 5_000
            time.sleep(0.01)
        stop.set()
        for thread in threads:
            thread.join()
    assert {status for status, _ in seen} <= {200, 503}
    assert {total for status, total in seen if status == 200} <= {1, 3}
