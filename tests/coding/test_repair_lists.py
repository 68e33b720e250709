"""Lists of two of which the parser loses one."""

from __future__ import annotations

import pytest

from dateline.coding.repair import mend
from dateline.knowledge.cues import load_cues
from treedocs import build, word

FIRST = """
The DET 2 det
army NOUN 5 compound
and CCONJ 4 cc
allied ADJ 5 amod
fighters NOUN 6 nsubj fighter
fled VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind flee
"""
UNITS = """
Police NOUN 4 compound
and CCONJ 3 cc
army NOUN 1 conj
units NOUN 5 nsubj unit
fled VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind flee
"""
BETWEEN = """
Clashes NOUN 6 nsubj clash
between ADP 3 case
soldiers NOUN 1 nmod soldier
and CCONJ 5 cc
rebels NOUN 1 conj rebel
continued VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind continue
"""
SHORT = """
Raids NOUN 0 root raid
on ADP 7 case
River PROPN 4 compound
Guard PROPN 1 nmod
( PUNCT 6 punct
RG PROPN 4 appos
) PUNCT 6 punct
convoys NOUN 1 nmod convoy
"""


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        (FIRST, "army", ("fled", "nsubj")),
        (FIRST, "fighters", ("army", "conj")),
        (UNITS, "Police", ("units", "compound")),
        (BETWEEN, "rebels", ("soldiers", "conj")),
        (SHORT, "Guard", ("convoys", "compound")),
    ],
)
def test_mended(rows: str, text: str, expected: tuple[str, str]) -> None:
    doc = build(rows)
    mend(doc, load_cues())
    token = word(doc, text)
    assert (token.head.text, token.dep_) == expected
