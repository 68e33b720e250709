"""Time expressions in the form in which TempEval-3 data are scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dateline.coding.timex import TimeExpression, find_dates

LEADING = re.compile(
    r"(?:on the eve of|in|on|for|by|right|just|earlier|early|late|later)(?: on)?\s+(?=\S)", re.IGNORECASE
)
TRAILING = re.compile(r"\s+(?:later|after|before|afterwards?|prior|previously)$", re.IGNORECASE)


def annotate_dates(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """``{"id", "timexes": [{"start", "end", "value", "type"}]}`` for documents with ``id``, ``text`` and ``published``
    (or ``dct``), an ISO date or time."""
    for row in rows:
        day = row.get("published") or row.get("dct")
        published = date.fromisoformat(str(day)[:10]) if day else None
        found = find_dates(row["text"], published)
        yield {"id": row["id"], "timexes": [timex for each in found for timex in convert(each)]}


def convert(each: TimeExpression) -> Iterator[dict[str, Any]]:
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
    yield {"start": start, "end": end, "value": value, "type": kind}
