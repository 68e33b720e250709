"""The shapes of the API's answers, as its description tells them. Answers are not checked against them at run time."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from dateline.serving.accounts import Role
from dateline.serving.problems import MEDIA

T = TypeVar("T")


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Listed(BaseModel, Generic[T]):
    """Some items of a list; `next` is the cursor of those that follow, null at the end, `total` counts all."""

    items: list[T]
    next: str | None
    total: int


class Document(BaseModel):
    """A page of the database without its text."""

    id: str
    name: str
    url: str | None
    media: str
    state: str
    reason: str | None
    message: str | None
    title: str | None
    published: str | None
    published_confidence: float | None
    updated: str | None
    publisher: str | None
    agency: str | None
    byline: str | None
    section: str | None
    genre: str | None
    language: str | None
    crawled: str | None
    note: str | None
    characters: int
    claims: int


class PageDetail(BaseModel):
    """A page as it is read. All offsets count characters of `text`."""

    name: str
    document: str
    text: str
    facts: list[dict[str, Any]]
    runs: list[dict[str, Any]]
    blocks: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    copies: list[dict[str, Any]]


class Actor(BaseModel):
    """A party, in how many events it is, and in how many in each role."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    events: int
    by: int
    against: int


class Place(BaseModel):
    """A place at a precision, and its events by quad class 1 to 4."""

    key: str
    name: str
    precision: int
    geoname_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    events: int
    quads: list[int]
    killed: int
    outline: list[tuple[float, float]] | None


class Places(BaseModel):
    """All places of a filter, without the events that count several occurrences."""

    items: list[Place]
    total: int
    unplaced: int
    aggregates: int


class Publisher(BaseModel):
    """A publisher and its volume."""

    name: str
    documents: int
    coded: int
    first: str | None
    last: str | None
    languages: list[str]
    copies: int


class FacetValue(BaseModel):
    """A value as the filter takes it, as a person reads it, and how many events have it."""

    value: str
    label: str
    count: int


class FacetCounts(BaseModel):
    """The commonest values, how many more there are, and how many events have none."""

    values: list[FacetValue]
    more: int
    missing: int


class Facets(BaseModel):
    """Facets by name; `aggregates` count several occurrences each, at `reviewed` a person has looked."""

    total: int
    aggregates: int
    reviewed: int
    facets: dict[str, FacetCounts]


class Bar(BaseModel):
    """A stretch of days: events within it by group, and those of a wider interval that touches it."""

    start: str
    end: str
    counts: list[int]
    wider: int


class Series(BaseModel):
    """Bars in order without a gap; `aggregates` are left out, since they count what is counted already."""

    unit: str
    split: str
    groups: list[str]
    bars: list[Bar]
    wider: int
    undated: int
    aggregates: int


class Who(BaseModel):
    """Who asks. `token` goes into the header X-Dateline-Token of what their browser writes; empty for readers."""

    name: str
    role: Role
    token: str
    passwords: bool


class Outcome(BaseModel):
    """What became of a decision: its number in the log, how it stands, the events it bears on, the target's version."""

    number: int
    decision: dict[str, Any]
    standing: dict[str, Any]
    events: list[str]
    version: str


class Logged(BaseModel):
    """Decisions of the log, each with its number and how it stands."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


class Signing(BaseModel):
    """Somebody came in, went out or was refused."""

    number: int
    at: str
    name: str
    what: str
    address: str


class Waiting(BaseModel):
    """An event of the queue: what it scores, and why it is to be looked at."""

    id: str
    score: float | None
    why: str
    review: str


class Queued(BaseModel):
    """Some of the queue. `events` are all of the filter, `reviewed` those done, `elsewhere` those in rounds."""

    items: list[Waiting]
    next: str | None
    total: int
    events: int
    reviewed: int
    elsewhere: int


class Item(BaseModel):
    """An event as it is reviewed. `version` goes back with each decision on it."""

    event: dict[str, Any]
    version: str
    sure: float
    claims: list[dict[str, Any]]
    more: int
    fields: list[dict[str, Any]]
    parties: list[dict[str, Any]]
    similar: list[dict[str, Any]]
    decisions: list[dict[str, Any]]


class Meaning(BaseModel):
    """One meaning of some words: the value as decisions take it, and in words."""

    value: Any
    text: str
    note: str


class Readings(BaseModel):
    """The meanings of some words."""

    items: list[Meaning]


class RoundTold(BaseModel):
    """A round of double coding, with how far each person is; `agreement` is null until all have finished."""

    number: int
    name: str
    filter: dict[str, str]
    by: str
    at: str
    closed: str | None
    events: int
    coders: list[dict[str, Any]]
    agreement: list[dict[str, Any]] | None


class Rounds(BaseModel):
    """All rounds."""

    items: list[RoundTold]


PARTIAL = ("Event", "Claim", "Document", "Actor", "Publisher")
"""Shapes of which a request may ask for some fields only."""


def told(shape: Any, *faults: int) -> dict[int | str, dict[str, Any]]:
    """The answers of a route: the shape, 304 for what is known already, and problems."""
    problem = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    names = {
        400: "A wrong filter or cursor", 403: "Not allowed", 404: "Not there", 409: "Changed meanwhile",
        422: "A wrong parameter", 503: "The database is gone",
    }  # fmt: skip
    return {
        200: {"model": shape} if shape else {},
        304: {"description": "What the browser has is right"},
        **{fault: {"description": names[fault], **problem} for fault in (400, *faults, 422, 503)},
    }


def complete(described: dict[str, Any]) -> None:
    """Adds to a description what the framework leaves out: the shape of problems, and which shapes may be partial."""
    shapes = described.setdefault("components", {}).setdefault("schemas", {})
    shapes["Problem"] = Problem.model_json_schema()
    for name in PARTIAL:
        shapes.get(name, {}).pop("required", None)
