"""Records to JSON and back, field by field; what comes back equals what went in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def plain(value: Any) -> Any:
    """A record as what JSON knows: dataclasses become objects, tuples lists, days ISO strings."""
    if isinstance(value, str):
        return storable(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if (names := _names(cast(Hashable, type(value)))) is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _names(kind: Hashable) -> tuple[str, ...] | None:
    """The fields of a dataclass, None of other types."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def dump(value: Any) -> str:
    """JSON text of a record, of records, or of what `plain` gave; one line, the same for the same record."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """The record that `dump` was given."""
    return build(kind, json.loads(text))


def build(kind: type[T], value: dict[str, Any]) -> T:
    """The record that `plain` was given."""
    makers = _makers(cast(Hashable, kind))
    fields = {}
    for name, item in value.items():
        make = makers[name]
        fields[name] = item if make is None or item is None else make(item)
    return kind(**fields)


@cache
def _makers(kind: Hashable) -> dict[str, Callable[[Any], Any] | None]:
    """For each field of a record what makes its value of what JSON has; None where that is the value."""
    return {name: _maker(hint) for name, hint in get_type_hints(cast(type, kind)).items()}


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _maker(next(choice for choice in get_args(hint) if choice is not NoneType))
    if origin is tuple:
        each = _maker(get_args(hint)[0])
        return tuple if each is None else partial(_tuple, each)
    if origin is None and is_dataclass(hint):
        return partial(build, cast("type[Any]", hint))
    if hint is date:
        return date.fromisoformat
    return float if hint is float else None


def _tuple(make: Callable[[Any], Any], items: list[Any]) -> tuple[Any, ...]:
    return tuple([None if item is None else make(item) for item in items])
