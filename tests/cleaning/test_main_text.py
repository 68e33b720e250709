"""What of a page is its article, on small pages of our own with the clutter that pages have."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.cleaning import clean
from dateline.cleaning.features import features
from dateline.cleaning.main_text import judge, long_paragraphs
from dateline.cleaning.names import Weights, name_words
from dateline.cleaning.scanner import scan
from dateline.records import Article, Page

STORY = [
    "The ferry between Sample Bay and the outer islands was stopped on Monday after a crane fell on the landing stage.",
    "Nobody was hurt, the harbour office said, but the stage will have to be rebuilt before boats can land there.",
    "Islanders said that food and fuel for about a week were in store, and that the post would come by helicopter.",
    "The company that owns the crane said it would pay for the damage. It did not say what had made the crane fall.",
]
HEAD = "<html lang=en><head><title>Ferry stopped after crane falls</title></head><body>"
TOP = (
    '<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li>'
    '<li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav></header>'
)
CLUTTER = {
    "comments": '<section id="comments" class="comments-area"><h2>Comments</h2><div class="comment"><p>This is the '
    "third time that a crane has fallen there, and nobody seems to care at all. Shame on them!</p></div></section>",
    "cookies": '<div id="cookies" class="cookie-consent"><p>We and our partners use cookies to make our site '
    "work, to measure how it is used, and to show advertisements.</p><button>Accept all</button></div>",
    "newsletter": '<div class="newsletter-signup"><h3>Get the Sample Bay letter</h3><p>The best of our reporting in '
    "your mailbox every morning, free of charge.</p><form><input name=a><button>Sign up</button></form></div>",
    "share": '<ul class="share-buttons social"><li><a href="#">Facebook</a></li><li><a href="#">Telegram</a></li></ul>',
    "related": '<aside class="related-posts"><h3>Related stories</h3><ul><li><a href="/1">Mayor opens the new fish '
    'market</a></li><li><a href="/2">Two boats collide in the fog off Long Island</a></li></ul></aside>',
    "footer": '<footer class="site-footer"><p>Sample Bay Post, 1 Harbour Road. All rights reserved. The Post takes no '
    'part in what other sites say.</p><a href="/imprint">Imprint</a></footer>',
}


def body(page: str) -> list[str]:
    (item,) = clean([Page("p.html", page, "text/html")])
    assert isinstance(item, Article), item
    return [item.text[block.start : block.end] for block in item.blocks if block.kind != "headline"]


@pytest.mark.parametrize("around", ["div", "article"])
def test_the_story_without_the_clutter(around: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    source = (
        f"{HEAD}{TOP}<h1>Ferry stopped after crane falls</h1><{around} class='entry-content'>{paragraphs}</{around}>"
    )
    assert body(source + "".join(CLUTTER.values())) == STORY


@pytest.mark.parametrize("name", CLUTTER)
def test_clutter_of_one_kind(name: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    source = f"{HEAD}{TOP}<main><h1>Ferry stopped after crane falls</h1><div>{paragraphs}</div>{CLUTTER[name]}</main>"
    assert body(source) == STORY


def test_a_page_laid_out_in_tables() -> None:
    menu = "".join(f'<tr><td><a href="/{n}">{n} news</a></td></tr>' for n in ("Local", "Island", "World", "Sea"))
    paragraphs = "<br><br>".join(STORY)
    source = f"{HEAD}<table><tr><td width=120><table>{menu}</table></td><td><h1>Ferry stopped after crane falls</h1>"
    assert body(f"{source}<p>{paragraphs}</td></tr></table>") == STORY


def test_names_of_elements_are_read_as_words() -> None:
    assert name_words(' class="entryContent post-body" id=main') == ["entry", "content", "post", "body", "main"]
    assert name_words(' style="display: none"') == ["(hidden)"]
    assert name_words(' href="/class/a"') == []
    assert name_words(" CLASS=Story ID='a1 text'") == ["story", "text"]
    assert name_words(' class = "Story"') == ["story"]
    assert name_words(" class=") == name_words("") == []


def test_weights_of_a_name() -> None:
    weights = Weights({"footer": -3.0, "content": 1.0})
    assert weights.of_tags([' class="footer content x"', ' class="x"', ""]) == ([-3.0, 0.0, 0.0], [1.0, 0.0, 0.0])


def test_a_row_a_passage() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    scanned = scan(f"<article>{paragraphs}</article><footer><a href=a>Home</a></footer>")
    table = features(scanned, Weights(), {})
    judged = judge().likelihoods(scanned)
    assert len(table) == len(judged) == 5
    assert np.isfinite(table).all()
    assert judged[:4].min() > judged[4]


def test_the_plain_rule_for_pages_of_no_end() -> None:
    scanned = scan(f"<nav><p>{STORY[0]}</p></nav><p>{STORY[1]}</p><p><a href=a>{STORY[2]}</a></p><p>Short.</p>")
    assert long_paragraphs(scanned.drafts) == [1]


def test_a_live_blog_keeps_its_entries_and_their_hours() -> None:
    entries = "".join(
        f'<div class="entry" id="e{n}"><time datetime="2021-05-04T1{n}:20:00Z">1{n}:20</time><p>{line}</p></div>'
        for n, line in enumerate(STORY)
    )
    source = f"{HEAD}{TOP}<main><h1>Ferry stopped after crane falls</h1><div class='live-blog'>{entries}</div></main>"
    found = body(source + CLUTTER["related"] + CLUTTER["footer"])
    assert [line for line in found if len(line) > 10] == STORY


def test_a_page_of_a_list_is_kept_without_its_numbers() -> None:
    items = "".join(f"<h2>{n}. Pier {n}</h2><p>{line}</p>" for n, line in enumerate(STORY, 1))
    pages = "".join(f'<li><a href="?page={n}">{n}</a></li>' for n in range(1, 9))
    source = f"{HEAD}{TOP}<main><h1>Four things to know of the ferry</h1><div class='entry-content'>{items}</div>"
    found = body(f"{source}<ul class='pagination'>{pages}<li><a href='?page=2'>Next</a></li></ul></main>")
    assert [line for line in found if len(line) > 10] == STORY
    assert not {"Next", "2", "8"} & set(found)


def test_teasers_in_a_cell_beside_the_story() -> None:
    teasers = "".join(
        f"<tr><td><a href='/{n}'>{line}</a></td></tr>"
        for n, line in enumerate(
            (
                "Mayor opens the new fish market",
                "Two boats collide in the fog",
                "Lighthouse to be sold",
                "Rain until Friday",
            )
        )
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    source = f"{HEAD}<table><tr><td><h1>Ferry stopped after crane falls</h1>{paragraphs}</td>"
    assert body(f"{source}<td width=160><b>More news</b><table>{teasers}</table></td></tr></table>") == STORY


def test_lines_that_come_back_often_are_the_article_s_own() -> None:
    asked = "What would you change in the harbour?"
    talks = "".join(f"<h2>{name}</h2><p>{asked}</p><p>{line}</p>" for name, line in zip("ABCD", STORY, strict=True))
    twice = f"<p>{STORY[0]}</p><p>{STORY[1]}</p><blockquote>{STORY[0]}</blockquote><p>{STORY[2]}</p>"
    head = f"{HEAD}{TOP}<main><h1>Ferry stopped after crane falls</h1><div class='entry-content'>"
    assert body(f"{head}{talks}</div></main>").count(asked) == 4
    assert body(f"{head}{twice}</div></main>").count(STORY[0]) == 1


def test_figures_in_the_cells_of_a_table_are_the_article_s_own() -> None:
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n * 137}</td></tr>" for n in range(1, 7))
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    source = f"{HEAD}{TOP}<main><h1>Ferry stopped after crane falls</h1><div class='entry-content'>{paragraphs}"
    found = body(f"{source}<table><tr><th>Pier</th><th>Boats</th></tr>{rows}</table><p>{STORY[0][:-1]} again.</p>")
    assert "411" in found
