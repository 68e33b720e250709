"""The publication date is read where the page gives it, and is null where it does not."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.cleaning.dates import dates, in_url, stamp
from dateline.records import Article, Page, Published

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
        "Gazette of the North, Sample Town, Thursday 9 January 2020",
        "Port-au-Sample | Jan. 9, 2020",
        "From our correspondent, Sample Town. 9 January 2020",
        "Posted on 09.01.2020, 14:05",
        "2020-01-09 14:05:33",
        "Updated: 10 January 2020. Published: 9 January 2020",
    ],
)
def test_a_line_that_dates_the_page(line: str) -> None:
    assert found(Page("p", f"Dock workers close harbour\n\n{line}\n\n{STORY}")) == ("2020-01-09", "text")


def test_a_label_at_the_foot_dates_the_page() -> None:
    assert found(Page("p", f"Dock workers close harbour\n\n{STORY}\n\n(Published on 9 January 2020)")) == (
        "2020-01-09",
        "text",
    )


OPENINGS = [
    "Thu 9 Jan 2020",
    "Thursday January 9 2020",
    "date 2020-01-09",
    "PORT SAMPLE, Jan. 9, 2020 (SPA) -",
    "SAMPLE, Upper-Land, January 9, 2020 (SPA) --",
    "Port-au-Sample, 9 January 2020 -",
    "SAMPLE (9 January 2020) –",
    "9 January 2020, Port Sample:",
    "Port Sample 9 January 2020 –",
]


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
        "Sample Town, 9 January 2020: Dockers shut the gate.\n\nNorth Town, 11 January 2020: They opened it.",
        "Dockers left Sample Town 9 January 2020 - a day later they came back.",
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


MORE = "The union said later in the day that it was ready to talk with the port office again about pay."


def html_page(head: str = "", above: str = "", below: str = "", lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><head>{head}</head><body><h1>Dock workers close harbour</h1>{above}'
        f"<p>{STORY}</p><p>{MORE}</p>{below}</body></html>"
    )


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Donnerstag, 9. Januar 2020, 14:05 Uhr"),
        ("fr", "Publié le 9 janvier 2020 à 14h05"),
        ("es", "9 de enero de 2020"),
        ("pl", "9 stycznia 2020"),
        ("cs", "9. ledna 2020"),
        ("ru", "9 января 2020 г."),
        ("tr", "9 Ocak 2020 Perşembe"),
        ("ar", "9 يناير 2020"),
        ("ja", "2020年1月9日"),
        ("ko", "2020년 1월 9일"),
        ("hu", "2020. január 9."),
        ("it", "09/01/2020"),
        ("en-US", "01/09/2020"),
        ("en-GB", "09/01/2020"),
        ("en", "Posted 9 January 2020 at 3:04 GMT"),
    ],
)
def test_dates_of_many_languages_beside_the_headline(lang: str, line: str) -> None:
    (item,) = clean([Page("p", html_page(above=f'<div class="post-date">{line}</div>', lang=lang), "text/html")])
    assert isinstance(item, Article)
    assert item.published is not None
    assert (item.published.day.isoformat(), item.published.basis) == ("2020-01-09", "text")
    assert item.published.confidence < 0.9


def test_figures_of_no_known_order_are_no_date() -> None:
    assert found(Page("p", html_page(above="<div class=date>03/04/2020</div>"), "text/html")) is None
    given = Page("p", html_page(above="<div class=date>03/04/2020</div>"), "text/html", url="https://x.co.uk/a")
    assert published_of(given).day.isoformat() == "2020-04-03"


def published_of(page: Page) -> Published:
    (item,) = clean([page])
    assert isinstance(item, Article)
    assert item.published is not None
    return item.published


def test_a_page_that_states_two_is_reported_with_both() -> None:
    head = (
        '<meta property="article:published_time" content="2020-01-09T14:05:00+01:00">'
        '<meta property="article:modified_time" content="2020-01-12T08:00:00+01:00">'
    )
    made = published_of(Page("p", html_page(head), "text/html"))
    assert (made.day.isoformat(), made.time) == ("2020-01-09", "2020-01-09T14:05:00+01:00")
    assert made.updated is not None
    assert made.updated.isoformat() == "2020-01-12"
    above = '<p class="byline">Published: 9 January 2020. Updated: 12 January 2020</p>'
    made = published_of(Page("p", html_page(above=above), "text/html"))
    assert made.updated is not None
    assert (made.day.isoformat(), made.updated.isoformat()) == ("2020-01-09", "2020-01-12")


def test_a_page_that_says_only_when_it_was_changed_is_not_sure() -> None:
    head = '<meta property="article:modified_time" content="2020-01-12T08:00:00+01:00">'
    made = published_of(Page("p", html_page(head), "text/html"))
    assert (made.day.isoformat(), made.confidence < 0.5) == ("2020-01-12", True)


@pytest.mark.parametrize(
    ("stamp_", "url", "day"),
    [
        ("2020-01-10T03:30:00Z", "https://n.example/2020/01/09/dock", "2020-01-09"),
        ("2020-01-10T03:30:00Z", "https://n.example/dock", "2020-01-10"),
        ("2020-01-08T23:00:00Z", "https://n.example/dock", "2020-01-09"),
        ("2020-01-09T23:30:00-05:00", "https://n.example/2020/01/10/dock", "2020-01-09"),
    ],
)
def test_the_day_is_that_of_the_place(stamp_: str, url: str, day: str) -> None:
    head = f'<meta property="article:published_time" content="{stamp_}">'
    assert published_of(Page("p", html_page(head), "text/html", url=url)).day.isoformat() == day


def test_the_story_is_dated_by_its_own_node() -> None:
    block = (
        '{"@graph": [{"@type": "ImageObject", "datePublished": "2018-02-03"}, {"@type": "NewsArticle", '
        '"datePublished": "2020-01-09T10:00:00Z", "dateModified": "2020-01-11"}]}'
    )
    made = published_of(Page("p", html_page(f'<script type="application/ld+json">{block}</script>'), "text/html"))
    assert made.day.isoformat() == "2020-01-09"
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000
    assert found(Page("p", html_page(f'<script type="application/ld+json">{deep}</script>'), "text/html")) is None


@pytest.mark.parametrize(
    "below",
    [
        "<footer><p>&copy; 1 May 2018 Example Press</p></footer>",
        "<div class=member>Joined 1 May 2018</div>",
        "<p>The last strike in the harbour ended on 1 May 2018, after a week of talks in the town hall.</p>",
    ],
)
def test_other_dates_are_not_the_page_s(below: str) -> None:
    assert found(Page("p", html_page(below=below), "text/html")) is None


def test_the_printed_day_beats_a_vague_one() -> None:
    head = '<meta name="date" content="2020-01-11">'
    above = '<span class="published-on">Published 9 January 2020</span>'
    assert published_of(Page("p", html_page(head, above), "text/html")).day.isoformat() == "2020-01-09"


def test_an_article_that_opens_with_its_date() -> None:
    opening = f"<html><body><h1>Dock workers close harbour</h1><p>Port Sample (9.1.2020). {STORY}</p><p>{MORE}</p>"
    assert published_of(Page("p", opening, "text/html")).day.isoformat() == "2020-01-09"


@pytest.mark.parametrize(
    ("lines", "day", "time", "updated"),
    [
        ("Published 3:04 GMT 9 January 2020", "2020-01-09", "2020-01-09T03:04:00+00:00", None),
        ("Published: 9 Jan 2020, 14:05 CET\nUpdated: 10 Jan 2020, 08:00 CET", "2020-01-09", "2020-01-09T14:05:00+01:00",
         "2020-01-10"),
        ("Updated: 10 January 2020. Published: 9 January 2020", "2020-01-09", None, "2020-01-10"),
        ("Updated: 10 January 2020", "2020-01-10", None, "2020-01-10"),
        ("Created: 2020-01-09\nLast modified: 2020-02-01", "2020-01-09", None, "2020-02-01"),
        ("2020-01-09T23:30:00-05:00", "2020-01-09", "2020-01-09T23:30:00-05:00", None),
        ("Jan 9, 2020 at 3:04 p.m. EST", "2020-01-09", "2020-01-09T15:04:00-05:00", None),
        ("9 January 2020 10:15 IST", "2020-01-09", "2020-01-09T10:15:00", None),
        ("Publié le 9 janvier 2020 à 14:05", "2020-01-09", "2020-01-09T14:05:00", None),
        ("Veröffentlicht am 09.01.2020", "2020-01-09", None, None),
        ("9 de enero de 2020", "2020-01-09", None, None),
        ("9 января 2020", "2020-01-09", None, None),
        ("Fetched 2021-05-05\nPublished: 9 January 2020", "2020-01-09", None, None),
    ],
)  # fmt: skip
def test_times_zones_and_changes_of_text(lines: str, day: str, time: str | None, updated: str | None) -> None:
    (item,) = clean([Page("p", f"Dock workers close harbour\n\n{lines}\n\n{STORY}")])
    assert isinstance(item, Article)
    said = item.published
    assert said is not None
    assert (said.day.isoformat(), said.time, said.updated and said.updated.isoformat()) == (day, time, updated)


@pytest.mark.parametrize("line", ["Crawled: 2021-05-05", "Retrieved on 5 May 2021", "Archived at 2021-05-05 10:00"])
def test_when_a_page_was_fetched_is_no_date_of_publication(line: str) -> None:
    assert found(Page("p", f"Dock workers close harbour\n\n{line}\n\n{STORY}")) is None


@pytest.mark.parametrize(
    ("lines", "day", "updated"),
    [
        ("Publié le : 09/01/2020 - 17:05 Modifié le : 10/01/2020 - 08:31", "2020-01-09", "2020-01-10"),
        ("Yayınlanma: 09.01.2020 - 14:05 Güncelleme: 10.01.2020 - 06:10", "2020-01-09", "2020-01-10"),
        ("9 Jan 2020 02:05PM (Updated: 10 Jan 2020 05:25PM)", "2020-01-09", "2020-01-10"),
        ("Started by someone_7, 9 Jan 2020 14:02", "2020-01-09", None),
        ("LOAD-DATE: January 10, 2020", None, None),
        ("January 9, 2020 Thursday\nLOAD-DATE: January 10, 2020", "2020-01-09", None),
        ("Crawl date: 2020-01-10", None, None),
        ("The hostages were released on 9 January 2020", None, None),
        ("The route of the road was changed on 9 January 2020 after talks of the two councils", None, None),
        ("This article was first published on 9 January 2020", "2020-01-09", None),
    ],
)
def test_published_updated_and_fetched_are_told_apart(lines: str, day: str | None, updated: str | None) -> None:
    (item,) = clean([Page("p", f"Dock workers close harbour\n{lines}\n{STORY}")])
    assert isinstance(item, Article)
    made = item.published
    assert (made and made.day.isoformat(), made and made.updated and made.updated.isoformat()) == (day, updated)


def test_a_change_at_the_foot() -> None:
    (item,) = clean([Page("p", f"Dock workers close harbour\n9 January 2020\n{STORY}\nLast updated: 12 January 2020")])
    assert isinstance(item, Article)
    assert item.published
    assert item.published.updated
    assert (item.published.day.isoformat(), item.published.updated.isoformat()) == ("2020-01-09", "2020-01-12")


def test_the_date_below_the_headline_is_nearer_than_that_of_the_visit() -> None:
    (item,) = clean([Page("p", f"31 March 2021\nDock workers close harbour\n30 March 2021\n{STORY}")])
    assert isinstance(item, Article)
    assert item.published
    assert item.published.day.isoformat() == "2021-03-30"


def test_where_the_top_tells_a_change_alone_a_label_further_down_counts() -> None:
    text = f"Dock workers close harbour\nUpdated: 28 May 2019, 23:41\n{STORY}\nFirst published: 27 May 2019\na\nb\nc\nd"
    (item,) = clean([Page("p", text)])
    assert isinstance(item, Article)
    assert item.published
    assert item.published.updated
    assert (item.published.day.isoformat(), item.published.updated.isoformat()) == ("2019-05-27", "2019-05-28")


@pytest.mark.parametrize(
    "line",
    [
        "9 January 2020 [ Last Update: 11 January 2020 11:40 AM ]",
        "09.01.2020 - Update : 11.01.2020",
        "9 January 2020, 6:02 AM | Update: 1140 GMT (1240 CET) 11 January 2020",
    ],
)
def test_an_update_is_no_publication(line: str) -> None:
    (item,) = clean([Page("p", f"Dock workers close harbour\n{line}\n{STORY}")])
    assert isinstance(item, Article)
    assert item.published
    assert item.published.updated
    assert (item.published.day.isoformat(), item.published.updated.isoformat()) == ("2020-01-09", "2020-01-11")
    assert item.published.time is None or item.published.time.endswith("T06:02:00")
