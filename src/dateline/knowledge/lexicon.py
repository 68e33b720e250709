"""The trigger lexicon: which words, under which conditions, report which type of event, and which UD relations
carry its roles. Data: ``triggers/*.csv``, ``frames.toml``, ``classes.toml``, ``light_verbs.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.inflection import forms
from dateline.knowledge.noun_kinds import kind_names
from dateline.knowledge.ontology import load_types
from dateline.knowledge.tables import DATA, Row, read_rows, read_toml, user_folder
from dateline.records import Status

COLUMNS = (
    "lemma", "pos", "particle", "object", "prep", "subject", "exclude", "type", "mode", "weapon", "frame", "example",
)  # fmt: skip
COMBINED = ("words", "pos", "object", "subject", "type", "mode", "status", "frame", "example")
ACTORS = frozenset({"army", "fighter", "government", "leader", "minister", "police", "president", "rebel", "soldier"})
"""A subject condition that lists any of these asks for an actor."""
REMOVED = "REMOVED"
"""The type of a user's row that only takes a row of ours away."""
STATUSES: Mapping[str, Status | None] = {"": None, **{status: status for status in get_args(Status)}}


@dataclass(frozen=True, slots=True)
class Relation:
    """A UD relation and, for obliques and modifiers, the preposition that must introduce it ("" for any)."""

    name: str
    preposition: str = ""

    @classmethod
    def parse(cls, text: str) -> Relation:
        """``obl:on`` is oblique + "on", but ``nmod:poss`` and ``ccomp:subject`` are names of their own."""
        if text in {"nmod:poss", "ccomp:subject", "obl:agent"}:
            return cls(text)
        name, _, preposition = text.partition(":")
        return cls(name, preposition)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the roles stand, for a verb and for a noun; lists are in order of preference."""

    name: str
    verb_actor: tuple[Relation, ...]
    verb_recipient: tuple[Relation, ...]
    noun_actor: tuple[Relation, ...]
    noun_recipient: tuple[Relation, ...]
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reading of a word; the conditions are sets of lemmas, empty where there is none."""

    lemma: str
    pos: str
    particle: frozenset[str]
    object: frozenset[str]
    prep: frozenset[str]
    subject: frozenset[str]
    exclude: frozenset[str]
    type: str
    mode: str | None
    weapon: str | None
    frame: Frame
    example: str
    where: str
    status: Status | None = None
    """What the word alone says of the act: a truce that collapsed is negated."""

    @property
    def specificity(self) -> int:
        """How many conditions a match must meet; the reading with most wins."""
        return sum(map(bool, (self.particle, self.object, self.prep, self.subject)))

    @property
    def broad(self) -> bool:
        """Whether a condition asks for a kind of noun."""
        return not kind_names().isdisjoint(self.object) or not kind_names().isdisjoint(self.subject)

    @property
    def takes_names(self) -> bool:
        """Whether the subject condition asks for an actor, so that a name of one meets it: "M23 took the town"."""
        return self.pos == "VERB" and self.type != "NONE" and self.specificity > 1 and bool(self.subject & ACTORS)


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries its object noun: "carried out an attack"; no objects means any trigger noun.

    `subject` is the role of its subject: actor, recipient ("suffered an attack") or none ("the town saw clashes").
    """

    lemma: str
    particle: str
    objects: frozenset[str]
    subject: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers by (lemma, pos), their lemmas by (inflected form, pos), and all light verbs by inflected form."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    forms: Mapping[tuple[str, str], frozenset[str]]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]

    def readings(self, word: str, lemma: str, pos: str) -> tuple[Trigger, ...]:
        """The readings of a word as it stands in the text; the pipeline's lemma decides where its form has several.
        "counter-attack" is looked up as "counterattack" where the lexicon has no row of its own for it."""
        lemmas = self.forms.get((word, pos), frozenset())
        if lemma in lemmas or not lemmas:
            found = self.triggers.get((lemma, pos), ())
            if found or "-" not in word.strip("-"):
                return found
            return self.readings(word.replace("-", ""), lemma.replace("-", ""), pos)
        return tuple(trigger for each in sorted(lemmas) for trigger in self.triggers.get((each, pos), ()))

    def __len__(self) -> int:
        return sum(map(len, self.triggers.values()))


def load_classes(paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for path in paths:
        for name, lemmas in read_toml(path).items():
            if not isinstance(lemmas, list) or not all(isinstance(lemma, str) for lemma in lemmas):
                raise KnowledgeError(f"{path.name}: class {name!r} is not a list of words.")
            classes[name] = frozenset(lemmas)
    return classes


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of one of our classes, for rules that ask what a noun is."""
    return load_classes([DATA / "classes.toml"])[name]


def load_frames(paths: Iterable[Path]) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    for path in paths:
        for name, entry in read_toml(path).items():
            try:
                roles = {
                    f"{pos}_{role}": tuple(map(Relation.parse, entry[pos][role]))
                    for pos in ("verb", "noun")
                    for role in ("actor", "recipient")
                }
            except (KeyError, TypeError, AttributeError):
                raise KnowledgeError(
                    f"{path.name}: frame {name!r} needs actor and recipient lists for verb and noun."
                ) from None
            frames[name] = Frame(name, **roles, reciprocal=bool(entry.get("reciprocal", False)))
    return frames


def expand(row: Row, column: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The lemmas of a condition, with each ``@class`` replaced by its members; the class itself stays beside them
    where it is a kind of noun (`noun_kinds`)."""
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for word in row.words(column):
        if not word.startswith("@"):
            lemmas.add(word)
            continue
        if word not in kind_names() and word[1:] not in classes:
            raise KnowledgeError(f"{row.where}: there is no class {word} in classes.toml.")
        lemmas |= classes.get(word[1:], frozenset())
        if word in kind_names():
            kinds.add(word)
    if column in {"object", "subject", "exclude", "objects"}:
        return inflected(frozenset(lemmas)) | kinds
    return frozenset(lemmas)


@cache
def inflected(lemmas: frozenset[str]) -> frozenset[str]:
    """The words with their noun and verb forms."""
    return frozenset(form for lemma in lemmas for pos in ("NOUN", "VERB") for form in forms(lemma, pos))


def trigger_from(row: Row, frames: Mapping[str, Frame], classes: Mapping[str, frozenset[str]]) -> Trigger:
    frame = frames.get(row["frame"] or "act")
    if frame is None:
        raise KnowledgeError(f"{row.where}: there is no frame {row['frame']!r} in frames.toml.")
    check_type(row)
    return Trigger(
        lemma=row["lemma"],
        pos=row["pos"],
        type=row["type"],
        mode=row["mode"] or None,
        weapon=row["weapon"] or None,
        frame=frame,
        example=row["example"],
        where=row.where,
        particle=expand(row, "particle", classes),
        object=expand(row, "object", classes),
        prep=expand(row, "prep", classes),
        subject=expand(row, "subject", classes),
        exclude=expand(row, "exclude", classes),
    )


def check_type(row: Row) -> None:
    """Raises KnowledgeError for a type that the ontology has not, or a mode that its type has not."""
    if row["type"] in {"NONE", REMOVED}:
        return
    known = load_types().get(row["type"])
    if known is None:
        raise KnowledgeError(f"{row.where}: there is no type {row['type']!r} in ontology.toml.")
    if row["mode"] and row["mode"] not in known.modes:
        raise KnowledgeError(
            f"{row.where}: {row['type']} has no mode {row['mode']!r}; it has {', '.join(known.modes)}."
        )


def combined(path: Path, frames: Mapping[str, Frame], classes: Mapping[str, frozenset[str]]) -> Iterator[Trigger]:
    """The readings that a table of word class by class of event gives: "call off" of breaking_off with "talk"."""
    for row in read_rows(path, COMBINED):
        check_type(row)
        objects, subjects = expand(row, "object", classes), expand(row, "subject", classes)
        frame, words = frames.get(row["frame"]), classes.get(row["words"].removeprefix("@"))
        if frame is None or words is None or not (objects or subjects) or row["status"] not in STATUSES:
            raise KnowledgeError(f"{row.where} names no class, no frame or no status that exists, or has no condition.")
        for word in sorted(words):
            lemma, _, particle = word.partition(" ")
            yield Trigger(
                lemma=lemma,
                pos=row["pos"],
                particle=frozenset({particle} if particle else ()),
                prep=frozenset(),
                exclude=frozenset(),
                type=row["type"],
                mode=row["mode"] or None,
                weapon=None,
                frame=frame,
                example=row["example"],
                where=row.where,
                object=objects,
                subject=subjects,
                status=STATUSES[row["status"]],
            )


def load_lexicon() -> Lexicon:
    """The lexicon of the package and of the user's folder (setting `knowledge`)."""
    return read_lexicon(user_folder())


@cache
def read_lexicon(user: Path | None) -> Lexicon:
    """The lexicon of the package and, where given, of a user's folder.

    A user's row replaces ours of the same word and conditions; one of type ``REMOVED`` only takes ours away, all
    readings of the word where it has no condition. Raises KnowledgeError, which names the file and the line.
    """
    folders = [DATA, *([user] if user else [])]
    classes = load_classes(path for folder in folders if (path := folder / "classes.toml").exists())
    frames = load_frames(path for folder in folders if (path := folder / "frames.toml").exists())
    triggers: dict[tuple[object, ...], Trigger] = {}
    light: dict[str, list[LightVerb]] = {}
    for folder in folders:
        for path in sorted((folder / "triggers").glob("*.csv")):
            for row in read_rows(path, COLUMNS):
                put(triggers, trigger_from(row, frames, classes))
        if (path := folder / "combined.csv").exists():
            for trigger in combined(path, frames, classes):
                triggers[(trigger, path)] = trigger
        if (path := folder / "light_verbs.csv").exists():
            for row in read_rows(path, ("lemma", "particle", "objects", "subject")):
                verb = LightVerb(row["lemma"], row["particle"], expand(row, "objects", classes), row["subject"])
                for form in forms(verb.lemma, "VERB"):
                    light.setdefault(form, []).append(verb)
    return indexed(list(triggers.values()), light)


def put(triggers: dict[tuple[object, ...], Trigger], trigger: Trigger) -> None:
    """Add a row, in place of one with the same word and conditions; or take rows away, where it says so."""
    key = (trigger.lemma, trigger.pos, trigger.particle, trigger.object, trigger.prep, trigger.subject)
    same = [key] if trigger.specificity else [k for k, t in triggers.items() if (t.lemma, t.pos) == key[:2]]
    if trigger.type != REMOVED:
        triggers[key] = trigger
        return
    gone = [each for each in same if triggers.pop(each, None) is not None]
    if not gone:
        raise KnowledgeError(f"{trigger.where}: there is no such row of {trigger.lemma} ({trigger.pos}) to remove.")


def indexed(triggers: Iterable[Trigger], light: Mapping[str, list[LightVerb]]) -> Lexicon:
    by_word: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in triggers:
        by_word.setdefault((trigger.lemma, trigger.pos), []).append(trigger)
    by_form: dict[tuple[str, str], set[str]] = {}
    for lemma, pos in by_word:
        for form in forms(lemma, pos):
            by_form.setdefault((form, pos), set()).add(lemma)
    return Lexicon(
        {
            word: tuple(sorted(readings, key=lambda t: (-t.specificity, t.type != "NONE")))
            for word, readings in by_word.items()
        },
        {form: frozenset(lemmas) for form, lemmas in by_form.items()},
        {lemma: tuple(verbs) for lemma, verbs in light.items()},
    )
