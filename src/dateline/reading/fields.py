"""Rows of tables and JSON objects as pages: which column is what.

The names of dateline's own JSON Lines fields come first, then what a person says with ``--columns``, then names
that exports commonly use. Names are compared without case, blanks and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dateline.errors import SettingError
from dateline.reading.faults import binary, empty
from dateline.reading.text import without_surrogates
from dateline.records import Failure, Page

FIELDS = ("text", "html", "id", "published", "title", "url", "publisher")
OPTIONAL = ("title", "url", "publisher")
# What news-please, NewsAPI, JSON Feed, Common Crawl extracts, WordPress and spreadsheets of articles call them.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "fulltext", "articletext", "articlebody", "maintext", "contenttext", "content", "article"),
    "html": ("html", "contenthtml", "bodyhtml", "htmlbody", "rawhtml"),
    "id": ("id", "uuid", "guid", "docid", "documentid", "articleid"),
    "published": (
        *("published", "publishedat", "datepublished", "publishdate", "datepublish", "publicationdate", "pubdate"),
        *("publishtime", "pubtime", "date"),
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "articleurl", "sourceurl"),
    "publisher": ("publisher", "outlet", "newspaper", "publication", "sourcename", "sourcedomain", "source", "domain"),
}
PLAIN = re.compile(r"[^a-z0-9]+")
DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?$")
SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T].{0,30})?$")
ZONE = re.compile(r"\s*(?:UTC|GMT|Z)$")


class BadLine(Exception):
    """A row that is no page; the message says why."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a person names, as pairs of field and column."""

    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """For each field the column that holds it, among these names. A column that was named wins over usual ones."""
        given = list(names)
        by_plain: dict[str, str] = {}
        for name in given:
            by_plain.setdefault(_plain(name), name)
        found = {field: name for field, name in self.chosen if name in given}
        for field, usual in USUAL.items():
            if field in dict(self.chosen) or (field in ("text", "html") and {"text", "html"} & set(found)):
                continue
            usually = next((by_plain[each] for each in usual if each in by_plain), None)
            column = field if field in given else usually
            if column is not None and column not in found.values():
                found[field] = column
        return found

    def strict(self, field: str, column: str) -> bool:
        """Whether a wrong value in this column spoils the row: it bears our own name, or a person named it."""
        return column == field or (field, column) in self.chosen


def columns(words: str) -> Columns:
    """The mapping that ``text=body,published=date`` says. Raises SettingError."""
    pairs: list[tuple[str, str]] = []
    for part in filter(None, (part.strip() for part in words.split(","))):
        field, equals, column = (side.strip() for side in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise SettingError(
                f"Columns: {part!r} does not say which column is what. "
                f"Write FIELD=COLUMN, as in text=body, where FIELD is one of {', '.join(FIELDS)}."
            )
        if field in dict(pairs):
            raise SettingError(f"Columns: {field} is given twice. Give it once.")
        pairs.append((field, column))
    return Columns(tuple(pairs))


def row_page(name: str, fallback: str, row: Mapping[str, object], which: Columns) -> Page | Failure:
    """The page of a row, named ``file#id``; `fallback` is the id of a row without one. Raises BadLine."""
    at = which.of(row)
    wanted = "html" if at.get("html") is not None and row[at["html"]] is not None else "text"
    content = row[at[wanted]] if wanted in at else None
    if not isinstance(content, str):
        raise BadLine("neither 'text' nor 'html' is there as a string")
    identity = row[at["id"]] if "id" in at else None
    if identity is None or identity == "":
        identity = fallback
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        if which.strict("id", at["id"]):
            raise BadLine("'id' is neither a string nor a whole number")
        identity = fallback
    page_name = without_surrogates(f"{name}#{identity}")
    content = without_surrogates(content.removeprefix("\ufeff"))
    if not content.strip():
        return empty(page_name)
    if "\0" in content:
        return binary(page_name)
    title, url, publisher = (_string(row, at, field, which) for field in OPTIONAL)
    published, note = _published(row, at, which)
    return Page(
        page_name,
        content,
        "text/plain" if wanted == "text" else "text/html",
        url=url,
        title=title,
        published=published,
        publisher=publisher,
        note=note,
    )


def noted(page: Page | Failure, note: str | None) -> Page | Failure:
    """The page with one more note, where there is one."""
    if note is None or isinstance(page, Failure):
        return page
    return replace(page, note=f"{page.note}; {note}" if page.note else note)


def day(words: str) -> str | None:
    """The ISO date of a time stamp whose parts can be read in one way only; its own zone is kept."""
    words = words.strip()
    for attempt in (words, ZONE.sub("", words)):
        try:
            return datetime.fromisoformat(attempt).date().isoformat()
        except ValueError:
            continue
    figures = DIGITS.match(words) or SLASHED.match(words)
    try:
        if figures:
            return date(*map(int, figures.groups()[:3])).isoformat()
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain(name: str) -> str:
    return PLAIN.sub("", name.casefold())


def _string(row: Mapping[str, object], at: Mapping[str, str], field: str, which: Columns) -> str | None:
    value = row[at[field]] if field in at else None
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        if which.strict(field, at[field]):
            raise BadLine(f"{at[field]!r} is not a string")
        return None
    return without_surrogates(value)


def _published(row: Mapping[str, object], at: Mapping[str, str], which: Columns) -> tuple[str | None, str | None]:
    """The day that a row gives, and a note where it gives something that is no day."""
    column = at.get("published")
    value = row[column] if column is not None else None
    if column is None or value is None or value == "":
        return None, None
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat(), None
    found = day(value) if isinstance(value, str) else None
    if found:
        return found, None
    if which.strict("published", column):
        what = f"{column!r} is {value!r:.60}, not an ISO date such as 2020-01-09"
        raise BadLine(what if isinstance(value, str) else f"{column!r} is not a string")
    return None, f"{column!r} is {value!r:.60}, which says no day; it was not used"
