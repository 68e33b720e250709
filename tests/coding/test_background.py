"""What is told as background, by small hand-built parses."""

from __future__ import annotations

import pytest

from dateline.coding.background import is_anchor, is_background, points_back
from dateline.coding.timex import find_dates
from timedocs import PUBLISHED, build, word

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
PART = "Tense=Past|VerbForm=Part"

PARTY = f"""
The DET 2 det
party NOUN 10 nsubj
formed VERB 2 acl {PART} form
by ADP 5 case
officers NOUN 3 obl:agent
ousted VERB 5 acl {PART} oust
in ADP 9 case
the DET 9 det
1999 NUM 10 obl
hailed VERB 0 root {PAST} hail
the DET 12 det
raid NOUN 10 obj
. PUNCT 10 punct
"""
BLAST = f"""
A DET 2 det
blast NOUN 6 nsubj
that PRON 4 nsubj
killed VERB 2 acl:relcl {PAST} kill
five NUM 4 obj
hit VERB 0 root {PAST} hit
after ADP 9 case
a DET 9 det
raid NOUN 6 obl
. PUNCT 6 punct
"""
HAD = f"""
Rebels NOUN 3 nsubj
had AUX 3 aux {PAST} have
taken VERB 0 root {PART} take
Lonvar PROPN 3 obj
. PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("rows", "at", "behind"),
    [
        (PARTY, "hailed", False),
        (PARTY, "ousted", True),
        (BLAST, "hit", False),
        (BLAST, "killed", False),  # says what the blast did
        (BLAST, "raid", True),
        (HAD, "taken", True),
    ],
)
def test_clauses(rows: str, at: str, behind: bool) -> None:
    assert is_background(word(build(rows), at)) is behind


def test_participles_count_only_where_asked() -> None:
    assert not is_background(word(build(PARTY), "ousted"), participles=False)


def test_a_definite_noun_points_back() -> None:
    doc = build(PARTY)
    assert points_back(word(doc, "raid"))
    assert not points_back(word(doc, "ousted"))
    assert not points_back(word(build(BLAST), "raid"))  # "a raid" is new


COUP = f"""
Troops NOUN 2 nsubj
fled VERB 0 root {PAST} flee
on ADP 4 case
Tuesday PROPN 2 obl
, PUNCT 9 punct
as ADP 9 case
the DET 9 det
1999 NUM 9 compound
coup NOUN 2 obl
failed VERB 9 acl:relcl {PAST} fail
. PUNCT 2 punct
"""


def test_a_year_before_a_noun_anchors_nothing() -> None:
    doc = build(COUP)
    day, year = find_dates(doc.text, PUBLISHED)
    assert (day.text, year.text) == ("Tuesday", "1999")
    assert is_anchor(day, doc)
    assert not is_anchor(year, doc)
