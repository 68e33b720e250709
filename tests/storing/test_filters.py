"""The filter language: what is read, what is refused, and that an address makes the filter it came from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dateline.errors import FilterError
from dateline.storing.filters import FIELDS, LONGEST, Filter, address, full_name, modes, parse, types


def words(*pairs: tuple[str, str]) -> Filter:
    return parse(pairs)


def test_each_field_is_read() -> None:
    made = words(
        ("from", "2024-03-01"), ("to", "2024-03-09"), ("type", "protest, assault"), ("actor", "Norland Rebels"),
        ("place", "id:7|Lodz"), ("country", "nrl"), ("precision", "2,1"), ("text", '"fired rockets" arm*'),
        ("box", "-8.50,40,10,50.12345"), ("killed", "5"), ("language", "EN"), ("limit", "3"),
    )  # fmt: skip
    assert made == Filter(
        start=date(2024, 3, 1), end=date(2024, 3, 9), type="ASSAULT,PROTEST", actor="Norland Rebels",
        place="id:7|Lodz", country="NRL", precision="1,2", text='"fired rockets" arm*', box="-8.5,40,10,50.1234",
        killed=5, language="en", limit=3,
    )  # fmt: skip


def test_a_name_that_comes_twice_gives_alternatives() -> None:
    assert words(("type", "ASSAULT"), ("type", "PROTEST"), ("actor", "Mali"), ("actor", "Niger")) == Filter(
        type="ASSAULT,PROTEST", actor="Mali|Niger"
    )


def test_empty_values_say_nothing() -> None:
    assert words(("from", ""), ("actor", "  "), ("type", "")) == Filter()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("form", "2024-01-01", "There is no filter form"),
        ("from", "2024-02-30", "is not a day"),
        ("from", "20240201", "is not a day"),
        ("type", "WAR", "ASSAULT"),
        ("type", ",", "no code"),
        ("status", "true", "asserted"),
        ("precision", "6", "1, 2, 3, 4, 5"),
        ("country", "B0L", "is not a code"),
        ("actor", "id:", "no letter or digit"),
        ("actor", "Mali|!!", "no letter or digit"),
        ("actor", "|", "no letter or digit"),
        ("text", "!!", "no letter or digit"),
        ("box", "1,2,3", "is no box"),
        ("box", "0,50,10,40", "is no box"),
        ("box", "nan,0,1,1", "is no box"),
        ("killed", "-1", "whole number"),
        ("killed", "٣", "whole number"),
        ("limit", "0", "whole number"),
        ("text", "x" * (LONGEST + 1), "Shorten it"),
    ],
)
def test_what_says_nothing_is_refused_with_what_would_do(name: str, value: str, says: str) -> None:
    with pytest.raises(FilterError) as fault:
        words((name, value))
    assert says in str(fault.value)
    assert len(str(fault.value)) < 400


def test_days_the_wrong_way_round_and_days_twice_are_refused() -> None:
    with pytest.raises(FilterError, match="Swap them"):
        words(("from", "2024-03-09"), ("to", "2024-03-01"))
    with pytest.raises(FilterError, match="more than once"):
        words(("from", "2024-03-09"), ("from", "2024-03-01"))


def test_names_are_spelled_as_where_they_come_from() -> None:
    with pytest.raises(FilterError, match="--type 'WAR' is not known"):
        parse([("type", "WAR")], "--{}".format)


WORDS = some.lists(some.sampled_from(["Gao", "São", "a-b", '"x', "1,2", "دمشق"]), min_size=1, max_size=3).map(" ".join)
NUMBERS = some.integers(1, 10_000)
MADE = some.builds(
    Filter,
    start=some.none() | some.dates(date(1900, 1, 1), date(1999, 1, 1)),
    end=some.none() | some.dates(date(2000, 1, 1), date(2100, 1, 1)),
    place=some.none() | WORDS,
    source=some.none() | WORDS,
    text=some.none() | WORDS,
    type=some.none() | some.sets(some.sampled_from(types()), min_size=1).map(lambda few: ",".join(sorted(few))),
    mode=some.none() | some.sampled_from(modes()),
    killed=some.none() | NUMBERS,
    limit=some.none() | NUMBERS,
)


@given(MADE)
def test_an_address_makes_the_filter_it_came_from(made: Filter) -> None:
    assert parse(address(made)) == made


def test_each_field_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert all(field.help.endswith(".") for field in FIELDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("UN", "United Nations"), ("pkk", "Kurdistan Workers' Party"), ("USA", "USA"), ("rebels", "rebels"),
        ("?", "?"), ("id:pkk", "id:pkk"),
    ],
)  # fmt: skip
def test_a_short_name_stands_for_the_actor_that_bears_it(typed: str, meant: str) -> None:
    assert full_name(typed) == meant
