"""Demands made by saying what another must do."""

from __future__ import annotations

import pytest

from dateline.coding.obligation import demands
from dateline.knowledge.cues import load_cues
from drafting import finder
from treedocs import build

ROWS = """
Norway PROPN 2 nsubj
said VERB 0 root say
Sudan PROPN 5 nsubj
must AUX 5 aux
withdraw VERB 2 ccomp VerbForm=Inf
"""
HAS_TO = """
Norway PROPN 2 nsubj
said VERB 0 root say
Sudan PROPN 4 nsubj
has VERB 2 ccomp have
to PART 6 mark
withdraw VERB 4 xcomp VerbForm=Inf
"""


def found(rows: str) -> list[tuple[str, list[str], list[str]]]:
    doc = build(rows)
    return [
        (
            each.type,
            [f.participant.entity.id for f in each.actors],
            [f.participant.entity.id for f in each.recipients],
        )
        for each in demands(doc, load_cues(), finder(doc))
    ]


@pytest.mark.parametrize("rows", [ROWS, ROWS.replace("must", "should"), HAS_TO])
def test_an_obligation_under_speech_is_a_demand(rows: str) -> None:
    assert found(rows) == [("REQUEST", ["norway"], ["sudan"])]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.replace("must", "may"),
        ROWS.replace("Sudan", "bread"),
        ROWS.replace("Sudan", "Norway"),
        ROWS.replace("said VERB 0 root say", "slept VERB 0 root sleep"),
    ],
)
def test_what_is_no_demand(rows: str) -> None:
    assert found(rows) == []


def test_what_should_have_been_done_is_not_demanded() -> None:
    rows = (
        "Norway PROPN 2 nsubj\nsaid VERB 0 root say\nSudan PROPN 6 nsubj\nshould AUX 6 aux\nhave AUX 6 aux\n"
        "withdrawn VERB 2 ccomp withdraw"
    )
    assert found(rows) == []


def test_what_was_not_said_is_not_demanded() -> None:
    rows = (
        "Norway PROPN 4 nsubj\ndid AUX 4 aux do\nnot PART 4 advmod\nsay VERB 0 root\nSudan PROPN 7 nsubj\n"
        "must AUX 7 aux\nwithdraw VERB 4 ccomp"
    )
    assert found(rows) == []
