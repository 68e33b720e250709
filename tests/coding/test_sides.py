"""The rebels of a page are the group that it names, if it names one; gunmen may be anybody."""

from __future__ import annotations

import pytest

from pageclaims import claims


def parties(text: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([each.entity.name for each in claim.actors], [each.entity.name for each in claim.recipients])
        for claim in claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("M23 rebels shelled Goma on Monday. It rained. It snowed. It thawed. The rebels bombed Bukavu.", "March"),
        ("M23 rebels shelled Goma on Monday. Rebels also attacked a bridge in Bukavu.", "March"),
        ("M23 rebels shelled Goma on Monday. Gunmen attacked a bridge in Bukavu.", "Congolese gunmen"),
        ("M23 and the FDLR clashed in Goma. Insurgents attacked a bridge in Bukavu.", "Congolese insurgents"),
        ("M23 rebels shelled Goma on Monday. Ugandan rebels attacked a bridge in Beni.", "Ugandan rebels"),
    ],
)
def test_side_named_on_the_page(text: str, last: str) -> None:
    (*_, (actors, _)) = parties(text)
    assert actors[0].startswith(last)


def test_headline_takes_the_group_of_the_lead() -> None:
    (first, *_) = parties("Rebels seize town\n\nM23 rebels captured the town of Rubaya in North Kivu on Tuesday.")
    assert first == (["March 23 Movement"], [])


def test_soldiers_are_of_whoever_possesses_them() -> None:
    (*_, (_, recipients)) = parties(
        "Ivory Coast demanded the release of 49 of its soldiers who were detained in Bamako on May 2."
    )
    assert recipients == ["Ivorian soldiers"]


def test_a_name_before_the_noun_of_a_body() -> None:
    ((actors, _),) = parties("On Monday the Sokoro militia attacked a village near Gao.")
    assert actors == ["Sokoro"]
