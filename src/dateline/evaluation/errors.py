"""What kinds of error coded documents have against hand-coded ones, and how often each.

A claim that only the gold has is *missed*, one that only dateline has is *not in the gold*. Of pairs with the right
type each wrong field is an error: it is *missing*, *added* where the gold has nothing, or *another*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.evaluation.claims import paired
from dateline.evaluation.fields import Verdict
from dateline.evaluation.parties import Document

PLAIN = {"actors": "actors", "recipients": "recipients", "place": "place", "weapon": "weapon", "source": "source",
         "killed": "killed", "injured": "injured", "date": "date_start"}  # fmt: skip
"""Judged fields by the key under which a claim has them."""


def error_kinds(gold: Mapping[str, Document], coded: Mapping[str, Document]) -> Counter[str]:
    """How often each kind of error occurs, over all documents of the gold."""
    found: Counter[str] = Counter()
    for name, wanted in gold.items():
        found.update(of_document(name, wanted, coded.get(name, {"claims": []})))
    return found


def of_document(name: str, wanted: Document, given: Document) -> Iterator[str]:
    pairs = paired(name, wanted, given)
    used = {other for other, _ in pairs.values()}
    for number, claim in enumerate(wanted["claims"]):
        if number in pairs:
            other, verdict = pairs[number]
            yield from of_pair(claim, given["claims"][other], verdict)
        elif not claim.get("optional"):
            yield f"{claim['type']} missed"
    for number, claim in enumerate(given["claims"]):
        if number not in used:
            yield f"{claim['type']} not in the gold"


def of_pair(gold: Document, coded: Document, verdict: Verdict) -> Iterator[str]:
    """The errors of a coded claim against the gold claim that it was paired with."""
    if not verdict["type"]:
        yield f"{gold['type']} read as {coded['type']}"
        return
    if not verdict["status"]:
        yield f"status {gold['status']} read as {coded['status']}"
    if not verdict["count"]:
        yield "another count"
    for name, key in PLAIN.items():
        right = verdict[name]
        if right is not None and right < 1:
            yield f"{name} {how(gold.get(key), coded.get(key))}"


def how(wanted: Any, given: Any) -> str:
    """In what way a field is wrong."""
    if empty(given):
        return "missing"
    if empty(wanted):
        return "added"
    if isinstance(wanted, list) and isinstance(given, list) and len(wanted) != len(given):
        return "too few" if len(given) < len(wanted) else "too many"
    return "another"


def empty(value: Any) -> bool:
    return value is None or value in ([], "", "none stated")


def kinds_of_sentence(wanted: Iterable[str], given: Iterable[str], exhaustive: bool) -> Iterator[str]:
    """The errors in the types of one sentence; a type too many counts only where the gold has all events."""
    missed, added = sorted(set(wanted) - set(given)), sorted(set(given) - set(wanted))
    if len(missed) == len(added) == 1:
        yield f"{missed[0]} read as {added[0]}"
        return
    yield from (f"{kind} missed" for kind in missed)
    if exhaustive:
        yield from (f"{kind} not in the gold" for kind in added)
