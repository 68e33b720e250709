"""An actor's names and who it is one with, edited on a page that needs no script; all of it goes through the log."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from rapidfuzz.fuzz import token_set_ratio
from starlette.concurrency import run_in_threadpool

from dateline.errors import DecisionError, StaleDecision
from dateline.records import DecisionKind
from dateline.reviewing import Wish, decide, known_actor, one_decision, version_of
from dateline.serving.actors import actor_detail
from dateline.serving.api import Identifier
from dateline.serving.columns import Columns
from dateline.serving.desk import At, Desk
from dateline.serving.parties import distinct
from dateline.serving.problems import Problem
from dateline.serving.rendering import page
from dateline.serving.roles import Asks, AtDoor, Visitor
from dateline.serving.signing import remember
from dateline.storing import Store
from dateline.storing.decision_log import find_decisions, item
from dateline.storing.plain import plain

router = APIRouter(include_in_schema=False)
ALIKE = 75
"""Names from this likeness on, of 100, are offered as perhaps the same (`rapidfuzz.fuzz.token_set_ratio`)."""
MOST_ALIKE = 12
MOST_CLAIMS = 5_000
MOST_NAMES = 60
"""Claims that are looked at for names, and names that are shown."""
ACTIONS = {"unite", "alias", "unalias", "undo"}


@router.get("/actors/{actor}/edit")
def show(request: Request, at: At, asks: Asks, door: AtDoor, actor: Identifier) -> Response:
    """The names of an actor, who it may be one with, and what was decided of it."""
    if not asks.may("coder"):
        raise Problem(HTTPStatus.FORBIDDEN, "Readers do not decide. Sign in as a coder at /sign-in.")
    if not asks.name:
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", HTTPStatus.SEE_OTHER)
    cookie, session = None, asks.session
    if session is None:
        cookie, session = door.begin(asks.name)
    response = shown(at, actor, session.token)
    if cookie:
        remember(request, response, cookie)
    return response


@router.post("/actors/{actor}/edit")
async def edit(request: Request, at: At, asks: Asks, actor: Identifier) -> Response:
    """Takes a form of the page."""
    given = {name: values[0] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
    if not asks.may("coder") or not asks.name:
        raise Problem(HTTPStatus.FORBIDDEN, "Readers do not decide. Sign in as a coder at /sign-in.")
    token = given.get("token", "").encode("utf-8", "replace")
    if asks.session is None or not hmac.compare_digest(token, asks.session.token.encode()):
        raise Problem(HTTPStatus.FORBIDDEN, "The form is too old. Open the page of the actor again.")
    try:
        await run_in_threadpool(decided, at, asks, actor, given)
    except (DecisionError, StaleDecision) as fault:
        return await run_in_threadpool(shown, at, actor, asks.session.token, str(fault), given)
    return RedirectResponse(f"/actors/{quote(actor, safe='')}/edit", HTTPStatus.SEE_OTHER)


def decided(at: Desk, asks: Visitor, actor: str, given: dict[str, str]) -> None:
    """Puts what a form says into the log. Raises what deciding raises."""
    kind, now = given.get("action", ""), datetime.now(UTC).isoformat(timespec="seconds")
    if kind not in ACTIONS:
        raise DecisionError("That is nothing that can be done to an actor.")
    why, name = given.get("why", ""), given.get("name", "").strip()
    with at.database.writing() as store:
        if kind == "undo":
            one = one_decision(store, given.get("decision", "")).decision
            if one.by != asks.name and not asks.may("admin"):
                raise DecisionError(f"That decision is one of {one.by}. Decide otherwise, or ask an admin to undo it.")
            decide(store, Wish("undo", one.id, asks.name, now, why))
            return
        wish = Wish(cast(DecisionKind, kind), actor, asks.name, now, why)
        if kind == "unite":
            other = known_actor(store, given.get("other", "").strip())
            stays, goes = (actor, other.id) if given.get("stays") == "this" else (other.id, actor)
            wish = Wish("unite", goes, asks.name, now, why, other=stays)
        elif kind == "alias":
            wish = Wish("alias", actor, asks.name, now, why, party=name)
        else:
            instead = given.get("other", "").strip()
            after = plain(known_actor(store, instead)) if instead else None
            wish = Wish("unalias", actor, asks.name, now, why, party=name, after=after)
        decide(store, wish, version=given.get("version") if wish.target == actor else None)


def shown(at: Desk, actor: str, token: str, fault: str = "", typed: Mapping[str, str] | None = None) -> Response:
    """The page; what was typed into a form that could not be taken stands in it."""
    with at.database.reading() as store:
        found = actor_detail(at.record, store, actor)
        log, _ = find_decisions(store, {"on": actor}, 50)
        live = [item(each) for each in log if each.decision.on == "actor"]
        text = page(
            "actor-edit.html", f"{found['name']}, edited", f"/api/v1/actors/{quote(actor, safe='')}", "/actors",
            actor=found, token=token, fault=fault, version=version_of(store, actor), decisions=live,
            alike=alike(at.record.columns(store), found), names=called(store, actor), typed=typed or {},
        )  # fmt: skip
    return Response(text, HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK, {"Cache-Control": "no-store"},
                    "text/html; charset=utf-8")  # fmt: skip


def called(store: Store, actor: str) -> list[dict[str, Any]]:
    """The words by which claims have an actor as a party, as they are decided now, the commonest first."""
    rows = store.rows(
        "SELECT DISTINCT claim.id, coalesce(claim_decided.record, claim.record) AS record FROM event_party "
        "JOIN event_claim ON event_claim.event = event_party.event JOIN claim ON claim.id = event_claim.claim "
        "LEFT JOIN claim_decided ON claim_decided.claim = claim.id WHERE entity = ? LIMIT ?",
        (actor, MOST_CLAIMS),
    )
    found: Counter[str] = Counter()
    for record in (json.loads(row["record"]) for row in rows):
        found.update(each["mention"]["text"] for role in ("actors", "recipients") for each in record[role]
                     if each["entity"]["id"] == actor)  # fmt: skip
    return [{"name": name, "count": count} for name, count in sorted(found.items(), key=lambda e: (-e[1], e[0]))][
        :MOST_NAMES
    ]


def alike(columns: Columns, actor: dict[str, Any]) -> list[dict[str, Any]]:
    """Actors whose names are like one of the actor's names, the likest first."""
    own = {actor["name"], *(each["name"] for each in actor["names"])}
    parties, _ = distinct(columns.listed["actor"].values)
    scored = [(likeness(own, party.name), party) for party in parties if party.id != actor["id"]]
    best = sorted((each for each in scored if each[0] >= ALIKE), key=lambda each: (-each[0], each[1].id))
    return [{"id": party.id, "name": party.name, "kind": party.kind, "country": party.country}
            for _, party in best[:MOST_ALIKE]]  # fmt: skip


def likeness(names: Iterable[str], name: str) -> float:
    """How like a name is to the likest of some, from 0 to 100."""
    return max((token_set_ratio(each.casefold(), name.casefold()) for each in names), default=0.0)
