"""Time expressions in the form in which TempEval-3 data are scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dateline.coding.timex import TimeExpression, find_dates, guess_tense, last_named
from dateline.coding.timex_calendar import Interval
from dateline.coding.when_placed import resolve

LEADING = re.compile(
    r"(?:on the eve of|in|on|for|by|right|just|earlier|early|late|later)(?: on)?\s+(?=\S)", re.IGNORECASE
)
TRAILING = re.compile(r"\s+(?:later|after|before|afterwards?|prior|previously)$", re.IGNORECASE)


def annotate_dates(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """``{"id", "timexes": [{"start", "end", "text", "type", "value", "days"}]}`` for documents with ``id``, ``text``
    and ``published`` (or ``dct``), an ISO date or time; ``days`` is first and last day, null where not known."""
    for row in rows:
        text, day = row["text"], row.get("published") or row.get("dct")
        published = date.fromisoformat(str(day)[:10]) if day else None
        timexes: list[dict[str, Any]] = []
        previous: Interval | None = None
        for each in find_dates(text, published):
            tense = guess_tense(text, each.start, each.end, each.meaning, published)
            when = resolve(each, published, tense, previous)
            days = [when.start.isoformat(), when.end.isoformat()] if when.start and when.end else None
            timexes.append({**convert(each), "days": days})
            previous = last_named(each.meaning, published, tense, previous)
        yield {"id": row["id"], "timexes": timexes}


def convert(each: TimeExpression) -> dict[str, Any]:
    """One expression with the extent that TimeML prescribes: without the words that only relate it to an event."""
    start, end, value, kind = each.start, each.end, each.value, each.kind
    meaning = each.meaning
    if meaning.form == "weekday" or (meaning.form == "vague" and each.text.lower().endswith("now")):
        start += len(m.group()) if (m := LEADING.match(each.text)) else 0
    trail = TRAILING.search(each.text)
    if meaning.form in {"shift", "duration"} and trail is not None:
        end -= len(trail.group())
        if meaning.value is not None:
            value, kind = meaning.value, "DURATION"
    text = each.text[start - each.start : end - each.start]
    return {"start": start, "end": end, "text": text, "type": kind, "value": value}
