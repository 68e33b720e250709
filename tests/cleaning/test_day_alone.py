"""The date alone, without the article, is the day that the whole of cleaning finds."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.cleaning import clean
from dateline.cleaning.day import published_day
from dateline.cleaning.facts import Facts
from dateline.cleaning.scanner import scan
from dateline.records import Article, Page

LINE = "The ferry between Sample Bay and the outer islands was stopped on Monday after a crane fell on the stage."
STAMP = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("stamp", "printed", "day"),
    [
        ("2021-05-04T03:10:00Z", "May 3, 2021", "2021-05-03"),
        ("2021-05-04T03:10:00Z", "May 6, 2021", "2021-05-04"),
        ("2021-05-04T09:10:00Z", "May 3, 2021", "2021-05-04"),
        ("2021-05-03T22:00:00Z", "", "2021-05-04"),
        ("2021-05-04T03:10:00-05:00", "May 3, 2021", "2021-05-04"),
        ("", "May 3, 2021", "2021-05-03"),
        ("", "", None),
    ],
)
def test_the_same_day_with_and_without_the_article(stamp: str, printed: str, day: str | None) -> None:
    head = STAMP.format(stamp) if stamp else ""
    source = (
        f"<html lang=en><head><title>Ferry stopped after crane falls</title>{head}</head><body><main>"
        f"<h1>Ferry stopped after crane falls</h1><p class=date>{printed}</p>" + f"<p>{LINE}</p>" * 4
    )
    page = Page("p.html", source, "text/html")
    (article,) = clean([page])
    assert isinstance(article, Article)
    alone = published_day(page)
    found = [item.day.isoformat() if item else None for item in (article.published, alone)]
    assert found == [day, day]


def test_the_quick_walk_finds_the_facts_of_the_whole_walk() -> None:
    source = (
        "<!DOCTYPE html><html lang=en><head><meta name=author content='A. Writer'><title>Ferry stopped</title>"
        '<script type="application/ld+json">{"datePublished": "2021-05-04"}</script>'
        '<link rel="canonical" href="https://news.example/ferry"><LINK rel=canonical href=/b></head><body>'
        '<!-- <time datetime="2020-01-01">old</time> --><script>var a = "<time datetime=2019-01-01>";</script>'
        '<div class="dateline" title="a > b"><a class="date" href=/>x</a><time>today</time>'
        '<time datetime="2021-05-04">4 May</time><p class="updated">5 May</p><span class="x">y</span>'
    )
    whole, quick = scan(source), Facts(source).run()
    assert quick.facts == whole.facts
    assert len(quick.facts) == 7
    assert (quick.metas, quick.json_ld, quick.title) == (whole.metas, whole.json_ld, whole.title)
    assert not quick.drafts


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<p>3 May 2021</p>", True),
        ("<p>Posted: <b>03.05.21</b></p>", True),
        ("<span>3</span> <span class='month'>May</span> <span>2021</span>", True),
        ("<p>4 May 2021</p>", False),
        ("<a href='/2021/05/3/'>here</a>", False),
        ("<script>'3 May 2021'</script>", False),
        ("<p>Group 3 won</p>" + "<p>words</p>" * 60 + "<p>in 2021</p>", False),
    ],
)
def test_a_day_that_readers_may_see(shown: str, expected: bool) -> None:
    walk = Facts(f"<html><body>{shown}</body></html>")
    walk.run()
    assert walk.may_print(date(2021, 5, 3)) is expected
