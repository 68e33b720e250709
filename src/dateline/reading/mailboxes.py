"""Mailboxes in the mbox format: every message as a letter of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.reading.faults import failure, too_large
from dateline.reading.inputs import Input, Items, Opener
from dateline.reading.mail import TIMES_A_PAGE, read_mail
from dateline.reading.packed import TooLong, lines
from dateline.reading.streams import Damaged, Stream

# The line that opens a message: a sender, and a time with its year. It follows an empty line.
OPENS = re.compile(rb"From \S+\s.*\b\d{1,2}:\d\d(?::\d\d)?\b.*\b\d{4}\b")
# Lines of the text that begin like one were given a mark, or one mark more.
MARKED = re.compile(rb">+From ")


def read_mailbox(source: Input, opened: Opener) -> Items:
    """The messages in their order, and what is attached to them. One that cannot be read spoils no other."""
    limit = TIMES_A_PAGE * source.max_bytes
    for number, message in enumerate(_messages(source, limit), 1):
        letter = source.member(f"message-{number}.eml", Stream(iter([message or b""])))
        if message is None:
            yield too_large(letter.name, limit)
        elif not message.strip():
            yield failure(letter.name, "empty", "is an empty message; nothing to do.", "skipped")
        else:
            try:
                yield from read_mail(letter, opened)
            except Damaged as fault:
                yield failure(letter.name, fault.reason, str(fault))


def _messages(source: Input, limit: int) -> Iterator[bytes | None]:
    """The bytes of each message; None for one of more than `limit` bytes, which is not held."""
    held: list[bytes] = []
    size, begun, blank = 0, False, True
    for line in lines(source.stream.chunks(), limit):
        words = b"" if isinstance(line, TooLong) else line
        if blank and OPENS.match(words):
            if begun:
                yield None if size > limit else b"\n".join(held)
            held, size, begun, blank = [], 0, True, False
            continue
        size += limit + 1 if isinstance(line, TooLong) else len(words) + 1
        if size > limit:
            held.clear()
        else:
            held.append(words[1:] if MARKED.match(words) else words)
        blank = not words.strip() and not isinstance(line, TooLong)
    if begun:
        yield None if size > limit else b"\n".join(held)
