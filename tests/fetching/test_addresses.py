"""Which addresses may be asked for."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetching.addresses import is_address, is_public, parsed, resolved
from dateline.fetching.refusals import Refusal

NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:0001::", "2001:db8::1", "240.0.0.1"],
)  # fmt: skip
def test_numbers_of_this_and_local_networks_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "2606:2800:220:1::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_numbers_of_the_public_network_are(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "::1", "localhost"])
def test_no_spelling_of_this_machine_is_connected_to(host: str) -> None:
    with pytest.raises(Refusal) as caught:
        resolved(host, 80, NOBODY)
    assert caught.value.reason in ("private-address", "unreachable")


def test_a_named_host_may_be_local() -> None:
    assert resolved("127.0.0.1", 80, frozenset({"127.0.0.1"})) == ["127.0.0.1"]


def test_of_a_name_with_public_and_local_numbers_only_the_public_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("10.0.0.1", "93.184.215.14")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert resolved("news.example", 80, NOBODY) == ["93.184.215.14"]


def test_a_name_that_leads_elsewhere_when_asked_again_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the number that was checked; the name is not resolved a second time."""
    httpcore2 = pytest.importorskip("httpcore2", reason="the extra fetch is not installed")
    from dateline.fetching.network import CheckedNetwork, Deadline

    answers = iter(["93.184.215.14", "127.0.0.1"])
    monkeypatch.setattr(
        socket, "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 80))],
    )  # fmt: skip
    connected: list[str] = []
    monkeypatch.setattr(
        httpcore2.SyncBackend, "connect_tcp", lambda self, host, *_: connected.append(host) or httpcore2.MockStream([])
    )
    deadline = Deadline()
    deadline.begin(5)
    CheckedNetwork(deadline, NOBODY).connect_tcp("news.example", 80)
    assert connected == ["93.184.215.14"]
    with pytest.raises(Refusal):
        CheckedNetwork(deadline, NOBODY).connect_tcp("news.example", 80)
    assert connected == ["93.184.215.14"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [("HTTP://News.Example:80/a b".replace(" ", "%20"), "http://news.example/a%20b"),
     ("https://news.example", "https://news.example/"),
     ("https://news.example:8443/a?x=1#part", "https://news.example:8443/a?x=1"),
     ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
     ("http://[2606:2800:220:1::1]/a", "http://[2606:2800:220:1::1]/a")],
)  # fmt: skip
def test_an_address_has_one_spelling(url: str, expected: str) -> None:
    assert str(parsed(url)) == expected
    assert str(parsed(expected)) == expected


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://me:secret@a.example/", "http://a.example:99999/",
     "http://a.example/\r\nX: y", "http://" + "a" * 300 + ".example/", "http://[::1", "javascript://a"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as caught:
        parsed(url)
    assert caught.value.reason == "bad-address"


def test_paths_are_not_taken_for_addresses() -> None:
    assert is_address("https://a.example/b")
    assert not any(map(is_address, ("pages/a.html", "C:\\pages", "c:/pages", "-", "a:b", "/http://x")))


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        try:
            address = parsed(url)
        except Refusal:
            continue
        assert str(parsed(str(address))) == str(address)
        assert str(address).isascii()
        assert not set(str(address)) & set(" \r\n\t")
