"""The catalogue of political actors: states, persons, groups, organisations, offices and role words.

Data: ``actors/*.csv`` and ``actors/words.toml`` (docs/guides/knowledge.md has the columns). A folder of the user's may
hold files of the same kinds, under ``actors/`` or at its top; its rows replace those of the same id or phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge.names import fold, plain
from dateline.knowledge.tables import DATA, Row, read_rows, read_toml, user_folder
from dateline.records import Entity, EntityKind

ACTORS = DATA / "actors"
STATE_COLUMNS = (
    "id",
    "name",
    "iso3",
    "iso2",
    "numeric",
    "adjectives",
    "nationals",
    "capitals",
    "seats",
    "aliases",
    "region",
    "source",
)
ACTOR_COLUMNS = ("id", "name", "kind", "country", "sector", "part_of", "backers", "aliases", "start", "end", "source")
OFFICE_COLUMNS = ("person", "office", "body", "country", "sector", "start", "end", "source")
ROLE_COLUMNS = ("phrase", "plural", "sector", "kind", "unnamed", "collective")
OWN_FORMAT = frozenset({"states.csv", "roles.csv", "offices.csv"})
KINDS = frozenset(get_args(EntityKind))
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
"""PLOVER's sector codes (Open Event Data Alliance, PLOVER manual 0.8)."""
NO_COUNTRY = frozenset({"IGO", "NGO", "MNC", "IMG"})

_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory or state-like region. `adjectives[0]` is the usual adjective ("Iraqi", "US")."""

    entity: Entity
    iso2: str
    numeric: str
    adjectives: tuple[str, ...]
    nationals: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    aliases: tuple[str, ...]
    region: str
    where: str

    @property
    def adjective(self) -> str:
        return self.adjectives[0] if self.adjectives else self.entity.name


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group, organisation or population with all usual spellings. `start`, `end`: ISO dates or years."""

    entity: Entity
    aliases: tuple[str, ...]
    part_of: str | None
    start: str
    end: str
    where: str


@dataclass(frozen=True, slots=True)
class Office:
    """Who held what when; an empty end is an office still held, or an end not known."""

    person: str
    office: str
    body: str
    country: str | None
    sector: str | None
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Role:
    """A common noun for actors. `bound` nouns name an actor only with a state, people or backer ("Iraqi forces")."""

    phrase: str
    plural: str
    sector: str | None
    kind: EntityKind
    unnamed: bool
    collective: bool
    bound: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabularies of ``words.toml``, folded to lower case."""

    honorifics: Mapping[str, str]
    bodies: Mapping[str, tuple[EntityKind, str | None]]
    backing: frozenset[str]
    backing_prepositions: frozenset[str]
    backing_prefixes: frozenset[str]
    unidentified: frozenset[str]
    peoples: frozenset[str]
    homelands: Mapping[str, str]
    vague: frozenset[str]
    proxies: frozenset[str]
    vague_name: str
    person_verbs: frozenset[str]
    person_nouns: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    not_names: frozenset[str]
    given_names: frozenset[str]
    not_states: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything known of actors, by id. Compared by identity, so that derived tables can be cached on it."""

    states: Mapping[str, State]
    actors: Mapping[str, Actor]
    offices: tuple[Office, ...]
    roles: tuple[Role, ...]
    words: Words
    _by_code: Mapping[str, State] = field(repr=False, default_factory=dict)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def entity(self, identifier: str) -> Entity | None:
        """The entity of an id, or None."""
        found = self.states.get(identifier) or self.actors.get(identifier)
        return found.entity if found else None

    def state(self, code: str | None) -> State | None:
        """The state of an alpha-3 code, or None."""
        return self._by_code.get(code or "")

    def names(self) -> Iterator[tuple[str, Entity, bool]]:
        """(name, entity, whether it is the main name) of all groups, persons, organisations and populations."""
        for actor in self.actors.values():
            yield actor.entity.name, actor.entity, True
            for alias in actor.aliases:
                yield alias, actor.entity, False

    def offices_of(self, person: str, day: str | None = None) -> tuple[Office, ...]:
        """The offices of a person, or those held on an ISO day; a date given by year or month covers all of it."""
        held = (office for office in self.offices if office.person == person)
        if day is None:
            return tuple(held)
        return tuple(o for o in held if (not o.start or o.start <= day) and (not o.end or day[: len(o.end)] <= o.end))

    def led_by(self, person: str, day: str | None = None) -> Entity | None:
        """The body that a person's office names: the group of "Commander of the River Front"; None where none does."""
        held = self.offices_of(person, day) or self.offices_of(person)
        bodies = (bodies_by_name(self).get(fold(o.office.partition(" of the ")[2] or o.office)) for o in held)
        return next((body for body in bodies if body is not None), None)


@cache
def bodies_by_name(catalogue: Catalogue) -> dict[str, Entity]:
    """Groups and organisations by each of their names, folded; the main name goes before an alias of another."""
    named = sorted(catalogue.names(), key=lambda found: found[2])
    return {fold(text): entity for text, entity, _ in named if entity.kind in {"group", "organisation"}}


def load_actors(folder: Path | None = None) -> Catalogue:
    """The catalogue of the package, with the rows of a user's folder on top: the one given, else that of the setting
    `knowledge`. Raises KnowledgeError."""
    return read_actors(folder or user_folder())


@cache
def read_actors(folder: Path | None) -> Catalogue:
    """The catalogue of the package, with the rows of a folder on top. Raises KnowledgeError."""
    folders = [ACTORS]
    if folder is not None:
        if not folder.is_dir():
            raise KnowledgeError(f"{folder} is no folder. Give the folder that holds your knowledge files.")
        folders.append(folder / "actors" if (folder / "actors").is_dir() else folder)
    states: dict[str, State] = {}
    actors: dict[str, Actor] = {}
    offices: list[Office] = []
    roles: dict[str, Role] = {}
    for place in folders:
        states |= _unique(place, ["states.csv"], STATE_COLUMNS, _state)
        others = sorted(
            path.name for path in place.glob("*.csv") if path.name not in OWN_FORMAT and _is_ours(path, place)
        )
        actors |= _unique(place, others, ACTOR_COLUMNS, _actor)
        roles |= _unique(place, ["roles.csv"], ROLE_COLUMNS, _role, key="phrase")
        offices += [_office(row) for row in _rows(place / "offices.csv", OFFICE_COLUMNS)]
    codes = {state.entity.country or "": state for state in states.values() if state.iso2}
    words = _words(ACTORS / "words.toml")
    return Catalogue(
        MappingProxyType(states), MappingProxyType(actors), tuple(offices), tuple(roles.values()), words, codes
    )


def _is_ours(path: Path, place: Path) -> bool:
    """In a user's folder only files with the header of actors count; in the package every file must have it."""
    if place == ACTORS:
        return True
    with path.open(encoding="utf-8", errors="replace") as file:
        return set(ACTOR_COLUMNS) <= set(file.readline().strip().replace('"', "").split(","))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    if path.exists():
        yield from read_rows(path, columns)


def _unique(place: Path, names: list[str], columns: tuple[str, ...], make: Any, key: str = "id") -> dict[str, Any]:
    """The rows of some files by their key, which may occur once in a folder."""
    found: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for name in names:
        for row in _rows(place / name, columns):
            if (first := seen.setdefault(row[key], row.where)) != row.where:
                raise KnowledgeError(
                    f"{row.where}: {key} {row[key]!r} stands in {first} too. Merge the two rows or rename one."
                )
            found[row[key]] = make(row)
    return found


def _fault(row: Row, column: str, wanted: str) -> KnowledgeError:
    return KnowledgeError(f"{row.where}: {column} is {row[column]!r}; it must be {wanted}.")


def _identifier(row: Row, column: str = "id") -> str:
    if not _ID.fullmatch(row[column]):
        raise _fault(row, column, "lower-case words joined by hyphens")
    return row[column]


def _code(row: Row, column: str) -> str | None:
    """A country or sector code, None where the field is empty."""
    value = row[column]
    if not value:
        return None
    if column == "sector":
        if value not in SECTORS:
            raise _fault(row, column, f"a PLOVER sector ({' '.join(sorted(SECTORS))}) or empty")
    elif not re.fullmatch(r"[A-Z]{3}", value):
        raise _fault(row, column, "an ISO 3166-1 alpha-3 code, IGO, NGO, MNC, IMG or empty")
    return value


def _kind(row: Row, allowed: frozenset[str] = KINDS) -> EntityKind:
    if row["kind"] not in allowed:
        raise _fault(row, "kind", f"one of {', '.join(sorted(allowed))}")
    return cast(EntityKind, row["kind"])


def _flag(row: Row, column: str) -> bool:
    value = row.cells.get(column, "")
    if value not in {"", "yes", "no"}:
        raise _fault(row, column, "yes, no or empty")
    return value == "yes"


def _date(row: Row, column: str) -> str:
    if not _DATE.fullmatch(row[column]):
        raise _fault(row, column, "YYYY, YYYY-MM, YYYY-MM-DD or empty")
    return row[column]


def _named(row: Row) -> str:
    if not fold(row["name"]):
        raise _fault(row, "name", "a name with letters or digits")
    return row["name"]


def _state(row: Row) -> State:
    code = _code(row, "iso3")
    if code is None:
        raise _fault(row, "iso3", "an ISO 3166-1 alpha-3 code")
    return State(
        Entity(_identifier(row), _named(row), "state", code, "GOV"),
        row["iso2"],
        row["numeric"],
        adjectives=row.words("adjectives"),
        nationals=row.words("nationals"),
        capitals=row.words("capitals"),
        seats=row.words("seats"),
        aliases=row.words("aliases"),
        region=row["region"],
        where=row.where,
    )


def _actor(row: Row) -> Actor:
    backers = row.words("backers")
    if any(not re.fullmatch(r"[A-Z]{3}", backer) for backer in backers):
        raise _fault(row, "backers", "alpha-3 codes separated by |")
    kind = _kind(row, KINDS - {"state"})
    entity = Entity(_identifier(row), _named(row), kind, _code(row, "country"), _code(row, "sector"), backers)
    return Actor(
        entity, row.words("aliases"), row["part_of"] or None, _date(row, "start"), _date(row, "end"), row.where
    )


def _office(row: Row) -> Office:
    if not row["office"]:
        raise _fault(row, "office", "the name of an office")
    person, start, end = _identifier(row, "person"), _date(row, "start"), _date(row, "end")
    return Office(person, row["office"], row["body"], _code(row, "country"), _code(row, "sector"), start, end)


def _role(row: Row) -> Role:
    if not row["phrase"] or not row["plural"]:
        raise _fault(row, "plural" if row["phrase"] else "phrase", "words")
    flags = (_flag(row, column) for column in ("unnamed", "collective", "bound"))
    return Role(row["phrase"], row["plural"], _code(row, "sector"), _kind(row), *flags)


def _words(path: Path) -> Words:
    table = read_toml(path)
    try:
        modifiers, cues = table["modifiers"], table["cues"]
        return Words(
            honorifics=table["honorifics"],
            bodies={word: (kind, sector or None) for word, (kind, sector) in table["bodies"].items()},
            backing=frozenset(modifiers["backing"]),
            backing_prepositions=frozenset(modifiers["backing_prepositions"]),
            backing_prefixes=frozenset(modifiers["backing_prefixes"]),
            unidentified=frozenset(modifiers["unidentified"]),
            peoples=frozenset(plain(word) for word in modifiers["peoples"]),
            homelands=table["homelands"],
            vague=frozenset(modifiers["vague"]),
            proxies=frozenset(modifiers["proxies"]),
            vague_name=modifiers["vague_name"],
            person_verbs=frozenset(cues["person_verbs"]),
            person_nouns=frozenset(cues["person_nouns"]),
            particles=frozenset(cues["particles"]),
            links=frozenset(cues["links"]),
            not_names=frozenset(cues["not_names"]),
            given_names=frozenset(cues["given_names"]),
            not_states=tuple(cues["not_states"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{path.name} lacks or misstates {error}.") from None


def dangling(catalogue: Catalogue) -> Iterator[str]:
    """One sentence for each reference to an id that the catalogue lacks: `part_of`, and the persons of offices."""
    for actor in catalogue.actors.values():
        if actor.part_of and catalogue.entity(actor.part_of) is None:
            yield f"{actor.where}: part_of {actor.part_of!r} is no id of the catalogue."
    for office in catalogue.offices:
        if catalogue.entity(office.person) is None:
            yield f"offices.csv: person {office.person!r} is no id of the catalogue."
