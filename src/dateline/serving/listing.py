"""Lists a page at a time: a cursor says where to go on, and `fields` what of each item is wanted."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from dateline.serving.problems import Problem

MOST = 500
"""Items of one answer."""
START_AGAIN = "The cursor does not belong to this list, or the list has changed since. Start again without a cursor."


def cursor(*after: str | int | None) -> str:
    """A mark in a list, behind the item with these keys; opaque to whoever is sent it."""
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def keys(given: str | None, count: int) -> tuple[Any, ...] | None:
    """The keys that a cursor was made of. Raises Problem where it is none of ours."""
    if given is None:
        return None
    try:
        found = json.loads(base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        found = None
    if not isinstance(found, list) or len(found) != count or not all(isinstance(one, str | int) for one in found):
        raise Problem(HTTPStatus.BAD_REQUEST, START_AGAIN)
    return tuple(found)


def offset(given: str | None) -> int:
    """The place in a list that is counted anew each time."""
    found = keys(given, 1)
    if found is None:
        return 0
    if not isinstance(found[0], int) or isinstance(found[0], bool) or not 0 <= found[0] < 2**31:
        raise Problem(HTTPStatus.BAD_REQUEST, START_AGAIN)
    return found[0]


def part(items: Sequence[Mapping[str, Any]], start: int, limit: int) -> dict[str, Any]:
    """Some items of a list that is held whole."""
    more = start + limit < len(items)
    return {
        "items": items[start : start + limit],
        "next": cursor(start + limit) if more else None,
        "total": len(items),
    }


def selected(item: Mapping[str, Any], fields: str | None) -> Mapping[str, Any]:
    """The wanted fields of an item, all if none are named. ``when.start`` is a field of a field."""
    if not fields:
        return item
    found: dict[str, Any] = {}
    for path in (name.strip() for name in fields.split(",")):
        _copy(item, found, path.split("."), path)
    return found


def _copy(source: Any, target: dict[str, Any], path: Sequence[str], whole: str) -> None:
    first, *rest = path
    if not isinstance(source, Mapping) or first not in source:
        known = ", ".join(source) if isinstance(source, Mapping) else "nothing below it"
        raise Problem(HTTPStatus.BAD_REQUEST, f"There is no field {whole[:80]!r}. There is {known}.")
    if not rest:
        target[first] = source[first]
    elif source[first] is None:
        target[first] = None
    else:
        _copy(source[first], target.setdefault(first, {}), rest, whole)
