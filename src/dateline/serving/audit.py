"""What people did here: the pages of the log of decisions and of who signed in."""

from __future__ import annotations

from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from dateline.records import DecisionKind, DecisionState
from dateline.serving.api import PLAIN, Cursor, Limit, Word
from dateline.serving.decisions import before, logged
from dateline.serving.desk import At
from dateline.serving.listing import cursor as cursor_of
from dateline.serving.rendering import page
from dateline.serving.roles import Administers
from dateline.serving.schemas import Listed, Signing, told
from dateline.storing import Store
from dateline.storing.plain import plain
from dateline.storing.signing import read_signings

router = APIRouter()
PER_PAGE = 100


@router.get("/decisions", include_in_schema=False)
def show_decisions(
    request: Request, at: At, by: Word = None, kind: Word = None, state: Word = None, cursor: Cursor = None,
    on: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:  # fmt: skip
    """The log of decisions."""
    given = {"by": by, "kind": kind, "state": state, "on": on}
    query = [(name, value) for name, value in given.items() if value]

    def make(store: Store) -> str:
        answer = logged(store, dict(query), PER_PAGE, cursor)
        onwards = f"/decisions?{urlencode([*query, ('cursor', answer['next'])])}" if answer["next"] else None
        return page("decisions.html", "What people decided", f"/api/v1/decisions?{urlencode(query)}", "/decisions",
                    answer=answer, given=given, next=onwards, kinds=get_args(DecisionKind),
                    states=get_args(DecisionState))  # fmt: skip

    return at.html(request, make)


@router.get("/api/v1/audit", tags=["decisions"], dependencies=PLAIN, responses=told(Listed[Signing], 403))
def audit(request: Request, at: At, asks: Administers, limit: Limit = 100, cursor: Cursor = None) -> Response:
    """Who signed in and out, and who tried to, the newest first; for admins."""
    return at.json(request, lambda store: signed(store, limit, cursor))


@router.get("/audit", include_in_schema=False)
def show_audit(request: Request, at: At, asks: Administers, cursor: Cursor = None) -> Response:
    """The same as a page."""

    def make(store: Store) -> str:
        answer = signed(store, PER_PAGE, cursor)
        onwards = f"/audit?{urlencode({'cursor': answer['next']})}" if answer["next"] else None
        return page("audit.html", "Who signed in", "/api/v1/audit", "/audit", answer=answer, next=onwards)

    return at.html(request, make)


def signed(store: Store, limit: int, after: str | None) -> dict[str, Any]:
    """Some rows of the audit trail."""
    found = read_signings(store, limit + 1, before(after))
    items = [plain(each) for each in found[:limit]]
    total = int(store.value("SELECT count(*) FROM signing"))
    return {"items": items, "next": cursor_of(items[-1]["number"]) if len(found) > limit else None, "total": total}
