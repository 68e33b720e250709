"""Messages: newsletters saved as EML, and web pages saved as MHTML, which are messages too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from dateline.reading.faults import empty, failure, too_large
from dateline.reading.fields import day
from dateline.reading.inputs import Given, Input, Items, Opener, label
from dateline.reading.pages import page_of
from dateline.reading.streams import Damaged, Stream, at_most
from dateline.reading.text import without_surrogates
from dateline.records import Failure, Page

# A message carries its pictures with it, so it may be larger than a page, whose own text is bounded as everywhere.
TIMES_A_PAGE = 4
# Parsing takes time that grows with the depth of parts in parts; real messages have three or four.
MOST_MULTIPARTS = 50
MOST_PARTS = 2000
MULTIPART = re.compile(rb"^content-type:[ \t]*multipart/|boundary[ \t]*=", re.IGNORECASE | re.MULTILINE)


def read_mail(source: Input, opened: Opener) -> Items:
    """The page that a message carries, and the pages attached to it. Raises Damaged."""
    data = at_most(source.stream, TIMES_A_PAGE * source.max_bytes)
    if data is None:
        yield too_large(source.name, TIMES_A_PAGE * source.max_bytes)
        return
    if len(MULTIPART.findall(data)) > 2 * MOST_MULTIPARTS:
        raise Damaged("too-deep", f"has more than {MOST_MULTIPARTS} parts made of parts; save its text by itself.")
    try:
        message = message_from_bytes(data.lstrip(b"\r\n"))
        parts = list(_leaves(message))
        many = any(part.is_multipart() and len(part.get_payload()) > MOST_PARTS for part in message.walk())
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError, AssertionError) as error:
        raise Damaged("bad-mail", f"is no message that can be taken apart ({error}); save it again.") from error
    if _is_web_page(message, parts):
        yield from _web_page(source, message, parts)
    else:
        yield from _letter(source, message, parts, opened)
    if many:
        message_ = f"has more than {MOST_PARTS:,} parts side by side; those behind are not read. Save them as files."
        yield failure(source.name, "too-many", message_)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold no parts, in order; a message in the message is one."""
    if message.get_content_maintype() == "multipart" and message.is_multipart() and depth < MOST_MULTIPARTS:
        parts = message.get_payload()
        for part in parts[:MOST_PARTS] if isinstance(parts, list) else ():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _is_web_page(message: Message, parts: list[Message]) -> bool:
    if "Snapshot-Content-Location" in message:
        return True
    related = message.get_content_type() == "multipart/related"
    return related and any("Content-Location" in part for part in parts) and "Message-ID" not in message


def _web_page(source: Input, message: Message, parts: list[Message]) -> Items:
    """MHTML: the first part in HTML is the page, the rest its frames and pictures. Its date is that of saving."""
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    pages = pages or [part for part in parts if part.get_content_type() == "text/plain"]
    if not pages:
        yield failure(source.name, "not-a-page", "is a saved page without text, such as a picture.", "skipped")
        return
    root = pages[0]
    url = _header(message, "Snapshot-Content-Location") or _header(root, "Content-Location")
    given = Given(url=url, title=_header(message, "Subject"), crawled=_moment(_header(message, "Date")))
    yield _page(source, root, given)


def _letter(source: Input, message: Message, parts: list[Message], opened: Opener) -> Items:
    """A letter: its text in HTML, else plain; then what is attached to it, each as an input of its own."""
    texts = [part for part in parts if part.get_content_maintype() == "text" and not _attached(part)]
    best = next((part for part in texts if part.get_content_type() == "text/html" and _bytes(part).strip()), None)
    best = best or next((part for part in texts if _bytes(part).strip()), None)
    if best is not None:
        bulk = "List-Id" in message or "List-Unsubscribe" in message
        sender = parseaddr(_header(message, "From") or "")[0] or None
        given = Given(
            title=_header(message, "Subject"),
            published=day(_header(message, "Date") or ""),
            publisher=sender if bulk else None,
            crawled=source.given.crawled,
        )
        yield _page(source, best, given)
    read = best is not None
    for number, part in enumerate((part for part in parts if part is not best and _attached(part)), 1):
        read = True
        data = _bytes(part)
        source.budget.spend(len(data))
        name = _filename(part) or f"attachment-{number}{'.eml' if part.get_content_type() == 'message/rfc822' else ''}"
        media = None if part.get_content_type() == "application/octet-stream" else part.get_content_type()
        yield from opened(source.member(name, Stream(iter([data])), media=media, charset=_charset(part)))
    if not read:
        yield empty(source.name)


def _attached(part: Message) -> bool:
    """Whether a part is something sent along, rather than the letter itself or a picture in it."""
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return bool(_filename(part)) and "Content-ID" not in part and part.get_content_maintype() != "image"


def _page(source: Input, part: Message, given: Given) -> Page | Failure:
    data = _bytes(part)
    if len(data) > source.max_bytes:
        return too_large(source.name, source.max_bytes)
    if not data.strip():
        return empty(source.name)
    return page_of(replace(source, given=given, charset=_charset(part), media=part.get_content_type()), data)


def _bytes(part: Message) -> bytes:
    """What a part holds, with its transfer coding undone; of a message in the message, the message."""
    try:
        if part.get_content_maintype() == "message" and part.is_multipart():
            return part.get_payload(0).as_bytes()  # type: ignore[union-attr]
        data = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Damaged("bad-mail", f"has a part that cannot be decoded ({error}); save it again.") from error
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        found = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return found if isinstance(found, str) else None


def _filename(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _header(message: Message, name: str) -> str | None:
    """A header with its coded words decoded, in one line."""
    raw = message.get(name)
    if raw is None:
        return None
    try:
        words = str(make_header(decode_header(str(raw))))
    except (MessageError, ValueError, LookupError, TypeError):
        words = str(raw)
    return without_surrogates(label(" ".join(words.split()))) or None


def _moment(words: str | None) -> str | None:
    """The ISO time in UTC of a date header; None where it says none, or not its zone. The zone -0000 is UTC."""
    try:
        moment = parsedate_to_datetime(re.sub(r"-0000\b", "+0000", words or ""))
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
