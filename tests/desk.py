"""Pages as news desks make them out of others, with the truth on which are copies: 30 articles and edits of them.

The articles are invented and stand in `desk_articles.txt`: for each of 15 events two that were written independently,
which are the hard negatives. Forms that are filled in anew every day, and pages that quote one paragraph, are no
copies either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

from dateline.records import Page

FILE = Path(__file__).with_name("desk_articles.txt")
FIRST_DAY = date(2024, 3, 4)
EDITS = (
    "cut",
    "reworded lead",
    "inserted paragraph",
    "corrected toll",
    "trimmed clauses",
    "added boilerplate",
    "house style",
)
FORMS_OF_EACH = 6
HOUSE_STYLE = {
    "per cent": "percent", "harbour": "harbor", "kilometres": "kilometers", "metres": "meters", "neighbouring":
    "neighboring", "on Monday": "today", "on Tuesday": "today", "on Wednesday": "today", "on Friday": "today",
    "said that": "said", "told reporters": "said", "more than": "over", "because": "as",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A page of the desk, the articles it was made of, and by which edits."""

    page: Page
    bases: frozenset[str]
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What `desk_articles.txt` holds: articles as headline and paragraphs, other leads, inserts, boilerplate, forms."""

    articles: dict[str, tuple[str, list[str]]]
    leads: dict[str, str]
    inserts: list[str]
    boilerplate: list[str]
    forms: dict[str, str]


def material() -> Material:
    articles, *rest = FILE.read_text(encoding="utf-8").split("\n## ")
    parts = {part.split("\n", 1)[0]: part.strip().split("\n")[1:] for part in rest}
    stories = {}
    for story in articles.removeprefix("# ").split("\n# "):
        name, headline, *paragraphs = story.strip().split("\n")
        stories[name] = headline, paragraphs
    pairs = {part: dict(line.split("|", 1) for line in parts[part]) for part in ("leads", "forms")}
    return Material(stories, pairs["leads"], parts["inserts"], parts["boilerplate"], pairs["forms"])


def pieces(seed: int = 4, variants: int = 5, merged: int = 24) -> list[Piece]:
    """All pages: articles as they were, edited, merged and quoting ones, and forms; the same for the same seed."""
    chance, stock = Random(seed), material()
    made: list[Piece] = []

    def add(headline: str, paragraphs: Sequence[str], bases: set[str], edits: Sequence[str], days: int) -> None:
        text = "\n\n".join([headline, *paragraphs])
        published = (FIRST_DAY + timedelta(days=days)).isoformat()
        page = Page(
            f"desk/{len(made):03}.txt", text, title=headline, published=published, publisher=f"Paper {len(made)}"
        )
        made.append(Piece(page, frozenset(bases), tuple(edits)))

    for name, (headline, paragraphs) in stock.articles.items():
        add(headline, paragraphs, {name}, (), 0)
        for _ in range(variants):
            edits = sorted(chance.sample(EDITS, chance.choice((1, 2, 2, 3))), key=EDITS.index)
            changed = edited(name, paragraphs, edits, stock, chance)
            add(f"{headline.split()[0]}: what we know", changed, {name}, edits, chance.choice((0, 0, 1, 2)))
    names = sorted(stock.articles)
    for number in range(merged):
        one, other = chance.sample(names, 2)
        if number % 3 == 0:  # two independent reports of one event
            other = f"{one.split()[0]} {'two' if one.endswith('one') else 'one'}"
        halves = [paragraphs[: chance.randint(4, 7)] for _, paragraphs in (stock.articles[one], stock.articles[other])]
        add("Around the world in brief", [*halves[0], *halves[1]], {one, other}, ("merged",), chance.choice((1, 2)))
    for name, (headline, paragraphs) in stock.articles.items():
        twin = f"{name.split()[0]} {'two' if name.endswith('one') else 'one'}"
        if name.endswith("two"):
            quoted = chance.choice(stock.articles[twin][1][1:])
            add(headline, [*paragraphs[:3], quoted, *paragraphs[3:]], {name}, ("quoting",), 1)
    for kind, form in stock.forms.items():
        for day in range(FORMS_OF_EACH):
            add(f"Daily report {day}", filled(form, day, chance), {f"{kind} {day}"}, ("form",), day)
    return made


def edited(name: str, paragraphs: Sequence[str], edits: Sequence[str], stock: Material, chance: Random) -> list[str]:
    """The paragraphs after some edits, in the order of EDITS."""
    text = list(paragraphs)
    for edit in edits:
        if edit == "cut":
            text = text[: max(3, round(len(text) * chance.uniform(0.35, 0.8)))]
        elif edit == "reworded lead":
            text[0] = stock.leads.get(name) or f"{' '.join(text[0].split()[3:12])}: that is how it was told on the day."
        elif edit == "inserted paragraph":
            for insert in chance.sample(stock.inserts, chance.choice((1, 1, 2))):
                text.insert(chance.randint(1, len(text)), insert)
        elif edit == "corrected toll":
            text = corrected(text, chance)
        elif edit == "trimmed clauses":
            text = [trimmed(paragraph) if chance.random() < 0.4 else paragraph for paragraph in text]
        elif edit == "added boilerplate":
            text += chance.sample(stock.boilerplate, 2)
        elif edit == "house style":
            text = [styled(paragraph) for paragraph in text]
    return text


def corrected(paragraphs: list[str], chance: Random) -> list[str]:
    """The paragraphs with one or two of their numbers, all over, set higher."""
    numbers = sorted(set(re.findall(r"\b[1-9]\d?\b", " ".join(paragraphs))))
    chosen = chance.sample(numbers, min(len(numbers), chance.choice((1, 2))))
    pattern = re.compile(rf"\b({'|'.join(chosen)})\b") if chosen else None
    more = chance.randint(1, 9)
    return [pattern.sub(lambda m: str(int(m[1]) + more), text) if pattern else text for text in paragraphs]


def trimmed(paragraph: str) -> str:
    """The paragraph without what follows its last comma, where that is not all of it."""
    kept = paragraph.rpartition(",")[0]
    return f"{kept}." if len(kept.split()) > 8 else paragraph


def styled(paragraph: str) -> str:
    for before, after in HOUSE_STYLE.items():
        paragraph = paragraph.replace(before, after)
    return paragraph.replace(" (Norpress) -", ":")


def filled(form: str, day: int, chance: Random) -> list[str]:
    """A form with the facts of a day."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    people = ("Arne Holt", "Jan Prusik", "Vera Stoll", "Miro Talas", "Edda Krohn", "Ivo Blanc")
    facts = {letter: f"{chance.randint(3, 900)}" for letter in "abcdefgh"}
    places = ("Lesk", "Halven", "Velmar", "Brelna", "Gharm", "Isfara")
    return form.format(
        **facts, day=days[day % 7], place=places[day % 6], country="Tavria", sickness="cholera",
        weather=("fog", "mud", "mines", "rain", "snow", "floods")[day % 6], name=people[day % 6],
        judge=people[(day + 2) % 6], officer=people[(day + 3) % 6], him=("him", "him", "her")[day % 3],
        crime=("theft", "arson", "fraud", "smuggling", "assault", "forgery")[day % 6],
        street=f"{places[(day + 1) % 6]} Road",
    ).split("\\n")  # fmt: skip


def copies_of(made: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """The names of each two pages that share an article, in the order of their names."""
    for one, other in combinations(made, 2):
        if one.bases & other.bases:
            yield one.page.name, other.page.name
