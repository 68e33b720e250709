"""Words as no newsroom writes them: bounded time, exact offsets, and a note where a part was left out."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import coded
from dateline.records import CodedArticle, Mention, Page

STORY = "Rebels shelled the town of Gao in Mali on Monday, killing 12 people, officials said."
MOST_SECONDS = 60.0
"""Of CPU time for one page; each of these takes under three on an idle core."""

TEXTS = {
    "no full stop": (STORY.rstrip(".") + " ") * 60,
    "a sentence of 2,000 words": " and ".join(f"rebels shelled Gao, killing {at} people" for at in range(2, 290)) + ".",
    "no spaces": STORY.replace(" ", "") * 400,
    "a word of 10,000 letters": f"{STORY} {'a' * 10_000} {STORY}",
    "mixed scripts": f"{STORY} قتل عشرة أشخاص في هجوم. שלום עולם 一百人被捕。 {STORY} \u202e{STORY}\u202c " * 8,
    "control characters": STORY.replace("e", "e\x00\x07\x1b[0m") * 10 + STORY,
    "emoji": "😀" * 4000 + "👩‍👩‍👧‍👦" * 300 + " " + STORY,
    "brackets": "(" * 1500 + STORY + ")" * 1500 + "( " * 500 + STORY,
    "quotation marks": '"' * 2000 + STORY + "“ " * 500 + STORY,
    "zero-width characters": STORY.replace("e", "e\u200b").replace(" ", " \u200d\ufeff") * 10 + STORY,
    "combining marks": "".join(c + "\u0301" * 4 for c in STORY) * 10 + "a" + "\u0301" * 5000 + " " + STORY,
    "lone surrogates": STORY.replace("o", "o\ud800") * 10 + STORY,
    "stops and hyphens": "." * 5000 + " " + "a-" * 3000 + " " + STORY,
    "a relative clause in another": "The rebels " + "who attacked the army " * 300 + "fled.",
    "hearsay of hearsay": "Officials said " * 300 + "rebels shelled Gao.",
    "one name": "Mali " * 3000 + STORY,
}


def code(text: str) -> CodedArticle | None:
    """The coded page; None where it was skipped for its language or for having no text. Checks time and offsets."""
    begin = time.process_time()
    (result,) = coded([Page("bad.txt", text, published="2031-05-08")])
    assert time.process_time() - begin < MOST_SECONDS
    if not isinstance(result, CodedArticle):
        assert (result.state, result.reason) in {
            ("skipped", "other-language"), ("skipped", "no-article"), ("skipped", "empty"),
        }, result  # fmt: skip
        return None
    mentions = [m for claim in result.claims for m in (claim.trigger, claim.evidence, claim.sentence)]
    mentions += [p.mention for claim in result.claims for p in (*claim.actors, *claim.recipients)]
    mentions += [m for claim in result.claims for m in (claim.when.mention, claim.where.mention) if m is not None]
    mentions += [m for _, each in result.entities for m in each]
    for mention in mentions:
        check(result, mention)
    return result


def check(result: CodedArticle, mention: Mention) -> None:
    """A mention reads as its place in the page, but for white space and what cleaning leaves out of the view."""
    assert shown(result.article.quote(mention.span)) == shown(mention.text)


def shown(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zs"} and c != "\ufffd")


@pytest.mark.parametrize("kind", TEXTS)
def test_bad_words(kind: str) -> None:
    code(TEXTS[kind])


@pytest.mark.parametrize("kind", ["a word of 10,000 letters", "emoji", "brackets", "no full stop"])
def test_the_sentence_beside_them_is_coded(kind: str) -> None:
    result = code(TEXTS[kind])
    assert result is not None
    assert any(claim.trigger.text == "shelled" for claim in result.claims)


def test_a_part_that_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_TOKENS", "1000")
    result = code(" ".join(STORY.replace("12", str(n)) for n in range(6000)))  # 100,000 words in one paragraph
    assert result is not None
    assert result.note is not None
    assert result.note.startswith("only the first 1000 words (0 % of the text) were coded; raise DATELINE_MAX_TOKENS")
    assert 10 < len(result.claims) < 150


PIECES = st.sampled_from(
    [STORY, " ", "\n", "\n\n", "(", ")", "“", '"', ".", "...", "-", "\u200b", "\u202e", "\u0301", "\x00", "\ud83d",
     "😀", "🇲🇱", "שלום", "قتل", "人", "a" * 300, "U.S.", "Gen.", "12", "1,000", "Mali", "on Monday", "said", "killed"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
@settings(deadline=None, max_examples=25)
def test_mixtures(text: str) -> None:
    code(f"{STORY} {text} {STORY}")
