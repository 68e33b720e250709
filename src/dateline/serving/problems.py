"""Errors as problem details (RFC 9457): a type, a title, a status, and a sentence that says what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from dateline.errors import BusyDatabase, DatelineError, DecisionError, FilterError, StoreError

MEDIA = "application/problem+json"


class Problem(Exception):
    """A request that cannot be answered: the status of HTTP, a sentence for a person, and `more` for programs."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more


class NotThere(Problem):
    """Something that is not in the database."""

    def __init__(self, detail: str) -> None:
        super().__init__(HTTPStatus.NOT_FOUND, detail)


def body(status: int, detail: str, instance: str, more: Mapping[str, Any]) -> bytes:
    """The problem as JSON. `type` is about:blank: the status says which kind it is."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        **more,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """The problem as a response: JSON for the API, a page for a person."""
    if not request.url.path.startswith("/api/"):
        from dateline.serving.rendering import problem_page

        return problem_page(status, HTTPStatus(status).phrase, detail, headers)
    return Response(body(status, detail, request.url.path, more), status, headers, MEDIA)


def install(app: FastAPI) -> None:
    """Makes every error of the application a problem."""

    @app.exception_handler(Problem)
    def _problem(request: Request, fault: Problem) -> Response:
        return answer(request, fault.status, fault.detail, fault.headers, **fault.more)

    @app.exception_handler(DatelineError)
    def _told(request: Request, fault: DatelineError) -> Response:
        if isinstance(fault, FilterError):
            return answer(request, HTTPStatus.BAD_REQUEST, str(fault))
        if isinstance(fault, DecisionError):
            return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(fault))
        status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(fault, StoreError) else HTTPStatus.INTERNAL_SERVER_ERROR
        return answer(request, status, str(fault), {"Retry-After": "5"} if isinstance(fault, BusyDatabase) else None)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, fault: RequestValidationError) -> Response:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"{where}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    def _http(request: Request, fault: HTTPException) -> Response:
        detail = {
            HTTPStatus.NOT_FOUND: f"There is nothing at {request.url.path}. Begin at / or /api/v1.",
            HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path} does not take {request.method}.",
        }.get(HTTPStatus(fault.status_code), str(fault.detail))
        return answer(request, fault.status_code, detail, dict(fault.headers or {}))

    @app.exception_handler(Exception)
    def _fault(request: Request, fault: Exception) -> Response:
        detail = f"A fault inside dateline: {type(fault).__name__}. The terminal says more; please report it."
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
