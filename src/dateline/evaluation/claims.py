"""Coded documents scored against hand-coded ones, both in the gold format.

A gold claim and a coded one can match when the coded trigger lies inside the gold evidence; among the candidates the
pairing that agrees on most wins, each claim used once. *Detection* is any match, *typing* one of the right type,
*record* one whose type, actors, recipients, date and status are all right; in the *strict* record a state and its
organ differ, and unnamed attackers and populations are required like any other party.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluation.fields import FIELDS, Verdict, judge
from dateline.evaluation.parties import Document

RECORD = ("type", "actors", "recipients", "date", "status")
WEIGHED = ("date", "actors", "recipients", "status")
STRICT = ("type", "strict actors", "strict recipients", "date", "status")

TYPE_WEIGHT = 4
"""In choosing pairs, the type counts as much as date, actors, recipients and status together."""
NEAR_WEIGHT = 2
"""That the coded trigger lies in the gold trigger counts half of that."""


def read_documents(path: str | Path) -> dict[str, Document]:
    """The documents of a JSON Lines file by name, folders left off. Raises InputError."""
    documents: dict[str, Document] = {}
    number = 0
    try:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                number += 1
                if line.strip():
                    document = json.loads(line)
                    if not all(isinstance(claim, dict) for claim in document["claims"]):
                        raise TypeError("'claims' is not a list of objects")
                    documents[str(document["doc"]).rsplit("/", 1)[-1]] = document
    except OSError as fault:
        raise InputError(f"{path} cannot be read: {fault.strerror}. Name a file of gold documents.") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(
            f"{path}, line {number}: not a document in the gold format ({fault!r}). Mend the line."
        ) from fault
    return documents


@dataclass(slots=True)
class _Tally:
    """What is counted over all documents."""

    gold: int = 0
    detected: int = 0
    typed: int = 0
    whole: int = 0
    strict: int = 0
    false: int = 0
    sums: dict[str, list[float]] = field(default_factory=lambda: {name: [0.0, 0] for name in FIELDS})
    events: list[tuple[str, str]] = field(default_factory=list)
    boilerplate: list[int] = field(default_factory=lambda: [0, 0, 0])
    published: int = 0


def score(gold: Mapping[str, Document], coded: Mapping[str, Document]) -> dict[str, Any]:
    """All figures. A gold document that was not coded counts as one without claims. Raises InputError."""
    tally = _Tally()
    for name, wanted in gold.items():
        given = coded.get(name, {"claims": []})
        _claims(tally, name, wanted, given)
        tally.published += given.get("published") == wanted.get("published")
        _boilerplate(tally, wanted, given)
    missed, shared = tally.gold - tally.detected, tally.boilerplate

    def rate(right: int) -> dict[str, float]:
        wrong = tally.detected - right
        return _rates(right, missed + wrong, tally.false + wrong)

    return {
        "documents": len(gold),
        "gold_claims": tally.gold,
        "detection": rate(tally.detected),
        "typing": rate(tally.typed),
        "record": rate(tally.whole),
        "record_strict": rate(tally.strict),
        "fields": {name: {"accuracy": round(s / n, 4), "of": int(n)} for name, (s, n) in tally.sums.items() if n},
        "events_bcubed": bcubed(tally.events),
        "boilerplate_f1": round(2 * shared[0] / (shared[1] + shared[2]), 4) if shared[1] + shared[2] else None,
        "published_right": round(tally.published / len(gold), 4) if gold else None,
    }


def _claims(tally: _Tally, name: str, wanted: Document, given: Document) -> None:
    """Adds the claims of one document to the tally."""
    claims = given["claims"]
    pairs = paired(name, wanted, given)
    tally.gold += sum(not claim.get("optional") or index in pairs for index, claim in enumerate(wanted["claims"]))
    tally.false += len(claims) - len(pairs)
    for index, (other, verdict) in pairs.items():
        tally.detected += 1
        tally.typed += verdict["type"] == 1.0
        tally.whole += all(verdict[field] == 1.0 for field in RECORD)
        tally.strict += all(verdict[field] == 1.0 for field in STRICT)
        for field_name, value in verdict.items():
            if value is not None and (field_name == "type" or verdict["type"]):
                tally.sums[field_name][0] += value
                tally.sums[field_name][1] += 1
        tally.events.append(
            (
                wanted["claims"][index].get("event") or f"{name}:{index}",
                claims[other].get("event") or f"{name}:p{other}",
            )
        )


def judged(gold: Mapping[str, Document], coded: Mapping[str, Document]) -> Iterator[tuple[float, bool, bool]]:
    """Of each coded claim that has a confidence: the confidence, whether its type is right, whether its record is."""
    for name, wanted in gold.items():
        given = coded.get(name, {"claims": []})
        verdicts = dict(paired(name, wanted, given).values())
        for number, claim in enumerate(given["claims"]):
            if "confidence" in claim:
                verdict = verdicts.get(number, {})
                right = [all(verdict.get(part) == 1.0 for part in parts) for parts in (("type",), RECORD)]
                yield claim["confidence"], right[0], right[1]


def paired(name: str, wanted: Document, given: Document) -> dict[int, tuple[int, Verdict]]:
    """For each matched gold claim its coded claim and the verdict, by their numbers in the documents."""
    of_gold, of_coded = (
        {entity["id"]: entity for entity in document.get("entities", ())} for document in (wanted, given)
    )
    candidates: list[tuple[float, int, int, Verdict]] = []
    for index, claim in enumerate(wanted["claims"]):
        if "evidence_start" not in claim:
            raise InputError(f"{name}: the gold claim {claim.get('id')} has no evidence_start. Add it.")
        start = claim["evidence_start"]
        for other, coded in enumerate(given["claims"]):
            at = coded.get("trigger_start", -1)
            if start <= at < start + len(claim["evidence"]):
                verdict = judge(claim, coded, of_gold, of_coded)
                candidates.append((_weight(claim, at, verdict), index, other, verdict))
    pairs: dict[int, tuple[int, Verdict]] = {}
    used: set[int] = set()
    for _, index, other, verdict in sorted(candidates, key=lambda candidate: -candidate[0]):
        if index not in pairs and other not in used:
            pairs[index] = (other, verdict)
            used.add(other)
    return pairs


def _weight(claim: Document, at: int, verdict: Verdict) -> float:
    """How much a coded claim whose trigger stands at `at` agrees with a gold claim."""
    trigger = claim.get("trigger", "")
    begin = claim.get("trigger_start", claim["evidence_start"] + claim["evidence"].find(trigger))
    near: bool = begin <= at < begin + max(1, len(trigger))
    return TYPE_WEIGHT * (verdict["type"] or 0.0) + NEAR_WEIGHT * near + sum(verdict[name] or 0.0 for name in WEIGHED)


def _boilerplate(tally: _Tally, wanted: Document, given: Document) -> None:
    one, other = (
        {at for start, end in document.get("boilerplate_spans", ()) for at in range(start, end)}
        for document in (wanted, given)
    )
    for place, characters in enumerate((one & other, one, other)):
        tally.boilerplate[place] += len(characters)


def _rates(hit: float, missed: float, false: float) -> dict[str, float]:
    precision = hit / (hit + false) if hit + false else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    return _rounded(precision, recall)


def bcubed(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """B-cubed over matched claims, each given as its gold event and its coded event."""
    pairs = list(pairs)
    both, of_wanted, of_given = Counter(pairs), Counter(wanted for wanted, _ in pairs), Counter(g for _, g in pairs)
    precision = sum(number**2 / of_given[given] for (_, given), number in both.items())
    recall = sum(number**2 / of_wanted[wanted] for (wanted, _), number in both.items())
    count = max(1, len(pairs))
    return _rounded(precision / count, recall / count)


def _rounded(precision: float, recall: float) -> dict[str, float]:
    """Precision, recall and their harmonic mean, to four places."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
