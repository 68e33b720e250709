"""Connections that go only where they may, and end in time.

The deadline is kept at each read and write of a socket, so that a server which sends a byte now and then, in its
headers or in its body, is left like one that sends nothing.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2
from httpcore2 import SOCKET_OPTION, NetworkBackend, NetworkStream, SyncBackend

from dateline.fetching.addresses import resolved


class Deadline:
    """The moment at which a fetch ends, whatever it does."""

    def __init__(self) -> None:
        self._end = 0.0

    def begin(self, seconds: float) -> None:
        """Sets it to so many seconds from now."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises ReadTimeout where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is over")
        return left


class TimedStream(NetworkStream):
    """A stream under a deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedNetwork(NetworkBackend):
    """Connects to the checked numbers of a host, one after the other. Raises Refusal where there are none."""

    def __init__(self, deadline: Deadline, local_hosts: frozenset[str]) -> None:
        self._deadline = deadline
        self._local_hosts = local_hosts
        self._inner = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        fault: Exception | None = None
        for number in resolved(host, port, self._local_hosts):
            try:
                stream = self._inner.connect_tcp(number, port, self._deadline.left(), local_address, socket_options)
                return TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault or httpcore2.ConnectError("no address")
