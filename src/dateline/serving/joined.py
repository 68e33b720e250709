"""Why the reports of an event are one: each joining with what speaks for it and against it, the weightiest first."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from dateline.storing import Store

WEIGHED = re.compile(r"(.+?) ([+-]\d+\.\d)(?:; |$)")
"""One reason of a joining with its bits, as `resolving.explaining` writes them; names in it may have a semicolon."""


def joined(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The joinings of an event. `one` and `other` are the numbers of two reports, in the order of the claims from 1,
    None for a report that is no longer here; `supports` and `opposes` are reasons with their weight, which is None
    where no weight was given, as by a person.
    """
    return [_told(merge, _numbers(event), "joined_with") for merge in event["merges"]]


def refused(store: Store, event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same of the joinings that were not made, though what the reports say agrees; `event` has the other report."""
    others = json.dumps([each["kept_from"] for each in event["refusals"]])
    rows = store.rows("SELECT claim, event FROM event_claim WHERE claim IN (SELECT value FROM json_each(?))", (others,))
    events = {row["claim"]: row["event"] for row in rows}
    return [
        {**_told(each, _numbers(event), "kept_from"), "event": events.get(each["kept_from"])}
        for each in event["refusals"]
    ]


def _numbers(event: Mapping[str, Any]) -> dict[str, int]:
    return {claim["id"]: number for number, claim in enumerate(event["claims"], 1)}


def _told(merge: Mapping[str, Any], numbers: Mapping[str, int], other: str) -> dict[str, Any]:
    reasons = sorted(weighed(merge["reason"]), key=lambda each: -abs(each["weight"] or 0))
    return {
        "claim": merge["claim"],
        "one": numbers.get(merge["claim"]),
        "with": merge[other],
        "other": numbers.get(merge[other]),
        "supports": [each for each in reasons if each["weight"] is None or each["weight"] > 0],
        "opposes": [each for each in reasons if each["weight"] is not None and each["weight"] < 0],
        "score": merge["score"],
    }


def weighed(told: str) -> list[dict[str, Any]]:
    """The reasons in their words, each with its weight."""
    found = [{"words": each[1], "weight": float(each[2])} for each in WEIGHED.finditer(told)]
    return found or [{"words": told, "weight": None}]
