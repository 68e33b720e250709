"""In which country a text is as it goes, and whose police, soldiers and governments are told of there."""

from __future__ import annotations

import pytest

from pageclaims import claims

LIBYA = "Libyan police detained 50 people in Benghazi, Tripoli and Derna.\n\n"


def countries(text: str, trigger: str) -> tuple[set[str | None], set[str | None]]:
    """The countries of actors and recipients of the claim of a trigger."""
    claim = next(each for each in claims(text) if each.trigger.text == trigger)
    return (
        {each.entity.country for each in claim.actors},
        {each.entity.country for each in claim.recipients},
    )


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("In Cairo, crowds burned a flag. Police beat two men on a square.", "beat", "EGY"),
        ("In Tunis, crowds attacked an embassy. The mosque was stormed after police besieged it.", "besieged", "TUN"),
        ("In neighbouring Chad, the army said it shot two men. The government banned rallies.", "banned", "TCD"),
        ("A mob burned cars in Gao in Mali. Police beat two men.", "beat", "MLI"),
    ],
)
def test_the_place_that_a_text_went_to_tells_whose_police(text: str, trigger: str, country: str) -> None:
    assert countries(LIBYA + text, trigger)[0] == {country}


def test_talks_and_words_move_no_text() -> None:
    text = LIBYA + "Envoys met ministers in Geneva on Monday. Police beat two men."
    assert countries(text, "beat")[0] == {"LBY"}


def test_the_army_of_a_state_that_heads_a_sentence() -> None:
    text = "Kenyan troops killed ten men near Garissa and Wajir in Kenya.\n\n{} soldiers were killed by raiders."
    assert countries(text.format("In Chad, four"), "killed")[0] == {"KEN"}
    moved = claims(text.format("In Chad, four"))[-1]
    assert {each.entity.country for each in moved.recipients} == {"TCD"}
    stays = claims(text.format("Four"))[-1]
    assert {each.entity.country for each in stays.recipients} == {"KEN"}


def test_the_paragraph_behind_another_country_may_be_there_or_at_home() -> None:
    text = "Crowds marched in Benghazi, Tripoli and Derna in Libya.\n\nIn Chad, gunmen burned a school.\n\n{}"
    assert countries(text.format("Police beat two men."), "beat")[0] == {None}
    assert countries(text.format("In Tripoli, crowds marched. Police beat two men."), "beat")[0] == {"LBY"}


def test_a_day_may_stand_before_the_place_that_moves_a_text() -> None:
    text = LIBYA + "On Saturday, in Chad, crowds marched. The police beat two men."
    assert countries(text, "beat")[0] == {"TCD"}


def test_soldiers_in_occupied_land_are_not_of_it() -> None:
    text = (
        "Palestinian medics said four soldiers shot a man in Jenin and Nablus. In the West Bank, soldiers beat two men."
    )
    assert countries(text, "beat")[0] == {None}
