"""Whether the fields of a coded claim are right, given the gold claim that it was matched with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.evaluation.parties import Document, best_agreement, fold, party

FIELDS = (
    "type", "actors", "recipients", "strict actors", "strict recipients", "date", "status", "place", "weapon", "killed",
    "injured", "count", "source",
)  # fmt: skip
"""All fields that are judged, in the order in which they are shown."""

Verdict = dict[str, float | None]
"""For each field how right it is from 0 to 1, None where there was nothing to say and nothing was said."""


def judge(
    gold: Document, coded: Document, of_gold: Mapping[str, Document], of_coded: Mapping[str, Document]
) -> Verdict:
    """The verdict on every field. `of_gold` and `of_coded` are the entities of the two documents by id."""
    verdict: Verdict = {
        "type": float(coded.get("type") in _answers(gold, "type")),
        "date": float(_days(coded) in _accepted_days(gold)),
        "status": float(coded.get("status") in _answers(gold, "status")),
        "count": float(coded.get("count") in _answers(gold, "count")),
        "place": _place(gold, coded),
        "weapon": _weapon(gold, coded),
        "source": _source(gold, coded, of_gold),
    }
    for role in ("actors", "recipients"):
        verdict[role] = best_agreement(gold, coded, role, of_gold, of_coded, lenient=True)
        verdict[f"strict {role}"] = best_agreement(gold, coded, role, of_gold, of_coded, lenient=False)
    for name in ("killed", "injured"):
        verdict[name] = _number(gold, coded, name)
    return verdict


def _answers(gold: Document, name: str) -> list[Any]:
    """The gold's answer and the others that it accepts."""
    return [gold.get(name), *(gold.get(f"{name}_accept") or [])]


def _days(claim: Document) -> tuple[Any, Any]:
    return claim.get("date_start"), claim.get("date_end") or claim.get("date_start")


def _accepted_days(gold: Document) -> list[tuple[Any, ...]]:
    """Intervals that count as right; an accepted one is a pair or ``start/end``."""
    others = [
        tuple(other) if isinstance(other, list) else tuple((other.split("/") * 2)[:2])
        for other in gold.get("date_accept") or []
    ]
    return [_days(gold), *others]


def _place(gold: Document, coded: Document) -> float | None:
    """Right when the words of one name are among those of the other."""
    given = coded.get("place")
    if not gold.get("place") and not given:
        return None

    def same(wanted: str | None) -> bool:
        if not wanted or not given:
            return wanted == given
        one, other = set(fold(wanted).split()), set(fold(given).split())
        return one <= other or other <= one

    return float(any(same(wanted) for wanted in _answers(gold, "place")))


def _weapon(gold: Document, coded: Document) -> float | None:
    """ "None stated" says as much as nothing."""

    def stated(value: str | None) -> str | None:
        return None if value in (None, "none stated") else fold(value)

    wanted, given = stated(gold.get("weapon")), stated(coded.get("weapon"))
    if wanted is None and given is None:
        return None
    return float(given in [stated(value) for value in (*_answers(gold, "weapon"), *(gold.get("weapons") or []))])


def _number(gold: Document, coded: Document, name: str) -> float | None:
    """Right when both ends agree; two open or wide ranges may differ by one at their lower end."""
    if gold.get(name) is None and coded.get(name) is None:
        return None

    def pair(value: Any) -> list[Any] | None:
        return None if value is None else list(value) if isinstance(value, (list, tuple)) else [value, value]

    def same(wanted: list[Any] | None, given: list[Any] | None) -> bool:
        if wanted == given or wanted is None or given is None:
            return wanted == given
        wide: bool = wanted[1] != wanted[0] and given[1] != given[0]
        return wide and bool(abs((wanted[0] or 0) - (given[0] or 0)) <= 1)

    given = pair(coded.get(name))
    return float(any(same(pair(wanted), given) for wanted in _answers(gold, name)))


def _source(gold: Document, coded: Document, of_gold: Mapping[str, Document]) -> float | None:
    """Right when the nearest or the furthest source is named; not judged where the only source is the actor."""
    actors = {name for identifier in gold.get("actors") or () for name in party(str(identifier), of_gold).names}
    sources = [str(source) for source in gold.get("source") or () if fold(str(source)) not in actors]
    given = [str(source) for source in coded.get("source") or ()]
    if (gold.get("source") and not sources) or not (sources or given):
        return None

    def overlap(one: str, other: str) -> bool:
        one, other = fold(one), fold(other)
        return bool(one) and bool(other) and (one in other or other in one)

    return float(bool(sources) and any(overlap(end, other) for end in (sources[0], sources[-1]) for other in given))
