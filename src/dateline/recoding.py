"""The pages of a database coded again, by the present version and settings; people's decisions are put over the result.

Batch by batch, each in one transaction with the events that it touches: a run that is stopped leaves a sound database,
part of it coded anew, and the next one goes on with the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline import settings, storing
from dateline.making import Resolver, make_again, make_events
from dateline.records import Claim, CodedArticle, Failure, Page
from dateline.storing import Store, Versions
from dateline.storing.decisions import Recorded, read_decisions
from dateline.storing.queue import renew
from dateline.storing.writing import rewrite_document

Coder = Callable[[Iterable[Page | Failure]], Iterator[CodedArticle | Failure]]
LOOK = frozenset({"stale", "changed"})
"""Standings of decisions that somebody should look at again."""


@dataclass(slots=True)
class Recoded:
    """What became of the pages: `changed` have other claims or actors than before, `same` have not, and of `failures`
    what was stored before is kept. `decisions` are those that are to be looked at again now and were not before.
    """

    changed: int = 0
    same: int = 0
    failures: list[Failure] = field(default_factory=list)
    claims: tuple[int, int] = (0, 0)
    events: tuple[int, int] = (0, 0)
    decisions: tuple[Recorded, ...] = ()
    kept: int = 0

    @property
    def read(self) -> int:
        """All pages that were taken up."""
        return self.changed + self.same + len(self.failures)


def pages_to_recode(store: Store, made_by: Versions, *, everything: bool = False) -> list[str]:
    """The ids of the coded pages that another version has coded, or of all."""
    rows = store.rows(
        "SELECT id FROM document WHERE state IN ('coded', 'no-event') AND (:all OR (package, pipeline, knowledge) "
        "IS NOT (:package, :pipeline, :knowledge)) ORDER BY id",
        {"all": everything, "package": made_by.package, "pipeline": made_by.pipeline, "knowledge": made_by.knowledge},
    )
    return [row[0] for row in rows]


def recode(
    store: Store,
    documents: Sequence[str],
    made_by: Versions,
    *,
    progress: Callable[[str], None] | None = None,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
) -> Recoded:
    """Codes documents again; `progress` is told the name of each that is done. `coder` and `resolver` put other stages
    in the place of dateline's own."""
    from dateline.storing.grouping import group_copies  # loads numpy, which others need not wait for

    before = standings(store)
    first = storing.sizes(store)
    run = storing.start_run(store, made_by)
    made = Recoded()
    make_events(store, resolver)  # by the present version, so that a batch touches its surroundings only
    size = settings.get_int("batch_pages")
    waiting: deque[Page] = deque()
    batch: list[CodedArticle] = []
    for item in (coder or coded)(taken(store, documents, waiting, size)):
        page = waiting.popleft()
        if isinstance(item, Failure):
            made.failures.append(item)
        else:
            batch.append(item)
        if progress:
            progress(page.name)
        if len(batch) >= size:
            write(store, run, batch, made_by, resolver, made)
            batch = []
    write(store, run, batch, made_by, resolver, made)
    group_copies(store)
    make_events(store, resolver)
    storing.finish_run(store, run)
    claims, events = storing.sizes(store)
    made.claims, made.events = (first[0], claims), (first[1], events)
    now = read_decisions(store)
    made.decisions = tuple(each for each in now if state(each) in LOOK and before.get(each.number) not in LOOK)
    made.kept = sum(state(each) not in LOOK for each in now)
    return made


def coded(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    from dateline import pipeline

    return pipeline.coded(items)


def taken(store: Store, documents: Sequence[str], waiting: deque[Page], size: int) -> Iterator[Page]:
    """The pages one by one; each waits for its result."""
    for start in range(0, len(documents), size):
        for document in storing.read_documents(store, documents[start : start + size]):
            waiting.append(document.page)
            yield document.page


def write(
    store: Store, run: int, batch: Sequence[CodedArticle], made_by: Versions, resolver: Resolver | None, made: Recoded
) -> None:
    """Stores pages that were coded again and makes the events anew that they touch, in one transaction."""
    known = {coded.article.page.id for coded in batch}
    with store.transaction() as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        there = {each.id for each in storing.read_documents(store, sorted(known))}
        before: list[Claim] = []
        failures: list[Failure] = []
        same = 0
        for coded in batch:
            page = coded.article.page
            if page.id not in there:
                message = f"{page.name} is not as it was read, or was taken out meanwhile. Run on the page itself."
                failures.append(Failure(page.name, "recoding", "failed", "not-there", message))
                continue
            claims = storing.claims_of(store, page.id)
            if rewrite_document(db, coded, made_by):
                before += claims
            else:
                same += 1
        make_again(store, resolver, before)
        renew(db, run)
    made.failures += failures
    made.same += same
    made.changed += len(batch) - same - len(failures)


def standings(store: Store) -> dict[int, str]:
    """How each decision stands."""
    return {each.number: state(each) for each in read_decisions(store)}


def state(decision: Recorded) -> str:
    return decision.standing.state if decision.standing else "stale"
