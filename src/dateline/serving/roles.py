"""Who asks, and what they may do: reader, coder or admin, from a session, a token, or because it is this computer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import Headers

from dateline.serving.accounts import ROLES, Accounts, Role
from dateline.serving.problems import Problem
from dateline.serving.sessions import Failures, Session, Sessions

TOKEN_COOKIE = "dateline"  # noqa: S105 - the name of the cookie
SESSION_COOKIE = "dateline_session"
WRITING = "x-dateline-token"
"""The header that says the word of the session."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One who asks. `name` is empty where it is not known; `session` is that of the browser; `program` says that the
    token came as a header, which no page elsewhere can make a browser send."""

    name: str
    role: Role
    session: Session | None = None
    program: bool = False

    def may(self, role: Role) -> bool:
        """Whether this visitor has a role or one above it."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Door:
    """Tells who asks.

    With a password file people sign in, and a token admits programs that read. With a token alone, whoever has it
    reads, or decides under the name `coder` where that is set. With neither, this computer alone may ask, and whoever
    sits at it may do everything, under `coder` or the name that they give.
    """

    def __init__(self, token: str | None, accounts: Accounts | None, coder: str, sessions: Path | None = None) -> None:
        self.token, self.accounts, self.coder = token, accounts, coder
        self.sessions = Sessions(sessions)
        self.failures = Failures()

    @property
    def open(self) -> bool:
        """Whether everybody on this computer is let in."""
        return self.token is None and self.accounts is None

    def visitor(self, headers: Headers) -> Visitor | None:
        """Who sends these headers, None where they must come in first."""
        cookies = read_cookies(headers)
        session = self.session(cookies)
        if self.accounts is not None:
            account = self.accounts.now().get(session.name) if session else None
            if account is not None:
                return Visitor(account.name, account.role, session)
        elif self.token is None:
            return Visitor(session.name if session and session.name else self.coder, "admin", session)
        scheme, _, word = headers.get("authorization", "").partition(" ")
        program = scheme.lower() == "bearer" and self.is_token(word.strip())
        if not program and not self.is_token(cookies.get(TOKEN_COOKIE, "")):
            return None
        if self.accounts is not None or not self.coder:
            return Visitor("", "reader", session, program)
        return Visitor(self.coder, "coder", session, program)

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """The session of a browser, if it was begun by the way in that there is now."""
        session = self.sessions.find(cookies.get(SESSION_COOKIE))
        return session if session is not None and session.seal == self.seal(session.name) else None

    def begin(self, name: str) -> tuple[str, Session]:
        """A new session; what its cookie says."""
        return self.sessions.begin(name, self.seal(name))

    def seal(self, name: str) -> str:
        """What a session of this name must have been begun by: the password that there is now, the token, or nothing.

        Sessions outlive the server. One of somebody who only said a name must not become one of the account of that
        name where the server is started with a password file, and another password ends the sessions of the old one.
        """
        if self.accounts is None:
            return "open" if self.token is None else f"token {digested(self.token)}"
        account = self.accounts.now().get(name)
        return f"password {digested(account.hash)}" if account is not None else "nobody"

    def is_token(self, given: str) -> bool:
        """Whether this is the token."""
        return bool(self.token) and hmac.compare_digest(given.encode("utf-8", "replace"), (self.token or "").encode())


def digested(secret: str) -> str:
    """A digest that tells whether a secret is the same, and nothing else."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def read_cookies(headers: Headers) -> dict[str, str]:
    """The cookies of a request by name."""
    try:
        return {name: each.value for name, each in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def visitor(request: Request) -> Visitor:
    """Who asks; the guard has let them in."""
    found: Visitor = request.scope["dateline.visitor"]
    return found


def door(request: Request) -> Door:
    """The door of the application."""
    found: Door = request.app.state.door
    return found


def writer(request: Request) -> Visitor:
    """A coder whose request comes from a page of this server. Raises Problem."""
    asks = visitor(request)
    if not asks.may("coder"):
        who = f"{asks.name} is a reader" if asks.name else "A token lets you read"
        raise Problem(HTTPStatus.FORBIDDEN, f"{who}, and readers do not decide. Sign in as a coder at /sign-in.")
    if not asks.program:
        given = request.headers.get(WRITING, "").encode("utf-8", "replace")
        if asks.session is None or not hmac.compare_digest(given, asks.session.token.encode()):
            raise Problem(
                HTTPStatus.FORBIDDEN,
                "What is written needs the token of your session in the header X-Dateline-Token. Both come from "
                "/api/v1/session.",
            )
    if not asks.name:
        raise Problem(HTTPStatus.FORBIDDEN, "A decision needs a name. Say who you are at /sign-in.")
    return asks


def admin(request: Request) -> Visitor:
    """An admin. Raises Problem."""
    asks = visitor(request)
    if not asks.may("admin"):
        raise Problem(HTTPStatus.FORBIDDEN, "Only an admin may see this.")
    return asks


Asks = Annotated[Visitor, Depends(visitor)]
Writes = Annotated[Visitor, Depends(writer)]
Administers = Annotated[Visitor, Depends(admin)]
AtDoor = Annotated[Door, Depends(door)]
