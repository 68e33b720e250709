"""What an entry of the queue stands for: a file, an address or a feed; and reading it when its turn comes.

A file is known by its absolute path as a ``file:`` URI, so that it is the same entry however and wherever from it is
named, an address by itself, a feed that is watched by its address behind ``feed:``, standard input as ``stdin:`` with
a number, which tells apart those of runs that go on at one time. What is in them is known by the
ids of their pages (`records.Page.id`), which depend on content alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from dateline.fetching.addresses import is_address, parsed
from dateline.fetching.refusals import Refusal, refused
from dateline.reading import walk
from dateline.reading.files import STANDARD_INPUT
from dateline.records import Failure, Page
from dateline.storing import Entry, Store, Wanted, queue
from dateline.storing.fetched import fetched, remember

if TYPE_CHECKING:
    from dateline.fetching.fetcher import Answer, Fetcher

FEED = "feed:"
STDIN = "stdin:"
EXTRA = "needs packages that are not there: install them with  pip install 'dateline[fetch]'"


def found(given: Iterable[str | Path]) -> Iterator[tuple[Wanted, Failure | None]]:
    """The files at the paths and the addresses, and what was found that cannot be read, with the reason."""
    for each in given:
        if isinstance(each, str) and is_address(each):
            yield address(each)
            continue
        for file in walk([Path(each)]):
            if isinstance(file, Failure):
                yield Wanted(file_uri(Path(file.name)), file.name), file
            else:
                yield Wanted(file_uri(file), os.fsencode(file).decode("utf-8", "replace"), stamp(file)), None


def address(url: str, *, feed: bool = False) -> tuple[Wanted, Failure | None]:
    """An address to be put in the queue, with a failure where it is none that can be fetched."""
    try:
        uri = str(parsed(url))
    except Refusal as refusal:
        return Wanted(url, url), refused(url, refusal)
    return Wanted(FEED + uri if feed else uri, url), None


class Reader:
    """Reads the entries of one run. `linked` are the entries that feeds have led to so far and nobody has taken yet."""

    def __init__(self, store: Store) -> None:
        self.linked: list[int] = []
        self.given: int | None = None  # the entry that is the standard input of this process
        self._store = store
        self._fetcher: Fetcher | None = None

    def close(self) -> None:
        """Closes the connections to servers."""
        if self._fetcher:
            self._fetcher.close()

    def read(self, entry: Entry) -> Iterator[Page | Failure]:
        """The pages of an entry as it is now."""
        if entry.uri.startswith(STDIN):
            yield from self._standard_input(entry)
            return
        if not entry.uri.startswith("file:"):
            yield from self._fetched(entry)
            return
        from dateline import pipeline

        path = place(entry)
        if entry.stamp is not None and not os.path.lexists(path):
            message = (
                f"{entry.name} was there when it was put in the queue and is gone. Put it back, then: dateline retry"
            )
            yield Failure(entry.name, "reading", "failed", "gone", message)
            return
        yield from pipeline.pages([path])

    def _standard_input(self, entry: Entry) -> Iterator[Page | Failure]:
        """What is sent to this process; what was sent to another that was stopped cannot be had again."""
        if entry.id == self.given:
            from dateline import pipeline

            yield from pipeline.pages([STANDARD_INPUT])
        else:
            message = f"{entry.name} of a run that was stopped is gone. Send it again: … | dateline run -"
            yield Failure(entry.name, "reading", "failed", "gone", message)

    def _fetched(self, entry: Entry) -> Iterator[Page | Failure]:
        if not (find_spec("httpcore2") and find_spec("protego")):
            yield Failure(entry.name, "fetching", "failed", "needs-extra", f"{entry.name} {EXTRA}")
            return
        from dateline.fetching.fetcher import Fetcher, Validators

        self._fetcher = self._fetcher or Fetcher()
        feed, known = entry.uri.startswith(FEED), fetched(self._store, entry.uri)
        ask = Validators(known.etag, known.last_modified) if known and (feed or known.page) else None
        try:
            answer = self._fetcher.fetch(entry.uri.removeprefix(FEED), ask)
        except Refusal as refusal:
            yield refused(entry.name, refusal)
            return
        if feed:
            yield from self._links(entry, answer)
        elif answer.unchanged and known and known.page:
            yield known.page
        else:
            yield from self._pages(entry, answer)

    def _pages(self, entry: Entry, answer: Answer) -> Iterator[Page | Failure]:
        """The pages of an answer. Where it is one page, the next run asks only whether it has changed."""
        from dateline.fetching.fetched import fetched_pages

        only: Page | Failure | None = None
        number = 0
        for item in fetched_pages(entry.name, parsed(entry.uri), answer):
            only, number = item, number + 1
            yield item
        page = only if number == 1 and isinstance(only, Page) else None
        given = answer.validators
        remember(self._store, entry.uri, given.etag if page else None, given.last_modified if page else None, page)

    def _links(self, entry: Entry, answer: Answer) -> Iterator[Failure]:
        """Puts in the queue what a feed links to and was not there before; what of it cannot be read is told."""
        from dateline.fetching.fetched import fetched_pages

        if answer.unchanged:
            return
        links: list[Wanted] = []
        broken: list[Failure] = []
        for item in fetched_pages(entry.name, answer.address, answer):
            if isinstance(item, Failure):
                broken.append(item)
            elif item.name == entry.name:
                message = f"{item.name} is no feed; give the address of a feed."
                broken.append(Failure(item.name, "fetching", "failed", "bad-feed", message))
            elif not item.url:
                message = f"{item.name} has no link to a page that can be fetched."
                broken.append(Failure(item.name, "fetching", "skipped", "no-link", message))
            else:
                wanted, failure = address(item.url)
                broken += [failure] if failure else []
                links += [] if failure else [wanted]
        self.linked += queue.enter(self._store, links, again=False).values()
        given, failed = answer.validators, any(each.state == "failed" for each in broken)
        remember(self._store, entry.uri, None if failed else given.etag, None if failed else given.last_modified)
        yield from broken


def changed(entry: Entry) -> bool:
    """Whether a file is another than it was when it was put in the queue; one that is gone is told by reading it."""
    now = stamp(place(entry)) if entry.stamp is not None else None
    return now is not None and now != entry.stamp


def place(entry: Entry) -> Path:
    """Where the file is: as the person named it where that still leads there, so that names stay short."""
    named = Path(entry.name)
    if file_uri(named) == entry.uri:
        return named
    return Path(os.fsdecode(unquote_to_bytes(urlsplit(entry.uri).path)))


def file_uri(path: Path) -> str:
    """The absolute path as a URI; bytes of a name that are not UTF-8 are kept."""
    return Path(os.path.abspath(path)).as_uri()


def stamp(path: Path) -> str | None:
    """Size in bytes and time of change in nanoseconds, None where there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{status.st_size} {status.st_mtime_ns}"
