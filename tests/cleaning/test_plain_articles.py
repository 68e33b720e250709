"""Plain text: paragraphs, headline, other voices, and what is cut out."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.cleaning.boilerplate import judge
from dateline.cleaning.rules import rules
from dateline.records import Article, Page

ONE = "The harbour was closed on Friday after dock workers walked out over pay, the port office said."
TWO = "Some two hundred workers gathered at the north gate in the morning and let nobody through."


def article(text: str) -> Article:
    (item,) = clean([Page("p", text)])
    assert isinstance(item, Article), item
    return item


def kinds(item: Article) -> list[tuple[str, str]]:
    return [(block.kind, item.text[block.start : block.end]) for block in item.blocks]


def dropped(item: Article) -> list[tuple[str, str]]:
    return [(run.rule, item.quote(run.span)) for run in item.boilerplate]


@pytest.mark.parametrize("rule", [*rules().lines, *rules().parts], ids=lambda rule: rule.example)
def test_each_rule_matches_its_example_and_no_sentence(rule: object) -> None:
    table = rules()
    example = rule.example  # type: ignore[attr-defined]
    assert rule.pattern.search(example)  # type: ignore[attr-defined]
    assert rule in table.parts or judge([example])[0] is not None
    for sentence in (ONE, TWO, "By the end of the war the town was empty.", "More than ten died.", "He died."):
        assert judge([sentence]) == [None]


def test_headline_and_paragraphs() -> None:
    assert kinds(article(f"Dock workers close harbour\r\n\r\n{ONE}\r\n{TWO}")) == [
        ("headline", "Dock workers close harbour"),
        ("body", ONE),
        ("body", TWO),
    ]


def test_wrapped_lines_are_joined() -> None:
    words, lines = (ONE + " " + TWO).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 45:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    item = article("\n".join(lines) + f"\n\n{TWO[:44]}\n")
    assert kinds(item)[0] == ("body", f"{ONE} {TWO}")


def test_a_script_inside_a_line_is_cut_out() -> None:
    script = "ads.cmd.push(function () { ads({ id: 'a{1' }).render('x;y'); });"
    item = article(f"{ONE} {script}{TWO}")
    assert kinds(item) == [("body", ONE), ("body", TWO)]
    assert dropped(item) == [("script", script)]


def test_lists_of_other_pages_end_where_a_sentence_begins() -> None:
    item = article(f"{ONE}\n\nRelated stories\n\nLeek prices fall\n\n2 days ago\n\n{TWO}")
    assert kinds(item) == [("body", ONE), ("body", TWO)]
    assert [rule for rule, _ in dropped(item)] == ["related"]


def test_comments_run_to_the_end() -> None:
    said = "I was there and it was not like this at all, you know, not at all."
    item = article(f"{ONE}\n{TWO}\n3 comments\n{said}\nPost comment")
    assert len(item.blocks) == 2
    assert [rule for rule, _ in dropped(item)] == ["comments"]


def test_link_spam_goes_and_news_of_a_casino_stays() -> None:
    spam = "buy cheap levitra\n\nonline casino bonus\n\nbest payday loans online\n\n"
    item = article(f"Casino bombing kills five\n\n{ONE}\n\n{spam}")
    assert kinds(item)[0] == ("headline", "Casino bombing kills five")
    assert [rule for rule, _ in dropped(item)] == ["spam"]


def test_a_repeated_caption_counts_once() -> None:
    caption = "Workers at the gate in the morning. Picture: Sample Press"
    item = article(f"Dock workers close harbour\n\n{caption}\n{caption}\n\n{ONE}\n\n{TWO}")
    assert [kind for kind, _ in kinds(item)] == ["headline", "caption", "body", "body"]
    assert dropped(item) == [("repeated", caption)]


def test_updates_and_quotations_have_their_own_voice() -> None:
    text = "\n\n".join(
        [
            "I read this with care, and we should all do so.",
            "I think our harbour matters! It is worth a look at what they say:",
            ONE,
            "My own view is another one.",
            "UPDATE: The Sample Herald has more on this, and I quote it. It says:",
            TWO,
            "I have nothing to add.",
        ]
    )
    item = article(text)
    assert [(block.kind, block.outlet) for block in item.blocks] == [
        ("body", None),
        ("body", None),
        ("quote", None),
        ("body", None),
        ("update", None),
        ("quote", "The Sample Herald"),
        ("body", None),
    ]


def test_an_ordinary_colon_opens_no_quotation() -> None:
    item = article(f"The office gave two reasons for it:\n\n{ONE}\n\n{TWO}")
    assert [kind for kind, _ in kinds(item)] == ["body"] * 3


def test_every_rule_has_its_reason() -> None:
    made_elsewhere = {
        "date-line",
        "front-matter",
        "hidden",
        "menu",
        "other",
        "repeated",
        "script",
        "section",
        "spam",
        "title",
    }
    assert {rule.slug for rule in [*rules().lines, *rules().parts]} | made_elsewhere <= set(rules().reasons)
