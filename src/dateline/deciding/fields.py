"""The fields that people correct: the JSON form of each, how it is typed, how it is put into a claim or an event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar, get_args, get_type_hints

from dateline.errors import DecisionError
from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.ontology import load_types
from dateline.records import Claim, Entity, Event, Participant, Quantity, Status, When, Where

Coded = TypeVar("Coded", bound=Claim | Event)
Role = Literal["actors", "recipients"]
ROLES: tuple[Role, ...] = get_args(Role)
SET = "set by a person"
"""The reason that a date or a place has which a person has set."""
MOST = 999_999_999
"""The largest number that is taken."""
NOTHING = ("", "none", "unknown")
"""What one types for a field that cannot be told."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how to type it, and the functions that read what is typed, what a record has, and put it there."""

    takes: str
    typed: Callable[[str], Any]
    read: Callable[[Claim | Event], Any]
    put: Callable[[Any], dict[str, Any]]


def value_of(record: Claim | Event, field: str) -> Any:
    """What a record has in a field, in the field's JSON form. Raises DecisionError for another name."""
    return field_named(field).read(record)


def typed(field: str, text: str) -> Any:
    """The JSON form of what was typed for a field; None for what cannot be told. Raises DecisionError."""
    return None if text.strip().casefold() in NOTHING else field_named(field).typed(text.strip())


def with_value(record: Coded, field: str, value: Any) -> Coded:
    """The record with a value, in JSON form, in a field. Raises DecisionError where the value is none of the field."""
    try:
        return replace(record, **field_named(field).put(value))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise DecisionError(f"{value!r} is no value of {field}: {fault}.") from fault


def field_named(name: str) -> Field:
    found = FIELDS.get(name)
    if found is None:
        raise DecisionError(f"There is no field {name!r} to correct. There are {', '.join(FIELDS)}.")
    return found


def typed_type(text: str) -> Any:
    """``PROTEST``, ``PROTEST riot`` or ``PROTEST:riot``."""
    kind, _, mode = text.replace(":", " ").partition(" ")
    return {"type": kind.upper(), "mode": mode.strip().lower() or None}


def put_type(value: Any) -> dict[str, Any]:
    kind, mode = str(value["type"]), value["mode"]
    known = load_types()
    if kind not in known:
        raise DecisionError(f"There is no type {kind!r}. There are {', '.join(sorted(known))}.")
    if mode is not None and mode not in known[kind].modes:
        raise DecisionError(f"{kind} has no mode {mode!r}. It has {', '.join(known[kind].modes) or 'none'}.")
    return {"type": kind, "mode": mode, "cameo": cameo_code(kind, mode)}


def typed_status(text: str) -> Any:
    put_status(text.lower())
    return text.lower()


def put_status(value: Any) -> dict[str, Any]:
    if value not in get_args(Status):
        raise DecisionError(f"There is no status {value!r}. There are {', '.join(get_args(Status))}.")
    return {"status": value}


def typed_days(text: str) -> Any:
    """``2024-03-09`` or ``2024-03-09/2024-03-12``."""
    first, _, last = text.partition("/")
    try:
        start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        raise DecisionError(
            f"{text!r} is no day and no interval. Write 2024-03-09, or 2024-03-09/2024-03-12."
        ) from None
    return {"start": start.isoformat(), "end": end.isoformat()}


def read_days(record: Claim | Event) -> Any:
    when = record.when
    if when.start is None or when.end is None:
        return None
    return {"start": when.start.isoformat(), "end": when.end.isoformat()}


def put_days(value: Any) -> dict[str, Any]:
    if value is None:
        return {"when": When(reason=SET)}
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    if end < start:
        raise DecisionError(f"{end} lies before {start}.")
    return {"when": When(start, end, "decided", reason=SET)}


PLACE = ("name", "precision", "geoname_id", "latitude", "longitude", "country", "admin1")


def typed_place(text: str) -> Any:
    """A name of the gazetteer that one place has, as ``Gao``, ``Gao, MLI``, or a GeoNames number."""
    from dateline.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    name, _, country = (part.strip() for part in text.partition(","))
    if name.isdigit():
        found = [place] if (place := gazetteer.place(int(name))) else []
    else:
        found = [place for place in gazetteer.lookup(name) if not country or place.country == country.upper()]
    if len(found) > 1:
        best = [place for place in found if place.main] or found
        shown = "; ".join(f"{place.id} ({place.kind}, {place.admin1 or place.country})" for place in best[:8])
        if len(best) > 1:
            raise DecisionError(f"{len(best)} places are called {text!r}: {shown}. Give the number of one.")
        found = best
    if not found:
        raise DecisionError(f"The gazetteer has no place {text!r}. Give another name of it, or its GeoNames number.")
    one = found[0]
    point = (None, None) if one.computed else (one.latitude, one.longitude)
    return dict(zip(PLACE, (one.name, one.precision, one.id, *point, one.country, one.admin1), strict=True))


def read_place(record: Claim | Event) -> Any:
    return None if record.where.name is None else {name: getattr(record.where, name) for name in PLACE}


def put_place(value: Any) -> dict[str, Any]:
    if value is None:
        return {"where": Where(reason=SET)}
    where = Where(**{name: value[name] for name in PLACE}, reason=SET)
    if not isinstance(where.name, str) or type(where.precision) is not int or not 1 <= where.precision <= 5:
        raise DecisionError(f"{value!r} is no place: it needs a name, and a precision from 1 to 5.")
    if not is_point(where.latitude, where.longitude) or not all(
        one is None or isinstance(one, kind)
        for one, kind in ((where.geoname_id, int), (where.country, str), (where.admin1, str))
    ):
        raise DecisionError(f"{value!r} is no place: its number, degrees or codes are none.")
    return {"where": where}


def is_point(latitude: Any, longitude: Any) -> bool:
    """Whether these are degrees on the Earth, or both null."""
    if latitude is None and longitude is None:
        return True
    numbers = all(type(one) in (int, float) for one in (latitude, longitude))
    return numbers and abs(latitude) <= 90 and abs(longitude) <= 180


def typed_number(text: str) -> Any:
    """``5``, ``5-7`` or ``5+``."""
    match = re.fullmatch(r"(\d{1,9})(?:(\+)|\s*[-–]\s*(\d{1,9}))?", text)
    if match is None:
        raise DecisionError(f"{text!r} is no number of people. Write 5, 5-7, or 5+ for at least five.")
    low = int(match[1])
    return {"low": low, "high": None if match[2] else int(match[3] or low)}


def people(name: str) -> Field:
    def read(record: Claim | Event) -> Any:
        found: Quantity | None = getattr(record, name)
        return None if found is None else {"low": found.low, "high": found.high}

    def put(value: Any) -> dict[str, Any]:
        if value is None:
            return {name: None}
        low, high = value["low"], value["high"]
        if type(low) is not int or not 0 <= low <= MOST:
            raise DecisionError(f"{value!r} is no number of people.")
        if high is not None and (type(high) is not int or not low <= high <= MOST):
            raise DecisionError(f"{value!r} is no number of people.")
        return {name: Quantity(low, high)}

    return Field("5, 5-7 or 5+", typed_number, read, put)


def typed_count(text: str) -> Any:
    if not re.fullmatch(r"\d{1,9}", text):
        raise DecisionError(f"{text!r} is no whole number. Write unknown for an unknown plural.")
    return int(text)


def put_count(value: Any) -> dict[str, Any]:
    if value is not None and (type(value) is not int or not 1 <= value <= MOST):
        raise DecisionError(f"{value!r} is no number of occurrences.")
    return {"count": value}


def put_weapon(value: Any) -> dict[str, Any]:
    if value is not None and not isinstance(value, str):
        raise DecisionError(f"{value!r} is no weapon.")
    return {"weapon": value}


FIELDS: Mapping[str, Field] = {
    "type": Field("TYPE or TYPE:MODE", typed_type, lambda record: {"type": record.type, "mode": record.mode}, put_type),
    "status": Field("a status", typed_status, lambda record: record.status, put_status),
    "when": Field("a day, or two with / between", typed_days, read_days, put_days),
    "where": Field("a place, or its GeoNames number", typed_place, read_place, put_place),
    "weapon": Field("a weapon", str.lower, lambda record: record.weapon, put_weapon),
    "killed": people("killed"),
    "injured": people("injured"),
    "count": Field("a whole number", typed_count, lambda record: record.count, put_count),
}


def entities(record: Claim | Event, role: Role) -> tuple[Entity, ...]:
    """The parties in a role of a claim or an event."""
    if isinstance(record, Claim):
        return tuple(participant.entity for participant in getattr(record, role))
    found: tuple[Entity, ...] = getattr(record, role)
    return found


def reassigned(record: Coded, role: Role, before: str | None, after: Entity | None) -> Coded:
    """The record with one party of a role in the place of another, or one added or taken out.

    Raises DecisionError where neither the one nor the other is there.
    """
    parties = entities(record, role)
    if before is not None and before not in {party.id for party in parties}:
        if after is None or after.id in {party.id for party in parties}:
            return record
        raise DecisionError(f"{before} is not among the {role} any more")
    changes: dict[str, Any] = {role: new_parties(record, role, before, after)}
    return replace(record, **changes)


def new_parties(
    record: Claim | Event, role: Role, before: str | None, after: Entity | None
) -> tuple[Participant, ...] | tuple[Entity, ...]:
    """The parties of a role with one in the place of another; in a claim it has the words of the one before."""
    others = {party.id for party in entities(record, role)} - {before}
    added = after if after is not None and after.id not in others else None
    if isinstance(record, Event):
        return (*(party for party in entities(record, role) if party.id in others), *((added,) if added else ()))
    there: tuple[Participant, ...] = getattr(record, role)
    mention = next((each.mention for each in there if each.entity.id == before), record.trigger)
    kept = tuple(each for each in there if each.entity.id in others)
    return (*kept, Participant(added, mention)) if added else kept


def entity_of(value: Any) -> Entity | None:
    """The entity of its JSON form. Raises DecisionError where it is none."""
    if value is None:
        return None
    try:
        made = Entity(**{**value, "backers": tuple(value.get("backers", ()))})
    except (TypeError, AttributeError) as fault:
        raise DecisionError(f"{value!r} is no actor: {fault}.") from fault
    texts = (made.id, made.name, made.country or "", made.sector or "", *made.backers)
    if (
        made.kind not in get_args(get_type_hints(Entity)["kind"])
        or not all(isinstance(one, str) for one in texts)
        or not made.id
        or not made.name
        or made.origin not in ("catalogue", "text")
        or type(made.unnamed) is not bool
    ):
        raise DecisionError(f"{value!r} is no actor: it needs an id, a name and a kind.")
    return made
