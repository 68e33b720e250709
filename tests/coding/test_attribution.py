"""Who says so: speech above and beside a trigger, and the chain of sources."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.coding.attribution import Attributor, phrase
from dateline.coding.code import code_article
from dateline.coding.speech import speech_above
from dateline.knowledge.cues import load_cues
from dateline.parsing.parse import parse_article
from dateline.records import Article, Block, Page, ParsedArticle, Piece, Span
from drafting import finder
from pageclaims import claims
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
        '" PUNCT 3 punct\nRebels NOUN 3 nsubj\nfled VERB 6 ccomp flee\n" PUNCT 3 punct\nNorway PROPN 6 nsubj\n'
        'said VERB 0 root say\n\n" PUNCT 3 punct\nThey PRON 3 nsubj\nattacked VERB 0 root attack\nus PRON 3 obj\n'
        '" PUNCT 3 punct'
    )
    assert names(rows, "attacked") == [("Norway", False)]


def test_the_phrase_of_a_speaker_leaves_out_its_clauses() -> None:
    doc = build(
        "the DET 2 det\nmayor NOUN 0 root\nof ADP 4 case\nGoma PROPN 2 nmod\nwho PRON 6 nsubj\nfled VERB 2 acl:relcl"
    )
    first, last = phrase(doc[1])
    assert doc[first:last].text == "mayor of Goma"


def coded(text: str, trigger: str) -> tuple[list[str], str]:
    """Sources and status of the claim at a word, by the whole pipeline."""
    plain = Article(
        Page("page.txt", text),
        text,
        tuple(blocks_of(text)),
        (Piece(0, len(text), Span(0, len(text))),),
    )
    claims = code_article(ParsedArticle(plain, parse_article(plain))).claims
    found = next(claim for claim in claims if claim.trigger.text == trigger)
    return [source.name for source in found.sources], found.status


def blocks_of(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        yield Block(start, start + len(line))
        start += len(line) + 1


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        (
            "Guards told Reuters that rebels said they had shelled Bria.",
            "shelled",
            ["Reuters", "Guards", "rebels"],
        ),
        ("State TV reported, citing Al-Jazeera, that Israel had bombed Homs.", "bombed", ["State TV", "Al-Jazeera"]),
        ("The agency, quoting local police, said rebels had bombed Homs.", "bombed", ["agency", "local police"]),
        ("Army captures rebel base near Gao - state TV", "captures", ["state TV"]),
        ("Nigerian army: Boko Haram kidnapped 12 girls in Chibok", "kidnapped", ["Nigerian army"]),
        ('"The army shelled us," said Musa Keita, a farmer.\n"They killed ten men."', "killed", ["Musa Keita"]),
        ('"Rebels shelled us," said Musa Keita, a farmer. He said they killed ten men.', "killed", ["Musa Keita"]),
        ("The governor of Gao, Musa Keita, said rebels had bombed the market.", "bombed", ["Musa Keita"]),
        ("A report by local monitors says rebels bombed the market in Gao.", "bombed", ["report by local monitors"]),
        (
            "Troops bombed Gao, killing two nurses, Doctors Without Borders (MSF) said.",
            "bombed",
            ["Doctors Without Borders"],
        ),
        (
            "Jets bombed Gao on Monday, its army said, two days after Chad said rebels had shelled a post.",
            "shelled",
            ["Chad"],
        ),
        ('"They said rebels had bombed Gao," the envoy Musa Keita said.', "bombed", ["envoy Musa Keita", "They"]),
        ("I have read that letter and I say rebels bombed Gao.", "bombed", []),
        (
            "Rebels bombed Gao on Monday, Chad's army was quoted as saying by the Radio Sahel agency.",
            "bombed",
            ["Radio Sahel agency", "Chad's army"],
        ),
        (
            "Rebels stormed Gao on Monday and bombed a barracks, Chad's prime minister, Musa Keita, said.",
            "bombed",
            ["Musa Keita"],
        ),
        (
            "The telecom regulator blamed the outage on protesters who, it said, had torched a data centre.",
            "torched",
            ["telecom regulator"],
        ),
        (
            "The London daily Gazette, without proof, wrote that rebels had bombed Gao.",
            "bombed",
            ["London daily Gazette"],
        ),
    ],
)
def test_chains_from_the_page_outwards(text: str, trigger: str, sources: list[str]) -> None:
    assert coded(text, trigger)[0] == sources


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The RSF denied that it had shelled a hospital in El Fasher.", "shelled", "denied"),
        ("The Lindu Front denied responsibility for the attack on Goma on Monday.", "attack", "denied"),
        ("Soldiers are said to have killed 12 farmers near Wukari.", "killed", "possible"),
        ("Will Russia attack Moldova?", "attack", "possible"),
        ("Japan prime minister to visit China", "visit", "planned"),
    ],
)
def test_status_of_whole_sentences(text: str, trigger: str, status: str) -> None:
    assert coded(text, trigger)[1] == status


def test_who_asks_not_to_be_named_is_unnamed_and_demands_nothing() -> None:
    text = "A senior official, who asked not to be named, said troops had killed ten rebels near Gao."
    plain = article(text)
    claims = code_article(ParsedArticle(plain, parse_article(plain))).claims
    assert [claim.trigger.text for claim in claims] == ["killed"]
    assert claims[0].sources[0].anonymous


def test_a_state_before_the_colon_of_a_headline_is_what_it_is_about() -> None:
    about = claims("Sudan: Security forces shoot three protesters\n\nThe market in Omdurman was open on Monday.")
    assert [(claim.type, claim.sources) for claim in about] == [("ASSAULT", ())]
    (said,) = claims("Minister: Troops captured Goma\n\nThe market in Goma was open on Monday.")
    assert [source.name for source in said.sources] == ["Minister"]


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        (
            "Two clans agreed to a truce, the Red Cross said; the army then arrested both chiefs in Bria.",
            "arrested",
            [],
        ),
        (
            "The two presidents met in Oman in March, the agency reported, quoting two officials.",
            "met",
            ["agency", "two officials"],
        ),
        (
            "The army shelled Bria, according to the site Kongonews, which reported that nine men had been killed.",
            "killed",
            ["site Kongonews"],
        ),
        (
            "Crowds left the square; two men were shot dead in Boma, hospital officials said.",
            "shot",
            ["hospital officials"],
        ),
        ("Kenya declared martial law in Garissa.", "law", []),
        ("The deal does not mention the troops of Eritrea, who have fought in Tigray.", "fought", []),
    ],
)
def test_the_reach_of_a_speaker(text: str, trigger: str, sources: list[str]) -> None:
    (claim,) = [claim for claim in claims(text) if claim.trigger.text in {trigger, "declared"}]
    assert [source.name for source in claim.sources] == sources
