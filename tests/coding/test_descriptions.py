"""Whom "the group" and "the country" stand for; nobody where two fit."""

from __future__ import annotations

from dateline.coding.coreference import Coreference
from dateline.coding.mentions import find_mentions
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from references import ids, reference
from treedocs import article, build, word


def test_the_country_is_the_one_of_the_page_where_none_is_near() -> None:
    doc = build("The DET 2 det the\ncountry NOUN 3 nsubj country\nvoted VERB 0 root vote")
    assert ids(doc, "country", home="COL") == ["colombia"]
    assert reference(doc, "country").found == ()


def test_a_group_that_is_described_is_not_the_last_one() -> None:
    doc = build(
        "Hezbollah PROPN 2 nsubj\nleft VERB 0 root leave\n. PUNCT 2 punct\n\n"
        "The DET 2 det the\ngroup NOUN 6 nsubj group\n"
        "that PRON 4 nsubj\nshelled VERB 2 acl:relcl shell\nit PRON 4 obj\nfled VERB 0 root flee"
    )
    found = Coreference(
        article(doc.text), find_mentions(doc, article(doc.text), load_actors()), load_cues(), load_actors()
    )
    assert found.at(word(doc, "group")) is None


def test_the_group_is_the_last_group_unless_there_are_two() -> None:
    rest = "The DET 2 det the\ngroup NOUN 3 nsubj group\nleft VERB 0 root leave"
    one = "Hezbollah PROPN 2 nsubj\nattacked VERB 0 root attack\nSudan PROPN 2 obj\n. PUNCT 2 punct\n\n"
    assert ids(build(one + rest), "group") == ["hezbollah"]
    two = (
        "Hezbollah PROPN 4 nsubj\nand CCONJ 3 cc\nHamas PROPN 1 conj\nattacked VERB 0 root attack\n. PUNCT 4 punct\n\n"
    )
    assert reference(build(two + rest), "group").found == ()
