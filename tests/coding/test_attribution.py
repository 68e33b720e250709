"""Who says so: speech above and beside a trigger, and the chain of sources."""

from __future__ import annotations

from dateline.coding.attribution import Attributor, phrase
from dateline.coding.speech import speech_above
from dateline.knowledge.cues import load_cues
from dateline.records import Article, Block
from drafting import finder
from treedocs import article, build, word

SAID = """
Norway PROPN 2 nsubj
said VERB 0 root Tense=Past say
rebels NOUN 4 nsubj rebel
attacked VERB 2 ccomp Tense=Past attack
"""
INSERTED = """
Rebels NOUN 2 nsubj rebel
attacked VERB 0 root attack
, PUNCT 6 punct
two NUM 5 nummod
officials NOUN 6 nsubj official
said VERB 2 parataxis say
"""
ACCORDING = """
Rebels NOUN 2 nsubj rebel
attacked VERB 0 root attack
according VERB 5 case
to ADP 3 fixed
Norway PROPN 2 obl
"""
SINCE = """
Norway PROPN 2 nsubj
spoke VERB 0 root speak
when ADV 5 advmod
rebels NOUN 5 nsubj rebel
attacked VERB 2 advcl attack
"""


def names(rows: str, at: str, page: Article | None = None) -> list[tuple[str, bool]]:
    doc = build(rows)
    attributor = Attributor(page or article(doc.text), load_cues(), finder(doc))
    _, sources = attributor.chain(word(doc, at))
    return [(source.name, source.anonymous) for source in sources]


def test_the_speaker_of_a_complement() -> None:
    assert names(SAID, "attacked") == [("Norway", False)]


def test_inserted_speech_by_the_nameless() -> None:
    assert names(INSERTED, "attacked") == [("two officials", True)]


def test_according_to() -> None:
    assert names(ACCORDING, "attacked") == [("Norway", False)]


def test_when_something_was_said_is_not_what_was_said() -> None:
    doc = build(SINCE)
    assert speech_above(word(doc, "attacked"), load_cues()) == []


def test_a_day_is_no_speaker() -> None:
    rows = SAID.replace("Norway PROPN", "Sunday PROPN")
    assert names(rows, "attacked") == []


def test_a_quoted_outlet_comes_first() -> None:
    doc = build(SAID)
    plain = article(doc.text)
    quoted = Article(plain.page, plain.text, (Block(0, len(plain.text), "quote", "The Tribune"),), plain.pieces)
    assert names(SAID, "attacked", quoted) == [("The Tribune", False), ("Norway", False)]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    rows = (
        '" PUNCT 3 punct\nRebels NOUN 3 nsubj\nfled VERB 5 ccomp flee\nNorway PROPN 5 nsubj\nsaid VERB 0 root say\n\n'
        "They PRON 2 nsubj\nattacked VERB 0 root attack"
    )
    assert names(rows, "attacked") == [("Norway", False)]


def test_the_phrase_of_a_speaker_leaves_out_its_clauses() -> None:
    doc = build(
        "the DET 2 det\nmayor NOUN 0 root\nof ADP 4 case\nGoma PROPN 2 nmod\nwho PRON 6 nsubj\nfled VERB 2 acl:relcl"
    )
    first, last = phrase(doc[1])
    assert doc[first:last].text == "mayor of Goma"
