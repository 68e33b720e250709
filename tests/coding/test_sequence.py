"""Dates counted from another event of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.sequence import Steps, find_steps
from dateline.records import Claim, Mention, Span, When, digest
from timedocs import build, word

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
DAY = When(date(2031, 5, 5), date(2031, 5, 5), "relative", Mention(Span(0, 1), "Monday"))
NONE = When(reason="no date in the clause")


def raid(words: str, mark: str) -> str:
    """Rebels raided Lonvar <words> <mark> troops shelled it."""
    first, last = words.split()
    return f"""
Rebels NOUN 2 nsubj
raided VERB 0 root {PAST} raid
Lonvar PROPN 2 obj
{first} DET 5 det
{last} NOUN 2 obl:unmarked
{mark} SCONJ 8 mark
troops NOUN 8 nsubj
shelled VERB 2 advcl {PAST} shell
it PRON 8 obj
. PUNCT 2 punct
"""


def dated(rows: str, first: When, second: When, published: date | None = None) -> tuple[When, When]:
    """When "raided" and "shelled" were, given what the words themselves say."""
    doc = build(rows)
    words = [word(doc, "raided"), word(doc, "shelled")]
    claims = []
    for token, when in zip(words, (first, second), strict=True):
        mention = Mention(Span(token.idx, token.idx + len(token)), token.text)
        base = Claim(digest("claim", token.text), "page", "ASSAULT", None, mention, mention, mention)
        claims.append(replace(base, when=when))
    triggers, own = {token.idx: token for token in words}, {token.i: token.i for token in words}
    one, two = Steps(doc, triggers, own, published).apply(claims)
    return one.when, two.when


@pytest.mark.parametrize(
    ("words", "mark", "first", "last"),
    [
        ("a day", "after", (5, 4), (5, 4)),
        ("the day", "before", (5, 6), (5, 6)),
        ("two days", "after", (5, 3), (5, 3)),
        ("a week", "before", (5, 12), (5, 12)),
        ("three hours", "after", (5, 4), (5, 5)),
    ],
)
def test_the_other_event_follows(words: str, mark: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    one, two = dated(raid(words, mark), DAY, NONE)
    assert one == DAY
    assert (two.start, two.end, two.basis) == (date(2031, *first), date(2031, *last), "context")


def test_the_main_event_follows_where_the_other_is_dated() -> None:
    one, two = dated(raid("a day", "after"), NONE, DAY)
    assert (one.start, two) == (date(2031, 5, 6), DAY)


@pytest.mark.parametrize("words", ["some days", "several weeks"])
def test_open_counts_date_nothing(words: str) -> None:
    assert dated(raid(words, "after"), DAY, NONE)[1] == NONE


def test_nothing_is_counted_from_a_wide_date_or_past_publication() -> None:
    year = When(date(2031, 1, 1), date(2031, 12, 31), "explicit", DAY.mention)
    assert dated(raid("a day", "after"), NONE, year)[0] == NONE
    assert dated(raid("a week", "after"), NONE, DAY, date(2031, 5, 7))[0] == NONE


def test_the_eve_is_the_day_before() -> None:
    doc = build(f"""
On ADP 3 case
the DET 3 det
eve NOUN 8 obl
of ADP 6 case
the DET 6 det
raid NOUN 3 nmod
rebels NOUN 8 nsubj
met VERB 0 root {PAST} meet
. PUNCT 8 punct
""")
    (step,) = find_steps(doc)
    assert (doc[step.later].text, doc[step.earlier].text, step.days) == ("met", "raid", (-1, -1))
