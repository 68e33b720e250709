"""Large inputs are read piece by piece: what they take does not grow with them."""

from __future__ import annotations

import gzip
import json
import tarfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.reading import read_paths
from dateline.records import Page
from inputs import HTML, STORY, record

BODY = HTML.replace(b"</body>", b"<p>" + b"The ferry was halted again. " * 1500 + b"</p></body>")
STORIES = f"{STORY} " * 400
PIECES = 200


def warc() -> Iterator[bytes]:
    for number in range(PIECES):
        yield record(f"https://x.example/{number}", BODY)


def tar() -> Iterator[bytes]:
    for number in range(PIECES):
        about = tarfile.TarInfo(f"{number}.html")
        about.size = len(BODY)
        yield about.tobuf() + BODY + bytes(-len(BODY) % 512)
    yield bytes(1024)


def table() -> Iterator[bytes]:
    yield b"text,url\n"
    for number in range(PIECES):
        yield f'"{STORIES}",https://x.example/{number}\n'.encode()


def array() -> Iterator[bytes]:
    for number in range(PIECES):
        yield (b"[" if number == 0 else b",") + json.dumps({"text": STORIES, "id": number}).encode()
    yield b"]"


def feed() -> Iterator[bytes]:
    yield b"<rss><channel><title>T</title>"
    for number in range(PIECES):
        yield f"<item><title>T {number}</title><description>{STORIES}</description></item>".encode()
    yield b"</channel></rss>"


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("write", [warc, tar, table, array, feed])
def test_memory_stays_flat(tmp_path: Path, write: Callable[[], Iterator[bytes]], packed: bool) -> None:
    path = tmp_path / "large"
    with gzip.open(path, "wb", compresslevel=1) if packed else path.open("wb") as file:
        for piece in write():
            file.write(piece)
    size = PIECES * len(BODY)
    tracemalloc.start()
    try:
        pages = sum(isinstance(item, Page) for item in read_paths([path], max_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert pages == PIECES
    assert peak < 2_000_000 < size / 3
