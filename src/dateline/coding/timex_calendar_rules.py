"""Rules for dates that name a month, day name, year, season or holiday."""

from __future__ import annotations

import re
from datetime import date

from dateline.coding.timex_grammar import (
    WORDS,
    any_of,
    clock_of,
    edge_of,
    get,
    month_of,
    number_of,
    ordinal_of,
    rule,
    shift_of,
    word_after,
    word_before,
    year_of,
)
from dateline.coding.timex_meaning import Meaning

TIME_BEFORE = r"(?:(?P<clock><CLOCK>)<ZONE>,?(?: on)? )?(?:(?:the )?(?P<part><PART>) of )?"
YEAR_BEHIND = r"(?:,? (?P<year><YEAR>))?"
WEEK_OF = r"(?:the )?(?P<week>week) (?:of|beginning|starting|ending)(?: on)? "
PARTS_OF_MONTH = {
    "first": 1,
    "opening": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": -1,
    "final": -1,
    "closing": -1,
}
REL = r"(?:the |this )?(?:last|next|previous|following|coming|past|upcoming)|this"


def is_day(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def full_date(m: re.Match[str], month: int, day: int, year: int | None) -> Meaning | None:
    if not is_day(year, month, day):
        return None
    weekday = get(m, "wday")
    number = None
    if weekday:
        name = weekday.rstrip(".")
        number = WORDS.weekdays.get(name) or WORDS.weekday_abbreviations[name]
    part = get(m, "part")
    return Meaning(
        "calendar",
        year=year,
        month=month,
        day=day,
        weekday=number,
        part=WORDS.parts[part] if part else None,
        clock=clock_of(get(m, "clock")),
        unit="W" if get(m, "week") else None,
        edge={"early": "START", "late": "END"}.get(get(m, "slice") or ""),
    )


@rule(
    r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<clock>[0-2]\d:[0-5]\d)(?::[0-5]\d)?Z?)?(?![\d-])",
    r"(?P<year>[12]\d{3})/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/])",
)
def iso_date(m: re.Match[str]) -> Meaning | None:
    year, month, day = int(m["year"]), int(m["month"]), int(m["day"])
    return full_date(m, month, day, year) if is_day(year, month, day) and year > 0 else None


@rule(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/]|\.\d)")
def figures_date(m: re.Match[str]) -> Meaning | None:
    """Dates like "03/01/2020"; the calendar and the publication date settle which figure is the month."""
    first, second, year = int(m["a"]), int(m["b"]), int(m["year"])
    if len(m["year"]) == 2:
        if m["sep"] == ".":
            return None
        year += 2000 if year < 70 else 1900
    day_first = first <= 31 and 1 <= second <= 12 and is_day(year, second, first)
    month_first = m["sep"] == "/" and 1 <= first <= 12 and is_day(year, first, second)
    if day_first and month_first and first != second:
        return Meaning("calendar", year=year, month=second, day=first, swapped=(first, second))
    if day_first:
        return Meaning("calendar", year=year, month=second, day=first)
    return Meaning("calendar", year=year, month=first, day=second) if month_first else None


@rule(
    TIME_BEFORE
    + r"(?:(?P<slice>early|late)(?: on)? )?(?:(?P<wday><WDAY>),? )?(?P<month><MONTH>) (?:the )?(?P<day><DAY>)"
    + YEAR_BEHIND,
    TIME_BEFORE + r"(?:(?P<wday><WDAY>),? (?:the )?)?(?P<day><DAY>) (?:of )?(?P<month><MONTH>)" + YEAR_BEHIND,
    WEEK_OF + r"(?P<month><MONTH>) (?P<day><DAY>)" + YEAR_BEHIND,
    WEEK_OF + r"(?P<day><DAY>) (?P<month><MONTH>)" + YEAR_BEHIND,
)
def month_and_day(m: re.Match[str]) -> Meaning | None:
    if m["month"].lower().startswith("may") and m["month"][:1] != "M":
        return None
    return full_date(m, month_of(m["month"]), number_of(m["day"]), year_of(get(m, "year")))


def names_event(m: re.Match[str]) -> bool:
    """Whether a month stands between an article and a common noun: "a March coup", "the May clashes"."""
    noun = m.string[m.end() : m.end() + 20].strip()
    return (
        word_before(m) in {"a", "an", "the", "its", "their"}
        and word_after(m).isalpha()
        and noun[:1].islower()
        and (word_after(m) not in WORDS.contexts["function"])
    )


@rule(
    r"(?:(?P<edge><EDGE>)[- ])?(?P<month><MONTH>),? (?:of )?(?P<year><YEAR>)",
    rf"(?:(?P<edge><EDGE>)[- ])?(?:(?P<rel>{REL}|that) )?(?P<month><MONTH>)"
    r"(?: (?:of )?(?P<yearrel>last|this|next) year"
    r"| of (?P<beside>the following|the next|the previous|that|the same) year)?",
)
def month_name(m: re.Match[str]) -> Meaning | None:
    word, year = m["month"].lower().rstrip("."), year_of(get(m, "year"))
    edge, rel, year_rel = edge_of(m), get(m, "rel"), get(m, "yearrel")
    if rel == "that" and m.string[m.end() : m.end() + 1] not in {".", ",", ";"}:
        return None  # "said that March was dry"
    bare = year is None and not (edge or rel or year_rel or get(m, "beside"))
    if bare and word in WORDS.ambiguous_months and word_before(m) not in WORDS.month_cues and not names_event(m):
        return None
    if year_rel:
        return Meaning("calendar", month=month_of(word), edge=edge, shift=shift_of(year_rel), unit="Y")
    if get(m, "beside"):  # the year of a date named before, or the one beside it
        return Meaning("calendar", month=month_of(word), edge=edge, shift=0)
    return Meaning("calendar", year=year, month=month_of(word), edge=edge, shift=shift_of(rel))


@rule(
    r"(?:the )?(?P<ord>first|second|third|fourth|last|final|opening|closing) (?:(?:full|few) )?"
    r"(?P<what>weeks?|days|half|fortnight) of (?P<month><MONTH>)(?:,? (?:of )?(?P<year><YEAR>))?"
)
def part_of_month(m: re.Match[str]) -> Meaning | None:
    """ "the first week of March", "the second half of May", "the last days of June"."""
    number, what = PARTS_OF_MONTH[m["ord"].lower()], m["what"].lower().removesuffix("s")
    if what == "day" or m["what"].lower() == "weeks":
        edge = {1: "START", -1: "END"}.get(number)
    elif what == "week":
        edge = f"W{number}"
    else:
        edge = {1: "H1", 2: "H2", -1: "H2"}.get(number)
    return Meaning("calendar", year=year_of(get(m, "year")), month=month_of(m["month"]), edge=edge) if edge else None


@rule(r"(?:(?P<edge><EDGE>)[- ])?(?P<the>the year )?(?P<year><YEAR>)(?![-–]\d{3}(?!\d))")
def bare_year(m: re.Match[str]) -> Meaning | None:
    year, before, after = int(m["year"]), word_before(m), word_after(m)
    edge = edge_of(m)
    joined = m.string[max(0, m.start() - 6) : m.start()]
    if re.search(r"\d[-–]$", joined) and not re.search(r"(?<!\d)\d{4}[-–]$", joined):
        return None
    if edge is None and not m["the"]:
        if before in WORDS.counted_before or before in set("$£€#+=@") or after in WORDS.counted or after == "°":
            return None
        if not 1900 <= year < 2060 and before not in {"in", "since", "of", "from", "until", "by"}:
            return None
        plural = after.endswith("s") and len(after) > 3
        if before not in WORDS.contexts["year"] and plural and year >= 2000:
            return None
    return Meaning("calendar", year=year, edge=edge)


DIGIT = any_of(word for word, number in WORDS.numbers.items() if number < 10)
TEEN = any_of(word for word, number in WORDS.numbers.items() if 10 <= number < 20 and word != "dozen")
TEN = any_of(word for word, number in WORDS.numbers.items() if 20 <= number < 100)
TENS_OR_TEENS = rf"(?:hundred|oh[- ]{DIGIT}|{TEN}(?:[- ]{DIGIT})?|{TEEN})"


@rule(
    rf"(?:(?P<month><MONTH>) )?(?:the year )?(?P<century>nineteen) (?P<rest>{TENS_OR_TEENS})",
    rf"(?P<the>the year )(?P<century>two thousand)(?: and)?(?: (?P<rest>{DIGIT}|ten))?",
    rf"(?P<month><MONTH>) (?P<century>two thousand)(?: and)?(?: (?P<rest>{DIGIT}|ten))?",
)
def spoken_year(m: re.Match[str]) -> Meaning | None:
    """Years as transcripts of speech write them: "nineteen ninety-six"."""
    rest = re.sub(r"\s+", " ", get(m, "rest") or "")
    words = [w for w in re.split(r"[- ]", rest) if w not in {"", "oh", "hundred"}]
    base = 1900 if m["century"].lower() == "nineteen" else 2000
    month = get(m, "month")
    year = base + sum(WORDS.numbers[w] for w in words)
    return Meaning("calendar", year=year, month=month_of(month) if month else None)


@rule(
    r"(?:the )?(?:(?P<edge><EDGE>)[- ])?(?:the )?(?P<figures>(?:1[5-9]|20)\d0)[’']?s\b",
    r"(?:the )?(?:(?P<edge><EDGE>|last half of)[- ])?(?:the )?[’'](?P<figures>\d0)s\b",
    rf"the (?:(?P<edge><EDGE>)[- ])?(?:nineteen[- ])?(?P<name>{any_of(WORDS.decades)})\b",
)
def decade(m: re.Match[str]) -> Meaning | None:
    figures = get(m, "figures")
    start = int(figures) if figures else WORDS.decades[m["name"].lower()]
    return Meaning("calendar", decade=start + (1900 if start < 100 else 0), edge=edge_of(m))


@rule(r"(?:the )?(?:(?P<edge><EDGE>)[- ])?(?:the )?(?P<ord><ORD>)[- ]century\b")
def century(m: re.Match[str]) -> Meaning | None:
    number = ordinal_of(m["ord"].lower())
    return Meaning("calendar", century=number - 1, edge=edge_of(m)) if 1 <= number <= 30 else None


QUARTER_REL = r"this|last|next|the (?:current|latest|previous|following|next|last|year-ago|corresponding)"


@rule(
    rf"(?:(?:the )?(?:(?P<year><YEAR>) |(?P<rel>{QUARTER_REL}) |(?P<yearrel>this|last|next) year['’]s )?"
    r"(?:fiscal[- ])?)?"
    r"(?P<ord>first|second|third|fourth|last)[- ](?P<what>quarter|half)\b"
    r"(?:,?(?: of)?(?: fiscal)? (?:the year )?(?P<yearafter><YEAR>))?(?: of (?P<relafter>last|this|next) year)?",
    r"(?P<what>[QH])(?P<ord>[1-4])(?:,? (?P<yearafter><YEAR>))?\b",
)
def quarter_or_half(m: re.Match[str]) -> Meaning | None:
    word = m["ord"].lower()
    half = m["what"].lower() in {"half", "h"}
    number = (2 if half else 4) if word == "last" else ordinal_of(word) if not word.isdigit() else int(word)
    if number > (2 if half else 4):
        return None
    year = year_of(get(m, "year") or get(m, "yearafter"))
    rel = get(m, "yearrel") or get(m, "relafter")
    shift = shift_of(rel) if rel else (-1 if "year-ago" in (get(m, "rel") or "") else None)
    if half and year is None and shift is None:
        return None
    if m["what"] in {"Q", "H"} and not m["what"].isupper():
        return None
    return Meaning("calendar", year=year, half=number if half else None, quarter=None if half else number, shift=shift)


@rule(
    r"the (?:comparable |corresponding |same )?(?:year-ago|year-earlier) quarter\b",
    r"the (?:comparable |corresponding |same )?quarter (?:a year (?:ago|earlier)|last year)\b",
    r"last year['’]s quarter\b",
)
def year_ago_quarter(m: re.Match[str]) -> Meaning | None:
    """The quarter of the year before that matches the last one reported, which ended before publication."""
    return Meaning("shift", unit="Q", count=-5)


@rule(rf"(?:(?P<edge><EDGE>)[- ])?(?:(?P<rel>{REL}|the|that) )?(?P<season><SEASON>)(?:(?: of)?,? (?P<year><YEAR>))?")
def season(m: re.Match[str]) -> Meaning | None:
    rel, year, edge = get(m, "rel"), year_of(get(m, "year")), edge_of(m)
    word = m["season"].lower()
    cued = word_before(m) in {"in", "during", "over", "since", "until", "by", "throughout"}
    definite = rel in {"the", "that"}
    pointed = rel is not None and not definite
    if year is None and not (pointed or (definite and cued and word != "fall")):
        return None
    shift = shift_of(rel) if pointed else None
    return Meaning("calendar", year=year, season=WORDS.seasons[word], edge=edge, shift=shift)


@rule(
    r"(?P<eve>(?:the )?(?:eve|day before) of )?(?P<holiday><HOLIDAY>)(?: (?P<week>week))?(?:,? (?P<year><YEAR>))?",
    r"(?P<eve>the day before )(?P<holiday><HOLIDAY>)(?:,? (?P<year><YEAR>))?",
    r"(?P<eve>)(?:the )?(?P<ord>first|second|third|fourth|fifth) (?P<part>day|week) of (?:the )?(?P<holiday><HOLIDAY>)"
    r"(?:,? (?P<year><YEAR>))?",
)
def holiday_name(m: re.Match[str]) -> Meaning | None:
    name = re.sub(r"\s+", " ", m["holiday"].lower()).replace("’", "'")
    if name not in WORDS.fixed_holidays and name not in WORDS.moving_holidays:
        return None
    if word_after(m) in {
        "offensive",
        "war",
        "uprising",
        "massacre",
        "island",
        "islands",
        "bombing",
        "accord",
        "agreement",
        "message",
    }:
        return None
    if part := get(m, "part"):
        unit, number = {"day": "D", "week": "7D"}[part], ordinal_of(m["ord"].lower())
        return Meaning("calendar", holiday=name, year=year_of(get(m, "year")), count=number - 1, unit=unit)
    week = "W" if get(m, "week") else None
    return Meaning("calendar", holiday=name, year=year_of(get(m, "year")), count=-1 if m["eve"] else 0, unit=week)


@rule(
    r"(?:(?P<slice>earlier|later|early|late)(?: on)? )?(?:(?:the )?(?P<part0><PART>) of )?"
    rf"(?:(?P<rel>{REL}) )?(?P<weekday><WEEKDAY>)(?:(?:['’]s)? (?P<part><PART>))?"
    r"(?: (?:of )?(?P<weekrel>last|this|next) week)?",
    r"(?P<clock><CLOCK>)<ZONE>,?(?: on)? (?P<weekday><WEEKDAY>)(?: (?P<part><PART>))?",
    r"(?P<weekday><DAYNAME>)s(?= [a-z])",
)
def weekday(m: re.Match[str]) -> Meaning | None:
    before = m.string[max(0, m.start("weekday") - 12) : m.start("weekday")].split()
    if word_after(m) in WORDS.weekday_names_after or (before and before[-1].lower() in WORDS.weekday_names_before):
        return None
    part = get(m, "part") or get(m, "part0")
    rel, week = get(m, "rel"), get(m, "weekrel")
    return Meaning(
        "weekday",
        weekday=WORDS.weekdays[m["weekday"].lower()],
        shift=shift_of(rel),
        count=shift_of(week),
        origin="previous" if rel in {"the previous", "the following", "the preceding"} else "publication",
        part=WORDS.parts[part] if part else None,
        clock=clock_of(get(m, "clock")),
        edge={"early": "START", "late": "END"}.get(get(m, "slice") or ""),
    )


@rule(
    r"FY ?(?P<short>\d{2,4})\b",
    r"(?:the )?fiscal(?: year)? (?P<year><YEAR>)",
    r"(?P<this>the|this|last|next) fiscal year",
)
def fiscal_year(m: re.Match[str]) -> Meaning | None:
    if this := get(m, "this"):
        return Meaning("shift", unit="Y", count=shift_of(this) or 0)
    figures = get(m, "short") or m["year"]
    if len(figures) == 3 or (get(m, "short") and m.group()[:2] != "FY"):
        return None
    year = int(figures) if len(figures) == 4 else 2000 + int(figures)
    return Meaning("calendar", year=year, unit="FY")
