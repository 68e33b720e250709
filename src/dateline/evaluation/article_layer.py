"""Cleaned pages in the form in which web page benchmarks are scored: article text and publication date."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.cleaning import clean
from dateline.errors import InputError
from dateline.reading.text import decode
from dateline.records import Article, Page


def annotate_pages(gold: str | Path, with_urls: bool = True) -> Iterator[dict[str, Any]]:
    """``{"id", "text", "date"}`` for each row of a JSON Lines file with ``id``, ``html`` (a gzipped file) and ``url``.

    The text is the body: benchmarks of body text leave the headline out. Both are null where no article was found.
    Raises InputError where the file or a page of it cannot be read.
    """
    gold = Path(gold)
    try:
        rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
        for row in rows:
            data = gzip.decompress((gold.parent / row["html"]).read_bytes())
            decoded = decode(data)
            page = Page(row["id"], decoded.text if decoded else "", "text/html", url=row["url"] if with_urls else None)
            yield {"id": row["id"], **describe(page)}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{gold}: a page or row cannot be read ({error}). Mend or remove it.") from error


def describe(page: Page) -> dict[str, str | None]:
    """The body text and the ISO date of one page."""
    (article,) = clean([page])
    if not isinstance(article, Article):
        return {"text": None, "date": None}
    body = [article.text[block.start : block.end] for block in article.blocks if block.kind != "headline"]
    return {"text": "\n".join(body), "date": article.published.day.isoformat() if article.published else None}
