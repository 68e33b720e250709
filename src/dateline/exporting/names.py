"""What a document is called in files that other programs join on."""

from __future__ import annotations

import re

from dateline.reading.inputs import suffix
from dateline.reading.kinds import ROWS
from dateline.records import Page


def document_name(page: Page) -> str:
    """The record's own id for a page out of a table or JSON, the address for one out of a crawl or a feed, else the
    name of the file without its folders."""
    name = page.name.rsplit("!/", 1)[-1] if "!/" in page.name else page.name
    if re.match(r"[a-z]+://", name):
        return name
    file, _, record = name.partition("#")
    if record and suffix(file) in ROWS:
        return record
    return re.split(r"[/\\]", name)[-1]
