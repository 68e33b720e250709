"""What a reader is handed: bytes, their name, and what the container said of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from dateline.reading.fields import Columns
from dateline.reading.streams import Budget, Stream
from dateline.records import Failure, Page

# Containers in containers: a ZIP of tar.gz of WARC.gz of pages has six layers.
MOST_LAYERS = 8
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LONGEST_LABEL = 1000
NONE_NAMED = Columns()


@dataclass(frozen=True, slots=True)
class Given:
    """What a container says of a page. `published` is an ISO date; `crawled` an ISO time, never a publication date.

    `offset` is the byte of the container, as it is stored, at which the record of the page begins.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    crawled: str | None = None
    offset: int | None = None
    note: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to be read as pages.

    `name` is a label and never a path that is opened. `media` and `charset` are what the container declares;
    `layers` counts the containers around; `suffix` is the end of the name, lower case, without packing suffixes.
    """

    name: str
    stream: Stream
    budget: Budget
    columns: Columns = NONE_NAMED
    suffix: str = ""
    media: str | None = None
    charset: str | None = None
    given: Given = NOTHING_GIVEN
    layers: int = 0

    @property
    def max_bytes(self) -> int:
        """The largest page, after unpacking."""
        return self.budget.max_bytes

    def member(self, label_: str, stream: Stream, **fields: object) -> Input:
        """An input inside this one; its name is ``archive!/label``."""
        return replace(
            self,
            name=f"{self.name}!/{label(label_)}",
            stream=stream,
            layers=self.layers + 1,
            **{"suffix": suffix(label_), "media": None, "charset": None, "given": NOTHING_GIVEN, **fields},  # type: ignore[arg-type]
        )

    def page(self, text: str, media: str, note: str | None = None) -> Page:
        """A page of this text with what is given for this input."""
        given = self.given
        return Page(
            self.name,
            text,
            "text/html" if media == "text/html" else "text/plain",
            url=given.url,
            title=given.title,
            published=given.published,
            publisher=given.publisher,
            note="; ".join(part for part in (given.note, note) if part) or None,
            crawled=given.crawled,
            offset=given.offset,
        )


Items = Iterator[Page | Failure]
Opener = Callable[[Input], Items]
"""Reads what a container holds; every reader of containers is given it."""

PACKED_SUFFIXES = {".gz", ".gzip", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz"}


def label(name: str) -> str:
    """A name from inside a container, fit to be shown in a line: control characters become U+FFFD."""
    return CONTROL.sub("\ufffd", name)[:LONGEST_LABEL]


def suffix(name: str) -> str:
    """The last suffix of a name, lower case; suffixes of packing are passed over."""
    found = [each.lower() for each in PurePosixPath(name.rstrip("/").rsplit("/", 1)[-1]).suffixes]
    while found and found[-1] in PACKED_SUFFIXES:
        found.pop()
    return found[-1] if found else ""
