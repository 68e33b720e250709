"""What clauses, participles and pronouns of news sentences make of who did what to whom."""

from __future__ import annotations

import pytest

from pageclaims import claims


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            claim.type,
            [each.entity.name for each in claim.actors],
            [each.entity.name for each in claim.recipients],
        )
        for claim in claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenyan troops were accused by Uganda of shelling a market in Mbale.",
            [("ACCUSE", ["Uganda"], ["Kenyan troops"]), ("ASSAULT", ["Kenyan troops"], [])],
        ),
        (
            "Kenya urged Uganda to talk, while Chad condemned Niger.",
            [("REQUEST", ["Kenya"], ["Uganda"]), ("ACCUSE", ["Chad"], ["Niger"])],
        ),
        (
            "Chad warned on Monday that its army would respond to any raid.",
            [("THREATEN", ["Chad"], [])],
        ),
        (
            "Kenyan forces backed by African Union troops drove al-Shabab out of Garissa on Monday.",
            [("ASSAULT", ["Kenyan forces"], ["Al-Shabaab"])],
        ),
        (
            "Chad sent 300 soldiers to help Niger fight Boko Haram.",
            [("MOBILIZE", ["Chad"], [])],
        ),
        ("Boko Haram fired rockets at the Chadian capital on Monday.", [("ASSAULT", ["Boko Haram"], ["Chad"])]),
        ("Chad promised to keep its troops in Niger.", [("AGREE", ["Chad"], [])]),
        (
            "The envoy Idris Amin, who has been shuttling between Chad and Niger, fell ill.",
            [("CONSULT", ["Idris Amin"], ["Chad", "Niger"])],
        ),
        ("On Monday Kenya denied that its soldiers had shelled Moyale.", [("ASSAULT", ["Kenyan soldiers"], [])]),
        (
            "A judge in Nairobi rejected the appeal of a union on Monday.",
            [("REJECT", ["Kenyan judge"], ["Kenyan union"])],
        ),
    ],
)
def test_parties(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The besieged towns of Chad are hungry.",
        "The war only strengthened the resolve of Chad to fight Niger.",
    ],
)
def test_no_event(text: str) -> None:
    assert told(text) == []


def test_one_deed_of_two_verbs() -> None:
    (claim,) = claims("Raiders stabbed and hacked to death at least 60 people in Garissa on Monday.")
    assert (claim.killed and (claim.killed.low, claim.killed.high)) == (60, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uganda called on states to back Kenya.", [("REQUEST", ["Uganda"], [])]),
        (
            "Chad, Niger and Mali met in Goma on Monday. Kenya urged the three countries to talk.",
            [("CONSULT", ["Chad", "Niger", "Mali"], []), ("REQUEST", ["Kenya"], ["Chad", "Niger", "Mali"])],
        ),
        (
            "Al-Shabab fighters in Garissa blocked bridges, torched buses and took nine Ugandan soldiers hostage.",
            [
                ("COERCE", ["Al-Shabaab"], []),
                ("ASSAULT", ["Al-Shabaab"], []),
                ("ASSAULT", ["Al-Shabaab"], ["Ugandan soldiers"]),
            ],
        ),
        (
            "Kenya recalled its envoys, warned Uganda.",
            [("SANCTION", ["Kenya"], []), ("THREATEN", ["Kenya"], ["Uganda"])],
        ),
        ("The UN said 15 of its observers were abducted near Goma on Monday.", [("ASSAULT", [], ["United Nations"])]),
    ],
)
def test_lists_and_addressees(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya demanded that it be told. Niger, which supports Chad, was silent.", [("REQUEST", ["Kenya"], [])]),
        ("Libya invaded the former French colony in 1978.", [("ASSAULT", ["Libya"], [])]),
        (
            "A group calling itself the Sokoro Brigade attacked a bridge near Goma.",
            [("ASSAULT", ["Sokoro Brigade"], [])],
        ),
    ],
)
def test_who_is_not_meant(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert told(text) == expected
