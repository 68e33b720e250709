"""What a sentence reports, and what it mentions beside."""

from __future__ import annotations

import pytest

from dateline.coding.claims import BESIDE
from dateline.coding.foreground import beside
from drafting import draft
from pageclaims import claims
from treedocs import build, word

CONDEMNED = """
France PROPN 2 nsubj
condemned VERB 0 root condemn
the DET 4 det
raid NOUN 2 obj
that PRON 6 nsubj
killed VERB 4 acl:relcl kill
nine NUM 8 nummod
men NOUN 6 obj man
, PUNCT 10 punct
arrested VERB 2 conj arrest
two NUM 10 obj
"""


def test_content_hangs_on_the_act_and_coordination_goes_on() -> None:
    doc = build(CONDEMNED)
    condemned, raid, killed, arrested = (draft(word(doc, each)) for each in ("condemned", "raid", "killed", "arrested"))
    all_ = [condemned, raid, killed, arrested]
    assert [beside(each, all_) for each in all_] == [
        None,
        "beside 'condemned': obj",
        "beside 'raid': acl:relcl",
        None,
    ]
    assert beside(killed, [killed, arrested]) == "describes 'raid'"


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Kenya condemned the bombing of a market in Mogadishu that killed nine people.", ["ACCUSE"]),
        ("Norway cut aid to Uganda after soldiers shot dead three protesters in Gulu.", ["SANCTION"]),
        ("Police in Togo arrested a journalist who had accused the army of torture.", ["COERCE"]),
        ("Clashes broke out in Bria after police fired on a crowd.", ["ASSAULT"]),
        ("Police opened fire on marchers in Conakry, killing two and arresting nine.", ["ASSAULT", "COERCE"]),
        ("The African Union issued a statement accusing Eritrea of spying.", ["ACCUSE"]),
        ("Turkey expressed sorrow over a fire that killed nine people in Gao.", []),
        ("Chad withdrew its troops and Niger closed the border with Nigeria.", ["RETREAT", "COERCE"]),
        (
            "The minister said Peru rejected the plan and that Chile had accused Bolivia of spying.",
            ["REJECT", "ACCUSE"],
        ),
    ],
)
def test_only_what_is_reported_stands_by_itself(text: str, reported: list[str]) -> None:
    found = [claim.type for claim in claims(text) if all(why.field != BESIDE for why in claim.why)]
    assert found == reported
