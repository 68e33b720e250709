"""An event as a sentence in plain words, with no more in it than its record says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from dateline.records import Entity, Event
from dateline.serving.words import number_words, party_words, place_words
from dateline.storing.plain import plain

VERBS = Path(__file__).with_name("verbs.toml")
HAPPENED = frozenset({"asserted", "claimed", "alleged"})
"""Statuses that are told as something that was done; the others are named, not told."""
UNKNOWN = 5
"""The precision of a place of which no more than a name is known."""
BEFORE = {
    "claimed": "By the claim of a party to it: ",
    "alleged": "Alleged: ",
    "denied": "Denied: ",
    "negated": "Said not to have happened: ",
    "planned": "Planned or announced: ",
    "possible": "Said to be possible: ",
    "hypothetical": "Supposed only: ",
}


@cache
def verbs() -> Mapping[str, Mapping[str, str]]:
    """The words for each type."""
    return tomllib.loads(VERBS.read_text(encoding="utf-8"))


def sentence(event: Event) -> str:
    """``Norland Rebels attacked Norland Army (heavy-weapons) near Zürichau, NRL; at least 5 killed.``"""
    told = _act(event)
    if event.status == "asserted":
        told = told[:1].upper() + told[1:]
    return f"{BEFORE.get(event.status, '')}{told}{_how(event)}{_place(event)}{_often(event)}{_toll(event)}."


def _act(event: Event) -> str:
    words = verbs().get(event.type)
    who, whom = _names(event.actors), _names(event.recipients)
    if words is None:  # a type of the user's own
        by, to = (f" by {who}" if who else ""), (f" towards {whom}" if whom else "")
        return f"{event.type}{by}{to}"
    if not who or event.status not in HAPPENED:
        by, to = (f" by {who}" if who else ""), (f" {words['towards']} {whom}" if whom else "")
        return f"{words['noun']}{by}{to}" if event.status not in HAPPENED else f"{words['noun']}{to}"
    if not whom:
        return f"{who} {words['alone']}"
    return f"{who} {words['past']} {whom}"


def _names(parties: Sequence[Entity]) -> str:
    return party_words([{"name": party.name} for party in parties])


def _how(event: Event) -> str:
    weapon = None if event.weapon in (None, "none stated") else f"weapon: {event.weapon}"
    parts = [part for part in (event.mode, weapon) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _place(event: Event) -> str:
    words = place_words(plain(event.where))
    if not words:
        return ""
    if event.where.precision == UNKNOWN:
        return f" at {words}, a place that is not located"
    return f" in {words}" if event.where.precision == 1 else f" {words}"


def _often(event: Event) -> str:
    if event.count == 1:
        return ""
    return ", several times" if event.count is None else f", {event.count:,} times"


def _toll(event: Event) -> str:
    told = [
        f"{number_words({'low': each.low, 'high': each.high})} {word}"
        for each, word in ((event.killed, "killed"), (event.injured, "injured"))
        if each is not None
    ]
    return f"; {', '.join(told)}" if told else ""
