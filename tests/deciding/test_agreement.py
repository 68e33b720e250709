"""Krippendorff's alpha against published figures, and what two people differ in."""

from __future__ import annotations

import pytest

from dateline.deciding.agreement import AS_CODED, agreements, nominal_alpha
from dateline.records import Anchor, Decision, Span
from dateline.resolving.identifying import event_id


def units(*observers: str) -> list[list[str]]:
    """The values of each unit, from a line for each observer; a dot is a unit that one has not judged."""
    return [[value for value in column if value != "."] for column in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "alpha"),
    [  # Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: examples A, B and C
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_is_as_published(observers: tuple[str, ...], alpha: float) -> None:
    assert nominal_alpha(units(*observers)) == pytest.approx(alpha, abs=0.0005)


def test_alpha_at_its_ends() -> None:
    assert nominal_alpha([["a", "a"], ["b", "b"]]) == 1
    assert nominal_alpha([["a", "a"], ["a", "a"]]) is None
    assert nominal_alpha([["a"], []]) is None
    assert (nominal_alpha([["a", "b"], ["b", "a"]]) or 0) < 0


def decision(kind: str, claim: str, by: str, number: int = 0, **fields: object) -> Decision:
    given = {"target": event_id(claim), "anchors": (Anchor(claim, "d", Span(0, 1)),), "on": "event", **fields}
    return Decision(f"{by}{number}{kind}{claim}", kind, by=by, at="2024-04-01", **given)  # type: ignore[arg-type]


def test_what_was_decided_last_counts_and_what_was_undone_does_not() -> None:
    first, second = decision("reject", "a", "Ana"), decision("accept", "a", "Ana", 1)
    undo = Decision("u", "undo", "decision", "Ana", "2024-04-01", second.id)
    other = [decision("accept", "a", "Ben"), decision("note", "a", "Ben")]
    (verdict,) = agreements({"Ana": [first, second], "Ben": other})
    assert (verdict.about, verdict.things, verdict.alike, verdict.alpha) == ("verdict", 1, 1, None)
    (verdict,) = agreements({"Ana": [second, undo, first], "Ben": other})
    assert verdict.differences[0].said == (("Ana", "reject"), ("Ben", "accept"))


def test_who_judged_an_event_and_left_a_field_alone_says_that_it_is_as_coded() -> None:
    corrected = decision("correct", "a", "Ana", field="killed", after={"low": 7, "high": 7})
    found = {each.about: each for each in agreements({"Ana": [corrected], "Ben": [decision("accept", "a", "Ben")]})}
    assert found["killed"].differences[0].said == (("Ana", '{"high": 7, "low": 7}'), ("Ben", AS_CODED))
    assert found["verdict"].things == 0


def test_one_event_under_two_ids_is_one_thing() -> None:
    mine = decision("accept", "b", "Ana", anchors=(Anchor("b", "d", Span(0, 1)), Anchor("c", "e", Span(0, 1))))
    yours = decision("reject", "c", "Ben", anchors=(Anchor("c", "e", Span(0, 1)),))
    (verdict,) = agreements({"Ana": [mine], "Ben": [yours]})
    assert verdict.things == 1
