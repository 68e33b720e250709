"""The pages for reading, without a script; each shows what its twin in the API answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from dateline.errors import FilterError
from dateline.exporting import FORMATS
from dateline.serving import actors, counts, events, evidence, network, sources
from dateline.serving.api import Cursor, Identifier, Word
from dateline.serving.briefing import papers
from dateline.serving.briefing.gathering import gather
from dateline.serving.briefing.pictures import chart, of_series
from dateline.serving.comparing import witnesses
from dateline.serving.desk import At, wanted
from dateline.serving.joined import joined, refused
from dateline.serving.network_picture import picture as picture_of
from dateline.serving.rendering import BUILT, app_page, once, page
from dateline.serving.tolls import picture
from dateline.serving.words import off_bars, sentence
from dateline.storing import Filter, Store
from dateline.storing.filters import FIELDS, address

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
PAIRS = 30
FORM = tuple(field for field in FIELDS if field.name not in ("limit", "box"))
ORDERS = (
    ("-date", "newest first"), ("date", "oldest first"), ("-killed", "most killed"), ("-reports", "most reports"),
    ("-voices", "most voices"),
)  # fmt: skip
AHEAD = (
    "/events?sort=-date&limit=100&fields=id%2Ctype%2Cmode%2Cstatus%2Cactors%2Crecipients%2Cwhen%2Cwhere%2Ckilled"
    "%2Creports%2Cvoices", "/facets", "/places", "/series",
)  # fmt: skip
"""What the page that explores asks for before its script is there, as the script does where nothing is filtered."""
FIRST = ("from", "to", "actor", "type", "place", "text")
"""The fields that are always seen; the others are unfolded."""
LATEST = 20
IN_NETWORK = ("from", "to", "actor", "type", "country", "status")
"""The fields that are asked beside the network."""
TOPS = (10, 20, 30, 50, 100)


@router.get("/")
def home(request: Request) -> Response:
    """The page that explores, where it was built; else the list of events."""
    query = f"?{request.url.query}" if request.url.query else ""
    if not BUILT.is_file():
        return RedirectResponse(f"/events{query}")
    text = app_page("src/main.tsx", "Explore", "/", kind="exploring", query=query, asked=() if query else AHEAD)
    return Response(text, headers={"Cache-Control": "private, no-cache"}, media_type="text/html; charset=utf-8")


def form(request: Request) -> tuple[dict[str, str], Filter, str]:
    """What a form of the filter was given, field by field; the filter; and what is wrong with it, if anything is."""
    given = {field.name: request.query_params.get(field.name, "") for field in FIELDS}
    try:
        return given, wanted(request), ""
    except FilterError as fault:
        return given, Filter(), str(fault)


@router.get("/events")
def list_events(request: Request, at: At, sort: events.Order = "-date", cursor: Cursor = None) -> Response:
    """The filter as a form, and the events that it takes. A wrong filter is told beside the form."""
    given, chosen, fault = form(request)

    def make(store: Store) -> str:
        answer = {} if fault else events.find_events(at.record, store, chosen, sort, PER_PAGE, cursor)
        query = address(chosen)
        return page(
            "events.html", "Events", _address("/api/v1/events", [*query, ("sort", sort)]), "/events", fields=FORM,
            first=FIRST, opened=any(given[field.name] for field in FORM if field.name not in FIRST),
            given={**given, **dict(query)}, orders=ORDERS, sort=sort, problem=fault, answer=answer,
            formats=sorted(FORMATS), filter_query=_address("", query),
            next=_next("/events", answer, [*query, ("sort", sort)]),
        )  # fmt: skip

    return at.html(request, make)


@router.get("/briefing")
def read_briefing(request: Request, at: At) -> Response:
    """What the events of a filter come to, on one page that can be printed."""
    chosen = wanted(request)
    return at.html(request, lambda store: papers.html(gather(store, chosen), _address("", address(chosen))))


@router.get("/events/{event}")
def one_event(request: Request, at: At, event: Identifier) -> Response:
    """What, who, when, where, and the reports side by side."""

    def make(store: Store) -> str:
        found = events.event_detail(at.record, store, event)
        return page(
            "event.html", sentence(found), f"/api/v1/events/{found['id']}", "/events", event=found,
            documents={document["id"]: document for document in found["documents"]},
            pictures=[(toll, picture(toll)) for toll in found["tolls"]], rests=witnesses(found, found["compared"]),
            joined=joined(found), refused=refused(store, found),
            sure=[claim["confidence"] for claim in found["claims"]],
        )  # fmt: skip

    return at.html(request, make)


@router.get("/pages")
def list_pages(
    request: Request, at: At, title: Word = None, publisher: Word = None, state: Word = None, cursor: Cursor = None
) -> Response:
    """The documents of the database."""
    given = {"state": state or None, "publisher": publisher or None, "language": None, "title": title or None}
    query = [(name, value) for name, value in given.items() if value]

    def make(store: Store) -> str:
        answer = evidence.find_pages(store, given, PER_PAGE, cursor)
        return page("pages.html", "Pages", _address("/api/v1/documents", query), "/pages", answer=answer, given=given,
                    next=_next("/pages", answer, query))  # fmt: skip

    return at.html(request, make)


@router.get("/pages/{document}")
def one_page(request: Request, at: At, document: Identifier) -> Response:
    """A page with everything that was read from it marked in its text."""

    def make(store: Store) -> str:
        found = evidence.page_detail(store, document)
        return page("page.html", found["title"] or found["name"], f"/api/v1/documents/{found['document']}", "/pages",
                    page=found, first_at=once(), first_number=once())  # fmt: skip

    return at.html(request, make)


@router.get("/actors")
def list_actors(request: Request, at: At, name: Word = None, cursor: Cursor = None) -> Response:
    """Who is in most events."""
    query = [("name", name)] if name else []

    def make(store: Store) -> str:
        answer = actors.find_actors(at.record, store, Filter(), name, PER_PAGE, cursor)
        return page("actors.html", "Actors", _address("/api/v1/actors", query), "/actors", answer=answer,
                    given={"name": name}, next=_next("/actors", answer, query))  # fmt: skip

    return at.html(request, make)


@router.get("/actors/{actor}")
def one_actor(request: Request, at: At, actor: Identifier) -> Response:
    """One actor and those it deals with."""

    def make(store: Store) -> str:
        found = actors.actor_detail(at.record, store, actor)
        latest = events.find_events(at.record, store, Filter(actor=f"id:{actor}"), "-date", LATEST, None)["items"]
        told = counts.series(at.record, store, Filter(actor=f"id:{actor}"), None, "quad")
        unit, stretches = of_series(told)
        return page("actor.html", found["name"], _address(f"/api/v1/actors/{actor}", []), "/actors", actor=found,
                    latest=latest, activity=chart(unit, stretches), left=off_bars(told))  # fmt: skip

    return at.html(request, make)


@router.get("/network")
def draw_network(
    request: Request, at: At, top: Annotated[int, Query(ge=network.FEWEST, le=network.MOST)] = network.USUAL
) -> Response:
    """Who deals with whom among those who deal most. A wrong filter is told beside the form."""
    given, chosen, fault = form(request)

    def make(store: Store) -> str:
        query = address(chosen)
        net = {} if fault else network.network(at.record, store, chosen, top)
        return page(
            "network.html", "Network", _address("/api/v1/network", [*query, ("top", str(top))]), "/network", net=net,
            picture=None if fault else picture_of(net, _address("", query)),
            names={node["id"]: node["name"] for node in net.get("nodes", ())},
            fields=[field for field in FIELDS if field.name in IN_NETWORK], given={**given, **dict(query)}, top=top,
            tops=sorted({top, *TOPS}), rest=[(name, value) for name, value in query if name not in IN_NETWORK],
            problem=fault, filter_query=_address("", query),
        )  # fmt: skip

    return at.html(request, make)


@router.get("/sources")
def list_sources(request: Request, at: At, cursor: Cursor = None) -> Response:
    """The publishers."""

    def make(store: Store) -> str:
        answer = sources.find_sources(at.record, store, PER_PAGE, cursor)
        return page("sources.html", "Sources", "/api/v1/sources", "/sources", answer=answer,
                    quotes=sources.who_quotes_whom(at.record, store)["items"][:PAIRS],
                    next=_next("/sources", answer, []))  # fmt: skip

    return at.html(request, make)


@router.get("/sources/{source:path}")
def one_source(request: Request, at: At, source: Identifier) -> Response:
    """One publisher."""

    def make(store: Store) -> str:
        found = sources.source_detail(at.record, store, source)
        return page("source.html", found["name"], f"/api/v1/sources/{source}", "/sources", source=found)

    return at.html(request, make)


def _address(path: str, query: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _next(path: str, answer: Mapping[str, Any], query: list[tuple[str, str]]) -> str | None:
    following = answer.get("next")
    return _address(path, [*query, ("cursor", following)]) if following else None
