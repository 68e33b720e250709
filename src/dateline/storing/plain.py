"""Records to JSON and back, field by field; what comes back equals what went in."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def plain(value: Any) -> Any:
    """A record as what JSON knows: dataclasses become objects, tuples lists, days ISO strings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return storable(value) if isinstance(value, str) else value


def dump(value: Any) -> str:
    """JSON text of a record, of records, or of what `plain` gave; one line, the same for the same record."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """The record that `dump` was given."""
    return build(kind, json.loads(text))


def build(kind: type[T], value: dict[str, Any]) -> T:
    """The record that `plain` was given."""
    hints = _hints(cast(Hashable, kind))
    return kind(**{name: _value(hints[name], item) for name, item in value.items()})


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast(type, kind))


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _value(next(choice for choice in get_args(hint) if choice is not NoneType), value)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if origin is Literal:
        return value
    if is_dataclass(hint):
        return build(hint, value)  # type: ignore[arg-type]
    if hint is date:
        return date.fromisoformat(value)
    return float(value) if hint is float else value
