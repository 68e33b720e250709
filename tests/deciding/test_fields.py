"""What one types for a field, and how it is put into a record."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.deciding.fields import FIELDS, reassigned, typed, value_of, with_value
from dateline.errors import DecisionError
from dateline.records import Quantity
from makers import ARMY, GUNMEN, NORLAND, REBELS, claim, event, page

CLAIM = claim(page())


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("killed", "5", {"low": 5, "high": 5}),
        ("killed", "5-7", {"low": 5, "high": 7}),
        ("injured", "5+", {"low": 5, "high": None}),
        ("killed", "none", None),
        ("count", "13", 13),
        ("when", "2024-03-09", {"start": "2024-03-09", "end": "2024-03-09"}),
        ("when", "2024-03-09/2024-03-12", {"start": "2024-03-09", "end": "2024-03-12"}),
        ("type", "protest:riot", {"type": "PROTEST", "mode": "riot"}),
        ("status", "Denied", "denied"),
        ("weapon", "Mortar", "mortar"),
    ],
)
def test_what_is_typed_is_read_and_put_into_claims_and_events(field: str, text: str, value: Any) -> None:
    assert typed(field, text) == value
    for record in (CLAIM, event(CLAIM)):
        assert value_of(with_value(record, field, value), field) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [("killed", "many"), ("killed", "-1"), ("when", "Sunday"), ("count", "1.5"), ("where", "Nowhereville"),
     ("status", "true"), ("colour", "red")],
)  # fmt: skip
def test_what_makes_no_sense_is_told(field: str, text: str) -> None:
    with pytest.raises(DecisionError):
        typed(field, text)


def test_a_place_is_taken_from_the_gazetteer() -> None:
    with pytest.raises(DecisionError, match="2 places are called 'Gao, MLI'"):
        typed("where", "Gao, MLI")
    value = typed("where", "2457163")
    assert (value["name"], value["country"], value["precision"]) == ("Gao", "MLI", 1)
    placed = with_value(CLAIM, "where", value)
    assert placed.where.latitude == pytest.approx(16.27, abs=0.1)
    assert typed("where", str(value["geoname_id"])) == value


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", [{"x": 1}, [], "none such", -3, 1.5, True])
def test_a_value_of_another_form_is_refused_or_stays_readable(field: str, value: Any) -> None:
    try:
        made = with_value(CLAIM, field, value)
    except DecisionError:
        return
    assert value_of(made, field) == value


def test_parties_are_replaced_added_and_taken_out() -> None:
    for record in (CLAIM, event(CLAIM)):
        assert value_of(record, "killed") == {"low": 5, "high": None}
        swapped = reassigned(record, "actors", REBELS.id, GUNMEN)
        assert [getattr(each, "entity", each) for each in swapped.actors] == [GUNMEN]
        assert len(reassigned(record, "recipients", None, NORLAND).recipients) == 2
        assert reassigned(record, "recipients", ARMY.id, None).recipients == ()
        assert reassigned(swapped, "actors", REBELS.id, GUNMEN) == swapped
        with pytest.raises(DecisionError, match="not among"):
            reassigned(record, "actors", "nobody", NORLAND)
    assert with_value(CLAIM, "killed", {"low": 1, "high": 2}).killed == Quantity(1, 2)
