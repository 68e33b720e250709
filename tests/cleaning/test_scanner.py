"""What the walk over a page passes as one piece: menus, notices and lists of links beside the article."""

from __future__ import annotations

import pytest

from dateline.cleaning.scanner import scan

LINKS = "".join(f'<li><a href="/section/{n}/front-page">Section number {n}</a></li>' for n in range(30))
MENU = f"<nav><ul>{LINKS}</ul></nav>"
PROSE = "".join(f"<p>Sentence {n} of the story tells what the council of the town did.</p>" for n in range(60))


def texts(source: str) -> list[str]:
    return [draft.text for draft in scan(source).drafts]


@pytest.mark.parametrize("element", [MENU, f"<ul>{LINKS}</ul>", f"<aside>{LINKS}</aside>", f"<footer>{LINKS}</footer>"])
def test_an_element_beside_the_article_is_one_run(element: str) -> None:
    source = f"<body><h1>Council meets</h1>{element}{PROSE}</body>"
    scanned = scan(source)
    assert [draft.text for draft in scanned.drafts] == texts(f"<body><h1>Council meets</h1>{PROSE}</body>")
    ((start, end, rule),) = scanned.hidden
    assert rule == "menu"
    assert source[start:end] == element[element.index(">") + 1 : element.rindex("<")]


@pytest.mark.parametrize(
    "element",
    [
        "<nav><a href=/>Home</a> <a href=/town>Town</a></nav>",  # short: it may be the trail of sections
        f"<article>{MENU}</article>",
        f"<nav>{LINKS}<time>4 May 2021</time></nav>",
        f"<nav>{LINKS}<h1>Council meets</h1></nav>",
        f"<ul>{LINKS}<li>The mayor said that these were all.</li></ul>",
        f"<nav><ul>{LINKS}",  # it never ends
    ],
)
def test_what_may_belong_to_the_story_is_walked(element: str) -> None:
    assert texts(f"<body>{PROSE}{element}</body>") == texts(PROSE) + texts(f"<p>{element}")


def test_an_element_that_is_much_of_the_page_is_walked() -> None:
    assert len(texts(f"<body><aside>{PROSE}</aside><p>Short.</p></body>")) == 61


def test_elements_of_one_name_within_each_other_end_one_by_one() -> None:
    inner = f"<nav>{LINKS}<nav><a href=/>Home</a></nav></nav>"
    assert texts(f"<body>{PROSE}{inner}<p>The end.</p></body>") == [*texts(PROSE), "The end."]


def test_counts_between_links_make_no_story() -> None:
    counted = LINKS.replace("</a>", "</a> (14)")
    assert texts(f"<body>{PROSE}<ul>{counted}</ul></body>") == texts(PROSE)


def test_a_part_of_a_page_is_walked_as_a_whole() -> None:
    assert len(scan(f"{PROSE}{MENU}", whole=False).drafts) == 90


def test_a_menu_of_links_alone_may_be_much_of_the_page() -> None:
    assert texts(f"<body>{MENU}<p>The council met.</p></body>") == ["The council met."]
