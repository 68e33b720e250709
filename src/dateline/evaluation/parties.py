"""When two parties of a gold and a coded claim are the same: a name in common, whatever its spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]

GENERIC = frozenset(
    [
        "people",
        "civilians",
        "government",
        "officials",
        "forces",
        "troops",
        "soldiers",
        "militants",
        "militia",
        "militias",
        "militia groups",
        "groups",
        "group",
        "police",
        "army",
        "military",
        "rebels",
        "authorities",
        "fighters",
        "gunmen",
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "its",
        "we",
        "our",
        "us",
        "i",
        "who",
        "others",
        "them",
        "him",
        "security forces",
        "state",
        "country",
        "leader",
        "president",
        "minister",
        "spokesman",
        "attackers",
        "bomber",
        "suicide bomber",
        "insurgents",
    ]
)
"""Words that name nobody by themselves: two parties are not the same because both are "the group" somewhere."""

UNNAMED = re.compile(r"\b(unidentified|unknown|gunmen|gunman|suicide bombers?|attackers?|militants|assailants?)\b")
"""A party known by a role only: nobody is faulted for naming it or not."""

VARIANTS = {
    "shabaab": "shabab",
    "daesh": "islamic state",
    "isis": "islamic state",
    "isil": "islamic state",
    "houthis": "houthi",
    "houthi movement": "houthi",
    "houthi rebels": "houthi",
}
"""Other names of groups that hand-coders and newspapers spell in several ways."""


def fold(name: str) -> str:
    """Lower case, no diacritics, no article; the letters of every script are kept."""
    name = name or ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    if plain.upper().replace(".", "") == "US" and name.strip(" .").isupper():
        return "united states"
    plain = re.sub(r"[^\w -]", "", plain).replace("_", " ").strip()
    plain = re.sub(r"[ -]+", " ", re.sub(r"^(the|al|el)[ -]", "", plain))
    for variant, usual in VARIANTS.items():
        plain = re.sub(rf"\b{variant}\b", usual, plain)
    return re.sub(r"^government of (.+)$", r"\1", re.sub(r" government$", "", plain)).strip()


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient: its names, and what a lenient reading needs to know of it."""

    names: frozenset[str]
    kind: str | None
    country: str | None
    optional: bool

    def same(self, other: Party, *, lenient: bool) -> bool:
        """Whether a name agrees; where `lenient`, a state and an organ of it are the same too."""
        if self.names & other.names:
            return True
        kinds = {self.kind, other.kind}
        one_country = bool(self.country) and self.country == other.country
        return lenient and one_country and "state" in kinds and kinds <= {"state", "organisation"}


def party(identifier: str, entities: Mapping[str, Document]) -> Party:
    """The party that a claim names by this id."""
    entity = entities.get(identifier, {})
    names = {fold(entity.get("name", "")), fold(identifier.replace("-", " "))} - {""}
    mentions = {fold(mention) for mention in (*entity.get("mentions", ()), *entity.get("all_mentions", ()))} - {""}
    kind = entity.get("kind")
    unnamed = any(UNNAMED.search(name) for name in names)
    return Party(frozenset(names | (mentions - GENERIC)), kind, entity.get("country"), kind == "population" or unnamed)


def agreement(gold: Iterable[Party], coded: Iterable[Party], *, lenient: bool) -> float:
    """F1 of two lists of parties matched one to one; 1.0 where nothing is missed or added."""
    left, hits, missed = list(coded), 0, 0
    for wanted in gold:
        match = next((other for other in left if wanted.names & other.names), None)
        match = match or next((other for other in left if wanted.same(other, lenient=lenient)), None)
        if match is not None:
            left.remove(match)
            hits += 1
        elif not (lenient and wanted.optional):
            missed += 1
    added = sum(not (lenient and other.optional) for other in left)
    return 2 * hits / (2 * hits + missed + added) if hits or missed or added else 1.0


def best_agreement(
    gold: Document,
    coded: Document,
    role: str,
    of_gold: Mapping[str, Document],
    of_coded: Mapping[str, Document],
    *,
    lenient: bool,
) -> float:
    """The agreement of one role with the gold's answer, or with the best of the others that it accepts."""
    given = [party(str(identifier), of_coded) for identifier in coded.get(role) or ()]
    answers = [gold.get(role) or [], *(gold.get(f"{role}_accept") or [])]
    return max(
        agreement([party(str(identifier), of_gold) for identifier in answer], given, lenient=lenient)
        for answer in answers
    )
