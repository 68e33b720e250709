"""Web archives: every page in a WARC file as an input of its own, with its address and the time of its crawl."""

from __future__ import annotations

import re
from typing import cast

from fastwarc.stream_io import WarcReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dateline.reading.faults import empty, failure
from dateline.reading.http_bodies import body_of
from dateline.reading.inputs import Given, Input, Items, Opener, label
from dateline.reading.kinds import not_a_page
from dateline.reading.streams import Damaged, Stream

# What holds content; requests, metadata and notes on the crawl are no inputs.
WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
LONGEST_HEADERS = 1 << 16
# Crawlers keep notes of their own, such as texts and pictures of pages, under such addresses.
OWN_ADDRESS = re.compile(r"(?:urn|metadata|warcinfo|dns|filedesc|whois):", re.IGNORECASE)
CRAWLED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$")
CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w:.+-]{2,40})", re.IGNORECASE)


def read_warc(source: Input, opened: Opener) -> Items:
    """The records with content in their order. What comes before a fault is read. Raises Damaged."""
    found = False
    try:
        for record in ArchiveIterator(
            cast(WarcReader, source.stream),
            record_types=WANTED,
            parse_http=True,
            auto_decode="none",  # a body that is not read to its end would lose the place of the next record
            max_header_len=LONGEST_HEADERS,
            fsspec_args=False,
            stream_detect=False,
        ):
            found = True
            yield from _record(source, record, opened)
    except OSError as error:
        raise Damaged("bad-warc", f"is cut short or broken ({error}); what came before was read.") from error
    if not found:
        yield empty(source.name)


def _record(source: Input, record: WarcRecord, opened: Opener) -> Items:
    url = (record.headers.get("WARC-Target-URI") or "").strip(" <>")
    name = f"{source.name}!/{label(url)}"
    if OWN_ADDRESS.match(url):
        return
    if record.record_type == WarcRecordType.revisit:
        yield failure(name, "revisit", "was the same as at an earlier crawl, so its text is not here.", "skipped")
        return
    if not url:
        yield failure(source.name, "bad-warc", f"has a record without an address at byte {record.stream_pos}.")
        return
    if "Content-Length" not in record.headers:
        yield failure(name, "bad-warc", "has a header without a length, so it is cut short or broken; crawl it again.")
        return
    http = record.http_headers if record.is_http else None
    if http is not None and http.status_code is None:
        yield failure(name, "bad-warc", "is cut short inside its HTTP headers; crawl it again.")
        return
    if http is not None and http.status_code != 200:
        message = f"was answered with HTTP status {http.status_code}, not with a page."
        yield failure(name, "http-status", message, "skipped")
        return
    said = (http.get("Content-Type") if http else record.headers.get("Content-Type")) or ""
    media = said.partition(";")[0].strip().lower() or None
    what = not_a_page("", media)
    if what:
        yield failure(name, "not-a-page", f"is {what}, not a page of text or HTML.", "skipped")
        return
    raw = record.reader.read(source.max_bytes + 1)
    if len(raw) < min(record.content_length, source.max_bytes + 1):
        message = f"is cut short: {len(raw):,} of {record.content_length:,} bytes are there; crawl it again."
        yield failure(name, "bad-warc", message)
        return
    codings = [http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""] if http else []
    crawled = record.headers.get("WARC-Date") or ""
    charset = CHARSET.search(said)
    given = Given(
        url=label(url),
        crawled=crawled if CRAWLED.match(crawled) else None,
        offset=source.stream.starts.get(record.stream_pos, record.stream_pos),
    )
    stream = Stream(body_of(raw, codings, source.budget))
    yield from opened(
        source.member(url, stream, suffix="", media=media, charset=charset[1] if charset else None, given=given)
    )
