"""The reports of an event side by side: for each field what each report says, and whether they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.serving.words import day_words, number_words, party_words, place_words

Claim = Mapping[str, Any]


def compared(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row a field: its cells in the order of the claims, each with its words and where they stand in the page.

    `differs` says that two of the reports tell something else; a report that tells nothing disagrees with none.
    """
    rows = []
    for name, label, read, at in FIELDS:
        cells = [{"text": read(claim), "at": at(claim), "document": claim["document"]} for claim in event["claims"]]
        told = {cell["text"] for cell in cells if cell["text"]}
        if told:
            rows.append({"field": name, "label": label, "cells": cells, "differs": len(told) > 1})
    return rows


def witnesses(event: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """For each field where the words stand that the event has it from: `document` and `at` of the first report that
    says the same, else of the first that says something; `same` reports of `told` say the same.
    """
    own = {
        "type": " ".join(filter(None, (event["type"], event["mode"]))),
        "actors": party_words(event["actors"]),
        "recipients": party_words(event["recipients"]),
        "when": day_words(event["when"]),
        "where": place_words(event["where"]),
        "killed": number_words(event["killed"]),
        "injured": number_words(event["injured"]),
    }
    found = {}
    for row in rows:
        told = [cell for cell in row["cells"] if cell["text"]]
        same = [cell for cell in told if cell["text"] == own.get(row["field"])]
        marked = [cell for cell in (*same, *told) if cell["at"] is not None]
        if row["field"] in own and marked:
            found[row["field"]] = {**marked[0], "same": len(same), "told": len(told)}
    return found


def _start(mention: Mapping[str, Any] | None) -> int | None:
    return mention["span"]["start"] if mention else None


def _parties(role: str) -> Callable[[Claim], str]:
    return lambda claim: party_words([party["entity"] for party in claim[role]])


def _first(role: str) -> Callable[[Claim], int | None]:
    return lambda claim: _start(claim[role][0]["mention"]) if claim[role] else None


def _count(name: str) -> tuple[Callable[[Claim], str], Callable[[Claim], int | None]]:
    return (
        lambda claim: number_words(claim[name]),
        lambda claim: _start(claim[name]["mention"]) if claim[name] else None,
    )


FIELDS: tuple[tuple[str, str, Callable[[Claim], str], Callable[[Claim], int | None]], ...] = (
    ("type", "What", lambda c: " ".join(filter(None, (c["type"], c["mode"]))), lambda c: _start(c["trigger"])),
    ("actors", "Who", _parties("actors"), _first("actors")),
    ("recipients", "To whom", _parties("recipients"), _first("recipients")),
    ("when", "When", lambda c: day_words(c["when"]), lambda c: _start(c["when"]["mention"])),
    ("where", "Where", lambda c: place_words(c["where"]), lambda c: _start(c["where"]["mention"])),
    ("killed", "Killed", *_count("killed")),
    ("injured", "Injured", *_count("injured")),
    ("weapon", "Weapon", lambda c: c["weapon"] or "", lambda c: None),
    ("status", "Status", lambda c: c["status"], lambda c: None),
    ("sources", "Says who", lambda c: " citing ".join(link["name"] for link in c["sources"]),
     lambda c: _start(c["sources"][0]["mention"]) if c["sources"] else None),
)  # fmt: skip
