"""Feeds, messages, web archives and PDF: what they say of a page comes with it."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

import pytest

from dateline.reading import read_paths
from dateline.records import Failure, Page
from inputs import (
    ATOM,
    BOMB_XML,
    HTML,
    MHTML,
    PDF,
    RECORDS,
    RSS,
    STORY,
    TITLE,
    WARC,
    WARC_GZ,
    letter,
    pdf,
    record,
)


def read(path: Path, data: bytes, max_bytes: int = 1_000_000) -> list[Page | Failure]:
    path.write_bytes(data)
    return list(read_paths([path], max_bytes=max_bytes))


def pages(items: list[Page | Failure]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def reasons(items: list[Page | Failure]) -> list[str]:
    return [item.reason if isinstance(item, Failure) else "page" for item in items]


# Feeds


@pytest.mark.parametrize("data", [RSS, ATOM])
def test_an_item_of_a_feed_is_a_page(tmp_path: Path, data: bytes) -> None:
    first, second = pages(read(tmp_path / "feed", data))
    assert (first.title, first.url, first.published) == (TITLE, "https://x.example/ferry", "2024-05-06")
    assert first.media == "text/html"
    assert STORY in first.text
    assert first.note is None
    assert second.published is None  # when an entry was updated is not when it was published
    assert "description" in (second.note or "")
    assert second.media == "text/plain"


@pytest.mark.parametrize(
    ("feed", "url"),
    [
        ("<rss><channel><link>https://x.example/news/</link><item><title>A</title><link>1.html</link></item></channel>"
         "</rss>", "https://x.example/news/1.html"),
        ("<rss><channel><item><title>A</title><link>1.html</link></item></channel></rss>", None),
        ("<rss><channel><item><title>A</title><link>http://[x</link></item></channel></rss>", None),
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/a/"><entry xml:base="b/">'
         '<title>A</title><link rel="edit" href="0"/><link href="../1"/></entry></feed>', "https://x.example/a/1"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://x.example/"/><entry><title>A</title>'
         '<link href="1"/></entry></feed>', "https://x.example/1"),
    ],
)  # fmt: skip
def test_links_of_items_start_from_the_feed(tmp_path: Path, feed: str, url: str | None) -> None:
    (page,) = pages(read(tmp_path / "a.xml", feed.encode()))
    assert page.url == url


def test_marks_in_titles_and_names_of_html_are_undone(tmp_path: Path) -> None:
    assert pages(read(tmp_path / "a", RSS))[1].text == "Fish & chips\n\nPrices of\xa0fish rose."
    assert pages(read(tmp_path / "a", ATOM))[1].title == "Bold words"


def test_entities_that_a_feed_declares_are_not_put_in(tmp_path: Path) -> None:
    (page,) = pages(read(tmp_path / "a.xml", BOMB_XML))
    assert page.text == "T\n\n&g;&x; A word."


def test_a_feed_that_is_cut_keeps_its_items(tmp_path: Path) -> None:
    items = read(tmp_path / "a.xml", RSS[: RSS.index(b"Prices")])
    assert reasons(items)[0] == "page"
    assert reasons(items)[-1] == "bad-feed"
    assert reasons(read(tmp_path / "a.xml", b"<rss><channel><title>x</title></channel></rss>")) == ["empty"]


def test_a_feed_that_is_a_page_is_a_page(tmp_path: Path) -> None:
    (page,) = pages(read(tmp_path / "feed.xml", HTML))
    assert page.text == HTML.decode()
    (item,) = read(tmp_path / "map.xml", b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>")
    assert isinstance(item, Failure)
    assert (item.reason, item.state) == ("not-a-page", "skipped")


def test_a_feed_in_another_charset(tmp_path: Path) -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>Café</title></item></channel></rss>'
    assert pages(read(tmp_path / "a", data.encode("latin-1")))[0].title == "Café"
    wrong = data.replace("ISO-8859-1", "UTF-8").encode("latin-1")
    assert pages(read(tmp_path / "b", wrong))[0].title == "Café"


# Messages


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    (page,) = pages(read(tmp_path / "a.mhtml", MHTML))
    assert page.text.startswith("<!DOCTYPE html>")
    assert "halted on Monday. café" in page.text
    assert (page.url, page.title, page.published) == ("https://x.example/ferry", "Ferry to Südhaven", None)
    assert page.crawled == "2024-05-08T08:00:00Z"
    (other,) = pages(
        read(tmp_path / "b.mhtml", re.sub(rb"\nDate: [^\r\n]*", b"\nDate: Wed, 8 May 2024 08:00:00 -0000", MHTML))
    )
    assert other.crawled == page.crawled  # browsers write UTC so


def test_a_newsletter_and_what_is_attached_to_it(tmp_path: Path) -> None:
    items = read(tmp_path / "a.eml", letter())
    assert reasons(items) == ["page", "page", "not-a-page", "page"]
    own, attached, inner = pages(items)
    assert (own.title, own.published, own.publisher) == ("Week in Südhaven", "2024-05-10", "The Gazette")
    assert own.media == "text/html"
    assert attached.name.endswith("a.eml!/../page.html")
    assert inner.title == "Inner"
    assert inner.publisher is None  # a letter of a person to a person is not a publication


def test_a_text_that_begins_like_a_letter_is_a_text(tmp_path: Path) -> None:
    (page,) = pages(read(tmp_path / "a.txt", b"From: Our correspondent\nDate: Monday\n\nThe ferry was halted.\n"))
    assert page.text.startswith("From: Our")


def test_parts_in_parts_end(tmp_path: Path) -> None:
    deep = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number) for number in range(3000)
    )
    assert reasons(read(tmp_path / "a.eml", deep)) == ["too-deep"]


def test_parts_that_are_left_out_are_told(tmp_path: Path) -> None:
    head = b"From: a@example.org\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = b"--b\nContent-Type: text/plain\n\nThe ferry was halted.\n"
    assert reasons(read(tmp_path / "a.eml", head + part * 2100 + b"--b--\n")) == ["page", "too-many"]


# Web archives


def test_a_record_of_a_crawl_is_a_page_with_its_address(tmp_path: Path) -> None:
    items = read(tmp_path / "a.warc", WARC)
    assert reasons(items) == ["page", "not-a-page", "http-status", "page", "revisit", "page", "page"]
    first, packed, *_ = pages(items)
    assert first.name == f"{tmp_path / 'a.warc'}!/https://x.example/ferry"
    assert first.url == "https://x.example/ferry"
    assert first.published is None  # the day of the crawl is not that of publication
    assert first.crawled == "2024-05-09T10:11:12Z"
    assert [page.offset for page in (first, packed)] == [0, len(b"".join(RECORDS[:3]))]
    first, packed, *_ = pages(read(tmp_path / "a.warc.gz", WARC_GZ))
    assert [page.offset for page in (first, packed)] == [
        0,
        sum(len(gzip.compress(each, mtime=0)) for each in RECORDS[:3]),
    ]
    assert packed.text == first.text == HTML.decode()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked", b"6\r\n<html>\r\n1b;x=y\r\n<p>The ferry was halted.</p\r\n1\r\n>\r\n0\r\n\r\n"),
        ("Content-Encoding: deflate", zlib.compress(b"<html><p>The ferry was halted.</p>")),
        ("Content-Encoding: deflate", zlib.compress(b"<html><p>The ferry was halted.</p>")[2:-4]),
        ("Content-Encoding: gzip", b"<html><p>The ferry was halted.</p>"),
        ("Content-Encoding: br", b"<html><p>The ferry was halted.</p>"),
    ],
)
def test_bodies_are_unpacked_as_their_headers_say(tmp_path: Path, headers: str, body: bytes) -> None:
    (page,) = pages(
        read(
            tmp_path / "a.warc", record("https://x.example/", body, headers=f"Content-Type: text/html\r\n{headers}\r\n")
        )
    )
    assert page.text == "<html><p>The ferry was halted.</p>"


def test_a_body_packed_with_brotli(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    headers = "Content-Type: text/html\r\nContent-Encoding: br\r\n"
    (page,) = pages(read(tmp_path / "a.warc", record("https://x.example/", brotli.compress(HTML), headers=headers)))
    assert page.text == HTML.decode()
    cut = record("https://x.example/", brotli.compress(HTML)[:-9], headers=headers)
    assert reasons(read(tmp_path / "a.warc", cut + RECORDS[0])) == ["bad-brotli", "page"]


def test_the_charset_of_the_server_is_used(tmp_path: Path) -> None:
    body = "<html><body><p>Паром остановлен.</p></body></html>".encode("cp1251")
    headers = "Content-Type: text/html; charset=windows-1251\r\n"
    assert "Паром" in pages(read(tmp_path / "a.warc", record("https://x.example/", body, headers=headers)))[0].text


def test_what_is_whole_in_a_cut_crawl_is_read(tmp_path: Path) -> None:
    items = read(tmp_path / "a.warc", RECORDS[0] + RECORDS[3][:-100])
    assert reasons(items) == ["page", "bad-warc"]
    items = read(tmp_path / "a.warc", RECORDS[0] + b"no record\r\n\r\n" + RECORDS[0])
    assert reasons(items) == ["page", "bad-warc"]
    large = record("https://x.example/", b"<html>" + b"x" * 2_000_000)
    assert reasons(read(tmp_path / "a.warc", large + RECORDS[0])) == ["too-large", "page"]


# PDF


def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    (page,) = pages(read(tmp_path / "a.pdf", PDF))
    assert page.text.split("\n\n") == [
        TITLE,
        f"{STORY.removesuffix('.')}. Passengers waited.",
        "It is to run again on Thursday.",
        "Page two",
        "More text of the story stands here, on the second page of the paper.",
    ]


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    sheets = [
        ["The Gazette", f"Story {word} stands on this page.", "", f"Page {number}"] for number, word in enumerate("abc")
    ]
    (page,) = pages(read(tmp_path / "a.pdf", pdf(*sheets)))
    assert page.text.split("\n\n") == [f"Story {word} stands on this page." for word in "abc"]


def test_a_pdf_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert reasons(read(tmp_path / "a.pdf", pdf([]))) == ["no-text"]
    assert reasons(read(tmp_path / "a.pdf", PDF[:60])) == ["bad-pdf"]
    packed = zlib.compress(bytes(30_000_000))
    bomb = PDF.replace(b"stream\n", b"stream\n" + packed + b"\nendstream\nendobj\n9 0 obj\nstream\n", 1)
    assert reasons(read(tmp_path / "a.pdf", bomb, max_bytes=100_000)) == ["zip-bomb"]
