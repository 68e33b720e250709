"""What a document is called in files that other programs join on."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from dateline.reading.kinds import JSON_LINES, PACKED
from dateline.records import Page


def document_name(page: Page) -> str:
    """The record's own id for a page out of a JSON Lines file, else the name of the file without its folders."""
    file, _, record = page.name.partition("#")
    suffixes = [suffix.lower() for suffix in PurePosixPath(file).suffixes]
    if suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    if record and suffixes and suffixes[-1] in JSON_LINES:
        return record
    return re.split(r"[/\\]", page.name)[-1]
