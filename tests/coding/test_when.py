"""From expressions to intervals of days, and which expression belongs to which trigger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.tense import tense_of
from dateline.coding.timex import find_dates
from dateline.coding.when_placed import resolve
from dateline.records import When
from timedocs import PUBLISHED, article, build, dates, spans, word

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31))


def when(text: str, tense: str = "past", anchor: date | None = PUBLISHED, previous: date | None = None) -> When:
    return resolve(find_dates(text, anchor)[-1], anchor, tense, previous)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "start", "end", "basis"),
    [
        ("It fell late on Wednesday.", "2020-01-08", "2020-01-08", "relative"),
        ("It fell on Thursday.", "2020-01-09", "2020-01-09", "relative"),
        ("It fell on Friday.", "2020-01-03", "2020-01-03", "relative"),
        ("It fell last week.", "2019-12-30", "2020-01-05", "relative"),
        ("It fell last month.", "2019-12-01", "2019-12-31", "relative"),
        ("It fell in June.", "2019-06-01", "2019-06-30", "explicit"),
        ("It fell last June.", "2019-06-01", "2019-06-30", "explicit"),
        ("It fell on 23 December.", "2019-12-23", "2019-12-23", "explicit"),
        ("It fell in late April.", "2019-04-21", "2019-04-30", "explicit"),
        ("It fell in the past two weeks.", "2019-12-27", "2020-01-09", "relative"),
        ("It fell in the last week.", "2020-01-03", "2020-01-09", "relative"),
        ("It fell over the past year.", "2019-01-09", "2020-01-09", "relative"),
        ("It fell over the last three months.", "2019-10-09", "2020-01-09", "relative"),
        ("It has held since January.", "2020-01-01", "2020-01-09", "explicit"),
        ("It has held since mid-2014.", "2014-07-01", "2020-01-09", "explicit"),
        ("It has held since 2013.", "2013-01-01", "2020-01-09", "explicit"),
        ("It has held since late November.", "2019-11-21", "2020-01-09", "explicit"),
        ("It fell earlier this month.", "2020-01-01", "2020-01-09", "relative"),
        ("It fell this week.", "2020-01-06", "2020-01-09", "relative"),
        ("It fell two days ago.", "2020-01-07", "2020-01-07", "relative"),
        ("It fell two years ago.", "2018-01-01", "2018-12-31", "relative"),
        ("It fell overnight.", "2020-01-08", "2020-01-09", "relative"),
        ("It fell over the weekend.", "2020-01-04", "2020-01-05", "relative"),
        ("It fell in the spring of 2019.", "2019-03-01", "2019-05-31", "explicit"),
        ("It fell on Friday of last week.", "2020-01-03", "2020-01-03", "relative"),
    ],
)
def test_intervals_of_past_reports(text: str, start: str, end: str, basis: str) -> None:
    found = when(text)
    assert spans((found,)) == [(start, end)]
    assert found.basis == basis


def test_ahead_in_future_reports() -> None:
    assert spans((when("They will meet on Friday.", "future"),)) == [("2020-01-10", "2020-01-10")]
    assert spans((when("They will meet in June.", "future"),)) == [("2020-06-01", "2020-06-30")]
    assert spans((when("They will leave by 5 April.", "future"),)) == [("2020-01-09", "2020-04-05")]


@pytest.mark.parametrize(
    "text",
    [
        "It fell a decade ago.",
        "It fell recently.",
        "It lasted for decades.",
        "It fell at 4 a.m.",
        "They meet every Friday.",
        "It had held until Friday.",
        "It fell more than two years ago.",
        "It fell three years after rebels left.",
    ],
)
def test_what_has_no_days_says_why(text: str) -> None:
    found = when(text)
    assert (found.start, found.end, found.basis) == (None, None, "none")
    assert found.reason


@pytest.mark.parametrize(
    "text", ["It fell on Friday.", "It fell last month.", "It fell in June.", "It fell yesterday."]
)
def test_without_publication_date_nothing_is_guessed(text: str) -> None:
    assert (when(text, anchor=None).start, when(text, anchor=None).end) == (None, None)


def test_a_full_date_needs_no_publication_date() -> None:
    assert spans((when("It fell on 3 May 2018.", anchor=None),)) == [("2018-05-03", "2018-05-03")]


def test_counting_from_the_day_named_before() -> None:
    named = date(2019, 12, 3)
    assert spans((when("The same day it fell.", previous=named),)) == [("2019-12-03", "2019-12-03")]
    assert spans((when("The next day it fell.", previous=named),)) == [("2019-12-04", "2019-12-04")]
    assert spans((when("Six days later it fell.", previous=named),)) == [("2019-12-09", "2019-12-09")]
    assert when("The same day it fell.", previous=named).basis == "context"
    assert when("The same day it fell.").reason
    assert spans((when("It fell the previous day."),)) == [("2020-01-08", "2020-01-08")]


@given(DAYS, st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()))
def test_a_day_name_is_the_nearest_such_day(anchor: date, name: str) -> None:
    past, future = when(f"It fell on {name}.", "past", anchor), when(f"It fell on {name}.", "future", anchor)
    assert past.start is not None
    assert future.start is not None
    assert past.start.strftime("%A") == future.start.strftime("%A") == name
    assert timedelta(0) <= anchor - past.start < timedelta(7)
    assert timedelta(0) <= future.start - anchor < timedelta(7)


@given(DAYS, DAYS)
def test_a_missing_year_is_within_a_year_before(anchor: date, day: date) -> None:
    found = when(f"It fell on {day:%B} {day.day}.", "past", anchor)
    assert found.start is not None
    leap = (day.month, day.day) == (2, 29)
    assert timedelta(0) <= anchor - found.start <= timedelta(366 * (8 if leap else 1))


@given(st.sampled_from(["last week", "in June", "since May", "this year", "over the last 9 months", "on Monday"]), DAYS)
def test_intervals_run_forward(words: str, anchor: date) -> None:
    found = when(f"It fell {words}.", "past", anchor)
    assert found.start is not None
    assert found.end is not None
    assert found.start <= found.end <= anchor or words == "in June"


TWO_VERBS = f"""
Rebels NOUN 2 nsubj
attacked VERB 0 root {PAST} attack
towns NOUN 2 obj
on ADP 5 case
3 NUM 8 nummod
and CCONJ 7 cc
5 NUM 5 conj
May PROPN 2 obl
and CCONJ 10 cc
shelled VERB 2 conj {PAST} shell
them PRON 10 obj
on ADP 13 case
6 NUM 10 obl
May PROPN 13 nmod:unmarked
. PUNCT 2 punct
"""


def test_each_verb_has_its_own_days_and_a_list_is_expanded() -> None:
    doc = build(TWO_VERBS)
    assert spans(dates(doc, "attacked")) == [("2019-05-03", "2019-05-03"), ("2019-05-05", "2019-05-05")]
    assert spans(dates(doc, "shelled")) == [("2019-05-06", "2019-05-06")]
    assert [w.mention.text for w in dates(doc, "attacked") if w.mention] == ["3", "5 May"]


def test_coordinated_verbs_share_what_opens_the_sentence() -> None:
    doc = build(f"""
On ADP 2 case
Monday PROPN 5 obl
, PUNCT 2 punct
troops NOUN 5 nsubj
shelled VERB 0 root {PAST} shell
it PRON 5 obj
and CCONJ 8 cc
arrested VERB 5 conj {PAST} arrest
ten NUM 10 nummod
men NOUN 8 obj
. PUNCT 5 punct
""")
    assert spans(dates(doc, "shelled")) == spans(dates(doc, "arrested")) == [("2020-01-06", "2020-01-06")]


SAID = f"""
Police NOUN 2 nsubj
said VERB 0 root {PAST} say
on ADP 4 case
Tuesday PROPN 2 obl
that SCONJ 7 mark
gunmen NOUN 7 nsubj
killed VERB 2 ccomp {PAST} kill
three NUM 7 obj
. PUNCT 2 punct
"""


def test_the_date_of_saying_is_not_that_of_the_event() -> None:
    doc = build(SAID)
    assert dates(doc, "killed") == (When(reason="no date in the clause"),)
    assert spans(dates(doc, "said", speech_act=True)) == [("2020-01-07", "2020-01-07")]


def test_a_noun_takes_the_date_of_its_own_phrase_and_the_verb_shares_it() -> None:
    doc = build(f"""
The DET 2 det
attack NOUN 5 nsubj
on ADP 4 case
Friday PROPN 2 nmod
killed VERB 0 root {PAST} kill
two NUM 7 nummod
guards NOUN 5 obj
who PRON 10 nsubj:pass
were AUX 10 aux:pass Tense=Past|VerbForm=Fin be
shot VERB 7 acl:relcl Tense=Past|VerbForm=Part shoot
in ADP 12 case
June PROPN 10 obl
. PUNCT 5 punct
""")
    assert spans(dates(doc, "attack")) == spans(dates(doc, "killed")) == [("2020-01-03", "2020-01-03")]
    assert spans(dates(doc, "shot")) == [("2019-06-01", "2019-06-30")]


def test_a_condemned_attack_does_not_happen_when_it_is_condemned() -> None:
    doc = build(f"""
Envoys NOUN 2 nsubj
condemned VERB 0 root {PAST} condemn
last ADJ 4 amod
week NOUN 6 nmod:poss
's PART 4 case
raid NOUN 2 obj
on ADP 8 case
Tuesday PROPN 2 obl
. PUNCT 2 punct
""")
    assert spans(dates(doc, "raid")) == [("2019-12-30", "2020-01-05")]
    assert spans(dates(doc, "condemned", speech_act=True)) == [("2020-01-07", "2020-01-07")]


def test_a_participle_shares_the_date_of_its_clause() -> None:
    doc = build(f"""
A DET 2 det
bomb NOUN 3 nsubj
exploded VERB 0 root {PAST} explode
on ADP 5 case
Tuesday PROPN 3 obl
, PUNCT 7 punct
killing VERB 3 advcl Tense=Pres|VerbForm=Part kill
five NUM 7 obj
. PUNCT 3 punct
""")
    assert spans(dates(doc, "killing")) == [("2020-01-07", "2020-01-07")]


NEXT_DAY = f"""
Rain NOUN 2 nsubj
fell VERB 0 root {PAST} fall
on ADP 4 case
3 NUM 2 obl
December PROPN 4 nmod:unmarked
. PUNCT 2 punct

The DET 3 det
next ADJ 3 amod
day NOUN 8 obl:unmarked
, PUNCT 3 punct
December PROPN 3 appos
4 NUM 5 nummod
rebels NOUN 8 nsubj
left VERB 0 root {PAST} leave
. PUNCT 8 punct
"""


def test_a_date_beside_the_next_day_is_preferred() -> None:
    found = dates(build(NEXT_DAY), "left")
    assert spans(found) == [("2019-12-04", "2019-12-04")]
    assert (found[0].basis, found[0].mention and found[0].mention.text) == ("explicit", "December 4")


RANGE = """
Talks NOUN 4 nsubj:pass
will AUX 4 aux VerbForm=Fin
be AUX 4 aux:pass VerbForm=Inf
held VERB 0 root Tense=Past|VerbForm=Part hold
from ADP 6 case
Monday PROPN 4 obl
to ADP 8 case
Wednesday PROPN 4 obl
. PUNCT 4 punct
"""


def test_a_range_is_one_interval_and_will_points_ahead() -> None:
    doc = build(RANGE)
    assert tense_of(word(doc, "held")) == "future"
    found = dates(doc, "held")
    assert spans(found) == [("2020-01-13", "2020-01-15")]
    assert found[0].mention is not None
    assert found[0].mention.text == "Monday to Wednesday"


@pytest.mark.parametrize("kind", ["quote", "update"])
def test_another_texts_anchor_is_not_ours(kind: str) -> None:
    found = dates(build(SAID), "said", kind=kind)  # type: ignore[arg-type]
    assert spans(found) == [(None, None)]
    assert found[0].mention is not None
    assert found[0].mention.text == "Tuesday"
    assert found[0].reason


def test_tense_of_infinitives() -> None:
    doc = build(f"""
They PRON 2 nsubj
vowed VERB 0 root {PAST} vow
to PART 4 mark
strike VERB 2 xcomp VerbForm=Inf
and CCONJ 6 cc
began VERB 2 conj {PAST} begin
to PART 8 mark
withdraw VERB 6 xcomp VerbForm=Inf
. PUNCT 2 punct
""")
    assert tense_of(word(doc, "strike")) == "future"
    assert tense_of(word(doc, "withdraw")) == "past"


def test_mentions_cite_the_page() -> None:
    page = article("It fell on Friday.")
    assert page.quote(page.source_span(11, 17)) == "Friday"
    found = dates(build(SAID), "said")
    assert found[0].mention is not None
    assert (found[0].mention.span.start, found[0].mention.span.end) == (15, 22)
