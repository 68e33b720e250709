"""Coding without a database: all articles of a call, and the events that their claims make together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.screen import complain
from dateline.records import CodedArticle, Event, Failure
from dateline.resolving.identifying import identified
from dateline.storing import Outcome


@dataclass(frozen=True, slots=True)
class Coded:
    """The articles of a call in the order of the input, the failures, and the event of each claim id."""

    articles: tuple[CodedArticle, ...]
    failures: tuple[Failure, ...]
    event_of: dict[str, Event]


def code_together(paths: Iterable[Path]) -> Coded:
    """Codes pages and resolves their claims; event ids hold across all of them."""
    from dateline import pipeline, resolving

    items = list(pipeline.coded(pipeline.pages(paths)))
    articles = tuple(item for item in items if isinstance(item, CodedArticle))
    claims = {claim.id: claim for article in articles for claim in article.claims}
    published = {each.article.page.id: day.day for each in articles if (day := each.article.published)}
    events = identified(resolving.resolve(tuple(claims.values())), claims, published)
    event_of = {claim: event for event in events for claim in event.claims}
    return Coded(articles, tuple(item for item in items if isinstance(item, Failure)), event_of)


def tell_failures(failures: Iterable[Failure]) -> None:
    """One line on stderr for each input that was not coded."""
    for failure in failures:
        complain(f"{failure.state}: {failure.message}")


def tell_notes(articles: Iterable[CodedArticle]) -> None:
    """One line on stderr for each page of which a reader should know how it was read or coded."""
    for article in articles:
        if note := Outcome(article).note:
            complain(f"note: {article.article.page.name}: {note}.")


def exit_status(articles: int, failed: int) -> int:
    """All fine, partly, or nothing usable."""
    return UNUSABLE if not articles else PARTLY if failed else OK
