"""Files and folders become pages or failures, one for one and in a fixed order."""

from __future__ import annotations

import gzip
import os
import sqlite3
from pathlib import Path

import pytest

from dateline.reading import read_paths, walk
from dateline.records import Failure, Page

TEXT = "Ferry halted\n\nThe ferry to the island was halted on Monday after a storm.\n"
HTML = "<!DOCTYPE html><html><body><p>The ferry was halted.</p></body></html>"


def read(*paths: Path, max_bytes: int = 1_000_000) -> list[Page | Failure]:
    return list(read_paths(paths, max_bytes=max_bytes))


def reasons(items: list[Page | Failure]) -> list[tuple[str, str]]:
    return [(item.reason, item.state) for item in items if isinstance(item, Failure)]


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_text_keeps_its_line_ends_and_loses_only_the_mark(tmp_path: Path) -> None:
    (page,) = read(write(tmp_path / "a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree\n"))
    assert isinstance(page, Page)
    assert page.text == "one\r\ntwo\rthree\n"


def test_html_is_known_by_its_content(tmp_path: Path) -> None:
    files = {"a.txt": HTML, "b.html": TEXT, "c.html": "<p>x</p>"}
    pages = read(*(write(tmp_path / name, text) for name, text in files.items()))
    assert [page.media for page in pages if isinstance(page, Page)] == ["text/html", "text/plain", "text/html"]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c.txt.gz"):
        write(tmp_path / name, gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT)
    names = [os.path.relpath(page.name, tmp_path) for page in read(tmp_path)]
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "c.txt.gz"]


def test_names_stay_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [page.name for page in read(Path("in"))] == ["in/a.txt"]


def test_what_is_no_page_is_skipped_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "x.txt", TEXT)
    write(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n")
    write(tmp_path / "b.txt", b"SQLite format 3\x00" + bytes(100))
    write(tmp_path / "c.txt", b"")
    write(tmp_path / "d.txt", " \n\t ")
    found = reasons(read(tmp_path))
    assert found == [(reason, "skipped") for reason in ("hidden", "not-a-page", "not-a-page", "empty", "empty")]


def test_a_database_in_use_among_the_pages_is_skipped(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "r.db")
    db.execute("PRAGMA journal_mode = wal")
    db.execute("CREATE TABLE t (x)")
    db.execute("INSERT INTO t VALUES (1)")
    db.commit()
    found = read(tmp_path)
    assert reasons(found) == [("not-a-page", "skipped")] * 3  # itself, its log, and the index of that
    db.close()


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    assert isinstance(read(write(tmp_path / ".a.txt", TEXT))[0], Page)


def test_faults_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode() * 50)
    paths = [
        tmp_path / "missing.txt",
        write(tmp_path / "binary.txt", b"abc\x00\x01\x02" * 20),
        write(tmp_path / "cut.txt.gz", packed[: len(packed) // 2]),
        write(tmp_path / "broken.txt.gz", b"\x1f\x8b\x08\x00rubbish that is no stream"),
        write(tmp_path / "large.txt", "x " * 600_000),
        write(tmp_path / "good.txt", TEXT),
    ]
    items = read(*paths)
    assert reasons(items) == [
        ("missing", "failed"),
        ("binary", "failed"),
        ("bad-gzip", "failed"),
        ("bad-gzip", "failed"),
        ("too-large", "skipped"),
    ]
    assert isinstance(items[-1], Page)
    assert all(item.name in item.message for item in items if isinstance(item, Failure))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(20_000_000))
    assert reasons(read(write(tmp_path / "bomb.jsonl.gz", packed))) == [("zip-bomb", "failed")]
    assert reasons(read(write(tmp_path / "bomb.txt.gz", packed))) == [("too-large", "skipped")]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", TEXT)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    (tmp_path / "in" / "gone").symlink_to(tmp_path / "nothing")
    items = read(tmp_path / "in")
    assert sum(isinstance(item, Page) for item in items) == 1
    assert sorted(reason for reason, _ in reasons(items)) == ["broken-link", "symlink-loop", "symlink-loop"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(read(tmp_path / "pipe.txt")) == [("not-a-file", "skipped")]


def test_a_file_that_may_not_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", TEXT)
    monkeypatch.setattr("dateline.reading.files.Path.open", refuse)
    assert reasons(read(path)) == [("unreadable", "failed")]


def test_walking_finds_the_files_that_reading_reads(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("Two.")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / ".hidden").write_text("Three.")
    found = [each.reason if isinstance(each, Failure) else each.name for each in walk([tmp_path, tmp_path / "none"])]
    assert found == ["hidden", "a.txt", "b.txt", "missing"]
