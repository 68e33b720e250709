"""Decisions over HTTP: one at a time into the log, and the log to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dateline.deciding.fields import FIELDS, typed, value_of
from dateline.deciding.naming import KINDS as NAMING
from dateline.errors import DecisionError, StaleDecision, StoreError
from dateline.records import DecisionKind, DecisionState
from dateline.reviewing import Decided, Wish, decide, found, known_actor, one_decision, version_of
from dateline.serving.api import PLAIN, Cursor, Limit, Word
from dateline.serving.desk import At
from dateline.serving.listing import cursor as cursor_of
from dateline.serving.listing import keys
from dateline.serving.problems import NotThere, Problem
from dateline.serving.roles import Visitor, Writes
from dateline.serving.rounds import keep, not_in_a_round
from dateline.serving.schemas import Logged, Outcome, told
from dateline.storing import Store
from dateline.storing.decision_log import find_decisions, item
from dateline.storing.plain import dump, plain
from dateline.storing.rounds import Held

router = APIRouter()
LONGEST_VALUE = 10_000
"""Characters of a value as JSON."""
MOST_TOLD = 5
"""Decisions of others that a stale write is told."""
FREE = ("note", "undo")
"""What is right whatever happened since."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Asked(BaseModel):
    """A decision that is wished for.

    `target` is the id of an event or a claim, to undo that of a decision or its number; `version` is that of the target
    as it was seen (`version` of /api/v1/events/ID), needed for all but notes and undoing. The new value of `field` is
    `value` in its JSON form, or `typed` as on the command line; of a reassignment `field` is actors or recipients, and
    `party` the id of who is there wrongly. `other` is the event to merge with or that the target is a duplicate of;
    `claims` are those that a split takes out. Of actors the target is an id: to unite it with `other`, or to say that a
    name (`party`) is its own (alias) or is not (unalias). With the number of a `round` of double coding it is kept
    apart until all people of the round have finished.
    """

    model_config = ConfigDict(extra="forbid")

    kind: DecisionKind
    target: Short
    version: Short | None = None
    why: Annotated[str, StringConstraints(max_length=10_000)] = ""
    field: Short | None = None
    value: Any = None
    typed: Annotated[str, StringConstraints(max_length=1_000)] | None = None
    party: Short | None = None
    other: Short | None = None
    claims: Annotated[list[Short], Field(max_length=1_000)] = []
    round: Annotated[int, Field(ge=1, le=2**31)] | None = None


@router.post("/api/v1/decisions", tags=["decisions"], status_code=HTTPStatus.CREATED,
             responses=told(None, 403, 404, 409) | {201: {"model": Outcome}, 200: {}})  # fmt: skip
def add(asked: Asked, at: At, writes: Writes) -> Response:
    """Adds a decision to the log, and puts it over the record at once.

    Where the target has changed since it was seen, nothing is written: the problem (409) has the value that was wished
    for (`yours`), the one that is there now (`theirs`), the decisions of the others and the new `version`.
    """
    check(asked)
    with at.database.writing() as store:
        wish = wished(store, asked, writes)
        version = None if asked.kind in FREE else asked.version
        try:
            if asked.round is not None:
                answer = held_outcome(*keep(store, asked.round, wish, version, writes))
            else:
                not_in_a_round(store, wish)
                answer = outcome(store, wish, decide(store, wish, version=version))
        except StaleDecision as fault:
            raise conflict(store, wish, str(fault)) from fault
    return Response(dump(answer).encode("utf-8", "replace"), HTTPStatus.CREATED, media_type="application/json")


@router.get("/api/v1/decisions", tags=["decisions"], dependencies=PLAIN, responses=told(Logged))
def log(
    request: Request, at: At, by: Word = None, kind: DecisionKind | None = None, state: DecisionState | None = None,
    on: Annotated[str | None, Query(max_length=200, description="The id of an event or a claim.")] = None,
    limit: Limit = 100, cursor: Cursor = None,
) -> Response:  # fmt: skip
    """The log of decisions, the newest first: who, when, what, from what to what, why, and how each stands."""
    wanted = {"by": by, "kind": kind, "state": state, "on": on}
    return at.json(request, lambda store: logged(store, wanted, limit, cursor))


def logged(store: Store, wanted: Mapping[str, str | None], limit: int, after: str | None) -> dict[str, Any]:
    """Some decisions of the log."""
    found, total = find_decisions(store, wanted, limit + 1, before(after))
    items = [item(each) for each in found[:limit]]
    return {"items": items, "next": cursor_of(items[-1]["number"]) if len(found) > limit else None, "total": total}


def before(after: str | None) -> int | None:
    """The number that a cursor stands behind."""
    given = keys(after, 1)
    if given is None:
        return None
    if type(given[0]) is not int or not 0 <= given[0] < 2**62:
        raise Problem(HTTPStatus.BAD_REQUEST, "The cursor is none of this list. Start again without one.")
    return given[0]


def check(asked: Asked) -> None:
    """Raises DecisionError where the wish cannot be kept as it is."""
    if asked.version is None and asked.kind not in FREE:
        raise DecisionError("Say which version of the target you looked at: `version` of /api/v1/events/ID.")
    try:
        size = len(asked.model_dump_json().encode())
    except (UnicodeEncodeError, ValueError) as fault:
        raise DecisionError("The text has characters that cannot be stored.") from fault
    if size > LONGEST_VALUE * 4 and len(dump(asked.value)) > LONGEST_VALUE:
        raise DecisionError(f"A value has {LONGEST_VALUE:,} characters at most.")


def wished(store: Store, asked: Asked, writes: Visitor) -> Wish:
    """The wish of a request, with the whole id of its target. Raises NotThere, Problem, DecisionError."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if asked.round is not None:
        return Wish(asked.kind, asked.target, writes.name, now, asked.why, asked.field, value(store, asked),
                    asked.party, asked.other, tuple(asked.claims))  # fmt: skip
    if asked.kind == "undo":
        undone = one_decision(store, asked.target).decision
        if undone.by != writes.name and not writes.may("admin"):
            detail = f"That decision is one of {undone.by}. Decide otherwise, or ask an admin to undo it."
            raise Problem(HTTPStatus.FORBIDDEN, detail)
        return Wish("undo", undone.id, writes.name, now, asked.why)
    if asked.kind in NAMING:
        return Wish(asked.kind, asked.target, writes.name, now, asked.why, None, asked.value, asked.party, asked.other)
    try:
        target = found(store, asked.target).id
        other = found(store, asked.other).id if asked.other else None
        for claim in asked.claims:
            found(store, claim)
    except StoreError as fault:
        raise NotThere(str(fault)) from fault
    return Wish(asked.kind, target, writes.name, now, asked.why, asked.field, value(store, asked), asked.party,
                other, tuple(asked.claims))  # fmt: skip


def value(store: Store, asked: Asked) -> Any:
    """The new value in its JSON form."""
    if asked.typed is None:
        return asked.value
    if asked.kind == "reassign":
        return plain(known_actor(store, asked.typed)) if asked.typed.strip() else None
    field = "type" if asked.kind == "retype" else asked.field
    if field is None:
        raise DecisionError(f"Say which field to correct: one of {', '.join(FIELDS)}.")
    return typed(field, asked.typed)


def outcome(store: Store, wish: Wish, done: Decided) -> dict[str, Any]:
    """What became of a decision."""
    return {
        "number": done.number,
        "decision": plain(done.decision),
        "standing": plain(done.standing),
        "events": list(done.events),
        "version": version_of(store, wish.target),
    }


def held_outcome(kept: Held, version: str) -> dict[str, Any]:
    """What became of a decision of a round: it is kept, and changes nothing yet."""
    standing = {"decision": kept.decision.id, "state": "applied", "subject": kept.event, "reason": "kept in the round"}
    return {"number": kept.number, "decision": plain(kept.decision), "standing": standing, "events": [kept.event],
            "version": version}  # fmt: skip


def conflict(store: Store, wish: Wish, detail: str) -> Problem:
    """A stale write: what was wished for, what is there now, and who decided meanwhile. Nothing was written."""
    more: dict[str, Any] = {"field": wish.field, "yours": wish.after, "theirs": None, "version": None, "event": None}
    if wish.kind in NAMING:
        others, _ = find_decisions(store, {"on": wish.target}, MOST_TOLD)
        more |= {"version": version_of(store, wish.target), "event": wish.target}
        return Problem(HTTPStatus.CONFLICT, detail, **more, decisions=[item(each) for each in others])
    try:
        subject = found(store, wish.target)
    except StoreError:
        return Problem(HTTPStatus.CONFLICT, f"{detail} It is not there any more.", **more, decisions=[])
    field = "type" if wish.kind == "retype" else wish.field
    if wish.kind in ("correct", "retype") and field is not None and field in FIELDS:
        more |= {"field": field, "theirs": value_of(subject, field)}
    elif wish.kind == "reassign" and wish.field in ("actors", "recipients"):
        more["theirs"] = [plain(each) for each in getattr(subject, wish.field)]
    others, _ = find_decisions(store, {"on": subject.id}, MOST_TOLD)
    more |= {"version": version_of(store, subject.id), "event": subject.id}
    return Problem(HTTPStatus.CONFLICT, detail, **more, decisions=[item(each) for each in others])
