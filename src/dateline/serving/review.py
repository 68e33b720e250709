"""The routes of review: the queue, one event of it, what words mean, and rounds of double coding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dateline.serving.api import FILTERED, PLAIN, Cursor, Identifier, Limit
from dateline.serving.desk import At, Desk, Wanted
from dateline.serving.problems import NotThere, Problem
from dateline.serving.queue import find_queue
from dateline.serving.readings import readings
from dateline.serving.rendering import BUILT, app_page
from dateline.serving.review_item import review_item
from dateline.serving.roles import Asks, AtDoor, Writes
from dateline.serving.rounds import check_round, finish_round, mine, one_round, round_item, round_queue, told
from dateline.serving.schemas import Item, Queued, Readings, Rounds, RoundTold
from dateline.serving.schemas import told as answers
from dateline.storing import Filter, Store
from dateline.storing.filters import address, parse
from dateline.storing.plain import dump, plain
from dateline.storing.rounds import begin_round, read_rounds

router = APIRouter()
LARGEST_ROUND = 1_000
Number = Annotated[int, Path(ge=1, le=2**31)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Begun(BaseModel):
    """A round that is wished for: the filter in the words of the address, how many events, and who codes them."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    coders: Annotated[list[Name], Field(min_length=2, max_length=20)]
    events: Annotated[int, Field(ge=1, le=LARGEST_ROUND)] = 50
    filter: Annotated[dict[str, str], Field(max_length=30)] = {}


@router.get("/review", include_in_schema=False)
@router.get("/review/rounds", include_in_schema=False)
def show_review() -> Response:
    """The page that reviews, where it was built."""
    if not BUILT.is_file():
        raise NotThere("The page that reviews was not built when dateline was installed. Decide with: dateline decide")
    text = app_page("src/review/main.tsx", "Review", "/review", kind="reviewing", query="", asked=())
    return Response(text, headers={"Cache-Control": "private, no-cache"}, media_type="text/html; charset=utf-8")


@router.get("/api/v1/queue", tags=["review"], responses=answers(Queued), openapi_extra=FILTERED)
def list_queue(request: Request, at: At, wanted: Wanted, limit: Limit = 100, cursor: Cursor = None) -> Response:
    """The events that a person should look at, those that matter most first, and how many are done."""
    return at.json(request, lambda store: find_queue(at.record, store, wanted, limit, cursor))


@router.get("/api/v1/queue/{event}", tags=["review"], dependencies=PLAIN, responses=answers(Item, 404))
def one_item(request: Request, at: At, event: Identifier) -> Response:
    """An event as it is reviewed: sentences with marked words, fields with what each may be, events near it."""
    return at.json(request, lambda store: review_item(at.record, store, event))


@router.get("/api/v1/readings", tags=["review"], dependencies=PLAIN, responses=answers(Readings))
def list_readings(
    request: Request, at: At,
    field: Annotated[str, Query(max_length=40, description="A field, or actors or recipients.")],
    words: Annotated[str, Query(max_length=1_000, description="Words of the text, or what was typed.")],
    published: Annotated[date | None, Query(description="The day of the page, for words such as Monday.")] = None,
) -> Response:  # fmt: skip
    """What some words can mean in a field, the likeliest first."""
    return at.json(request, lambda store: {"items": plain(readings(store, field, words, published))})


@router.get("/api/v1/rounds", tags=["review"], dependencies=PLAIN, responses=answers(Rounds))
def list_rounds(at: At) -> Response:
    """Rounds of double coding, the newest first, with how far each person is."""
    return private(at, lambda store: {"items": [told(store, each) for each in read_rounds(store)]})


@router.post("/api/v1/rounds", tags=["review"], status_code=HTTPStatus.CREATED,
             responses=answers(None, 403, 404) | {201: {"model": RoundTold}, 200: {}})  # fmt: skip
def begin(begun: Begun, at: At, writes: Writes, door: AtDoor) -> Response:
    """Begins a round with the first events of the queue of a filter that nobody has looked at; for admins."""
    if not writes.may("admin"):
        raise Problem(HTTPStatus.FORBIDDEN, "Only an admin may begin a round.")
    coders = [name.strip() for name in begun.coders]
    check_round(begun.name, coders, door.accounts.now() if door.accounts else None)
    chosen = parse([*((name, value) for name, value in begun.filter.items() if name != "review"),
                    ("review", "unreviewed")])  # fmt: skip
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with at.database.reading() as store:
        order = find_queue(at.record, store, chosen, begun.events, None)["items"]
    if not order:
        raise NotThere("No event that nobody has looked at fits the filter.")
    with at.database.writing() as store:
        number = begin_round(store, begun.name.strip(), dict(address(without_review(chosen))), writes.name, now,
                             [each["id"] for each in order], coders)  # fmt: skip
        content = dump(told(store, one_round(store, number)))
    return Response(content, HTTPStatus.CREATED, media_type="application/json")


@router.get("/api/v1/rounds/{number}", tags=["review"], dependencies=PLAIN, responses=answers(RoundTold, 404))
def show_round(at: At, number: Number) -> Response:
    """A round: how far each person is, and how far they agree once all have finished."""
    return private(at, lambda store: told(store, one_round(store, number)))


@router.get("/api/v1/rounds/{number}/queue", tags=["review"], dependencies=PLAIN, responses=answers(Queued, 403, 404))
def show_round_queue(at: At, asks: Asks, number: Number) -> Response:
    """The events of a round, with which of them the one who asks is done."""
    return private(at, lambda store: round_queue(store, number, asks))


@router.get(
    "/api/v1/rounds/{number}/queue/{event}", tags=["review"], dependencies=PLAIN, responses=answers(Item, 403, 404)
)
def show_round_item(at: At, asks: Asks, number: Number, event: Identifier) -> Response:
    """An event of a round, with what the one who asks has decided of it and nobody else has."""
    return private(at, lambda store: round_item(at.record, store, number, event, asks))


@router.post("/api/v1/rounds/{number}/finish", tags=["review"], responses=answers(RoundTold, 403, 404))
def end_round(at: At, writes: Writes, number: Number) -> Response:
    """Ends a round for the one who asks. With the last person its decisions go into the log."""
    with at.database.writing() as store:
        mine(store, number, writes)
        content = dump(finish_round(store, number, writes, datetime.now(UTC).isoformat(timespec="seconds")))
    return Response(content, media_type="application/json")


def private(at: Desk, make: Callable[[Store], Any]) -> Response:
    """An answer that is only for who asked."""
    with at.database.reading() as store:
        content = dump(make(store)).encode("utf-8", "replace")
    return Response(content, headers={"Cache-Control": "no-store"}, media_type="application/json")


def without_review(chosen: Filter) -> Filter:
    """The filter as the address of a round has it."""
    return replace(chosen, review=None)
