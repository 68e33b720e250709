"""The application put together: the guard before it, the API, the pages, and the files of the front end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dateline import __version__
from dateline.serving import actor_editing, api, audit, decisions, pages, problems, review, schemas, signing
from dateline.serving.database import Database
from dateline.serving.desk import Desk
from dateline.serving.files import Files
from dateline.serving.guard import Access, Guard

SMALLEST_PACKED = 1_000
"""Bytes from which on an answer is compressed."""
THREADS = 8
"""Requests that are worked on at once: more only wait for one another, and make the short ones wait for the long."""
STATIC = Path(__file__).with_name("static")


def application(path: Path, access: Access) -> FastAPI:
    """The application for a database. Raises ServeError where the access is not safe, StoreError for the database."""
    access.check()
    database = Database(path)
    door = access.door(path.with_name(f"{path.name}-sessions"))
    at = Desk(database)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        Thread(target=at.warm, daemon=True).start()
        yield
        at.close()
        door.sessions.close()

    app = FastAPI(
        title="dateline",
        version=__version__,
        description="Who did what to whom, when and where, and who says so. Filters are those of `dateline events`.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = at
    app.state.door = door
    problems.install(app)
    app.include_router(api.router)
    app.include_router(decisions.router)
    app.include_router(review.router)
    app.include_router(signing.router)
    app.include_router(audit.router)
    app.include_router(actor_editing.router)
    app.include_router(pages.router)
    app.mount("/static", Files(STATIC))
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED, compresslevel=5)
    app.add_middleware(Guard, access=access, door=door)
    made = app.openapi

    def described() -> dict[str, Any]:
        if not app.openapi_schema:
            schemas.complete(made())
        return app.openapi_schema or {}

    app.openapi = described  # type: ignore[method-assign]
    return app
