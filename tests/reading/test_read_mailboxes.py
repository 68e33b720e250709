"""Mailboxes: each message is a letter of its own, and a broken one spoils no other."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading import read_paths
from dateline.records import Failure, Page
from inputs import STORY, letter

OPENS = b"From gazette@x.example Mon May  6 07:08:09 2024\n"


def message(words: str, subject: str = "Ferry") -> bytes:
    return f"Subject: {subject}\nDate: Mon, 06 May 2024 07:08:09 +0000\n\n{words}\n\n".encode()


def read(path: Path, data: bytes, max_bytes: int = 100_000) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(read_paths([path], max_bytes=max_bytes))


def reasons(items: list[Page | Failure]) -> list[str]:
    return [item.reason if isinstance(item, Failure) else "page" for item in items]


def test_each_message_is_a_page(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.mbox", OPENS + message(STORY) + OPENS + message("A second one.", "Again"))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.title, first.published, first.text.strip()) == ("Ferry", "2024-05-06", STORY)
    assert first.name.endswith("a.mbox!/message-1.eml")
    assert (second.title, second.text.strip()) == ("Again", "A second one.")


def test_a_sentence_that_begins_like_an_opening_line_opens_nothing(tmp_path: Path) -> None:
    words = f"From here it is far.\n\nFrom the harbour at 10:30 nobody came.\n\n>From Monday on\n>>From two\n\n{STORY}"
    (page,) = read(tmp_path / "a", OPENS + message(words))
    assert isinstance(page, Page)
    assert "\nFrom Monday on\n>From two\n" in page.text
    assert STORY in page.text


def test_attachments_of_a_message_are_read(tmp_path: Path) -> None:
    items = read(tmp_path / "a", OPENS + letter().replace(b"\r\n", b"\n") + b"\n" + OPENS + message(STORY))
    assert reasons(items) == ["page", "page", "not-a-page", "page", "page"]
    assert items[1].name.endswith("message-1.eml!/../page.html")


def test_a_message_that_is_too_large_or_empty_is_told(tmp_path: Path) -> None:
    large = message("word " * 20_000)
    items = read(tmp_path / "a", OPENS + large + OPENS + b"\n\n" + OPENS + message(STORY), max_bytes=2_000)
    assert reasons(items) == ["too-large", "empty", "page"]
    one_line = message("x" * 100_000)
    assert reasons(read(tmp_path / "b", OPENS + one_line + OPENS + message(STORY), 2_000)) == ["too-large", "page"]


def test_a_message_of_too_many_parts_spoils_no_other(tmp_path: Path) -> None:
    deep = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number) for number in range(300)
    )
    assert reasons(read(tmp_path / "a", OPENS + deep + b"\n\n" + OPENS + message(STORY))) == ["too-deep", "page"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_mailbox_ends_in_pages_or_reasons(tmp_path_factory, at: int, byte: int) -> None:  # type: ignore[no-untyped-def]
    data = bytearray(OPENS + message(STORY) + OPENS + message("A second one."))
    data[at % len(data)] = byte
    items = read(tmp_path_factory.mktemp("m") / "a.mbox", bytes(data))
    assert items
    assert all(isinstance(item, Page) or item.message for item in items)
