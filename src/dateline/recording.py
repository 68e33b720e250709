"""Pages into a database: read, code what is new, store batch by batch, then make the events anew.

A run that is killed loses at most the batch in hand; the next one takes up where it stopped, since pages that are
stored are not coded again.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline import settings, storing
from dateline.records import Claim, CodedArticle, Event, Failure, Page
from dateline.storing import Outcome, Store, Versions

Coder = Callable[[Iterable[Page | Failure]], Iterator[CodedArticle | Failure]]
Resolver = Callable[[tuple[Claim, ...]], tuple[Event, ...]]
Progress = Callable[[Outcome], None]


@dataclass(slots=True)
class Report:
    """What became of the inputs of a run. Every input is counted in one state, so the states add up to `read`.

    `notes` are inputs by name with what a reader should know of how they were read and coded.
    """

    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    claims: int = 0
    events: int = 0

    @property
    def read(self) -> int:
        return sum(self.states.values())

    @property
    def usable(self) -> int:
        """Inputs that are in the database, with or without an event."""
        return self.states["coded"] + self.states["no-event"] + self.states["known"]

    def count(self, outcome: Outcome) -> None:
        self.states[outcome.state] += 1
        if isinstance(outcome.item, Failure):
            self.reasons[outcome.state, outcome.item.reason] += 1
            self.failures.append(outcome.item)
        elif outcome.note and outcome.state != "known":
            self.notes.append((outcome.name, outcome.note))


def versions() -> Versions:
    """The versions of the package, the English pipeline and the knowledge files, as stored with each page."""
    from dateline import __version__, parsing
    from dateline.knowledge import tables

    return Versions(__version__, parsing.model_version(), tables.version())


def record(
    paths: Iterable[str | Path],
    store: Store,
    *,
    progress: Progress | None = None,
    pages: Iterable[Page | Failure] | None = None,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
    made_by: Versions | None = None,
) -> Report:
    """Codes the pages at `paths` into an open database and says what became of each.

    `pages`, `coder`, `resolver` and `made_by` put other stages in the place of dateline's own.
    """
    from dateline import pipeline

    report, batch = Report(), _Batch(store, storing.start_run(store, made_by or versions()), progress)
    inputs = _New(
        pipeline.pages([Path(path) for path in paths]) if pages is None else pages,
        storing.known_ids(store),
        lambda page: batch.add(Outcome(page), report),
    )
    for item in (coder or pipeline.coded)(inputs):
        name = item.name if isinstance(item, Failure) else item.article.page.name
        batch.add(Outcome(item, inputs.taken(name)), report)
    batch.flush()
    report.claims, report.events = _make_events(store, resolver or _resolve)
    storing.finish_run(store, batch.run)
    return report


def _make_events(store: Store, resolver: Resolver) -> tuple[int, int]:
    """Makes the events anew from all claims, again where another process added claims meanwhile; how many of each."""
    while True:
        claims = storing.read_claims(store)
        events = resolver(claims)
        if storing.replace_events(store, events, claims=len(claims)):
            return len(claims), len(events)


def _resolve(claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    from dateline import resolving

    return tuple(resolving.resolve(claims))


class _New:
    """The inputs that are to be coded: pages that are known, or came before in this run, are told and left out."""

    def __init__(self, items: Iterable[Page | Failure], known: Iterable[str], tell: Callable[[Page], None]) -> None:
        self._items = items
        self._known = set(known)
        self._tell = tell
        self._under_way: defaultdict[str, deque[Page]] = defaultdict(deque)

    def __iter__(self) -> Iterator[Page | Failure]:
        for item in self._items:
            if isinstance(item, Page):
                if item.id in self._known:
                    self._tell(item)
                    continue
                self._known.add(item.id)
                self._under_way[item.name].append(item)
            yield item

    def taken(self, name: str) -> Page | None:
        """The page of this name that was handed out first and is done now; None where it could not be read."""
        pages = self._under_way.get(name)
        if not pages:
            return None
        page = pages.popleft()
        if not pages:
            del self._under_way[name]
        return page


class _Batch:
    """Outcomes on their way to the database, some pages a transaction."""

    def __init__(self, store: Store, run: int, progress: Progress | None) -> None:
        self.run = run
        self._store = store
        self._progress = progress
        self._size = settings.get_int("batch_pages")
        self._outcomes: list[Outcome] = []

    def add(self, outcome: Outcome, report: Report) -> None:
        self._outcomes.append(outcome)
        report.count(outcome)
        if len(self._outcomes) >= self._size:
            self.flush()
        if self._progress:
            self._progress(outcome)

    def flush(self) -> None:
        storing.write_batch(self._store, self.run, self._outcomes)
        self._outcomes.clear()
