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
    caption = "Mayor Ilse Brand at the gate in the morning. Picture: Sample Press"
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


BRIEF = "Nairat: dockers end strike. Tell frees nine hostages. Cotal: customs seize ivory."
CREDITED = "Mayor Ilse Brand speaks to workers in the morning. Picture: Sample Press"


@pytest.mark.parametrize(
    ("clutter", "rule"),
    [
        (f"In Brief: {BRIEF}", "sidebar"),
        (f"WORLD IN BRIEF {BRIEF}", "sidebar"),
        ("Other news\n\nMayor of Sund resigns\n\nRain to go on until Sunday", "related"),
        ("Original article: https://x.example/a", "original-url"),
        ("Read the original at https://x.example/a", "original-url"),
        ("https://x.example/a (archived 3 May 2020)", "original-url"),
        ("Via: x.example/2020/03/a", "original-url"),
        ("This story is for subscribers. To read the rest, start your trial.", "sign-up"),
        ("What do you think? Tell us in the comments below.", "comment-form"),
    ],
)
def test_clutter_between_paragraphs(clutter: str, rule: str) -> None:
    item = article(f"Dock workers close harbour\n\n{ONE}\n\n{clutter}\n\n{TWO}")
    assert kinds(item)[1:] == [("body", ONE), ("body", TWO)]
    assert {found for found, _ in dropped(item)} == {rule}


def test_an_article_in_brief_is_no_sidebar() -> None:
    said = "In brief: the harbour is shut, nobody knows for how long, and the strike goes on."
    assert ("body", said) in kinds(article(f"Dock workers close harbour\n\n{ONE}\n\n{said}\n\n{TWO}"))


@pytest.mark.parametrize(
    "tail", ["Read more: Why the port matters", "Also read: Ten who stayed", "Original URL: https://x.example/a"]
)
def test_a_lead_to_another_page_at_the_end_of_a_paragraph(tail: str) -> None:
    item = article(f"Dock workers close harbour\n\n{ONE} {tail}\n\n{TWO}")
    assert kinds(item)[1:] == [("body", ONE), ("body", TWO)]
    assert [words.strip() for _, words in dropped(item)] == [tail]


@pytest.mark.parametrize("again", [CREDITED, CREDITED.partition(" Picture")[0]])
def test_a_caption_with_and_without_its_credit_counts_once(again: str) -> None:
    item = article(f"Dock workers close harbour\n\n{CREDITED}\n\n{ONE}\n\n{again}\n\n{TWO}")
    assert [kind for kind, _ in kinds(item)] == ["headline", "caption", "body", "body"]
    assert dropped(item) == [("repeated", again)]


def test_a_caption_in_markup_and_in_the_text_counts_once() -> None:
    markup = f"<h1>Dock workers close harbour</h1><p>{CREDITED}</p><p>{ONE}</p><p>{CREDITED}</p><p>{TWO}</p>"
    assert [kind for kind, _ in kinds(article(markup))][1:] == ["caption", "body", "body"]


def test_a_box_of_news_in_brief_inside_a_cell() -> None:
    box = "<b>In Brief</b><br>Nairat: dockers end strike.<br>Tell: army frees nine hostages."
    item = article(
        f"<table><tr><td><h1>Dock workers close harbour</h1><p>{ONE}</p><p>{box}</p><p>{TWO}</p></td></tr></table>"
    )
    assert [words for _, words in kinds(item)][1:] == [ONE, TWO]


def test_lines_with_marks_of_quotation_are_quoted() -> None:
    item = article(
        f"The Sample Herald wrote this of the harbour:\n\n> {ONE}\n> \n>> {TWO}\n\nNobody answered it in time."
    )
    assert [(block.kind, block.outlet) for block in item.blocks] == [
        ("body", None),
        ("quote", "The Sample Herald"),
        ("quote", "The Sample Herald"),
        ("body", None),
    ]
    assert [words for kind, words in kinds(item) if kind == "quote"] == [ONE, TWO]


def test_a_wrapped_paragraph_with_marks_is_one_quotation() -> None:
    words, lines = f"{ONE} {TWO}".split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    item = article("\n".join(f"> {line}" for line in lines) + "\n\nNobody answered it in time.")
    assert kinds(item)[0] == ("quote", f"{ONE} {TWO}")


@pytest.mark.parametrize(
    ("update", "outlet"),
    [
        ("UPDATE: The Sample Herald reports that the owners have agreed to talks.", "The Sample Herald"),
        ("UPDATE (6 pm): According to Orn Radio, the owners have agreed to talks.", "Orn Radio"),
        ("Update 2: Police have cleared the gate, Sample News reports.", "Sample News"),
        ("UPDATE: The Interior Ministry says that the gate is open.", None),
        ("UPDATE: The gate is open again.", None),
    ],
)
def test_an_update_has_the_outlet_that_it_passes_on(update: str, outlet: str | None) -> None:
    item = article(f"Dock workers close harbour\n\n{ONE}\n\n{TWO}\n\n{update}")
    assert (item.blocks[-1].kind, item.blocks[-1].outlet) == ("update", outlet)


def test_a_caption_that_says_what_the_text_says() -> None:
    told = f"Workers gather at the gate of the harbour in Orn. (A. Lens/SPA)\n\n{TOLD}"
    new = f"Mayor Ilse Brand speaks to workers in Besk. (A. Lens/SPA)\n\n{TOLD}"
    assert [run.rule for run in article(f"Dockers close port\n\n{told}").boilerplate] == ["photo-credit"]
    assert article(f"Dockers close port\n\n{new}").boilerplate == ()


def test_a_note_on_the_author_of_the_page() -> None:
    page = f"Dockers close port\n\nBy Anna Sample\n\n{TOLD}\n\nAnna Sample is the correspondent of the paper in Orn."
    assert [run.rule for run in article(page).boilerplate] == ["byline", "author"]
    other = f"Dockers close port\n\nBy Anna Sample\n\n{TOLD}\n\nBo Other is the head of the port in Orn."
    assert [run.rule for run in article(other).boilerplate] == ["byline"]


TOLD = (
    "Two hundred workers gathered at the north gate of the harbour of Orn on Friday and let nobody through, the port "
    "office said."
)


def test_the_title_of_the_page_above_the_headline() -> None:
    page = f"Dockers in Orn close the port | Sample Courier\n\nDockers in Orn close the port\n\n{TOLD}"
    assert [run.rule for run in article(page).boilerplate] == ["title"]


def test_a_signature_is_no_text() -> None:
    page = f"Dockers close port\n\n{TOLD}\n\n--\nA. Sample\nsample@mail.example"
    assert [run.rule for run in article(page).boilerplate] == ["mail"]
