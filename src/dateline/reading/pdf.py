"""PDF: the text of the pages in reading order, with running heads left out and words and paragraphs made whole."""

from __future__ import annotations

from dateline.reading.faults import failure
from dateline.reading.inputs import Input, Items


def read_pdf(source: Input) -> Items:
    yield failure(source.name, "not-a-page", "is a document, not a page of text or HTML.", "skipped")
