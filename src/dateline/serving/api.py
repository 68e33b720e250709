"""The HTTP API: each route asks one function of this package, and answers with JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from dateline import __version__
from dateline.records import Claim, Event
from dateline.serving import actors, counts, events, evidence, exports, network, schemas, sources
from dateline.serving.briefing import papers
from dateline.serving.briefing.gathering import gather
from dateline.serving.citing import MEDIA
from dateline.serving.counts import Facet, Split
from dateline.serving.desk import At, Wanted, filter_parameters, nothing_else
from dateline.serving.listing import MOST, selected
from dateline.serving.problems import NotThere
from dateline.serving.schemas import Listed, told
from dateline.serving.units import Unit
from dateline.storing.plain import plain

router = APIRouter(prefix="/api/v1")

Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many items.")]
Cursor = Annotated[str | None, Query(max_length=2_000, description="Where to go on: `next` of the answer before.")]
Fields = Annotated[
    str | None,
    Query(max_length=1_000, description="The fields of each item that are wanted: id,type,when.start."),
]
Identifier = Annotated[str, Path(max_length=200)]
Word = Annotated[str | None, Query(max_length=200)]
FILTERED: dict[str, Any] = filter_parameters("limit")
PLAIN = [Depends(nothing_else)]


@router.get("", tags=["about"], dependencies=PLAIN, responses=told(None))
def about(request: Request, at: At) -> Response:
    """The version, and how much the database holds."""
    return at.json(
        request,
        lambda store: {
            "dateline": __version__,
            "description": "/api/v1/openapi.json",
            "documents": store.value("SELECT count(*) FROM document"),
            "claims": store.value("SELECT count(*) FROM claim"),
            "events": store.value("SELECT count(*) FROM event"),
            "runs": store.value("SELECT count(*) FROM run"),
        },
    )


@router.get("/events", tags=["events"], responses=told(Listed[Event]), openapi_extra=FILTERED)
def list_events(
    request: Request, at: At, wanted: Wanted, sort: events.Order = "date", limit: Limit = 100, cursor: Cursor = None,
    fields: Fields = None,
) -> Response:  # fmt: skip
    """The events that the filter takes, in order; with `text`, each has a `snippet` of the sentence."""
    return at.json(
        request,
        lambda store: picked(events.find_events(at.record, store, wanted, sort, limit, cursor), fields),
    )


@router.get("/events/{event}", tags=["events"], dependencies=PLAIN, responses=told(None, 404))
def one_event(request: Request, at: At, event: Identifier) -> Response:
    """One event, by its id or the beginning of it: its claims with their words, their documents, and events near it."""
    return at.json(request, lambda store: events.event_detail(at.record, store, event))


@router.get("/events/{event}/citation.{suffix}", tags=["events"], dependencies=PLAIN, responses=told(None, 404))
def cite_event(request: Request, at: At, event: Identifier, suffix: Annotated[str, Path(max_length=20)]) -> Response:
    """How to cite an event: citation.txt, citation.bib (BibTeX) or citation.json (CSL-JSON)."""
    return at.text(request, MEDIA.get(suffix, "text/plain"), lambda store: events.citation(store, event, suffix))


@router.get("/claims", tags=["claims"], dependencies=PLAIN, responses=told(Listed[Claim]))
def list_claims(
    request: Request, at: At, document: Word = None, event: Word = None,
    kind: Annotated[str | None, Query(alias="type", max_length=200)] = None, status: Word = None,
    limit: Limit = 100, cursor: Cursor = None, fields: Fields = None,
) -> Response:  # fmt: skip
    """Claims in the order of document and text."""
    wanted = {"document": document, "event": event, "type": kind, "status": status}
    return at.json(request, lambda store: picked(evidence.find_claims(store, wanted, limit, cursor), fields))


@router.get("/claims/{claim}", tags=["claims"], dependencies=PLAIN, responses=told(None, 404))
def one_claim(request: Request, at: At, claim: Identifier) -> Response:
    """One claim, what other schemes call it, its event, and its document under `source`."""
    return at.json(request, lambda store: evidence.claim_detail(store, claim))


@router.get("/documents", tags=["documents"], dependencies=PLAIN, responses=told(Listed[schemas.Document]))
def list_documents(
    request: Request, at: At, state: Word = None, publisher: Word = None, language: Word = None, title: Word = None,
    limit: Limit = 100, cursor: Cursor = None, fields: Fields = None,
) -> Response:  # fmt: skip
    """Documents in the order of their names, without their text."""
    wanted = {"state": state, "publisher": publisher, "language": language, "title": title}
    return at.json(request, lambda store: picked(evidence.find_pages(store, wanted, limit, cursor), fields))


@router.get("/documents/{document}", tags=["documents"], dependencies=PLAIN, responses=told(schemas.PageDetail, 404))
def one_document(request: Request, at: At, document: Identifier) -> Response:
    """One document as it is read: its text with its runs, marks and claims, all offsets in characters of the text."""
    return at.json(request, lambda store: evidence.page_detail(store, document))


@router.get("/actors", tags=["actors"], responses=told(Listed[schemas.Actor]), openapi_extra=FILTERED)
def list_actors(
    request: Request, at: At, wanted: Wanted, name: Word = None, limit: Limit = 100, cursor: Cursor = None,
    fields: Fields = None,
) -> Response:  # fmt: skip
    """The parties of the events that the filter takes, those in most events first."""
    return at.json(
        request,
        lambda store: picked(actors.find_actors(at.record, store, wanted, name, limit, cursor), fields),
    )


@router.get("/actors/{actor}", tags=["actors"], dependencies=PLAIN, responses=told(None, 404))
def one_actor(request: Request, at: At, actor: Identifier) -> Response:
    """One actor: what texts call it, with whom and against whom it acts, in which types."""
    return at.json(request, lambda store: actors.actor_detail(at.record, store, actor))


@router.get("/network", tags=["actors"], responses=told(None), openapi_extra=FILTERED)
def who_with_whom(
    request: Request, at: At, wanted: Wanted,
    top: Annotated[int, Query(ge=network.FEWEST, le=network.MOST, description="So many actors.")] = network.USUAL,
) -> Response:  # fmt: skip
    """The actors with most dealings, and how many events of each quad class there are between any two of them."""
    return at.json(request, lambda store: network.network(at.record, store, wanted, top))


@router.get("/places", tags=["places"], responses=told(schemas.Places), openapi_extra=FILTERED)
def list_places(request: Request, at: At, wanted: Wanted) -> Response:
    """The places of the events that the filter takes, with counts by quad class; what a map draws."""
    return at.json(request, lambda store: counts.places(at.record, store, wanted))


@router.get("/sources", tags=["sources"], dependencies=PLAIN, responses=told(Listed[schemas.Publisher]))
def list_sources(
    request: Request, at: At, limit: Limit = 100, cursor: Cursor = None, fields: Fields = None
) -> Response:
    """The publishers, those with most documents first."""
    return at.json(request, lambda store: picked(sources.find_sources(at.record, store, limit, cursor), fields))


@router.get("/quotes", tags=["sources"], dependencies=PLAIN, responses=told(None))
def list_quotes(request: Request, at: At) -> Response:
    """Which publisher quotes whom in how many claims, the most frequent pairs first."""
    return at.json(request, lambda store: sources.who_quotes_whom(at.record, store))


@router.get("/sources/{source:path}", tags=["sources"], dependencies=PLAIN, responses=told(None, 404))
def one_source(request: Request, at: At, source: Identifier) -> Response:
    """One publisher: its volume, whose texts it copies, whom it quotes."""
    return at.json(request, lambda store: sources.source_detail(at.record, store, source))


@router.get("/facets", tags=["counts"], responses=told(schemas.Facets), openapi_extra=FILTERED)
def list_facets(
    request: Request, at: At, wanted: Wanted,
    facet: Annotated[list[Facet] | None, Query(description="The facets that are wanted; all without it.")] = None,
    most: Annotated[int, Query(ge=1, le=200, description="At most so many values of each.")] = 12,
) -> Response:  # fmt: skip
    """What values the events of the filter have, and how many each; a facet is counted without its own condition."""
    names = tuple(dict.fromkeys(facet)) if facet else counts.FACETS
    return at.json(request, lambda store: counts.facets(at.record, store, wanted, names, most))


@router.get("/series", tags=["counts"], responses=told(schemas.Series), openapi_extra=FILTERED)
def time_series(request: Request, at: At, wanted: Wanted, unit: Unit | None = None, split: Split = "quad") -> Response:
    """Events a day, week, month or year; those of a wider interval are told apart."""
    return at.json(request, lambda store: counts.series(at.record, store, wanted, unit, split))


@router.get("/briefing", tags=["briefing"], responses=told(None), openapi_extra=FILTERED)
def briefing(request: Request, at: At, wanted: Wanted) -> Response:
    """What the events of the filter come to: counts, places, tolls with ranges, and sentences with their sources."""
    return at.json(request, lambda store: plain(gather(store, wanted)))


@router.get(
    "/briefing.{suffix}", tags=["briefing"], responses=told(None, 404), openapi_extra=filter_parameters(),
)  # fmt: skip
def briefing_file(
    request: Request, at: At, wanted: Wanted, suffix: Annotated[str, Path(max_length=20)]
) -> Response:  # fmt: skip
    """The same as a file: briefing.html, which needs nothing else, or briefing.md."""
    if suffix not in papers.FORMATS:
        raise NotThere(f"There is no briefing as {suffix[:20]!r}. There are briefing.html and briefing.md.")
    media, write = papers.FORMATS[suffix]
    return at.text(request, media, lambda store: write(gather(store, wanted)))


@router.get(
    "/exports/{file}", tags=["exports"], responses=told(None, 404), openapi_extra=filter_parameters(),
    response_class=Response,
)  # fmt: skip
def export(request: Request, at: At, wanted: Wanted, file: Annotated[str, Path(max_length=40)]) -> Response:
    """The events that the filter takes as a file: events.csv, events.jsonl, events.geojson. As `dateline export`."""
    return exports.export(at, wanted, file)


def picked(answer: dict[str, Any], fields: str | None) -> dict[str, Any]:
    """The answer with the wanted fields of each item."""
    return {**answer, "items": [selected(item, fields) for item in answer["items"]]}
