"""Answers kept: a bounded memory of recent ones, and ETags, by which a browser need not be sent what it has."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from fastapi import Request, Response

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SMALLEST_PACKED = 1_000
"""Bytes from which on an answer is packed."""
LEVEL = 5


class Recent(Generic[K, V]):
    """The values of the last keys that were asked for, up to so much weight. Who asks for what is being made waits."""

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda value: 1) -> None:
        self.most, self.weigh = most, weigh
        self._weight = 0
        self._held: OrderedDict[K, V] = OrderedDict()
        self._making: dict[K, Future[V]] = {}
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not there."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            making = self._making.get(key)
            mine = making is None
            if making is None:
                making = self._making[key] = Future()
        if not mine:
            return making.result()
        try:
            value = make()
        except BaseException as fault:
            with self._lock:
                del self._making[key]
            making.set_exception(fault)
            raise
        with self._lock:
            del self._making[key]
            self._weight += self.weigh(value)
            self._held[key] = value
            while self._weight > self.most and self._held:
                self._weight -= self.weigh(self._held.popitem(last=False)[1])
        making.set_result(value)
        return value


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent: as it is, packed where that is worth it, and the mark by which a browser knows it."""

    plain: bytes
    packed: bytes | None
    mark: str

    def __len__(self) -> int:
        return len(self.plain) + len(self.packed or b"")


def content(plain: bytes) -> Content:
    """Some bytes, packed once for all who are sent them."""
    packed = gzip.compress(plain, LEVEL, mtime=0) if len(plain) >= SMALLEST_PACKED else None
    return Content(plain, packed, f'"{hashlib.sha256(plain).hexdigest()[:24]}"')


def conditional(request: Request, made: Content, media: str) -> Response:
    """The content, or the word that what the browser has is still right. It asks again each time, since data change."""
    headers = {"ETag": made.mark, "Cache-Control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if made.mark in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    if made.packed is None:
        return Response(made.plain, headers=headers, media_type=media)
    headers["Vary"] = "Accept-Encoding"
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(made.plain, headers=headers, media_type=media)
    return Response(made.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=media)
