"""What a page tells of the past behind the news, and what counts from a day or month named before."""

from __future__ import annotations

import pytest

from dateline.records import Claim
from pageclaims import claims


def claim(text: str, trigger: str) -> Claim:
    """The claim of a trigger on a page of Thursday, 8 May 2031."""
    return next(each for each in claims(text) if each.trigger.text == trigger)


def days(text: str, trigger: str) -> tuple[str | None, str | None]:
    when = claim(text, trigger).when
    return (str(when.start) if when.start else None, str(when.end) if when.end else None)


NEWS = "Rebels attacked a camp in Goma on Tuesday.\n\n"


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        ("In 2024, soldiers killed 43 marchers. A party leader was arrested in Goma in July.", "arrested", 7, 7),
        ("In 2024, soldiers killed 43 marchers. A party leader was arrested in Goma that July.", "arrested", 7, 7),
    ],
)
def test_a_month_behind_an_older_year_is_of_that_year(text: str, trigger: str, start: int, end: int) -> None:
    assert days(NEWS + text, trigger) == (f"2024-{start:02d}-01", f"2024-{end:02d}-31")


def test_the_next_month_may_be_of_the_year_after() -> None:
    text = "In November 2024, rebels seized Goma. In February soldiers stormed the town."
    assert days(NEWS + text, "stormed") == ("2025-02-01", "2025-02-28")


def test_a_month_of_the_following_year() -> None:
    text = "In 2024, rebels seized Goma. In May of the following year soldiers stormed the town."
    assert days(NEWS + text, "stormed") == ("2025-05-01", "2025-05-31")


def test_last_week_before_the_speaker_is_the_deeds() -> None:
    text = "The unrest followed protests in Haiti, where police killed two marchers last week, a group said."
    assert days(text, "killed") == ("2031-04-28", "2031-05-04")


def test_days_of_the_news_and_other_paragraphs_are_not_of_the_past() -> None:
    text = "The front was banned in 2024. {}On May 3 rebels stormed a village."
    assert days(NEWS + text.format(""), "stormed") == ("2031-05-03", "2031-05-03")
    assert days(NEWS + text.format("\n\n"), "stormed") == ("2031-05-03", "2031-05-03")


def test_what_stands_in_the_past_takes_no_day_of_the_news() -> None:
    text = "{}Rebels attacked a market in Goma."
    assert days(NEWS + text.format("In 2024, soldiers burned houses. "), "attacked") == ("2031-05-06", "2031-05-06")
    older = NEWS + text.format("In 2024, soldiers burned houses. ")
    assert [str(each.when.start) for each in claims(older) if each.trigger.text == "attacked"] == ["2031-05-06", "None"]


def test_hours_later_is_the_same_day_and_days_later_none() -> None:
    assert days(NEWS + "Hours later, soldiers shelled a hill.", "shelled") == ("2031-05-06", "2031-05-06")
    assert days(NEWS + "Days later, soldiers shelled a hill.", "shelled") == (None, None)


def test_the_same_day_counts_from_a_deed_that_somebody_tells_of() -> None:
    text = (
        "The ministry said its soldiers had killed four rebels on Monday. The same day, gunmen wounded six policemen."
    )
    assert days(text, "wounded") == ("2031-05-05", "2031-05-05")


def test_days_counted_beyond_publication_count_from_the_day_before_that() -> None:
    text = NEWS + "Two nurses were missing on Thursday, a priest said. Soldiers killed six rebels the following day."
    assert days(text, "killed") == ("2031-05-07", "2031-05-07")


def test_a_day_on_which_somebody_only_spoke_is_no_day_to_count_from() -> None:
    text = NEWS + "The president said on Wednesday that it was terror. Soldiers killed six rebels the same day."
    assert days(text, "killed") == ("2031-05-06", "2031-05-06")


@pytest.mark.parametrize("text", ["The union plans a rally on Sunday.", "The union will hold a rally on Sunday."])
def test_what_is_planned_lies_ahead(text: str) -> None:
    assert days(text, "rally") == ("2031-05-11", "2031-05-11")


def test_what_somebody_did_where_he_went() -> None:
    text = "The president of Mali flew to Gao on Tuesday, where he met the governor of the province."
    assert days(text, "met") == ("2031-05-06", "2031-05-06")


def test_the_police_of_two_states_did_not_act_on_one_day() -> None:
    text = "Kenyan police arrested four men on Tuesday. Ugandan police arrested a nurse."
    assert [str(each.when.start) for each in claims(text)] == ["2031-05-06", "None"]


def test_what_follows_a_past_perfect_is_of_its_day() -> None:
    text = (
        "Gunmen attacked a bank in Goma on Tuesday.\n\nOn Sunday gangs had stormed a prison. Rebels killed twelve men."
    )
    assert days(text, "killed") == ("2031-05-04", "2031-05-04")
