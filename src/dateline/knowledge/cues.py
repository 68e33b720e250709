"""Cue words: speech, doubt, denial, condition, negation, casualties, weapons. Data: files of ``cues/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_rows, read_toml


@dataclass(frozen=True, slots=True)
class WeaponCue:
    """A word for a weapon: the codebook's name for it and the PLOVER mode that its use implies."""

    weapon: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A personal pronoun: person "1" or "3", number "singular" or "plural", gender "male", "female", "neuter" or "",
    form "plain", "possessive" or "reflexive"."""

    person: str
    number: str
    gender: str
    form: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a common noun after "the" can stand for: kinds of entities, and sectors where it tells (else empty)."""

    kinds: frozenset[str]
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``cues/words.toml`` under their names there; a vague number has None for an open upper end."""

    settlements: frozenset[str]
    houses: frozenset[str]
    bases: frozenset[str]
    housing: frozenset[str]
    serving: frozenset[str]
    belonging: frozenset[str]
    peers: frozenset[str]
    staff: frozenset[str]
    leavers: frozenset[str]
    membership: frozenset[str]
    apart: frozenset[str]
    served: frozenset[str]
    matters: frozenset[str]
    addressed: frozenset[str]
    granted: frozenset[str]
    shared: frozenset[str]
    borders: frozenset[str]
    offices: frozenset[str]
    striking: frozenset[str]
    parts: frozenset[str]
    claiming: frozenset[str]
    ready: frozenset[str]
    dying: frozenset[str]
    suffering: frozenset[str]
    losing: frozenset[str]
    dictated: frozenset[str]
    reaching: frozenset[str]
    reporting: frozenset[str]
    speakers: frozenset[str]
    outlets: frozenset[str]
    unnamed: frozenset[str]
    national: frozenset[str]
    impersonal: frozenset[str]
    vague_numbers: Mapping[str, tuple[int, int | None]]


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
    descriptions: Mapping[str, Description]
    epithets: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, Pronoun]
    genders: Mapping[str, str]
    partitives: frozenset[str]
    words: Words


def pairs(path: Path, value: str) -> dict[tuple[str, str], str]:
    """(lemma, part of speech) -> the value column of a cue file."""
    return {(row["lemma"], row["pos"]): row[value] for row in read_rows(path, ("lemma", "pos", value))}


def lemmas(path: Path) -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_rows(path, ("lemma",)))


@cache
def load_words(path: Path = DATA / "cues" / "words.toml") -> Words:
    """Read the file. Raises KnowledgeError where a list is missing or a vague number is no interval."""
    data = read_toml(path)
    lists = [field.name for field in fields(Words) if field.name != "vague_numbers"]
    missing = [name for name in [*lists, "vague_numbers"] if name not in data]
    if missing:
        raise KnowledgeError(f"{path} lacks the list {', '.join(missing)}. Add it, empty if need be.")
    numbers: dict[str, tuple[int, int | None]] = {}
    for word, interval in data["vague_numbers"].items():
        match interval:
            case [int(low)]:
                numbers[word] = low, None
            case [int(low), int(high)] if low <= high:
                numbers[word] = low, high
            case _:
                raise KnowledgeError(f"{path.name}: {word} needs one number, or two of which the first is no larger.")
    return Words(**{name: frozenset(data[name]) for name in lists}, vague_numbers=numbers)


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
        descriptions={
            row["lemma"]: Description(frozenset(row.words("kinds")), frozenset(row.words("sectors")))
            for row in read_rows(folder / "descriptions.csv", ("lemma", "kinds", "sectors"))
        },
        epithets={
            row["entity"]: frozenset(row.words("nouns"))
            for row in read_rows(folder / "epithets.csv", ("entity", "nouns"))
        },
        pronouns={
            row["word"]: Pronoun(row["person"], row["number"], row["gender"], row["form"])
            for row in read_rows(folder / "pronouns.csv", ("word", "person", "number", "gender", "form"))
        },
        genders={row["lemma"]: row["gender"] for row in read_rows(folder / "genders.csv", ("lemma", "gender"))},
        partitives=lemmas(folder / "partitives.csv"),
        words=load_words(),
    )
