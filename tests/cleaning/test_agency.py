"""The agency that a page credits."""

from __future__ import annotations

import pytest

from dateline import cleaning
from dateline.knowledge.credits import load_credits
from dateline.records import Article, Page

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
    item = article(text)
    found = item.origin.agency
    assert found is not None
    assert found.span is not None
    assert (found.value, item.quote(found.span)) == ("reuters", "Reuters")
    assert found.basis in {"dateline", "closing-line", "credit-line"}


@pytest.mark.parametrize(
    ("text", "agency", "basis"),
    [
        (f"KRASK, March 5. /TASS/. The {STORY}", "tass", "dateline"),
        (f"Krask, 5 March, EFE.- The {STORY}", "efe", "dateline"),
        (f"LESK, March 4 (Xinhua) -- The {STORY}", "xinhua", "dateline"),
        (f"Lesk (dpa) - The {STORY}", "deutsche-presse-agentur", "dateline"),
        (f"By ANN SMITH Associated Press\n\nThe {STORY}", "associated-press", "credit-line"),
        (f"The {STORY} {STORY} He said no more. (AFP)", "agence-france-presse", "closing-line"),
        (f"The {STORY}\n\nAdditional reporting by Anadolu", "anadolu-agency", "contributed"),
        (f"The {STORY}\n\nWith files from The Canadian Press and AFP", "agence-france-presse", "contributed"),
    ],
)
def test_forms_of_credits(text: str, agency: str, basis: str) -> None:
    found = article(text).origin.agency
    assert found is not None
    assert (found.value, found.basis) == (agency, basis)


@pytest.mark.parametrize(
    "text", [f"The {STORY}", f"Reuters reported that the {STORY}", f"The AP-class frigate sailed as the {STORY}"]
)
def test_an_agency_that_is_only_named_is_no_credit(text: str) -> None:
    assert article(text).origin.agency is None


@pytest.mark.parametrize("publisher", ["Reuters", "www.reuters.com", "reuters.com"])
def test_the_page_of_the_agency_is_its_own(publisher: str) -> None:
    found = article(f"The {STORY}", publisher).origin.agency
    assert found is not None
    assert (found.value, found.basis) == ("reuters", "publisher")


def test_every_credited_agency_is_in_the_catalogue_of_actors() -> None:
    from dateline.knowledge.actors import load_actors

    catalogue = load_actors()
    missing = [agency for agency in load_credits().agencies.values() if catalogue.entity(agency) is None]
    assert missing == []
