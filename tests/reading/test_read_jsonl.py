"""JSON Lines: a page a line; a bad line is reported by file and line, and the rest goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from dateline.reading import read_paths
from dateline.records import Failure, Page

GOOD = {
    "id": "s-1",
    "text": "The bridge was closed.",
    "title": "Bridge closed",
    "published": "2021-03-04",
    "url": "https://news.example/1",
}


def read(path: Path, *lines: object) -> list[Page | Failure]:
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    data = "\n".join(rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return list(read_paths([path], max_bytes=2_000))


def test_fields_become_the_page(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.jsonl.gz", GOOD)
    assert isinstance(page, Page)
    assert page.name.endswith("a.jsonl.gz#s-1")
    assert (page.title, page.published, page.url, page.publisher) == ("Bridge closed", "2021-03-04", GOOD["url"], None)


def test_a_bad_line_is_named_and_passed_over(tmp_path: Path) -> None:
    bad: list[object] = ["{", "[1]", {"id": 1}, {"id": 2, "text": 5}, "[" * 900]
    bad += [{**GOOD, "published": "last week"}, {**GOOD, "title": 3}]
    items = read(tmp_path / "a.jsonl", *bad, {**GOOD, "text": "x" * 3000}, "", {"id": 7, "html": "<p>Hello</p>"})
    failures = [item for item in items if isinstance(item, Failure)]
    assert [item.name.rsplit(":", 1)[1] for item in failures] == [str(n) for n in range(1, 9)]
    assert {item.reason for item in failures} == {"bad-line", "too-large"}
    assert isinstance(items[-1], Page)
    assert (items[-1].media, items[-1].name[-2:]) == ("text/html", "#7")


def test_lines_are_known_without_the_suffix(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "pages.txt", GOOD)[0], Page)


def test_a_time_stamp_gives_its_day_and_surrogates_are_replaced(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.jsonl", '{"id": 1, "text": "a \\ud800 b", "published": "2021-03-04T23:00:00-05:00"}')
    assert isinstance(page, Page)
    assert (page.text, page.published) == ("a \ufffd b", "2021-03-04")


def test_empty_and_binary_texts_are_no_pages(tmp_path: Path) -> None:
    items = read(tmp_path / "a.jsonl", {"id": 1, "text": " "}, {"id": 2, "text": "a\0b"})
    assert [item.reason for item in items if isinstance(item, Failure)] == ["empty", "binary"]
