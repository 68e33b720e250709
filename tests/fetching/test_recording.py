"""Addresses and feeds in the queue: fetched once, asked again with validators, and what failed is found again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import dateline
from dateline import making, queueing, recording, storing
from dateline.recording import Report
from dateline.records import Claim, CodedArticle, Event, Failure, Page
from dateline.storing import Store
from dateline.storing.progress import faults, progress
from makers import VERSIONS, coded, each_its_own
from servers import ARTICLE, Server, send


def coder(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    for item in items:
        yield item if isinstance(item, Failure) else coded(item, [])


STAGES = {"coder": coder, "resolver": each_its_own, "made_by": VERSIONS}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with storing.open_store(tmp_path / "r.db", create=True) as opened:
        yield opened


def run(store: Store, *given: str) -> Report:
    return dateline.record(given, store, **STAGES)


def watch(store: Store, *feeds: str) -> Report:
    return recording.watch(feeds, store, **STAGES)


def conditional(text: str, tag: str) -> object:
    def answer(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == tag
        send(request, b"" if same else text.encode(), 304 if same else 200, ETag=tag)

    return answer


def feed_of(*links: str) -> str:
    items = "".join(f"<item><title>Item</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def test_an_address_becomes_a_page_with_its_url_and_crawl_time(server: Server, store: Store) -> None:
    server.page("/new")
    report = run(store, server.page("/old", "", 301, Location="/new"))
    assert report.states == {"no-event": 1}
    (document,) = storing.read_documents(store)
    assert document.page.name == server.address + "/old"
    assert document.page.url == server.address + "/new"
    assert document.page.published is None
    assert document.page.crawled
    assert document.page.crawled.startswith("20")


def test_the_second_run_asks_whether_the_page_has_changed(server: Server, store: Store) -> None:
    url = server.does("/a", conditional(ARTICLE, '"1"'))  # type: ignore[arg-type]
    run(store, url)
    assert run(store, url).states == {"known": 1}
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    server.does("/a", conditional(ARTICLE.replace("five", "six"), '"2"'))  # type: ignore[arg-type]
    report = run(store, url)
    assert report.states == {"no-event": 1}
    assert [name for name, note in report.notes if note == recording.CHANGED_PAGE] == [url]


def test_each_refusal_is_counted_and_found_again(server: Server, store: Store) -> None:
    given = [server.page("/a", "", 403), server.page("/b", "", 404), "ftp://post.example/", "http://10.0.0.1/",
             server.page("/c", "<html><title>Log in</title><form>Name</form></html>"), server.page("/d")]  # fmt: skip
    report = run(store, *given)
    assert report.states == {"failed": 5, "no-event": 1}
    told = sorted(failure.message for failure in report.failures)
    assert sorted(fault.message for fault in faults(store)) == told
    assert {fault.reason for fault in faults(store)} == {
        "forbidden",
        "not-found",
        "bad-address",
        "private-address",
        "login",
    }
    assert all(message.startswith(("http", "ftp")) for message in told)


def test_what_is_no_page_is_skipped_with_a_word(server: Server, store: Store) -> None:
    url = server.does("/a.png", lambda request: send(request, b"\x89PNG\r\n\x1a\n", Content_Type="image/png"))
    report = run(store, url)
    assert [(failure.state, failure.reason) for failure in report.failures] == [("skipped", "not-a-page")]


def test_without_the_extra_a_sentence_says_how_to_install(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "find_spec", lambda _: None)
    (failure,) = run(store, server.page("/a")).failures
    assert failure.reason == "needs-extra"
    assert "pip install 'dateline[fetch]'" in failure.message
    assert server.asked == []


def test_watching_fetches_what_is_new(server: Server, store: Store) -> None:
    one, two = server.page("/1"), server.page("/2", ARTICLE.replace("five", "six"))
    feed = server.page("/feed.xml", feed_of(one))
    assert watch(store, feed).states == {"no-event": 1}
    server.page("/feed.xml", feed_of(two, one))
    assert watch(store, feed).states == {"no-event": 1}
    assert server.paths == ["/feed.xml", "/1", "/feed.xml", "/2"]
    assert watch(store, feed).read == 0
    assert progress(store).entries == {"done": 3}


def test_a_feed_that_has_not_changed_is_not_read(server: Server, store: Store) -> None:
    one = server.page("/1")
    feed = server.does("/feed.xml", conditional(feed_of(one), '"f"'))  # type: ignore[arg-type]
    watch(store, feed)
    assert watch(store, feed).read == 0
    assert server.asked[-1][1]["if-none-match"] == '"f"'


def test_what_failed_for_a_while_is_tried_again_and_what_failed_for_good_is_not(server: Server, store: Store) -> None:
    down, forbidden = server.page("/down", "", 500), server.page("/forbidden", "", 403)
    feed = server.page("/feed.xml", feed_of(down, forbidden))
    assert watch(store, feed).states == {"failed": 2}
    server.page("/down")
    assert watch(store, feed).states == {"no-event": 1}
    assert server.paths.count("/forbidden") == 1
    assert [fault.name for fault in faults(store)] == [forbidden]


def test_feeds_that_are_none_are_told(server: Server, store: Store) -> None:
    report = watch(
        store, server.page("/page"), server.page("/none", "", 404), server.page("/feed", feed_of("file:///etc"))
    )
    assert sorted(failure.reason for failure in report.failures) == ["bad-feed", "no-link", "not-found"]
    assert store.value("SELECT count(*) FROM document") == 0
    assert len(faults(store)) == 3
    assert progress(store).entries == {"failed": 2, "done": 1}


def test_links_of_a_feed_start_from_its_address(server: Server, store: Store) -> None:
    server.page("/news/1")
    server.page("/2", ARTICLE.replace("five", "six"))
    assert watch(store, server.page("/news/feed.xml", feed_of("1", "/2"))).states == {"no-event": 2}
    assert server.paths == ["/news/feed.xml", "/news/1", "/2"]


def test_a_watch_that_was_killed_goes_on(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = server.page("/1"), server.page("/2", ARTICLE.replace("five", "six"))
    feed = server.page("/feed.xml", feed_of(one, two))

    def stopped(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
        for item in coder(items):
            yield item
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recording.watch([feed], store, coder=stopped, resolver=each_its_own, made_by=VERSIONS)
    watch(store, feed)
    assert progress(store).entries == {"done": 3}
    assert store.value("SELECT count(*) FROM document") == 2


def test_the_command_reads_a_list_and_says_what_is_wrong_with_it(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline import cli

    monkeypatch.setattr(recording, "versions", lambda: VERSIONS)
    monkeypatch.setattr(recording, "_coded", coder)
    monkeypatch.setattr(making, "few", lambda *_: False)  # all events are made, and each claim is one
    monkeypatch.setattr(making, "resolved", lambda store, without: making.by_resolver(store, each_its_own, without))
    feeds, db = tmp_path / "feeds.txt", str(tmp_path / "r.db")
    feeds.write_text(f"# mine\n\n{server.page('/feed.xml', feed_of(server.page('/1')))} # the post\n", encoding="utf-8")
    assert cli.main(["watch", str(feeds), "--once", "--db", db]) == 0
    assert "no event       1" in capsys.readouterr().out
    assert cli.main(["status", "--json", "--db", db]) == 0
    assert json.loads(capsys.readouterr().out)["entries"]["done"] == 2
    for text, said in (("# none\n", "lists no feed"), ("feeds\n", "feeds.txt:1 is 'feeds'")):
        feeds.write_text(text, encoding="utf-8")
        assert cli.main(["watch", str(feeds), "--once", "--db", db]) == 1
        assert said in capsys.readouterr().err
    assert cli.main(["watch", str(tmp_path / "none.txt"), "--once", "--db", db]) == 1
    assert "cannot be read as a list of feeds" in capsys.readouterr().err


def test_a_key_ends_watching_between_two_looks(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline import cli
    from dateline.cli import watch as command

    def pressed(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recording, "versions", lambda: VERSIONS)
    monkeypatch.setattr(command.time, "sleep", pressed)
    monkeypatch.setattr(recording, "_coded", coder)
    monkeypatch.setattr(making, "few", lambda *_: False)  # all events are made, and each claim is one
    monkeypatch.setattr(making, "resolved", lambda store, without: making.by_resolver(store, each_its_own, without))
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(server.page("/feed.xml", feed_of(server.page("/1"))), encoding="utf-8")
    assert cli.main(["watch", str(feeds), "--db", str(tmp_path / "r.db")]) == 0
    assert "Stopped watching." in capsys.readouterr().err


def test_watching_makes_events_anew_only_when_a_page_came(server: Server, store: Store) -> None:
    made: list[int] = []

    def resolver(claims: tuple[Claim, ...]) -> tuple[Event, ...]:
        made.append(len(claims))
        return each_its_own(claims)

    feed = server.page("/feed.xml", feed_of(server.page("/1")))
    stages = {**STAGES, "resolver": resolver}
    for _ in range(3):
        recording.watch([feed], store, **stages)
    assert len(made) == 1
    recording.watch([feed], store, **{**stages, "made_by": replace(VERSIONS, knowledge="another")})
    assert len(made) == 2
    server.page("/feed.xml", feed_of(server.page("/2", ARTICLE.replace("five", "six"))))
    assert recording.watch([feed], store, **stages).states == {"no-event": 1}
    assert len(made) == 3
