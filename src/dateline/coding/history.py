"""Which parts of a page tell of the past behind the news: "**In 1994** the army took power. **In April** ...".

Such a part begins with the date of an older year that a main clause has, and runs to the end of its paragraph or to a
day told from the news. A month there without a year is of that year or the next; what has no date there is not of the
news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from dateline.coding.background import is_anchor
from dateline.coding.timex import TimeExpression
from dateline.coding.timex_calendar import Interval, Tense, Unplaced, place
from dateline.records import Article

OLD = 60
"""Days before publication from which on a date is one of the past behind the news."""


@dataclass(frozen=True, slots=True)
class Past:
    """The text [start, end), in view offsets, that goes on from an older date."""

    start: int
    end: int
    since: Interval


def pasts(doc: Doc, expressions: Iterable[TimeExpression], article: Article | None) -> tuple[Past, ...]:
    """The parts of a page that tell of older dates, in text order, none overlapping another."""
    if article is None or article.published is None:
        return ()
    published = article.published.day
    ends = [block.end for block in article.blocks]
    found: list[Past] = []
    for each in expressions:
        meaning = each.meaning
        if found and each.start < found[-1].end and (is_of_news(each, published) or meaning.year is not None):
            found[-1] = replace(found[-1], end=each.start)
        if meaning.form != "calendar" or meaning.year is None or meaning.bound is not None or not is_anchor(each, doc):
            continue
        span = place(meaning, published, "past")
        if not isinstance(span, Unplaced) and (published - span[1]).days > OLD:
            found.append(Past(each.end, next((end for end in ends if end >= each.end), len(doc.text)), span))
    return tuple(past for past in found if past.start < past.end)


def pasts_of(doc: Doc, expressions: Sequence[TimeExpression], article: Article | None) -> tuple[Past, ...]:
    """The same, found once for a page with all its expressions."""
    key = f"pasts of {len(expressions)}"
    if key not in doc.user_data:
        doc.user_data[key] = pasts(doc, expressions, article)
    found: tuple[Past, ...] = doc.user_data[key]
    return found


def is_of_news(expression: TimeExpression, published: date) -> bool:
    """Whether an expression brings a text back to the news: it counts from publication, or is a date of these weeks."""
    meaning = expression.meaning
    if meaning.form in {"weekday", "shift", "window"}:
        return meaning.origin == "publication"
    if meaning.form != "calendar" or meaning.year is not None:
        return False
    span = place(meaning, published, "past")
    return not isinstance(span, Unplaced) and (published - span[1]).days <= OLD


def past_at(index: int, found: Sequence[Past]) -> Past | None:
    """The part that holds a place of the text."""
    return next((past for past in found if past.start <= index < past.end), None)


def with_year(expression: TimeExpression, found: Sequence[Past], anchor: date | None) -> TimeExpression:
    """A month or day without a year as that which comes next after the older date: "In March 2004 ... **In January**"
    is of 2005; within a year told as a whole, of that year."""
    meaning = expression.meaning
    past = past_at(expression.start, found)
    bare = meaning.form == "calendar" and meaning.year is None and meaning.month is not None and meaning.shift is None
    if past is None or not bare or meaning.unit == "Y":
        return expression
    for year in (past.since[0].year, past.since[0].year + 1):
        dated = replace(meaning, year=year)
        span = place(dated, anchor, "past")
        later = not isinstance(span, Unplaced) and span[1] >= past.since[0]
        if later and not isinstance(span, Unplaced) and (anchor is None or span[1] <= anchor):
            return replace(expression, meaning=dated)
    return expression


def points_beside(expression: TimeExpression) -> bool:
    """Whether a month counts from a date named before: "**the following** March", "**that** February", "the
    **previous** August", "May **of the following year**"."""
    meaning, words = expression.meaning, expression.text.lower().split()
    bare = meaning.form == "calendar" and meaning.year is None and meaning.shift is not None
    return bare and (words[0] == "that" or bool({"following", "previous"} & set(words)) or is_of_year(words))


def is_of_year(words: Sequence[str]) -> bool:
    return words[-1] == "year" and bool({"following", "next", "previous", "that", "same"} & set(words[1:]))


def beside(expression: TimeExpression, previous: Interval | None) -> tuple[date, Tense] | None:
    """The day from which such a month counts, and in which direction."""
    if previous is None:
        return None
    words = expression.text.lower().split()
    if is_of_year(words):
        apart = 1 if {"following", "next"} & set(words) else -1 if "previous" in words else 0
        return date(previous[1].year + apart, 12, 31), "past"
    if "following" in words:
        return previous[1], "future"
    return (previous[0], "past") if "previous" in words else (previous[1], "past")
