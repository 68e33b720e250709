"""Coming in and going out: a page that needs no script, and what the API says of who asks."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from dateline.errors import StoreError
from dateline.serving.accounts import PasswordError, checked_name
from dateline.serving.database import Database
from dateline.serving.desk import At
from dateline.serving.guard import client_of
from dateline.serving.problems import Problem
from dateline.serving.rendering import page
from dateline.serving.roles import SESSION_COOKIE, Asks, AtDoor, Door, Visitor, read_cookies
from dateline.serving.schemas import Who, told
from dateline.storing.signing import What, write_signing

router = APIRouter()
log = logging.getLogger("uvicorn.error")
UNKNOWN = "(unknown name)"
"""What the audit trail has for a name that is in no account: people type their password there by mistake."""
WRONG = "The name or the password is not right."


@router.get("/api/v1/session", tags=["about"], responses=told(Who))
def session(request: Request, asks: Asks, at: AtDoor) -> Response:
    """Who asks, what they may do, and the token that their browser must send with what it writes.

    The cookie that belongs to it is set where there is none yet.
    """
    cookie, held = None, asks.session
    if held is None and asks.may("coder"):
        cookie, held = at.begin(asks.name)
    known = Who(name=asks.name, role=asks.role, token=held.token if held else "", passwords=at.accounts is not None)
    response = Response(known.model_dump_json(), media_type="application/json", headers={"Cache-Control": "no-store"})
    if cookie:
        remember(request, response, cookie)
    return response


@router.get("/sign-in", include_in_schema=False)
def form(request: Request, at: AtDoor) -> Response:
    """Who you are, and the form to come in."""
    return shown(request, at, request.query_params.get("next", "/"))


@router.post("/sign-in", include_in_schema=False)
async def sign_in(request: Request, at: AtDoor, desk: At) -> Response:
    """Takes the form: a name and its password; where there is no password file, the name under which one decides."""
    given = {name: values[0] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
    name, onwards = given.get("name", ""), here(given.get("next", "/"))
    if at.accounts is None:
        return named(request, at, name, onwards)
    address = client_of(request.scope)
    if wait := at.failures.wait(name, address):
        detail = f"Too many wrong passwords. Wait {int(wait) + 1} seconds."
        return shown(request, at, onwards, detail, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(int(wait) + 1)})
    account = await run_in_threadpool(at.accounts.enter, name, given.get("password", ""))
    if account is None:
        at.failures.count(name, address)
        known = name.strip() if name.strip() in at.accounts.now() else UNKNOWN
        await run_in_threadpool(note, desk.database, known, "refused", address)
        return shown(request, at, onwards, WRONG, HTTPStatus.FORBIDDEN)
    at.failures.forget(name, address)
    at.sessions.end(read_cookies(request.headers).get(SESSION_COOKIE))
    cookie, _ = at.begin(account.name)
    await run_in_threadpool(note, desk.database, account.name, "in", address)
    response = RedirectResponse(onwards, HTTPStatus.SEE_OTHER)
    remember(request, response, cookie)
    return response


@router.post("/sign-out", include_in_schema=False)
def sign_out(request: Request, at: AtDoor, asks: Asks, desk: At) -> Response:
    """Ends the session."""
    cookie = read_cookies(request.headers).get(SESSION_COOKIE)
    if at.accounts is not None and asks.session is not None:
        note(desk.database, asks.name, "out", client_of(request.scope))
    at.sessions.end(cookie)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(SESSION_COOKIE)
    return response


def named(request: Request, at: Door, name: str, onwards: str) -> Response:
    """On this computer alone, where no password is asked: the name under which its user decides."""
    if not at.open:
        raise Problem(HTTPStatus.FORBIDDEN, "There is nobody to sign in: this server knows no passwords.")
    try:
        cookie, _ = at.begin(checked_name(name))
    except PasswordError as fault:
        return shown(request, at, onwards, str(fault), HTTPStatus.UNPROCESSABLE_ENTITY)
    response = RedirectResponse(onwards, HTTPStatus.SEE_OTHER)
    remember(request, response, cookie)
    return response


def shown(
    request: Request, at: Door, onwards: str, fault: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    asks: Visitor | None = request.scope["dateline.visitor"]
    text = page("sign-in.html", "Sign in", "/api/v1/session", asks=asks, passwords=at.accounts is not None,
                open=at.open, onwards=here(onwards), fault=fault)  # fmt: skip
    return Response(text, status, {"Cache-Control": "no-store", **(headers or {})}, "text/html; charset=utf-8")


def here(address: str) -> str:
    """The address, if it is one of this server; else its first page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


def remember(request: Request, response: Response, cookie: str) -> None:
    response.set_cookie(
        SESSION_COOKIE, cookie, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )


def note(database: Database, name: str, what: What, address: str) -> None:
    """Adds to the audit trail. Where the database cannot be written, the terminal has it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with database.writing() as store:
            write_signing(store, at, name.strip()[:200], what, address)
    except StoreError as fault:
        log.warning("%s: %r signed %s from %s; not in the audit trail: %s", at, name[:200], what, address, fault)
