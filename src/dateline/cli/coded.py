"""Coding without a database: all articles of a call, and the events that their claims make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.screen import complain
from dateline.records import Claim, CodedArticle, Event, Failure
from dateline.resolving.identifying import identified
from dateline.storing import Outcome
from dateline.storing.spool import Spool


@dataclass(frozen=True, slots=True)
class Coded:
    """The articles of a call in the order of the input, which wait on disk, and the event of each claim id.

    `failed` are the inputs in which something was wrong; what was skipped is not counted.
    """

    articles: Spool[CodedArticle]
    failed: int
    event_of: dict[str, Event]


def code_together(paths: Iterable[Path]) -> Coded:
    """Codes pages and resolves their claims; event ids hold across all of them. Failures are told as they come."""
    from dateline import pipeline, resolving

    claims: dict[str, Claim] = {}
    published: dict[str, date] = {}
    failed = 0

    def articles() -> Iterator[CodedArticle]:
        nonlocal failed
        for item in pipeline.coded(pipeline.pages(paths)):
            if isinstance(item, Failure):
                tell_failures([item])
                failed += item.state == "failed"
                continue
            claims.update((claim.id, claim) for claim in item.claims)
            if item.article.published:
                published[item.article.page.id] = item.article.published.day
            yield item

    kept = Spool(articles())
    events = identified(resolving.resolve(tuple(claims.values())), claims, published)
    return Coded(kept, failed, {claim: event for event in events for claim in event.claims})


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
