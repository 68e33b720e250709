"""What the reports of one event say of each field, and which value is the best supported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.records import Claim, Quantity, When, Where
from dateline.resolving.accounts import Account, accounts
from makers import claim, page

PUBLISHED = {"one": date(2024, 3, 4), "two": date(2024, 3, 5), "three": date(2024, 3, 5)}


def told(document: str, **fields: object) -> Claim:
    return replace(claim(page(name=document)), id=document, document=document, **fields)  # type: ignore[arg-type]


def field(name: str, *claims: Claim) -> Account:
    return next(each for each in accounts(claims, PUBLISHED) if each.field == name)


def test_of_tolls_the_latest_counts_and_all_are_kept_in_order() -> None:
    found = field("killed", told("two", killed=Quantity(9, 9)), told("one", killed=Quantity(5, None)))
    assert [each.value for each in found.reports] == ["at least 5", "9"]
    assert (found.best, found.reason) == ("9", "the latest, of 2024-03-05")
    assert [each.claims for each in found.reports] == [("one",), ("two",)]


def test_of_one_day_the_value_of_most_documents_counts() -> None:
    tolls = {"one": 7, "two": 7, "three": 8, "four": 7}
    found = field("killed", *(told(name, killed=Quantity(n, n)) for name, n in tolls.items()))
    assert (found.best, found.reason) == ("7", "in most reports of the last day, 2024-03-05")


def test_values_that_nothing_sets_apart_stand_side_by_side() -> None:
    found = field("killed", told("two", killed=Quantity(7, 7)), told("three", killed=Quantity(8, 8)))
    assert "side by side" in found.reason


def test_the_tightest_date_and_the_most_specific_place() -> None:
    day, week = When(date(2024, 3, 3), date(2024, 3, 3)), When(date(2024, 3, 1), date(2024, 3, 7))
    one, two = told("one", when=week, where=Where("Norland", 4)), told("two", when=day, where=Where("Lesk", 1))
    assert field("when", one, two).best == "2024-03-03"
    assert field("where", one, two).best == "Lesk"


def test_denied_against_asserted_is_told() -> None:
    found = field("status", told("one"), told("two", status="denied"))
    assert [each.value for each in found.reports] == ["asserted", "denied"]


def test_where_all_agree_there_is_nothing_to_tell() -> None:
    assert accounts([told("one"), told("two")], PUBLISHED) == ()
