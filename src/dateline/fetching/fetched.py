"""What came from an address as pages: by content, as files are read, with the address and the time of asking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline import settings
from dateline.fetching import walls
from dateline.fetching.addresses import Address
from dateline.fetching.fetcher import Answer
from dateline.fetching.refusals import Refusal, refused
from dateline.reading.inputs import Given, Input
from dateline.reading.opening import read_input
from dateline.reading.streams import Budget, Stream
from dateline.records import Failure, Page


def fetched_pages(name: str, asked: Address, answer: Answer) -> Iterator[Page | Failure]:
    """The pages that an answer holds: one for HTML and text, one an item or a member for feeds and archives."""
    budget = Budget(settings.get_int("max_bytes"), len(answer.body))
    given = Given(url=str(answer.address), crawled=answer.moment)
    source = Input(
        name,
        Stream(iter([answer.body])),
        budget,
        media=answer.media or None,
        charset=answer.charset,
        given=given,
    )
    for item in read_input(source):
        if isinstance(item, Page) and item.media == "text/html" and item.name == name:
            try:
                note = walls.check(item.text, asked, answer.address)
            except Refusal as refusal:
                yield refused(name, refusal)
                continue
            notes = [each for each in (item.note, note) if each]
            yield replace(item, note="; ".join(notes) or None)
        else:
            yield item
