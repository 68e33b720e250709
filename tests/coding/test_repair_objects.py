"""Objects behind a verb, what somebody is accused of, and nouns in -ing."""

from __future__ import annotations

import pytest

from dateline.coding.repair import mend
from dateline.knowledge.cues import load_cues
from treedocs import build, word

GERUND = """
Rebel NOUN 2 nsubj
shelling VERB 3 nsubj shell
hit VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind hit
buses NOUN 3 obj bus
"""
CHARGE = """
Chad PROPN 2 nsubj
accused VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind accuse
the DET 4 det
army NOUN 2 obj
of SCONJ 6 mark
looting VERB 4 acl VerbForm=Ger loot
"""
STRAY = """
He PRON 2 nsubj
criticised VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind criticise
strikes NOUN 2 obj strike
and CCONJ 5 cc
telephoned VERB 2 conj VerbForm=Part|Tense=Past telephone
Amin PROPN 3 appos
"""
TITLED = """
Front PROPN 5 nsubj:pass
leader NOUN 3 nmod:desc
Idris PROPN 1 appos
was AUX 5 aux:pass be
shot VERB 0 root VerbForm=Part|Tense=Past shoot
"""


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        (GERUND, "Rebel", ("shelling", "compound")),
        (CHARGE, "looting", ("accused", "advcl")),
        (TITLED, "Idris", ("shot", "nsubj:pass")),
        (TITLED, "Front", ("leader", "compound")),
        (STRAY, "Amin", ("telephoned", "obj")),
    ],
)
def test_mended(rows: str, text: str, expected: tuple[str, str]) -> None:
    doc = build(rows)
    mend(doc, load_cues())
    token = word(doc, text)
    assert (token.head.text, token.dep_) == expected
