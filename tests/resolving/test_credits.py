"""The agency that a page credits."""

from __future__ import annotations

import pytest

from dateline import cleaning
from dateline.knowledge.credits import load_credits
from dateline.records import Article, Page
from dateline.resolving.credits import credit

STORY = "rebels took the town of Lesk on Monday after two days of fighting, the governor told reporters there."


def article(text: str, publisher: str | None = None) -> Article:
    (made,) = cleaning.clean(
        [Page("a.txt", f"Rebels take Lesk\n\n{text}", title="Rebels take Lesk", publisher=publisher)]
    )
    assert isinstance(made, Article)
    return made


@pytest.mark.parametrize(
    "text",
    [
        f"HALVEN, Ostland (Reuters) - The {STORY}",
        f"HALVEN, March 4, 2024 (Reuters/AFP) — The {STORY}",
        f"Halven, Reuters - The {STORY}",
        f"The {STORY}\n\nHe did not say more (Reuters)",
        f"The {STORY}\n\nSource: Reuters",
        f"By Ann Smith, Reuters\n\nThe {STORY}",
    ],
)
def test_an_agency_is_credited(text: str) -> None:
    found = credit(article(text))
    assert found is not None
    assert (found.agency, found.own) == ("reuters", False)


@pytest.mark.parametrize(
    "text", [f"The {STORY}", f"Reuters reported that the {STORY}", f"The AP-class frigate sailed as the {STORY}"]
)
def test_an_agency_that_is_only_named_is_no_credit(text: str) -> None:
    assert credit(article(text)) is None


@pytest.mark.parametrize("publisher", ["Reuters", "www.reuters.com", "reuters.com"])
def test_the_page_of_the_agency_is_its_own(publisher: str) -> None:
    found = credit(article(f"The {STORY}", publisher))
    assert found is not None
    assert (found.agency, found.own) == ("reuters", True)


def test_every_credited_agency_is_in_the_catalogue_of_actors() -> None:
    from dateline.knowledge.actors import load_actors

    catalogue = load_actors()
    missing = [agency for agency in load_credits().agencies.values() if catalogue.entity(agency) is None]
    assert missing == []
