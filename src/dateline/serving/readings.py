"""What words can mean in a field: for an editor who chooses words of the text, or types some.

Days, places, numbers and actors are read with dateline's own grammar, gazetteer and catalogue, so that what a person
chooses has the same form as what the machine codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from dateline.deciding.fields import FIELDS, PLACE, ROLES, typed
from dateline.errors import DecisionError
from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import Place, load_gazetteer
from dateline.knowledge.names import fold, slug
from dateline.knowledge.ontology import load_types
from dateline.records import Entity, Status
from dateline.serving.words import day_words, number_words, place_words
from dateline.storing import Store
from dateline.storing.plain import load, plain

MOST = 9
"""Meanings that are offered; as many as there are digits on the keys."""
RANGE = re.compile(r"\bbetween\b.+\band\b|\d\s*[-–]\s*\d|\bto\b")
SCALES = (100, 1_000, 1_000_000)
"""Words by which the number before them is multiplied."""
LONGEST = 200
"""Characters of words that are read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning: the value in the field's JSON form, how a person reads it, and what tells it from others."""

    value: Any
    text: str
    note: str = ""


def readings(store: Store, field: str, words: str, published: date | None) -> list[Reading]:
    """The meanings of some words in a field, the likeliest first. Raises DecisionError for another field."""
    words = " ".join(words.split())[:LONGEST]
    if field in ROLES:
        return actors(store, words)
    if field not in FIELDS:
        raise DecisionError(f"There is no field {field[:40]!r}. There are {', '.join((*FIELDS, *ROLES))}.")
    found = READERS[field](words, published) if words else []
    made: list[Reading] = []
    for value, note in found:
        reading = Reading(value, value_words(field, value), note)
        if reading.value not in [each.value for each in made]:
            made.append(reading)
    return made[:MOST]


def value_words(field: str, value: Any) -> str:
    """A value of a field as a person reads it; empty where it is unknown."""
    if value is None:
        return ""
    if field == "when":
        return day_words(value)
    if field == "where":
        return place_words(value)
    if field in ("killed", "injured"):
        return number_words(value)
    if field == "type":
        return " ".join(part for part in (value["type"], value["mode"]) if part)
    return str(value)


Found = list[tuple[Any, str]]


def days(words: str, published: date | None) -> Found:
    """``2024-03-09``, or what the words mean on the day of the page."""
    from dateline.coding.timex import find_dates, guess_tense
    from dateline.coding.timex_calendar import Unplaced, place

    found = as_typed("when", words)
    for each in find_dates(words, published):
        tense = guess_tense(words, each.start, each.end, each.meaning, published)
        span = place(each.meaning, published, tense)
        if not isinstance(span, Unplaced):
            told = f"{each.text}, on a page of {published}" if published else each.text
            found.append(({"start": span[0].isoformat(), "end": span[1].isoformat()}, told))
    return found


def places(words: str, published: date | None) -> Found:
    """All places of the gazetteer that are called so, those whose own name it is first."""
    del published
    gazetteer = load_gazetteer()
    name, _, country = (part.strip() for part in words.partition(","))
    if name.isdecimal() and len(name) < 10:
        one = gazetteer.place(int(name))
        found = [one] if one else []
    else:
        found = [each for each in gazetteer.lookup(name) if not country or each.country == country.upper()]
    return [
        (place_value(each), place_note(each))
        for each in sorted(found, key=lambda each: (not each.main, each.precision))
    ]


def place_value(place: Place) -> dict[str, Any]:
    """A place of the gazetteer in the JSON form of `where`."""
    point = (None, None) if place.computed else (place.latitude, place.longitude)
    return dict(zip(PLACE, (place.name, place.precision, place.id, *point, place.country, place.admin1), strict=True))


def place_note(place: Place) -> str:
    people = f"{place.population:,} people" if place.population else ""
    return ", ".join(part for part in (place.kind, place.admin1, people) if part)


def numbers(words: str, published: date | None) -> Found:
    """``5``, ``5-7``, ``5+``, "at least five", "between ten and twelve", "dozens"."""
    del published
    from dateline.coding.numbers import LIMITS, within_limit
    from dateline.knowledge.cues import load_cues

    found: Found = []
    if re.fullmatch(r"[\d\s+–-]+", words):
        found += as_typed("killed", words)
    values = stated(words.lower().replace("–", "-"))
    text = f" {words.lower()} "
    if len(values) > 1 and RANGE.search(text):
        found.append(({"low": min(values[:2]), "high": max(values[:2])}, ""))
    for value in values:
        limit = next((words for words in map(" ".join, LIMITS) if f" {words} " in text), None)
        if limit is not None:
            low, high = within_limit(limit, value)
            found.append(({"low": low, "high": high}, "at least" if high is None else "at most"))
        found.append(({"low": value, "high": value}, ""))
    for word in re.findall(r"[a-z]+", text):
        span = load_cues().words.vague_numbers.get(word) or load_cues().words.vague_numbers.get(word.removesuffix("s"))
        if span and not values:
            found.append(({"low": span[0], "high": span[1]}, f"“{word}” by the codebook"))
    return found


def stated(text: str) -> list[int]:
    """The numbers that are written in a text, in digits or words: "two hundred and fifty" is one."""
    from dateline.coding.numbers import number_of

    found: list[int] = []
    run: list[int] = []
    for word in re.findall(r"\d[\d,]*|[a-z]+(?:-[a-z]+)?|[^\s\w]", text):
        value = number_of(word.rstrip(","))
        if value is None:
            if word != "and" or not run or run[-1] not in SCALES:
                found += joined(run)
                run = []
        elif run and (value in SCALES or run[-1] in SCALES or (20 <= run[-1] < 100 and value < 10)):
            run.append(value)
        else:
            found += joined(run)
            run = [value]
    return found + joined(run)


def joined(run: Sequence[int]) -> list[int]:
    """The number that some words make; none of no words."""
    whole = small = 0
    for value in run:
        if value == SCALES[0]:
            small = max(1, small) * value
        elif value in SCALES:
            whole, small = whole + max(1, small) * value, 0
        else:
            small += value
    return [whole + small] if run else []


def counts(words: str, published: date | None) -> Found:
    """A number of occurrences."""
    del published
    return [(value, "") for value in stated(words.lower()) if value > 0]


def types(words: str, published: date | None) -> Found:
    """The types and modes whose name begins so."""
    del published
    first, _, second = words.replace(":", " ").partition(" ")
    found: Found = []
    for name, each in load_types().items():
        if name.startswith(first.upper()):
            found += [({"type": name, "mode": None}, "")] if not second.strip() else []
            found += [({"type": name, "mode": mode}, "") for mode in each.modes
                      if mode.startswith(second.strip().lower())]  # fmt: skip
    return found


def statuses(words: str, published: date | None) -> Found:
    """The statuses that begin so."""
    del published
    return [(each, "") for each in get_args(Status) if each.startswith(words.lower())]


def as_typed(field: str, words: str) -> Found:
    """What the words are as one types them on the command line."""
    try:
        return [(value, "") for value in [typed(field, words)] if value is not None]
    except DecisionError:
        return []


READERS: dict[str, Callable[[str, date | None], Found]] = {
    "when": days,
    "where": places,
    "killed": numbers,
    "injured": numbers,
    "count": counts,
    "type": types,
    "status": statuses,
    "weapon": lambda words, published: as_typed("weapon", words),
}


def actors(store: Store, words: str) -> list[Reading]:
    """The actors that are called so, in the catalogue and in the database; last a new one of that name."""
    wanted = fold(words)
    if not wanted:
        return []
    catalogue = load_actors()
    known = {state.entity.id: state.entity for state in catalogue.states.values()
             if wanted in {fold(name) for name in (state.entity.name, *state.aliases)}}  # fmt: skip
    known |= {entity.id: entity for name, entity, _ in catalogue.names() if fold(name) == wanted}
    listed = catalogue.entity(words)
    if listed is not None:
        known.setdefault(listed.id, listed)
    rows = store.rows(
        "SELECT DISTINCT record FROM entity WHERE id IN (?, ?) ORDER BY record LIMIT 9", (words, slug(words))
    )
    for entity in (load(Entity, row["record"]) for row in rows):
        known.setdefault(entity.id, entity)
    found = [Reading(plain(each), each.name, about(each)) for each in known.values()]
    new = Entity(slug(words), words, "group", origin="text")
    return [*found[: MOST - 1], *([] if new.id in known else [Reading(plain(new), words, "a new actor")])]


def about(entity: Entity) -> str:
    """What an actor is, in words."""
    return ", ".join(part for part in (entity.kind, entity.country, entity.sector, entity.id) if part)


def parties(found: Iterable[Entity]) -> list[dict[str, Any]]:
    """Actors as readings, each once."""
    return [plain(Reading(plain(each), each.name, about(each))) for each in {one.id: one for one in found}.values()]
