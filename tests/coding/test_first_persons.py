"""Who "we" and "our" are: the side of the speaker or of the publisher."""

from __future__ import annotations

from dateline.coding.discourse import Reference
from references import ids, reference
from treedocs import build

OURS = "Our PRON 2 nmod:poss our\ntroops NOUN 3 nsubj troop Number=Plur\nleft VERB 0 root leave"


def test_our_troops_only_where_the_publisher_is_known() -> None:
    doc = build(OURS)
    assert ids(doc, "Our", "Yonhap") == ["south-korea"]
    assert reference(doc, "Our", "The Nowhere Gazette") == Reference((), "'our' outside a quotation")
    assert reference(doc, "Our") == Reference((), "'our' outside a quotation")


def test_our_bread_is_no_states() -> None:
    doc = build("Our PRON 2 nmod:poss our\nbread NOUN 3 nsubj bread\nrose VERB 0 root rise")
    assert reference(doc, "Our", "Yonhap").found == ()


def test_we_in_a_quotation_is_the_side_of_the_speaker() -> None:
    quoted = (
        "“ PUNCT 3 punct\nWe PRON 3 nsubj we\nattacked VERB 6 ccomp attack\n"
        "” PUNCT 3 punct\n{} PROPN 6 nsubj\nsaid VERB 0 root say"
    )
    assert ids(build(quoted.format("Sudan")), "We") == ["sudan"]
    assert reference(build(quoted.format("Oresund")), "We") == Reference((), "the speaker of 'we' is not known")
