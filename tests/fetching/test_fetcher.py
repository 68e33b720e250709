"""Asking servers that behave and servers that do not: a page or a reason, in bounded time and memory."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

pytest.importorskip("httpcore2", reason="the extra fetch is not installed")

from dateline.fetching.fetcher import Fetcher, Validators, user_agent
from dateline.fetching.pacing import Pace, span
from dateline.fetching.refusals import Refusal
from servers import ARTICLE, Server, send, serving

BOMB = zlib.compress(b"a" * 60_000_000, 9)


@pytest.fixture
def fetcher(server: Server) -> Iterator[Fetcher]:
    opened = Fetcher()
    yield opened
    opened.close()


def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(Refusal) as caught:
        fetcher.fetch(url)
    return caught.value.reason


def test_a_page_comes_with_its_address_time_and_validators(server: Server, fetcher: Fetcher) -> None:
    answer = fetcher.fetch(
        server.page("/a?b=%C3%BC", ETag='"1"', Last_Modified="Mon, 03 Mar 2025 10:00:00 GMT") + "#part"
    )
    assert answer.body.decode() == ARTICLE
    assert str(answer.address) == f"{server.address}/a?b=%C3%BC"
    assert (answer.media, answer.charset) == ("text/html", "utf-8")
    assert answer.validators == Validators('"1"', "Mon, 03 Mar 2025 10:00:00 GMT")
    assert len(answer.moment) == 20
    assert answer.moment.endswith("Z")


def test_dateline_names_itself(server: Server, fetcher: Fetcher) -> None:
    fetcher.fetch(server.page("/a"))
    assert {headers["user-agent"] for _, headers in server.asked} == {user_agent("")}
    assert user_agent("").startswith("dateline/")
    assert user_agent("me@example.org\r\nX: y") == f"{user_agent('')} (+me@example.orgX: y)"


def test_robots_forbid_and_are_asked_once(server: Server, fetcher: Fetcher) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private\n")
    server.page("/public")
    assert reason(fetcher, server.address + "/private/a") == "robots"
    fetcher.fetch(server.address + "/public")
    assert [path for path, _ in server.asked] == ["/robots.txt", "/public"]


def test_robots_that_a_server_cannot_give_close_the_site(server: Server, fetcher: Fetcher) -> None:
    server.page("/robots.txt", "", 503)
    assert reason(fetcher, server.page("/a")) == "server-error"
    assert reason(fetcher, server.page("/b")) == "server-error"
    assert server.paths == []
    assert len(server.asked) == 1


def test_a_redirect_is_held_to_the_robots_where_it_leads(server: Server, fetcher: Fetcher) -> None:
    server.page("/robots.txt", "User-agent: dateline\nDisallow: /b\n")
    assert reason(fetcher, server.page("/a", "", 302, Location="/b")) == "robots"
    assert server.paths == ["/a"]


def test_redirects_are_followed_and_bounded(server: Server, fetcher: Fetcher) -> None:
    server.page("/a", "", 301, Location="b")
    server.page("/b")
    assert str(fetcher.fetch(server.address + "/a").address) == server.address + "/b"
    server.page("/loop", "", 302, Location="/loop")
    assert reason(fetcher, server.address + "/loop") == "redirects"
    assert reason(fetcher, server.page("/file", "", 302, Location="file:///etc/passwd")) == "bad-address"
    assert reason(fetcher, server.page("/near", "", 302, Location="http://[::1]:9/")) == "private-address"
    assert reason(fetcher, server.page("/cloud", "", 302, Location="http://169.254.169.254/")) == "private-address"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, "login"), (402, "paywall"), (403, "forbidden"), (404, "not-found"), (410, "not-found"), (418, "bad-answer"),
     (451, "forbidden"), (429, "too-many-requests"), (500, "server-error"), (503, "server-error")],
)  # fmt: skip
def test_each_status_has_its_word(server: Server, fetcher: Fetcher, status: int, expected: str) -> None:
    assert reason(fetcher, server.page("/a", "", status)) == expected


def test_a_busy_site_is_left_alone(server: Server, fetcher: Fetcher) -> None:
    assert reason(fetcher, server.page("/a", "", 429, Retry_After="900")) == "too-many-requests"
    assert reason(fetcher, server.page("/b")) == "too-many-requests"
    assert server.paths == ["/a"]


def test_what_has_not_changed_is_not_sent_again(server: Server, fetcher: Fetcher) -> None:
    def conditional(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in request.headers
        send(request, b"" if same else ARTICLE.encode(), 304 if same else 200, ETag='"1"')

    url = server.does("/a", conditional)
    assert not fetcher.fetch(url).unchanged
    assert fetcher.fetch(url, Validators('"1"', "Mon, 03 Mar 2025 10:00:00 GMT")).unchanged


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"a" * 65536)


def drips(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"a")
        time.sleep(0.05)


def drips_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        request.wfile.write(b"a")
        time.sleep(0.05)


def endless_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        request.wfile.write(b"X: " + b"a" * 60000 + b"\r\n")


def says_nothing(request: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def promises_more(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True
    send(request, b"short", Content_Length="500")


def no_http(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True
    request.wfile.write(b"hello\r\n\r\n")


def bomb(request: BaseHTTPRequestHandler) -> None:
    send(request, BOMB, Content_Encoding="deflate")


def broken_packing(request: BaseHTTPRequestHandler) -> None:
    send(request, gzip.compress(b"a" * 500)[:-20], Content_Encoding="gzip")


def not_packed(request: BaseHTTPRequestHandler) -> None:
    send(request, b"plain", Content_Encoding="gzip")


def strange_packing(request: BaseHTTPRequestHandler) -> None:
    send(request, b"plain", Content_Encoding="br")


@pytest.mark.parametrize(
    ("handler", "expected"),
    [(endless, "too-large"), (drips, "timeout"), (drips_headers, "timeout"), (endless_headers, "bad-answer"),
     (says_nothing, "timeout"), (promises_more, "bad-answer"), (no_http, "bad-answer"), (bomb, "too-large"),
     (broken_packing, "bad-answer"), (not_packed, "bad-answer"), (strange_packing, "bad-answer")],
)  # fmt: skip
def test_a_bad_server_costs_bounded_time_and_gives_a_reason(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, handler: object, expected: str
) -> None:
    monkeypatch.setenv("DATELINE_MAX_BYTES", "1000000")
    monkeypatch.setenv("DATELINE_FETCH_SECONDS", "0.5" if expected == "timeout" else "60")
    url = server.does("/a", handler)  # type: ignore[arg-type]
    begin = time.monotonic()
    assert reason(fetcher, url) == expected
    assert time.monotonic() - begin < 60
    monkeypatch.setenv("DATELINE_FETCH_SECONDS", "60")
    assert fetcher.fetch(server.page("/b")).body, "the next page comes all the same"


def test_packed_pages_are_unpacked(server: Server, fetcher: Fetcher) -> None:
    bare = zlib.compressobj(wbits=-15)
    packings = {"gzip": gzip.compress(ARTICLE.encode()), "deflate": zlib.compress(ARTICLE.encode())}
    for name, packed in [*packings.items(), ("deflate", bare.compress(ARTICLE.encode()) + bare.flush())]:
        url = server.does("/a", lambda request, b=packed, n=name: send(request, b, Content_Encoding=n))  # type: ignore[misc]
        assert fetcher.fetch(url).body.decode() == ARTICLE


def test_a_site_is_asked_no_faster_than_it_wants(server: Server) -> None:
    moments = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        moments[0] += seconds

    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    fetcher = Fetcher(Pace(2.0, lambda: moments[0], sleep))
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(server.page(path))
    fetcher.close()
    assert slept == [2.0, 7.0, 7.0]


def test_a_site_that_wants_very_long_delays_is_left(server: Server, fetcher: Fetcher) -> None:
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n")
    fetcher.fetch(server.page("/a"))
    assert reason(fetcher, server.page("/b")) == "long-delay"


def test_nobody_there_is_told(fetcher: Fetcher, server: Server) -> None:
    assert reason(fetcher, "http://127.0.0.1:1/") == "unreachable"
    assert reason(fetcher, "http://none.invalid/") == "unreachable"


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject, *files],
                   check=True, capture_output=True)  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    with serving(context) as secured:
        secured.page("/a")
        assert reason(fetcher, secured.address + "/a") == "bad-certificate"
        assert secured.asked == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7200, "2 hours"), (9e5, "10 days")],
)
def test_times_to_wait_are_told_in_words(seconds: float, words: str) -> None:
    assert span(seconds) == words
