"""The publication date is read where the page gives it, and is null where it does not."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.cleaning.dates import dates, in_url, stamp
from dateline.records import Article, Page

STORY = "Dock workers walked out over pay and closed the harbour, the port office said, and talks are to go on."


def found(page: Page) -> tuple[str, str] | None:
    (item,) = clean([page])
    assert isinstance(item, Article), item
    if item.published and item.published.span:
        day = item.published.day
        assert [each for _, _, each in dates(item.quote(item.published.span))] == [day]
    return (item.published.day.isoformat(), item.published.basis) if item.published else None


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, January 09, 2020",
        "date 2020-01-09",
        "Published 3:04 GMT 9 January 2020",
        "9th of January 2020",
        "By Anna Example | 9 Jan. 2020",
        "Posted on 09.01.2020, 14:05",
        "2020-01-09 14:05:33",
        "Updated: 10 January 2020. Published: 9 January 2020",
    ],
)
def test_a_line_that_dates_the_page(line: str) -> None:
    assert found(Page("p", f"Dock workers close harbour\n\n{line}\n\n{STORY}")) == ("2020-01-09", "text")


OPENINGS = ["Thu 9 Jan 2020", "Thursday January 9 2020", "date 2020-01-09", "PORT SAMPLE, Jan. 9, 2020 (SPA) -"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_long_line_that_opens_with_its_date(opening: str) -> None:
    assert found(Page("p", f"{opening} {STORY}")) == ("2020-01-09", "text")


@pytest.mark.parametrize(
    "line",
    [
        "The strike that began on 9 January 2020 is over, the union said on Tuesday.",
        "On January 9, 2020 the gates were shut and nobody was let through for a week.",
        "January 9, 2020 was a bad day for the harbour and for those who live from it.",
        "The talks are to begin on 9/1/2020.",
        "It was the worst strike since 2 May 1991, when the port was closed for a month.",
    ],
)
def test_the_date_of_an_event_is_none_of_the_page(line: str) -> None:
    assert found(Page("p", f"{line}\n\n{STORY}")) is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2020-01-09T01:00:00Z">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-09"}</script>', ""),
        ('<meta itemprop="datePublished" content="20200109">', ""),
        ("", '<time datetime="2020-01-09T01:00" pubdate>today</time>'),
        ("", '<abbr class="published" title="2020-01-09">today</abbr>'),
    ],
)
def test_markup(head: str, body: str) -> None:
    more = "The union said later in the day that it was ready to talk with the port office again."
    source = f"<html><head>{head}</head><body>{body}<p>{STORY}</p><p>{more}</p></body></html>"
    assert found(Page("p", source, "text/html")) == ("2020-01-09", "html")


def test_the_address_dates_a_page() -> None:
    assert found(Page("p", STORY, url="https://news.example/2020/01/09/dock")) == ("2020-01-09", "url")
    assert found(Page("p", f"{STORY}\n\nOriginal URL: https://news.example/2020/jan/09/dock")) == ("2020-01-09", "url")


@pytest.mark.parametrize("text", ["2020-13-01", "30 February 2020", "3/4/2020", "0009-01-01", "12:30 2020", "1.2.3"])
def test_no_dates(text: str) -> None:
    assert list(dates(text)) == []


def test_addresses_without_a_date() -> None:
    for url in ("https://2020.example/a", "https://x.example/20201301", "https://x.example/id-20200109123"):
        assert in_url(url) is None
    assert stamp("soon") is None


def test_nothing_is_made_up_for_a_page_without_a_date() -> None:
    source = f"<html><body><h1>Dock workers close harbour</h1><p>{STORY}</p><footer>&copy; 2018</footer></body></html>"
    assert found(Page("p", source, "text/html")) is None
