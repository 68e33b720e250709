"""A server on this machine that does what the tests tell it to, well or badly."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[[BaseHTTPRequestHandler], None]

STORY = (
    "Norland rebels fired rockets at the army base near Zurvan on Monday, killing five soldiers, the governor said. "
    "The army answered with shells and sent more men to the river. "
)
ARTICLE = f"<!DOCTYPE html><html><head><title>Rockets near Zurvan</title></head><body><p>{STORY * 6}</p></body></html>"


@dataclass
class Server:
    """`pages` answer by path; `asked` are the requests that came, with their headers in lower case."""

    address: str
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def page(self, path: str, text: str = ARTICLE, status: int = 200, **headers: str) -> str:
        """Serves a text at a path; the whole address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            send(request, text.encode(), status, **headers)

        self.pages[path] = answer
        return self.address + path

    def does(self, path: str, handler: Handler) -> str:
        self.pages[path] = handler
        return self.address + path


def send(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    request.send_response(status)
    given = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    given.update({name.replace("_", "-"): value for name, value in headers.items()})
    for name, value in given.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving(secured: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that listens while the block lasts, with TLS where a context is given."""

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                told.pages.get(self.path, lambda request: send(request, b"none", 404))(self)
            except OSError:  # the other side has had enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Listening(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

        daemon_threads = True
        block_on_close = False

    listening = Listening(("127.0.0.1", 0), Answering)
    if secured:
        listening.socket = secured.wrap_socket(listening.socket, server_side=True)
    told = Server(f"{'https' if secured else 'http'}://127.0.0.1:{listening.server_address[1]}")
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield told
    finally:
        listening.shutdown()
        listening.server_close()
