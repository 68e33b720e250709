"""Time expressions: what is found, where, and with which TIMEX3 value."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.holidays import easter, holiday, islamic_in, lunar_new_year, orthodox_easter
from dateline.coding.timex import TimeExpression, find_dates
from dateline.evaluation.dates_layer import annotate_dates

PUBLISHED = date(2020, 1, 9)  # a Thursday
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2059, 12, 31))


def only(text: str, published: date | None = PUBLISHED) -> TimeExpression:
    found = find_dates(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The camp was raided on Jan. 3, 2020.", "Jan. 3, 2020", "2020-01-03"),
        ("It fell on 3 January.", "3 January", "2020-01-03"),
        ("Dated 03/01/2020, it says little.", "03/01/2020", "2020-01-03"),
        ("Dated 2020-01-03, it says little.", "2020-01-03", "2020-01-03"),
        ("Talks stalled in January 2020.", "January 2020", "2020-01"),
        ("Talks stalled in June.", "June", "2019-06"),
        ("Talks stalled in mid-June.", "mid-June", "2019-06"),
        ("Talks stalled in early 2019.", "early 2019", "2019"),
        ("The war of the 1990s left its mark.", "the 1990s", "199X"),
        ("The front moved on Wednesday.", "Wednesday", "2020-01-08"),
        ("The front moved late on Wednesday.", "late on Wednesday", "2020-01-08"),
        ("The front moved Friday night.", "Friday night", "2020-01-03TNI"),
        ("Two posts fell this month.", "this month", "2020-01"),
        ("Two posts fell last week.", "last week", "2020-W01"),
        ("Two posts fell two days ago.", "two days ago", "2020-01-07"),
        ("Two posts fell in the past two weeks.", "the past two weeks", "P2W"),
        ("Two posts fell yesterday.", "yesterday", "2020-01-08"),
        ("Two posts fell overnight.", "overnight", "2020-01-08TNI"),
        ("He was governor in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
        ("They met in the summer of 2018.", "the summer of 2018", "2018-SU"),
        ("They met on the eve of Ramadan 2019.", "the eve of Ramadan 2019", "2019-05-05"),
        ("Guns fell silent for Orthodox Easter 2016.", "Orthodox Easter 2016", "2016-05-01"),
        ("Sirens were heard at 8.40 a.m.", "8.40 a.m.", "2020-01-09T08:40"),
        ("They fought for three hours.", "three hours", "PT3H"),
        ("They march every Friday.", "every Friday", "XXXX-WXX-5"),
        ("A daily tally is kept.", "daily", "P1D"),
        ("The post is now empty.", "now", "PRESENT_REF"),
        ("The post was recently lost.", "recently", "PAST_REF"),
        ("The post will soon be lost.", "soon", "FUTURE_REF"),
        ("A two-and-a-half-year siege ended.", "two-and-a-half-year", "P2Y6M"),
        ("Markets opened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("In its budget for FY2019 it saved.", "FY2019", "2019"),
    ],
)
def test_words_and_values(text: str, words: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.value) == (words, value)


@pytest.mark.parametrize(
    "text",
    [
        "More than 2000 people fled.",
        "Some 2015 soldiers were sent.",
        "Troops may march on the town.",
        "A second attack followed.",
        "The 20-year-old student was hurt.",
        "It cost $2010 a head, 12.5 per unit.",
        "The Sunday Times printed it.",
        "Version 1.2.3.4 of 555-2020-11 is out.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [e for e in find_dates(text, PUBLISHED) if e.kind == "DATE"] == []


def test_a_month_is_carried_through_a_list() -> None:
    text = "Depots burnt on July 23, August 3, 9, 23, 26, September 2, 3 and 5 in the north."
    found = find_dates(text, PUBLISHED)
    assert [e.value[5:] for e in found] == ["07-23", "08-03", "08-09", "08-23", "08-26", "09-02", "09-03", "09-05"]
    assert {e.group for e in found} == {0}
    assert {e.join for e in found} == {"list"}
    assert [e.text for e in found[:3]] == ["July 23", "August 3", "9"]


def test_days_before_a_month_share_it_and_its_year() -> None:
    found = find_dates("Shells fell on 3, 5 and 7 May 2018.", PUBLISHED)
    assert [e.value for e in found] == ["2018-05-03", "2018-05-05", "2018-05-07"]
    assert {e.join for e in found} == {"list"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("From September 23 to 25 it rained.", ["2019-09-23", "2019-09-25"]),
        ("Between 3 and 5 May it rained.", ["2019-05-03", "2019-05-05"]),
        ("It rained from Monday to Wednesday.", ["2020-01-06", "2020-01-08"]),
        ("The drought of 1957-58 was long.", ["1957", "1958"]),
        ("It rained 3-5 May 2018.", ["2018-05-03", "2018-05-05"]),
    ],
)
def test_ranges(text: str, values: list[str]) -> None:
    found = find_dates(text, PUBLISHED)
    assert [e.value for e in found] == values
    assert {e.join for e in found} == {"range"}


def test_neighbouring_days_are_a_list() -> None:
    found = find_dates("On September 23 and 24 patrols grew.", PUBLISHED)
    assert [(e.value, e.join) for e in found] == [("2019-09-23", "list"), ("2019-09-24", "list")]


def test_a_number_of_people_does_not_continue_a_list() -> None:
    assert [e.text for e in find_dates("On July 23, 29 people died.", PUBLISHED)] == ["July 23"]
    assert [e.text for e in find_dates("On July 23 and 29 soldiers died.", PUBLISHED)] == ["July 23"]


def test_what_counts_from_the_day_named_before() -> None:
    found = find_dates("Rain fell on 3 December. The same day it froze. The next day it thawed.", PUBLISHED)
    assert [e.value for e in found] == ["2019-12-03", "2019-12-03", "2019-12-04"]


def test_day_and_month_in_figures_stay_open_without_a_publication_date() -> None:
    assert only("Dated 03/01/2020, it says little.", None).value == "2020-XX-XX"
    assert only("Dated 23/01/2020, it says little.", None).value == "2020-01-23"


def test_without_publication_date_what_is_relative_has_no_day() -> None:
    assert only("They left on Friday.", None).value == "XXXX-WXX-5"
    assert only("They left on 3 May.", None).value == "XXXX-05-03"


def test_a_page_that_lost_its_apostrophes() -> None:
    assert only("The site of Saturdays blast is closed.").value == "2020-01-04"
    assert only("Markets close on Saturdays.").value == "XXXX-WXX-6"


def test_feasts() -> None:
    assert easter(2017) == date(2017, 4, 16)
    assert orthodox_easter(2020) == date(2020, 4, 19)
    assert lunar_new_year(2020) == date(2020, 1, 25)
    assert islamic_in(2020, 9, 1) == date(2020, 4, 24)
    assert holiday("eid al-adha", 2024) == (date(2024, 6, 16), date(2024, 6, 19))
    assert holiday("ramadan", 1900) is None  # outside the calendar that is known
    assert holiday("yom kippur", 1973) == (date(1973, 10, 6), date(1973, 10, 6))
    assert holiday("passover", 2024) == (date(2024, 4, 23), date(2024, 4, 29))
    assert holiday("simchat torah", 2030) == (date(2030, 10, 19), date(2030, 10, 19))
    assert holiday("nowruz", 2023) == (date(2023, 3, 21), date(2023, 3, 21))
    assert holiday("tet", 1812) is None
    assert holiday("christmas eve", 2020) == (date(2020, 12, 24), date(2020, 12, 24))


def test_annotations_have_the_shape_that_is_scored() -> None:
    rows = list(annotate_dates([{"id": "a", "text": "A day later it fell on Monday.", "dct": "2020-01-09T10:00"}]))
    assert rows == [
        {
            "id": "a",
            "timexes": [
                {"start": 0, "end": 5, "text": "A day", "type": "DURATION", "value": "P1D", "days": None},
                {
                    "start": 23,
                    "end": 29,
                    "text": "Monday",
                    "type": "DATE",
                    "value": "2020-01-06",
                    "days": ["2020-01-06", "2020-01-06"],
                },
            ],
        }
    ]


PRINTED = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d:%A}, {d:%b}. {d.day}, {d.year}" if d.month != 5 else f"{d:%A}, {d:%B} {d.day}, {d.year}",
    lambda d: f"the {d.day}th of {d:%B}, {d.year}",
]


@given(DAYS, st.sampled_from(PRINTED))
def test_every_printed_date_is_read_back(day: date, printed) -> None:  # type: ignore[no-untyped-def]
    text = f"It was signed on {printed(day)} in the capital."
    found = find_dates(text, PUBLISHED)
    assert [e.value for e in found] == [day.isoformat()]


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_counting_days_back(day: date, count: int) -> None:
    assert only(f"It fell {count} days ago.", day).value == (day - timedelta(days=count)).isoformat()


@given(st.text(max_size=300), st.none() | DAYS)
def test_any_text_is_survived(text: str, published: date | None) -> None:
    last = 0
    for e in find_dates(text, published):
        assert text[e.start : e.end] == e.text
        assert last <= e.start < e.end
        last = e.end


PIECES = st.sampled_from(
    "May 3 5 , and to - – 2019 99/99/2019 31 February 29 Friday last the next year quarter Ramadan since mid-2014 day "
    "a after two hundred dozen 9999 0000-00-00 24:61 noon of Easter week ago before earlier this century "
    "9999999999 weeks ’90s ½".split()
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.none() | st.dates())
def test_any_jumble_of_time_words_is_survived(text: str, published: date | None) -> None:
    for e in find_dates(text, published):
        assert text[e.start : e.end] == e.text
        assert e.value


@pytest.mark.parametrize(
    "unit", ["1,2,3,", "3 and ", "12/", "1 ", "9", "May 3, 4, 5, 6, ", "the next ", "two hundred ", ",,,,", "\t \xa0"]
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    start = time.process_time()
    find_dates(text, PUBLISHED)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("They died on the third day of the siege.", "the third day", "XXXX-XX-XX"),
        ("Today is the third day of the siege.", "the third day", "2020-01-09"),
        ("They fled after an August coup.", "August", "2019-08"),
        ("They fled on the second day of Eid al-Fitr 2019.", "the second day of Eid al-Fitr 2019", "2019-06-05"),
        ("The bridge is to open on Monday.", "Monday", "2020-01-13"),
        ("On Monday, the two sides will meet.", "Monday", "2020-01-13"),
        ("Until Monday, they had not met.", "Monday", "2020-01-06"),
        ("The camp will be closed in five years.", "in five years", "2025"),
        ("Prices rose since year-end.", "year-end", "2019-12-31"),
        ("Previously, they lived in Lonvar.", "Previously", "PAST_REF"),
    ],
)
def test_series_feasts_and_what_lies_ahead(text: str, found: str, value: str) -> None:
    values = {each.text: each.value for each in find_dates(text, PUBLISHED)}
    assert values.get(found) == value


@pytest.mark.parametrize(
    "text", ["He was soon freed.", "A daily newspaper said so.", "The Yom Kippur war began.", "It was previously shut."]
)
def test_words_of_another_sense(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()
