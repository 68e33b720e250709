"""Menus and prompts in another language around a text in English."""

from __future__ import annotations

import pytest

from dateline.cleaning import clean
from dateline.cleaning.other_language import foreign
from dateline.records import Article, Page

STORY = [
    "Dock workers close harbour",
    "The harbour of Orn was closed on Friday after dock workers walked out over pay, the port office said.",
    "Some two hundred workers gathered at the north gate in the morning and let nobody through, witnesses said.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch",
        "Aller au contenu principal",
        "Suscríbete a nuestro boletín",
        "Günün haberleri ve son dakika gelişmeleri için",
        "Подписывайтесь на наш канал",
        "شارك الخبر",
        "阅读更多",
        "Baca juga berita terkait",
    ],
)
def test_prompts_in_other_languages(line: str) -> None:
    assert foreign([line]) == [True]


@pytest.mark.parametrize(
    "line",
    [
        "Gang burns homes in Les Cayes",
        "Médecins Sans Frontières",
        "Talks in Addis Ababa",
        "Abdel Fattah al-Burhan",
        "Leer, South Sudan",
        "Erdoğan visits Şırnak",
        "El Universal and La Jornada said on Monday that the road was shut.",
        "12 May 2020",
        "...",
    ],
)
def test_names_are_of_no_language(line: str) -> None:
    assert foreign([line]) == [False]


def test_short_lines_between_such_lines_are_like_them() -> None:
    assert foreign(["Mehr zum Thema", "Konflikte Kaukasus", "Teilen"]) == [True] * 3
    assert foreign(["Mehr zum Thema", *STORY, "Teilen"]) == [True, False, False, False, True]


def test_the_run_says_that_it_is_in_another_language() -> None:
    (item,) = clean([Page("p", "\n".join(["Zum Inhalt springen", *STORY, "Kommentare (37)"]))])
    assert isinstance(item, Article)
    assert [(item.quote(run.span), run.rule) for run in item.boilerplate] == [
        ("Zum Inhalt springen", "other-language"),
        ("Kommentare (37)", "other-language"),
    ]
