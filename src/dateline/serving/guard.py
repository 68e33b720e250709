"""Who may ask, from where, how often and how much; and the headers that keep a page to itself."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import DatelineError
from dateline.serving.accounts import Accounts, PasswordError
from dateline.serving.problems import answer
from dateline.serving.roles import TOKEN_COOKIE, Door

SHORTEST_TOKEN = 16
LONGEST_ADDRESS = 8_000
"""Characters of path and query: room for any filter that a person makes."""
LARGEST_BODY = 1_000_000
CLIENTS = 4_096
"""Addresses whose rate is remembered."""
BURST = 10
"""Seconds' worth of requests that may come at once."""
WRITES = 5
"""One in so many requests may write."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UNLOCKED = ("/sign-in", "/static/dateline.css", "/static/icon.svg")
"""What is answered to those who have not come in yet."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ServeError(DatelineError):
    """A way to serve that is not safe, or cannot be."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where is listened, under which names the server may be called, who is let in, and how often.

    Without a token or a password file only this computer may ask. `coder` is the name under which those decide who come
    in without a password. `rate` is requests a second of one address.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str | None = None
    rate: float = 100.0
    passwords: Path | None = None
    coder: str = ""

    def check(self) -> None:
        """Raises ServeError where this is not safe."""
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise ServeError(
                f"The token has {len(self.token)} characters; {SHORTEST_TOKEN} are the fewest. Make one with: "
                'python -c "import secrets; print(secrets.token_urlsafe())"'
            )
        if not is_loopback(self.host) and self.token is None and self.passwords is None:
            raise ServeError(
                f"{self.host} can be reached from other computers, so a token or a password file is needed. Set "
                "DATELINE_SERVE_TOKEN, give --passwords FILE, or leave --host away to serve this computer only."
            )

    def door(self, sessions: Path | None = None) -> Door:
        """Who is let in, and in which role; `sessions` is the file that keeps sessions.

        Raises ServeError for a password file that cannot be used.
        """
        accounts = None
        if self.passwords is not None:
            accounts = Accounts(self.passwords)
            if not accounts.now():
                raise ServeError(
                    f"{self.passwords} has no account. Add one with: dateline passwords add {self.passwords} NAME"
                )
        return Door(self.token, accounts, self.coder.strip(), sessions)

    def knows(self, host: str) -> bool:
        """Whether a request may call the server by this name: another name is a sign of a page elsewhere that tries."""
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        return is_loopback(name) or name in {self.host.lower(), *(each.lower() for each in self.names)}


def is_loopback(host: str) -> bool:
    """Whether an address or name is this computer itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Stands before the application: refuses what is not allowed, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp, access: Access, door: Door) -> None:
        self.app, self.access, self.door = app, access, door
        self.rates, self.writes = Rates(access.rate), Rates(access.rate / WRITES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self.refusal(scope)
        await (refused or self.app)(scope, receive, send_safely)

    def refusal(self, scope: Scope) -> Response | None:
        """Why a request is not answered, if it is not."""
        request, headers = Request(scope), Headers(scope=scope)
        if not self.access.knows(headers.get("host", "")):
            return answer(
                request, HTTPStatus.MISDIRECTED_REQUEST,
                f"This server is not called {headers.get('host', '')[:80]!r}. Start it with --name to give it a name.",
            )  # fmt: skip
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            detail = f"The address has more than {LONGEST_ADDRESS:,} characters. Shorten the filter."
            return answer(request, HTTPStatus.REQUEST_URI_TOO_LONG, detail)
        rates = self.rates if scope["method"] in SAFE else self.writes
        if not rates.allow(client_of(scope)):
            detail = "Too many requests from this address. Wait a second."
            return answer(request, HTTPStatus.TOO_MANY_REQUESTS, detail, {"Retry-After": "1"})
        if scope["method"] not in SAFE and (refused := self._written(request, headers)):
            return refused
        return self._entrance(request, headers)

    def _written(self, request: Request, headers: Headers) -> Response | None:
        """Writing is for pages of this server only, and of a bounded size.

        Forms of pages that tell no referrer have the origin "null"; then the browser must say that it is this site.
        """
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        ours = origin is None or urlsplit(origin).netloc == headers.get("host")
        if site not in (None, "same-origin", "none") or not (ours or (origin == "null" and site == "same-origin")):
            return answer(request, HTTPStatus.FORBIDDEN, "Another site may not write here.")
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers or (length and not length.isdecimal()):
            return answer(request, HTTPStatus.LENGTH_REQUIRED, "Say how long the content is (Content-Length).")
        if length and int(length) > LARGEST_BODY:
            detail = f"The content is larger than {LARGEST_BODY:,} bytes."
            return answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
        return None

    def _entrance(self, request: Request, headers: Headers) -> Response | None:
        """Lets in whom the door knows. The token may come once in the address, and then becomes a cookie."""
        if self.door.token is not None and request.method == "GET" and (entered := self._by_address(request)):
            return entered
        try:
            visitor = self.door.visitor(headers)
        except PasswordError as fault:
            return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, str(fault))
        request.scope["dateline.visitor"] = visitor
        if visitor is not None or request.url.path in UNLOCKED:
            return None
        if self.door.accounts is None:
            detail = "A token is needed. Open the address that `dateline serve` has told, or send it as a Bearer token."
        elif request.method == "GET" and not request.url.path.startswith("/api/"):
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?{urlencode({'next': back})}", HTTPStatus.SEE_OTHER)
        else:
            detail = "Sign in first, at /sign-in."
        return answer(request, HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": 'Bearer realm="dateline"'})

    def _by_address(self, request: Request) -> Response | None:
        query = parse_qsl(request.url.query, keep_blank_values=True)
        token = dict(query).get("token")
        if token is None or not self.door.is_token(token):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + request.url.path.lstrip("/")
        response = RedirectResponse(f"{path}?{rest}" if rest else path, HTTPStatus.SEE_OTHER)
        response.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return response


def client_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return scope["client"][0] if scope.get("client") else ""


class Rates:
    """A bucket an address, which fills with so many requests a second and holds BURST seconds of them."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, address: str) -> bool:
        """Whether one more request of an address is allowed now."""
        now, most = monotonic(), self.rate * BURST
        level, before = self._buckets.pop(address, (most, now))
        level = min(most, level + (now - before) * self.rate)
        self._buckets[address] = (level - 1 if level >= 1 else level, now)
        while len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        return level >= 1
