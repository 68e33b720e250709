"""Who said it, and which day is that of the deed, where a clause of speech is inserted behind it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.coding.repair import mend
from dateline.coding.speech import speaker_of
from dateline.knowledge.cues import load_cues
from pageclaims import claims
from treedocs import build, word

INSERTED = """
Guns NOUN 2 nsubj gun
downed VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind down
ten NUM 4 nummod
drones NOUN 2 obj drone
on ADP 6 case
Sunday PROPN 10 obl
, PUNCT 10 punct
the DET 9 det
navy NOUN 10 nsubj
said VERB 4 acl:relcl VerbForm=Fin|Tense=Past|Mood=Ind say
on ADP 12 case
Monday PROPN 10 obl
"""
DAY = """
The DET 2 det
bloc NOUN 5 nsubj
on ADP 4 case
Tuesday PROPN 2 nmod
condemned VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind condemn
it PRON 5 obj
"""

JOINED = """
Men NOUN 2 nsubj man
died VERB 10 ccomp VerbForm=Fin|Tense=Past|Mood=Ind die
near ADP 4 case
Gao PROPN 2 obl
, PUNCT 7 punct
a DET 7 det
clerk NOUN 2 nsubj
and CCONJ 9 cc
nurse NOUN 4 conj
told VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind tell
reporters NOUN 10 iobj
"""

PLACE_LINE = """
LOME PROPN 11 nsubj
- PUNCT 4 punct
Jets NOUN 4 nsubj jet
bombed VERB 11 ccomp VerbForm=Fin|Tense=Past|Mood=Ind bomb
Gao PROPN 4 obj
and CCONJ 7 cc
fled VERB 4 conj VerbForm=Fin|Tense=Past|Mood=Ind flee
, PUNCT 10 punct
the DET 10 det
clerk NOUN 7 nsubj
said VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind say
"""


def mended(rows: str) -> Doc:
    doc = build(rows)
    mend(doc, load_cues())
    return doc


def test_the_clause_of_speech_is_no_relative_clause_and_leaves_the_first_day() -> None:
    doc = mended(INSERTED)
    said = word(doc, "said")
    assert (said.head.text, said.dep_) == ("downed", "parataxis")
    assert word(doc, "Sunday").head.text == "downed"
    assert word(doc, "Monday").head.text == "said"


def test_a_day_between_subject_and_verb_is_of_the_verb() -> None:
    day = word(mended(DAY), "Tuesday")
    assert (day.head.text, day.dep_) == ("condemned", "obl")


def test_the_day_of_a_condemnation_is_not_that_of_the_attack() -> None:
    (claim,) = claims("On Tuesday, the African Union condemned the attack.")
    assert claim.type == "ACCUSE"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenyan troops recaptured the village of Bura last week, Deputy Defence Minister Amina Ole said.", "claimed"),
        ("Rebels shelled Bura, the defence ministry said.", "asserted"),
        ("The army said a girl kidnapped by Boko Haram in April was found in Maiduguri.", "asserted"),
        ("The army said Boko Haram kidnapped a girl in Maiduguri.", "alleged"),
    ],
)
def test_the_standing_of_the_speaker(text: str, status: str) -> None:
    assert {claim.status for claim in claims(text) if claim.type == "ASSAULT"} == {status}


TOLL = """
The DET 2 det
toll NOUN 9 nsubj
that ADJ 4 det
day NOUN 5 nsubj
reached VERB 9 ccomp VerbForm=Fin|Tense=Past|Mood=Ind reach
73 NUM 5 obj
, PUNCT 9 punct
officials NOUN 9 nsubj official
said VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind say
, PUNCT 13 punct
and CCONJ 13 cc
shops NOUN 13 nsubj shop
closed VERB 9 conj VerbForm=Fin|Tense=Past|Mood=Ind close
"""


def test_clauses_around_a_verb_of_speech_have_their_own_subjects() -> None:
    doc = mended(TOLL)
    assert [(word(doc, w).head.text, word(doc, w).dep_) for w in ("toll", "day", "closed")] == [
        ("reached", "nsubj"),
        ("reached", "obl:unmarked"),
        ("reached", "conj"),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Rebels shelled Bura, said Defence Minister Amina Ole. Mr Ole said rebels burned the town.", "Amina Ole"),
        (
            "Four men were killed in the attack in the Sur district, Sur Governor Amin Ole told reporters.",
            "Governor Amin Ole",
        ),
        ("Rebels shelled Bura, the UN mission MONUSCO reported.", "UN mission MONUSCO"),
    ],
)
def test_a_source_has_its_name(text: str, source: str) -> None:
    (*_, claim) = [each for each in claims(text) if each.type == "ASSAULT"]
    assert source in next(each.name for each in claim.sources)


def test_what_is_told_beside_the_speech_is_no_claim_of_the_speaker() -> None:
    found = claims("Nine men were shot dead on Monday, officials said, a day after Chadian troops arrested a general.")
    assert {claim.status for claim in found if claim.type == "COERCE"} == {"asserted"}


def test_who_declares_something_is_no_source_of_it() -> None:
    (claim,) = claims("The government of Chad declared a state of emergency on Friday.")
    assert ([each.entity.name for each in claim.actors], claim.sources) == (["Chad"], ())


@pytest.mark.parametrize(
    "text",
    [
        "The Chadian army said that two villages were burned and blamed the Sorel Front.",
        "Chad's army said its troops were fired on and accused the Sorel Front of the raid.",
    ],
)
def test_who_is_acted_upon_does_not_accuse(text: str) -> None:
    (claim,) = [each for each in claims(text) if each.type == "ACCUSE"]
    assert [actor.entity.kind for actor in claim.actors] == ["organisation"]
    assert claim.sources == ()


def test_speakers_that_a_tree_hung_among_what_they_said() -> None:
    doc = mended(JOINED)
    clerk, nurse = word(doc, "clerk"), word(doc, "nurse")
    assert [(t.head.text, t.dep_) for t in (clerk, nurse)] == [("told", "nsubj"), ("clerk", "conj")]


def test_a_place_line_does_not_speak() -> None:
    doc = mended(PLACE_LINE)
    assert speaker_of(word(doc, "said")) == word(doc, "clerk")
