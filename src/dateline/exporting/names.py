"""What a document is called in files that other programs join on."""

from __future__ import annotations

import re

from dateline.records import Page

_RECORD = re.compile(r"\.(?:jsonl|ndjson|json)(?:\.gz)?#(.+)$", re.IGNORECASE | re.DOTALL)


def document_name(page: Page) -> str:
    """The record's own id for a page out of a JSON Lines file, else the name of the file without its folders."""
    record = _RECORD.search(page.name)
    return record.group(1) if record else re.split(r"[/\\]", page.name)[-1]
