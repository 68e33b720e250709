"""The date alone, without the article, is the day that the whole of cleaning finds."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.evaluation.article_layer import date_without_article
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
    alone = date_without_article(page)
    found = [item.day.isoformat() if item else None for item in (article.published, alone)]
    assert found == [day, day]
