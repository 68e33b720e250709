"""Pages that stand before the article are told from articles that carry the same marks."""

from __future__ import annotations

import pytest

from dateline.fetching.addresses import Address, parsed
from dateline.fetching.refusals import Refusal
from dateline.fetching.walls import CUT, check
from servers import ARTICLE, STORY

PAGE = parsed("https://post.example/story")
TEASER = "<p>Rockets fell near Zurvan on Monday.</p>"
FREE = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "isAccessibleForFree": %s}]}</script>'


def kind(text: str, came: Address = PAGE) -> str | None:
    """The reason for which a page is refused."""
    try:
        check(text, PAGE, came)
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize(
    ("expected", "head", "body"),
    [
        ("consent-wall", "<title>Before you continue to Post</title>", "<form><button>Accept all</button></form>"),
        ("consent-wall", "<title>We value your privacy</title>", TEASER),
        ("paywall", "<title>Rockets</title>", TEASER + '<div class="c-paywall">Offers</div>'),
        ("paywall", "<title>Rockets</title>" + FREE % "false", TEASER),
        ("paywall", "<title>Rockets</title>" + FREE % '"False"', TEASER),
        ("paywall", '<title>Rockets</title><meta itemprop="isAccessibleForFree" content="false">', TEASER),
        ("login", "<title>Log in | Post</title>", "<form>Name</form>"),
        ("login", "<title>Post</title>", '<form><input type="password"></form>'),
        ("bot-check", "<title>Just a moment...</title>", "<p>Checking your browser.</p>"),
        (None, "<title>Rockets</title>" + FREE % "true", TEASER),
        (None, "<title>Rockets</title>", TEASER),
        (None, "<title>Login records show attack on ministry</title>".replace("Login", "The login"), TEASER),
    ],
)
def test_a_wall_is_known_by_its_marks(expected: str | None, head: str, body: str) -> None:
    assert kind(f"<html><head>{head}</head><body>{body}</body></html>") == expected


@pytest.mark.parametrize(
    "mark", ['<div class="paywall"></div>', '<form><input type="password"></form>', '<aside id="paywall"></aside>']
)
def test_an_article_with_a_mark_is_read(mark: str) -> None:
    assert kind(ARTICLE.replace("<body>", f"<body>{mark}")) is None


def test_an_article_that_is_not_free_is_read_with_a_note() -> None:
    assert check(ARTICLE.replace("<title>", FREE % "false" + "<title>"), PAGE, PAGE) == CUT


@pytest.mark.parametrize(
    ("came", "expected"),
    [("https://consent.post.example/ask", "consent-wall"), ("https://post.example/login?next=/story", "login"),
     ("https://post.example/en/consent", "consent-wall"), ("https://www.post.example/story", None),
     ("https://post.example/logins-leaked", None)],
)  # fmt: skip
def test_a_wall_is_known_by_where_a_redirect_leads(came: str, expected: str | None) -> None:
    assert kind("<html><body><form>Please choose</form></body></html>", parsed(came)) == expected


@pytest.mark.parametrize("text", ["", "<", "<?xml?>", "\ufffd" * 9, "<p>" * 5000, FREE % ("[" * 9000), FREE % "1e999"])
def test_no_page_is_too_odd(text: str) -> None:
    assert kind(text) is None


def test_the_story_is_long_enough_to_be_an_article() -> None:
    assert len((STORY * 6).split()) > 120
