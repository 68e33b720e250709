"""What all routes share: the database, the columns, and the answers that were given lately."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request, Response

from dateline.errors import DatelineError, FilterError
from dateline.knowledge.actors import load_actors
from dateline.serving.areas import outline
from dateline.serving.caching import Content, Recent, conditional, content
from dateline.serving.database import Database
from dateline.serving.record import Record
from dateline.serving.sources import quoted, volumes
from dateline.storing import Filter, Store
from dateline.storing.filters import BY_NAME, parse

KEPT_BYTES = 64_000_000
"""Answers that are kept, so that many readers of one page cost as much as one."""


class Desk:
    """Answers requests: each answer is made once for a state of the database, and kept for a while."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.record = Record(database)
        self._answers: Recent[tuple[int, str], Content] = Recent(KEPT_BYTES, lambda made: len(made) + 1_000)

    def warm(self) -> None:
        """Reads the columns before somebody waits for them; a fault is told to the first who asks."""
        with suppress(DatelineError):
            with self.database.reading() as store:
                self.record.columns(store)
            outline(None)
            load_actors()
            with self.database.reading() as store:
                self.record.once("sources", store, volumes)
                self.record.once("quotes", store, quoted)

    def close(self) -> None:
        """Ends what runs and closes what is open."""
        self.record.close()
        self.database.close()

    def json(self, request: Request, make: Callable[[Store], Any]) -> Response:
        """What `make` gives as JSON."""
        return self._answer(request, "application/json", lambda store: _dumped(make(store)))

    def text(self, request: Request, media: str, make: Callable[[Store], str]) -> Response:
        """What `make` gives as text of a media type."""
        return self._answer(request, media, lambda store: make(store).encode("utf-8", "replace"))

    def html(self, request: Request, make: Callable[[Store], str]) -> Response:
        """What `make` gives as a page."""
        return self.text(request, "text/html; charset=utf-8", make)

    def _answer(self, request: Request, media: str, make: Callable[[Store], bytes]) -> Response:
        key = (self.database.generation(), f"{request.url.path}?{request.url.query}")
        made = self._answers.get(key, lambda: self._made(make))
        return conditional(request, made, media)

    def _made(self, make: Callable[[Store], bytes]) -> Content:
        with self.database.reading() as store:
            plain = make(store)
        return content(plain)


def _dumped(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a character, from a page that was broken
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def desk(request: Request) -> Desk:
    """The desk of the application."""
    found: Desk = request.app.state.desk
    return found


def wanted(request: Request) -> Filter:
    """The filter that the address names. What is no filter must be a parameter of the route."""
    own = {field.alias for field in request.scope["route"].dependant.query_params}
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in own]
    return parse(given)


def nothing_else(request: Request) -> None:
    """Refuses parameters that the route does not know, so that a slip of the pen is not taken for a filter."""
    own = {field.alias for field in request.scope["route"].dependant.query_params}
    for name in request.query_params:
        if name not in own:
            known = f"There are {', '.join(sorted(own))}." if own else "There are none here."
            raise FilterError(f"There is no parameter {name[:80]!r}. {known}")


At = Annotated[Desk, Depends(desk)]
Wanted = Annotated[Filter, Depends(wanted)]


def filter_parameters(*without: str) -> dict[str, Any]:
    """The filter as OpenAPI describes parameters."""
    return {
        "parameters": [
            {
                "name": field.name,
                "in": "query",
                "required": False,
                "description": field.help,
                "schema": _schema(field.kind, field.codes() if field.codes else None),
            }
            for name, field in BY_NAME.items()
            if name not in without
        ]
    }


def _schema(kind: str, codes: tuple[str, ...] | None) -> dict[str, Any]:
    if kind == "day":
        return {"type": "string", "format": "date"}
    if kind == "number":
        return {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    if codes:
        return {"type": "string", "enum": list(codes)}
    return {"type": "string", "minLength": 1, "maxLength": 1_000}
