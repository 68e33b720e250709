"""Cleaned pages in the form in which web page benchmarks are scored: article text and publication date."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.cleaning import clean
from dateline.cleaning.day import published_day
from dateline.errors import InputError
from dateline.reading.text import decode
from dateline.records import Article, Page

GZIP = b"\x1f\x8b"


def is_list_of_pages(path: str | Path) -> bool:
    """Whether a file is a JSON Lines file whose rows name the files of their pages under ``html``."""
    path = Path(path)
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8") as file:
            row = json.loads(file.readline(1_000_000))
        return isinstance(row, dict) and "id" in row and (path.parent / row["html"]).is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def listed_pages(gold: str | Path, with_urls: bool = True) -> Iterator[Page]:
    """The pages of a JSON Lines file with ``id``, ``html`` (a file beside it, gzipped or not) and ``url`` in each row.

    Raises InputError where the file or a page of it cannot be read.
    """
    gold = Path(gold)
    try:
        for line in gold.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                data = (gold.parent / row["html"]).read_bytes()
                decoded = decode(gzip.decompress(data) if data.startswith(GZIP) else data)
                url = row.get("url") if with_urls else None
                yield Page(row["id"], decoded.text if decoded else "", "text/html", url=url)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError(f"{gold}: a page or row cannot be read ({error}). Mend or remove it.") from error


def annotate_pages(gold: str | Path, with_urls: bool = True) -> Iterator[dict[str, Any]]:
    """What `describe` says of each page of a list."""
    for page in listed_pages(gold, with_urls):
        yield describe(page)


def describe(page: Page) -> dict[str, Any]:
    """The article of one page: ``id``, ``title``, ``text`` and what is known of its date.

    The text is the body: benchmarks of body text leave the headline out. Title and text are null where there is no
    article; such a page can still be dated.
    """
    (article,) = clean([page])
    if isinstance(article, Article):
        body = [article.text[block.start : block.end] for block in article.blocks if block.kind != "headline"]
        title, text, published = article.title, "\n".join(body), article.published
    else:
        title, text, published = None, None, published_day(page)
    return {
        "id": page.name,
        "title": title,
        "text": text,
        "date": published.day.isoformat() if published else None,
        "date_basis": published.basis if published else None,
        "date_confidence": published.confidence if published else None,
        "time": published.time if published else None,
        "updated": published.updated.isoformat() if published and published.updated else None,
    }
