"""Small pages of our own: what is the article, what is left out, and what is known of the page."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.records import Article, Failure, Page

BODY = [
    "The harbour of Port Sample was closed on Friday after dock workers walked out over pay, the port office said.",
    "Some two hundred workers stood at the north gate from the early morning and let nobody through, a witness said.",
    "A spokeswoman for the company that runs the cranes said that talks with the union would go on at the weekend.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Dock workers close harbour | The Sample</title>
<meta property="og:title" content="Dock workers close harbour"><meta property="og:site_name" content="The Sample">
<meta property="article:published_time" content="2019-05-17T23:30:00-07:00">
<script>window.x = "<p>no text</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<header><h1>Dock workers close harbour</h1></header>
<article><p>{BODY[0]}</p><p>{BODY[1]}</p><figure><img src="a.jpg"></figure>
<blockquote><p>The gates stay shut until we are heard, and we will stand here as long as it takes.</p></blockquote>
<p>{BODY[2]}</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Nine ways to cook a leek</a></li></ul></aside>
<footer><p>Copyright 2019 The Sample</p></footer></body></html>"""


def article(page: Page) -> Article:
    (item,) = clean([page])
    assert isinstance(item, Article), item
    return item


def blocks(item: Article) -> list[tuple[str, str]]:
    return [(block.kind, item.text[block.start : block.end]) for block in item.blocks]


def test_the_article_and_nothing_else() -> None:
    item = article(Page("p.html", PAGE, "text/html"))
    found = blocks(item)
    assert found[0] == ("headline", "Dock workers close harbour")
    assert [text for kind, text in found if kind == "body"] == BODY
    assert [kind for kind, _ in found].count("quote") == 1
    left_out = {run.rule for run in item.boilerplate}
    assert {"script", "menu"} <= left_out
    assert all(item.quote(run.span) not in BODY for run in item.boilerplate)


def test_what_is_known_of_the_page() -> None:
    item = article(Page("p.html", PAGE, "text/html"))
    assert (item.title, item.publisher, item.language) == ("Dock workers close harbour", "The Sample", "en")
    assert item.published is not None
    assert (item.published.day.isoformat(), item.published.basis, item.published.span) == ("2019-05-17", "html", None)


def test_what_the_input_says_wins() -> None:
    item = article(Page("p", PAGE, "text/html", title="T", published="2020-01-01", publisher="P"))
    assert item.published is not None
    assert (item.title, item.publisher, item.published.basis) == ("T", "P", "given")


def test_the_text_may_stand_in_a_page_too_deep_for_a_parser() -> None:
    deep = "<div>" * 10_000 + "".join(f"<p>{line}</p>" for line in BODY) + "</div>" * 10_000
    assert [text for _, text in blocks(article(Page("p", f"<html><body>{deep}", "text/html")))] == BODY


@pytest.mark.parametrize("source", ["<html><body><nav><a href=a>Home</a></nav></body></html>", "<html></html>"])
def test_a_page_without_an_article_is_skipped(source: str) -> None:
    (item,) = clean([Page("p", source, "text/html")])
    assert isinstance(item, Failure)
    assert (item.state, item.reason, item.stage) == ("skipped", "no-article", "cleaning")


def test_failures_are_passed_on() -> None:
    failure = Failure("x", "reading", "failed", "missing", "x does not exist.")
    assert list(clean([failure])) == [failure]


def test_a_saved_part_of_a_page_with_front_matter() -> None:
    source = (
        "---\nID: 7\npost_title: 'Dock workers &amp; crews close harbour'\npost_date: 2019-05-18 06:00:00\n"
        "---\n[cut_1]\n"
        f'<div><p class="x">{BODY[0]}</p>\n<p>{BODY[1]}</p></div>\n<br>[cut_2]\n<br><a href="#">Source </a>'
    )
    item = article(Page("p.txt", source))
    assert blocks(item) == [("headline", "Dock workers & crews close harbour"), ("body", BODY[0]), ("body", BODY[1])]
    assert item.published is not None
    assert item.published.span is not None
    assert item.quote(item.published.span) == "2019-05-18"
    assert {"front-matter", "shortcode", "read-more"} == {run.rule for run in item.boilerplate}


def test_paragraphs_set_with_line_breaks() -> None:
    source = f"<html><body><div>{BODY[0]}<br>{BODY[1]}<br><br>{BODY[2]}</div></body></html>"
    assert [text for _, text in blocks(article(Page("p", source, "text/html")))] == BODY


def test_same_page_same_record() -> None:
    assert article(Page("p", PAGE, "text/html")) == article(Page("p", PAGE, "text/html"))


def test_short_english_text_full_of_foreign_names_is_english() -> None:
    page = Page(
        "a.txt",
        "Prime Minister Tshilumba Nkulu met Sekou Konate, the mayor of Bamako, in Ouagadougou on Friday for talks.\n",
    )
    (article,) = clean([page])
    assert isinstance(article, Article)
    assert article.language == "en"
