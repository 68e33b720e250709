"""Trees that no reader would draw are mended; those that may be right stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.coding import tree
from dateline.coding.repair import mend
from dateline.knowledge.cues import load_cues
from treedocs import build, word

SPEAKERS = """
Shells NOUN 2 nsubj shell
killed VERB 14 ccomp VerbForm=Fin|Tense=Past kill
nine NUM 4 nummod
herders NOUN 2 obj herder
and CCONJ 7 cc
a DET 7 det
guard NOUN 4 conj
, PUNCT 9 punct
doctors NOUN 4 conj doctor
and CCONJ 12 cc
a DET 12 det
priest NOUN 4 conj
later ADV 14 advmod
told VERB 0 root VerbForm=Fin|Tense=Past tell
AFP PROPN 14 nsubj
"""
AGENT = """
A DET 2 det
council NOUN 11 nsubj
which PRON 5 nsubj:pass
was AUX 5 aux:pass be
formed VERB 2 acl:relcl VerbForm=Part|Tense=Past form
by ADP 7 case
judges NOUN 8 obl:agent judge
ousted VERB 2 acl VerbForm=Part|Tense=Past oust
in ADP 10 case
May PROPN 8 obl
met VERB 0 root VerbForm=Fin|Tense=Past meet
"""
SHARED = """
Shells NOUN 2 nsubj shell
killed VERB 0 root VerbForm=Fin|Tense=Past kill
five NUM 4 nummod
men NOUN 2 obj man
and CCONJ 6 cc
wounded VERB 4 conj VerbForm=Part|Tense=Past wound
ten NUM 8 nummod
others NOUN 4 conj other
"""
PHRASES = """
Chad PROPN 2 nsubj
imposed VERB 0 root VerbForm=Fin|Tense=Past impose
sanctions NOUN 2 obj sanction
on ADP 5 case
banks NOUN 3 nmod bank
and CCONJ 8 cc
on ADP 8 case
officials NOUN 1 conj official
"""


def mended(rows: str) -> Doc:
    doc = build(rows)
    mend(doc, load_cues())
    return doc


def head(doc: Doc, text: str) -> tuple[str, str]:
    token = word(doc, text)
    return token.head.text, token.dep_


def test_those_before_a_verb_of_speech_speak() -> None:
    doc = mended(SPEAKERS)
    assert head(doc, "doctors") == ("told", "nsubj")
    assert head(doc, "priest") == ("doctors", "conj")
    assert head(doc, "guard") == ("herders", "conj")
    assert head(doc, "AFP") == ("told", "iobj")


def test_a_verb_that_has_its_subject_keeps_it() -> None:
    doc = mended(SPEAKERS.replace("later ADV 14 advmod", "they PRON 14 nsubj"))
    assert head(doc, "doctors") == ("herders", "conj")


def test_a_list_that_goes_on_has_no_speakers() -> None:
    doc = mended(SPEAKERS.replace("and CCONJ 12 cc", ", PUNCT 12 punct").replace("a DET 12 det", "and CCONJ 12 cc"))
    assert head(doc, "doctors") == ("herders", "conj")


def test_a_by_phrase_belongs_to_the_passive_before_it() -> None:
    doc = mended(AGENT)
    assert head(doc, "judges") == ("formed", "obl:agent")
    assert head(doc, "ousted") == ("judges", "acl")
    assert [t.text for t in tree.logical_objects(word(doc, "ousted"))] == ["judges"]


def test_a_verb_goes_with_a_verb_and_takes_its_object() -> None:
    doc = mended(SHARED)
    assert head(doc, "wounded") == ("killed", "conj")
    assert head(doc, "others") == ("wounded", "obj")


def test_a_repeated_preposition_shows_what_is_coordinated() -> None:
    assert head(mended(PHRASES), "officials") == ("banks", "conj")


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        ("Police NOUN 2 nsubj:pass\nheld VERB 0 root VerbForm=Fin hold\nmen NOUN 2 obj man", "Police", "nsubj"),
        ("Police NOUN 2 nsubj:pass\nheld VERB 0 root VerbForm=Part hold\nhere ADV 2 advmod", "Police", "nsubj:pass"),
        ("Police NOUN 2 compound\nshot VERB 0 root VerbForm=Fin shoot\nmen NOUN 2 obj man", "Police", "nsubj"),
        (
            "Bombs NOUN 2 nsubj\nleft VERB 0 root VerbForm=Fin leave\nmen NOUN 2 nsubj man\ndead ADJ 3 amod",
            "men",
            "obj",
        ),
    ],
)
def test_subjects_and_objects(rows: str, text: str, expected: str) -> None:
    assert head(mended(rows), text)[1] == expected


WORDS = st.sampled_from(
    ["killed VERB", "men NOUN", "and CCONJ", ", PUNCT", "by ADP", "said VERB", "told VERB", "dead ADJ"]
)
RELATIONS = st.sampled_from(
    "nsubj nsubj:pass obj conj appos obl:agent obl acl ccomp compound flat cc case punct".split()
)


@settings(deadline=None)  # the first example loads the lexicon
@given(st.lists(st.tuples(WORDS, RELATIONS), min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_a_tree_stays_a_tree(words: list[tuple[str, str]], random: st.DataObject) -> None:
    """Each word hangs below the root of its sentence, whatever was mended."""
    rows = [f"{words[0][0]} 0 root"]
    for at, (text, relation) in enumerate(words[1:], 2):
        rows.append(f"{text} {random.randint(1, at - 1)} {relation}")  # type: ignore[attr-defined]
    doc = mended("\n".join(rows))
    root = [token for token in doc if token.head.i == token.i]
    assert len(root) == 1
    assert all(token.i == root[0].i or root[0].is_ancestor(token) for token in doc)


def test_a_name_after_a_comma_is_that_of_the_office() -> None:
    rows = "The DET 2 det\nhead NOUN 0 root head\nof ADP 4 case\nChad PROPN 2 nmod\n, PUNCT 6 punct\nDeby PROPN 4 appos"
    assert head(mended(rows), "Deby") == ("head", "appos")


def test_a_relative_pronoun_beside_a_subject_is_an_object() -> None:
    rows = """
    group NOUN 0 root
    which PRON 5 nsubj:pass
    Chad PROPN 5 nsubj:pass
    is AUX 5 aux:pass be
    accused VERB 1 acl:relcl VerbForm=Part accuse
    of ADP 7 mark
    backing VERB 5 advcl VerbForm=Part back
    """
    assert head(mended(rows), "which") == ("backing", "obj")


OTHERS = """
Nine NUM 2 nummod
men NOUN 4 nsubj:pass man
were AUX 4 aux:pass be
killed VERB 0 root VerbForm=Part|Tense=Past kill
and CCONJ 7 cc
twelve NUM 7 nummod
others NOUN 4 conj other
wounded VERB 4 conj VerbForm=Part|Tense=Past wound
"""
TITLE = """
Presidential ADJ 2 amod
adviser NOUN 4 nsubj
Zara PROPN 4 nsubj
spoke VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind speak
"""
VOICE = """
men NOUN 0 root man
whom PRON 5 obj
they PRON 5 nsubj:pass
had AUX 5 aux have
taken VERB 1 acl:relcl VerbForm=Part|Tense=Past take
"""
BARE = """
Rebels PROPN 5 obl
of ADP 3 case
Zarvelo PROPN 1 nmod
yesterday NOUN 5 obl:unmarked
freed VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind free
two NUM 7 nummod
men NOUN 5 obj man
"""
ACCUSED = """
Chad PROPN 2 nsubj
accused VERB 0 root VerbForm=Fin|Tense=Past|Mood=Ind accuse
the DET 4 det
army NOUN 2 iobj
of SCONJ 6 mark
looting VERB 2 advcl VerbForm=Ger loot
"""


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        (OTHERS, "others", ("wounded", "nsubj:pass")),
        (TITLE, "adviser", ("Zara", "nmod:desc")),
        (VOICE, "they", ("taken", "nsubj")),
        (BARE, "Rebels", ("freed", "nsubj")),
        (ACCUSED, "army", ("accused", "obj")),
    ],
)
def test_subjects_and_objects_are_those_that_the_words_allow(rows: str, text: str, expected: tuple[str, str]) -> None:
    assert head(mended(rows), text) == expected


REFUSED_OFFER = """
Chad PROPN 2 nsubj
refused VERB 0 root VerbForm=Fin|Tense=Past refuse
an DET 4 det
offer NOUN 2 obj offer
by ADP 6 case
Niger PROPN 2 nsubj
"""


def test_behind_by_stands_no_subject() -> None:
    doc = build(REFUSED_OFFER)
    mend(doc, load_cues())
    niger = word(doc, "Niger")
    assert (niger.dep_, niger.head.text) == ("nmod", "offer")
    assert [subject.text for subject in tree.logical_subjects(word(doc, "refused"))] == ["Chad"]


def test_a_past_form_behind_a_phrase_of_place_goes_on_with_the_verb() -> None:
    doc = build(
        "Islamists NOUN 2 nsubj\nattacked VERB 0 root VerbForm=Fin|Tense=Past attack\nchurches NOUN 2 obj\n"
        "in ADP 5 case\nSohag PROPN 2 obl\nand CCONJ 9 cc\ntorched VERB 9 amod VerbForm=Part|Tense=Past torch\n"
        "police NOUN 9 compound\nstations NOUN 5 conj station"
    )
    mend(doc, load_cues())
    torched, stations = word(doc, "torched"), word(doc, "stations")
    assert (torched.dep_, torched.head.text) == ("conj", "attacked")
    assert (stations.dep_, stations.head.text) == ("obj", "torched")
