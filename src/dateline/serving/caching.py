"""Answers kept: a bounded memory of recent ones, and ETags, by which a browser need not be sent what it has."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from fastapi import Request, Response

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The values of the last keys that were asked for, up to so much weight. Two threads may make the same value."""

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda value: 1) -> None:
        self.most, self.weigh = most, weigh
        self._weight = 0
        self._held: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not there."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value = make()
        with self._lock:
            if key not in self._held:
                self._weight += self.weigh(value)
            self._held[key] = value
            while self._weight > self.most and self._held:
                self._weight -= self.weigh(self._held.popitem(last=False)[1])
        return value


def etag(content: bytes) -> str:
    """The mark of some content."""
    return f'"{hashlib.sha256(content).hexdigest()[:24]}"'


def conditional(request: Request, content: bytes, media: str, mark: str | None = None) -> Response:
    """The content, or the word that what the browser has is still right. It asks again each time, since data change."""
    mark = mark or etag(content)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if mark in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media)
