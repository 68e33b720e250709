"""The filter language: one table of fields that the command line, the HTTP API and the address of a page share.

A filter is a few names with values, all of which must hold: ``type=ASSAULT,PROTEST from=2024-03-01 actor=Mali``. What
takes one of a fixed set of codes takes several with commas between; what takes words takes several with a bar between
(``actor=Mali|Niger``). One of the several is enough. ``id:`` before a word means exactly the actor or the place
(GeoNames) of this id, not a name that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

from dateline.errors import FilterError
from dateline.knowledge.ontology import load_types
from dateline.records import Review, Status
from dateline.storing.folding import fold

Kind = Literal["day", "codes", "words", "number", "box"]
STATUSES: tuple[str, ...] = get_args(Status)
PRECISIONS = ("1", "2", "3", "4", "5")
EVERY_REVIEW = "all"
"""What takes events whatever people have decided of them."""
LONGEST = 1_000
"""Characters of one value: far more than anybody types, and little enough to look for."""
WHOLE = ("text", "article")
"""The fields that are searched as a whole: no bar parts alternatives in them."""
EXACT = "id:"
"""What stands before an id that is meant exactly."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What events to take; what is empty does not limit. Values with alternatives are text of the filter language.

    `start` and `end` are days: an event is taken when its interval touches them, so undated events are not.
    `actor` (any role), `by`, `against` and `place` are the beginning of words of a name, an id or an alpha-3 code;
    `source` is the beginning of words of a publisher's name. `text` looks at the sentences: all its words must occur,
    words in double quotes side by side; a word that ends in ``*`` stands for all that begin so. `article` looks so at
    the whole articles of the reports. `box` is west, south,
    east, north in degrees, and takes what is placed in a point or a town; west may lie beyond east, over the date line.
    `review` is what people have decided; where it is empty, what they have rejected is left out.
    """

    start: date | None = None
    end: date | None = None
    actor: str | None = None
    type: str | None = None
    place: str | None = None
    text: str | None = None
    status: str | None = None
    limit: int | None = None
    by: str | None = None
    against: str | None = None
    mode: str | None = None
    country: str | None = None
    box: str | None = None
    precision: str | None = None
    source: str | None = None
    language: str | None = None
    killed: int | None = None
    reports: int | None = None
    voices: int | None = None
    review: str | None = None
    article: str | None = None


EVERY_EVENT = Filter()


@dataclass(frozen=True, slots=True)
class FilterField:
    """One name of the language: the attribute of `Filter` that it sets, what it takes, and what it does."""

    name: str
    attribute: str
    kind: Kind
    takes: str
    help: str
    codes: Callable[[], tuple[str, ...]] | None = None


def types() -> tuple[str, ...]:
    """The types of the ontology."""
    return tuple(sorted(load_types()))


def modes() -> tuple[str, ...]:
    """The modes of all types."""
    return tuple(sorted({mode for each in load_types().values() for mode in each.modes}))


FIELDS: tuple[FilterField, ...] = (
    FilterField("from", "start", "day", "DAY", "Events on or after this day, as 2024-03-09."),
    FilterField("to", "end", "day", "DAY", "Events on or before this day."),
    FilterField("actor", "actor", "words", "WORDS", "A party in any role: a name, an id or a country code."),
    FilterField("by", "by", "words", "WORDS", "A party that did it."),
    FilterField("against", "against", "words", "WORDS", "A party to whom it was done."),
    FilterField("type", "type", "codes", "TYPE,…", "PLOVER types, such as ASSAULT or CONSULT.", types),
    FilterField("mode", "mode", "codes", "MODE,…", "PLOVER modes, such as aerial or arrest.", modes),
    FilterField("place", "place", "words", "WORDS", "A place, a region or a country code."),
    FilterField("country", "country", "codes", "CODE,…", "Countries of the place, as ISO 3166-1 alpha-3 codes."),
    FilterField("box", "box", "box", "W,S,E,N", "Degrees of a box that the place lies in; towns and spots only."),
    FilterField("precision", "precision", "codes", "N,…",
                "How well placed: 1 spot or town, 2 near it or its district, 3 region, 4 country, 5 unknown.",
                lambda: PRECISIONS),
    FilterField("text", "text", "words", "WORDS", "Words of the sentences; quote a phrase, end a stem with *."),
    FilterField("article", "article", "words", "WORDS", "Words of the whole article of a report; as with text."),
    FilterField("status", "status", "codes", "STATUS,…", f"Of {', '.join(STATUSES)}.", lambda: STATUSES),
    FilterField("source", "source", "words", "WORDS", "A publisher of one of the reports."),
    FilterField("language", "language", "codes", "CODE,…", "Languages of the reports, as ISO 639-1 codes."),
    FilterField("killed", "killed", "number", "N", "At least so many killed, by the highest number told."),
    FilterField("reports", "reports", "number", "N", "At least so many documents that report it."),
    FilterField("voices", "voices", "number", "N", "At least so many who vouch for it independently."),
    FilterField("review", "review", "codes", "STATE,…",
                f"How far people have checked it: {', '.join(get_args(Review))}, or all. "
                "Without it, events that are rejected or marked as duplicates are left out.",
                lambda: (*get_args(Review), EVERY_REVIEW)),
    FilterField("limit", "limit", "number", "N", "At most so many events."),
)  # fmt: skip

BY_NAME: Mapping[str, FilterField] = {each.name: each for each in FIELDS}


def parse(given: Iterable[tuple[str, str]], spell: Callable[[str], str] = str, *, strict: bool = False) -> Filter:
    """The filter that names with values make; a name may come more than once. Empty values say nothing, as in an
    address that a form makes; `strict` reads them like any other, and none of them will do.

    `spell` says how a name is written where the values come from (``--from``). Raises FilterError with a sentence that
    says which value is wrong and what would do.
    """
    found: dict[str, Any] = {}
    for name, value in given:
        if not value.strip() and not strict:
            continue
        if name not in BY_NAME:
            raise FilterError(f"There is no filter {spell(name)}. There are {', '.join(map(spell, BY_NAME))}.")
        field = BY_NAME[name]
        if len(value) > LONGEST:
            raise FilterError(f"{spell(name)} has {len(value):,} characters; {LONGEST:,} are the most. Shorten it.")
        read = READERS[field.kind](field, value.strip(), spell(name))
        before = found.get(field.attribute)
        found[field.attribute] = _both(field, before, read, spell(name)) if before is not None else read
    start, end = found.get("start"), found.get("end")
    if start and end and end < start:
        raise FilterError(f"{spell('to')} {end} lies before {spell('from')} {start}. Swap them.")
    return Filter(**found)


def address(wanted: Filter) -> list[tuple[str, str]]:
    """The names and values that make this filter, in the order of the table; `parse` reads them back."""
    values = ((each.name, getattr(wanted, each.attribute)) for each in FIELDS)
    return [(name, value.isoformat() if isinstance(value, date) else str(value)) for name, value in values
            if value is not None]  # fmt: skip


def alternatives(value: str) -> tuple[str, ...]:
    """The alternatives of a value in words."""
    return tuple(part.strip() for part in value.split("|") if part.strip())


def codes(value: str) -> tuple[str, ...]:
    """The codes of a value."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def full_name(words: str) -> str:
    """The main name of the one actor that the catalogue also calls so ("RSF"); else the words themselves."""
    from dateline.knowledge.actors import load_actors
    from dateline.knowledge.names import fold as fold_name

    wanted, catalogue = fold_name(words), load_actors()
    if not wanted or words.startswith(EXACT) or catalogue.state(words.strip().upper()):
        return words
    states = catalogue.states.values()
    named = {state.entity.name for state in states if wanted in map(fold_name, state.aliases)}
    named |= {entity.name for name, entity, _ in catalogue.names() if fold_name(name) == wanted}
    return named.pop() if len(named) == 1 else words


def _both(field: FilterField, before: Any, later: Any, name: str) -> str:
    """A field that is given twice: one of the values is enough."""
    if field.kind == "codes":
        return ",".join(sorted({*codes(before), *codes(later)}))
    if field.kind == "words" and field.name not in WHOLE:
        return f"{before}|{later}"
    raise FilterError(f"{name} is given more than once. Give it once.")


def _day(field: FilterField, value: str, name: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise FilterError(f"{name} {value!r} is not a day. Write it as 2024-03-09.") from None


def _number(field: FilterField, value: str, name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < 1:
        raise FilterError(f"{name} {value!r} is not a whole number from 1.")
    return int(value)


def _codes(field: FilterField, value: str, name: str) -> str:
    """The codes, as they are written in the record, each once and sorted, so that one filter has one address."""
    known = field.codes() if field.codes else None
    written = {each.casefold(): each for each in known or ()}
    found = []
    for one in codes(value):
        code = written.get(one.casefold()) if known else _bare(field, one)
        if code is None:
            raise FilterError(f"{name} {one!r} is not known. Take one of {', '.join(known or ())}."
                              if known else f"{name} {one!r} is not a code. Write letters only.")  # fmt: skip
        found.append(code)
    if not found:
        take = f" Take one of {', '.join(known)}." if known else ""
        raise FilterError(f"{name} {value!r} has no code in it.{take}")
    return ",".join(sorted(set(found)))


def _bare(field: FilterField, one: str) -> str | None:
    """A code of an open set: country codes are capitals, codes of languages small letters."""
    if not re.fullmatch(r"[A-Za-z-]{2,8}", one):
        return None
    return one.upper() if field.name == "country" else one.lower()


def _words(field: FilterField, value: str, name: str) -> str:
    if field.name in WHOLE:
        _need_words(value, value, name)
        return value
    found = alternatives(value)
    for each in found or (value,):
        _need_words(each.removeprefix(EXACT), value, name)
    if field.name in ("actor", "by", "against"):
        found = tuple(full_name(each) for each in found)
    return "|".join(found)


def _need_words(words: str, value: str, name: str) -> None:
    if not fold(words):
        raise FilterError(f"{name} {value[:80]!r} has no letter or digit. Give a word.")


def _box(field: FilterField, value: str, name: str) -> str:
    parts = value.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            raise ValueError
    except ValueError:
        raise FilterError(
            f"{name} {value[:80]!r} is no box. Write west, south, east and north in degrees, as -5.5,10,4,25."
        ) from None
    return ",".join(f"{round(number, 4):g}" for number in (west, south, east, north))


READERS: Mapping[Kind, Callable[[FilterField, str, str], Any]] = {
    "day": _day, "codes": _codes, "words": _words, "number": _number, "box": _box,
}  # fmt: skip

if {each.attribute for each in FIELDS} != {each.name for each in fields(Filter)}:
    raise AssertionError("each attribute of Filter has a row in FIELDS")
