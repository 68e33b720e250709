"""What the reports of one event say of each field, and which value is the best supported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.records import Claim, Participant, Quantity, Source, When, Where
from dateline.resolving.accounts import Account, accounts
from makers import ARMY, SENTENCE, SUDLAND, claim, mention, page

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


def test_where_all_agree_each_value_stands_once_and_alone() -> None:
    found = accounts([told("one"), told("two")], PUBLISHED)
    assert {each.field for each in found} >= {"killed", "when", "where", "status", "actors", "recipients", "weapon"}
    assert not any(each.differs or each.against for each in found)
    assert {each.reason for each in found} == {"the only one"}
    assert all(each.reports[0].documents == 2 for each in found)


def test_a_value_of_one_report_is_kept_with_who_says_so() -> None:
    mayor = Source("the mayor", False, mention(SENTENCE, "police"))
    found = field("injured", told("one"), told("two", injured=Quantity(3, 3), sources=(mayor,)))
    assert [(each.value, each.claims, each.sources) for each in found.reports] == [("3", ("two",), ("the mayor",))]
    alone = field("killed", told("one", sources=()))
    assert alone.reports[0].sources == ()


def test_parties_that_reports_name_differently_contradict_each_other_unless_they_share_one() -> None:
    army, state = (Participant(each, mention(SENTENCE, "Norland Army")) for each in (ARMY, SUDLAND))
    rebels = told("one").actors
    found = field("actors", told("one"), told("two", actors=(army,)), told("three"))
    assert [each.value for each in found.reports] == ["Norland Rebels", "Norland Army"]
    assert (found.best, found.against) == ("Norland Rebels", ("Norland Rebels against Norland Army",))
    both = field("actors", told("one"), told("two", actors=(*rebels, state)))
    assert both.differs
    assert both.against == ()


def test_what_cannot_both_be_right_is_marked() -> None:
    seven, eight, more = (told(name, killed=Quantity(low, high)) for name, low, high in
                          (("one", 7, 7), ("two", 8, 8), ("three", 7, None)))  # fmt: skip
    assert field("killed", seven, eight, more).against == ("7 against 8",)
    assert field("status", told("one"), told("two", status="denied")).against == ("asserted against denied",)
    assert field("status", told("one"), told("two", status="claimed")).against == ()
    lesk, mill = Where("Lesk", 1, 1, 1.0, 1.0, "NRL"), Where("Mill Town", 1, 2, 2.0, 2.0, "NRL")
    assert field("where", told("one", where=lesk), told("two", where=mill)).against == ("Lesk against Mill Town",)
    land = Where("Norland", 4, country="NRL")
    assert field("where", told("one", where=lesk), told("two", where=land)).against == ()
    days = [When(date(2024, 3, day), date(2024, 3, day)) for day in (3, 5)]
    assert field("when", *(told(name, when=day) for name, day in zip(("one", "two"), days, strict=True))).against
