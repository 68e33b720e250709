"""Cue words: speech, doubt, denial, condition, negation, casualties, weapons. Data: ``cues/*.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.knowledge.tables import DATA, read_rows


@dataclass(frozen=True, slots=True)
class WeaponCue:
    """A word for a weapon: the codebook's name for it and the PLOVER mode that its use implies."""

    weapon: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue tables, keyed by lemma (and part of speech where a word has several)."""

    speech: Mapping[tuple[str, str], str]
    status: Mapping[tuple[str, str], str]
    historical: frozenset[str]
    anonymous: frozenset[str]
    casualties: Mapping[tuple[str, str], str]
    weapons: Mapping[str, WeaponCue]
    owned: frozenset[str]
    descriptions: Mapping[str, str]
    partitives: frozenset[str]


def pairs(path: Path, value: str) -> dict[tuple[str, str], str]:
    """(lemma, part of speech) -> the value column of a cue file."""
    return {(row["lemma"], row["pos"]): row[value] for row in read_rows(path, ("lemma", "pos", value))}


def lemmas(path: Path) -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_rows(path, ("lemma",)))


@cache
def load_cues() -> Cues:
    folder = DATA / "cues"
    return Cues(
        speech=pairs(folder / "speech.csv", "kind"),
        status=pairs(folder / "status.csv", "effect"),
        historical=lemmas(folder / "historical.csv"),
        anonymous=lemmas(folder / "anonymous.csv"),
        casualties=pairs(folder / "casualties.csv", "effect"),
        weapons={
            row["lemma"]: WeaponCue(row["weapon"], row["mode"] or None)
            for row in read_rows(folder / "weapons.csv", ("lemma", "weapon", "mode"))
        },
        owned=lemmas(folder / "owned.csv"),
        descriptions={row["lemma"]: row["kind"] for row in read_rows(folder / "descriptions.csv", ("lemma", "kind"))},
        partitives=lemmas(folder / "partitives.csv"),
    )
