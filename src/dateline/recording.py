"""Pages into a database: take from the queue, read, code what is new, store batch by batch, then make the events anew.

A run that is killed loses at most the batch in hand: what it had not finished stays in the queue, and pages that are
stored are not coded again.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from dateline import queueing, settings, storing
from dateline.errors import StoreError
from dateline.fetching.refusals import PASSING
from dateline.making import Resolver, make_events
from dateline.reading.files import STANDARD_INPUT
from dateline.records import Article, CodedArticle, Failure, Page
from dateline.removing import REPLACED, take_out
from dateline.storing import Entry, Outcome, Store, Versions, Wanted, queue, removing
from dateline.storing.progress import faults

Coder = Callable[[Iterable[Page | Failure]], Iterator[CodedArticle | Failure]]
Progress = Callable[[Outcome], None]
STANDARD = ("-", STANDARD_INPUT)
Source = tuple[Entry | None, Iterable[Page | Failure]]
"""An entry of the queue, or None past the queue, and what is read from it."""

MOST_HELD = 1_000
"""Failures of one state, and notes, that a report holds; an archive may have a million."""
CHANGED_FILE = "the file has changed since it was put in the queue, and is read as it is now"
REPLACED_PAGE = "the page has changed since it was read last, and takes the place of what was read before"
CHANGED_PAGE = "the page has changed since it was read last; the record keeps what was read before, too"


@dataclass(slots=True)
class Report:
    """What became of the inputs of a run. Every input is counted in one state, so the states add up to `read`.

    The state ``elsewhere`` is that of files which another process has in hand, or has done meanwhile. `notes` are
    inputs by name with what a reader should know of how they were read and coded, `noted` how many have one. Of
    `failures` and `notes` the first `MOST_HELD` of each state are held; the database has them all.
    """

    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    noted: int = 0
    claims: int = 0
    events: int = 0

    @property
    def read(self) -> int:
        return sum(self.states.values())

    @property
    def usable(self) -> int:
        """Inputs that are in the database, or on their way to it, with or without an event."""
        return sum(self.states[state] for state in ("coded", "no-event", "known", "elsewhere"))

    def count(self, outcome: Outcome) -> None:
        self.states[outcome.state] += 1
        if outcome.change:
            self.note(outcome.name, outcome.change)
        if isinstance(outcome.item, Failure):
            self.reasons[outcome.state, outcome.item.reason] += 1
            if self.states[outcome.state] <= MOST_HELD:
                self.failures.append(outcome.item)
        elif outcome.note and outcome.state != "known":
            self.note(outcome.name, outcome.note)

    def note(self, name: str, words: str) -> None:
        """What a reader should know of an input."""
        self.noted += 1
        if self.noted <= MOST_HELD:
            self.notes.append((name, words))


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

    All files are put in the queue of the database first, and done one by one. `pages`, `coder`, `resolver` and
    `made_by` put other stages in the place of dateline's own. `pages` pass the queue by. Standard input comes first;
    what was not read of it when a run is stopped cannot be had again, and the next run says so.
    """
    given = list(paths)
    with _Run(store, made_by or versions(), progress) as run:
        sent = run.standard_input() if any(each in STANDARD for each in given) else ()
        entered = run.enter(queueing.found(each for each in given if each not in STANDARD))
        run.work(chain([(None, pages or ())], sent, run.entries(entered)), coder)
        run.finish(resolver)
    return run.report


def resume(
    store: Store,
    entries: Sequence[int] | None = None,
    *,
    progress: Progress | None = None,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
    made_by: Versions | None = None,
) -> Report:
    """Codes what waits in the queue, or the entries of these ids, as `record` does."""
    with _Run(store, made_by or versions(), progress) as run:
        run.work(run.entries(queue.waiting(store) if entries is None else entries), coder)
        run.finish(resolver)
    return run.report


def watch(
    feeds: Iterable[str],
    store: Store,
    *,
    progress: Progress | None = None,
    coder: Coder | None = None,
    resolver: Resolver | None = None,
    made_by: Versions | None = None,
) -> Report:
    """Codes the pages that feeds link to and that the database does not know, as `record` does.

    What waits in the queue comes first, with what failed before for a reason that passes, such as a server that was
    down. Where nothing new came, the events stay as they are.
    """
    made_by = made_by or versions()
    current = storing.up_to_date(store, made_by)
    passing = [fault.entry for fault in faults(store) if fault.entry is not None and fault.reason in PASSING]
    again = queue.repeat(store, passing)
    with _Run(store, made_by or versions(), progress) as run:
        watched = run.enter(queueing.address(feed, feed=True) for feed in feeds)
        later = set(watched)
        waiting = [entry for entry in [*again, *queue.waiting(store)] if entry not in later]
        run.work(run.entries(dict.fromkeys([*waiting, *watched])), coder)
        run.finish(resolver, only_new=current)
    return run.report


def _group_copies(store: Store) -> None:
    """Brings the groups of copies up to date; where an older dateline stored no texts, pages are cleaned again."""
    from dateline import cleaning
    from dateline.storing import grouping

    size = settings.get_int("batch_pages")
    missing = storing.without_text(store)
    for start in range(0, len(missing), size):
        pages = [document.page for document in storing.read_documents(store, missing[start : start + size])]
        grouping.write_texts(store, (item for item in cleaning.clean(pages) if isinstance(item, Article)))
    grouping.group_copies(store)


def _coded(items: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
    from dateline import pipeline

    return pipeline.coded(items)


class _Run:
    """One run of this process: its row in the database, its report, and the outcomes on their way to the database.

    Used as a context manager: whatever ends it, what it has in hand goes back to the queue.
    """

    def __init__(self, store: Store, made_by: Versions, progress: Progress | None) -> None:
        self.report = Report()
        self._store = store
        self._id = storing.start_run(store, made_by)
        self._batch = _Batch(store, self._id)
        self._reader = queueing.Reader(store)
        self._progress = progress
        self._replace = bool(settings.get_int("replace"))

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *fault: object) -> None:
        self._reader.close()
        with suppress(StoreError):  # what ended the run is what is to be told; others see that this process ends
            queue.release(self._store, self._id)

    def enter(self, wanted: Iterable[tuple[Wanted, Failure | None]]) -> list[int]:
        """Puts files and addresses in the queue and tells what cannot be read; the ids of what is to be done."""
        found = list(wanted)
        ids = queue.enter(self._store, (each for each, _ in found))
        for each, failure in found:
            entry = queue.take(self._store, self._id, ids[each.uri]) if failure else None
            if failure and entry:
                self._tell(Outcome(failure, entry=entry.id))
                self._batch.end(entry.id)
        self._batch.flush()
        told = {each.uri for each, failure in found if failure}
        return [entry for uri, entry in ids.items() if uri not in told]

    def standard_input(self) -> Iterator[Source]:
        """The standard input of this process as an entry, the first that no other process has in hand."""
        for number in count(1):
            (entry,) = queue.enter(self._store, [Wanted(f"{queueing.STDIN}{number}", "standard input")]).values()
            taken = queue.take(self._store, self._id, entry)
            if taken:
                self._reader.given = taken.id
                yield taken, self._reader.read(taken)
                return

    def entries(self, ids: Iterable[int]) -> Iterator[Source]:
        """The entries as this run gets hold of them, then those that feeds among them lead to.

        Those that another process had in hand are tried again last.
        """
        aside = []
        for each in chain(ids, self._linked()):
            entry = queue.take(self._store, self._id, each)
            if entry:
                yield entry, self._read(entry)
            else:
                aside.append(each)
        for each in aside:
            entry = queue.take(self._store, self._id, each)
            if entry:
                yield entry, self._read(entry)
            else:
                self.report.states["elsewhere"] += 1

    def _linked(self) -> Iterator[int]:
        while self._reader.linked:
            yield self._reader.linked.pop(0)

    def work(self, sources: Iterable[Source], coder: Coder | None) -> None:
        """Codes what is new in the sources and stores it."""
        out = {} if settings.get_int("restore") else removing.taken_out(self._store)
        inputs = _Inputs(sources, storing.known_ids(self._store), out, self._tell, self._batch.end)
        for item in (coder or _coded)(inputs):
            name = item.name if isinstance(item, Failure) else item.article.page.name
            page, entry = inputs.taken(name)
            before = self._before(entry, page) if entry and page else None
            change = before and (REPLACED_PAGE if self._replace else CHANGED_PAGE)
            replaces = before if self._replace and isinstance(item, CodedArticle) else None
            self._tell(Outcome(item, page, entry.id if entry else None, change, replaces))
            inputs.told(entry)
            inputs.tell_repeated(page)
            self._batch.flush_full()
        self._batch.flush()

    def finish(self, resolver: Resolver | None, *, only_new: bool = False) -> None:
        """Groups the copies, makes the events and marks the run as finished.

        `only_new` leaves copies and events as they are where the run stored no page.
        """
        if only_new and not self.report.states["coded"] + self.report.states["no-event"]:
            self.report.claims, self.report.events = storing.sizes(self._store)
        else:
            _group_copies(self._store)
            replaced = removing.replaced(self._store)
            if replaced:
                made = take_out(self._store, replaced, REPLACED, resolver)
            else:
                made = make_events(self._store, resolver)
            self.report.claims, self.report.events = made
        storing.finish_run(self._store, self._id)

    def _read(self, entry: Entry) -> Iterator[Page | Failure]:
        if queueing.changed(entry):
            self.report.note(entry.name, CHANGED_FILE)
        return self._reader.read(entry)

    def _before(self, entry: Entry, page: Page) -> str | None:
        """The id of the page that was there when the entry was read last, if it was another."""
        before = queue.before(self._store, entry, page.name)
        return before if before != page.id else None

    def _tell(self, outcome: Outcome) -> None:
        self._batch.flush_full()
        self._batch.add(outcome)
        self.report.count(outcome)
        if self._progress:
            self._progress(outcome)


def kept_out(page: Page, reason: str) -> Failure:
    """What is told of a page that was taken out and is read again."""
    why = f" ({reason})" if reason else ""
    message = f"{page.name} was taken out of the record{why} and stays out. To take it back, run on it with --restore."
    return Failure(page.name, "reading", "skipped", "removed", message)


class _Inputs:
    """The inputs that are to be coded: pages that are known, or came before in this run, are told and left out.

    So are those that were taken `out`, by id with the reason.

    An entry has ended when all its inputs were handed out and each was told.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        known: Iterable[str],
        out: Mapping[str, str],
        tell: Callable[[Outcome], None],
        end: Callable[[int], None],
    ) -> None:
        self._sources = sources
        self._known = set(known)
        self._out = out
        self._tell = tell
        self._end = end
        self._under_way: defaultdict[str, deque[tuple[Page | None, Entry | None]]] = defaultdict(deque)
        self._open: Counter[int] = Counter()
        self._repeated: dict[str, list[tuple[Page, Entry | None]]] = {}

    def __iter__(self) -> Iterator[Page | Failure]:
        for entry, items in self._sources:
            if entry:
                self._open[entry.id] += 1  # for the reading, which may yield more
            for item in items:
                page = item if isinstance(item, Page) else None
                if page and page.id in self._repeated:
                    self._repeated[page.id].append((page, entry))
                    if entry:
                        self._open[entry.id] += 1
                    continue
                if page and page.id in self._out:
                    self._tell(Outcome(kept_out(page, self._out[page.id]), entry=entry.id if entry else None))
                    continue
                if page and page.id in self._known:
                    self._tell(Outcome(page, entry=entry.id if entry else None))
                    continue
                if page:
                    self._known.add(page.id)
                    self._repeated[page.id] = []
                if entry:
                    self._open[entry.id] += 1
                self._under_way[item.name].append((page, entry))
                yield item
            self.told(entry)

    def taken(self, name: str) -> tuple[Page | None, Entry | None]:
        """The page of this name that was handed out first and is done now, None where it could not be read; its entry.

        Nothing, where no input of this name was handed out; its entry stays open then and goes back to the queue.
        """
        waiting = self._under_way.get(name)
        if not waiting:
            return None, None
        first = waiting.popleft()
        if not waiting:
            del self._under_way[name]
        return first

    def tell_repeated(self, page: Page | None) -> None:
        """Tells the inputs that came with the same page while it was being coded."""
        for again, entry in self._repeated.pop(page.id, ()) if page else ():
            self._tell(Outcome(again, entry=entry.id if entry else None))
            self.told(entry)

    def told(self, entry: Entry | None) -> None:
        """One of the things that keep an entry open is done with."""
        if entry is None:
            return
        self._open[entry.id] -= 1
        if not self._open[entry.id]:
            del self._open[entry.id]
            self._end(entry.id)


class _Batch:
    """Outcomes and ended entries on their way to the database, some pages a transaction."""

    def __init__(self, store: Store, run: int) -> None:
        self._store = store
        self._run = run
        self._size = settings.get_int("batch_pages")
        self._outcomes: list[Outcome] = []
        self._ended: list[tuple[int, storing.EntryState]] = []
        self._failed: set[int] = set()

    def add(self, outcome: Outcome) -> None:
        """An outcome to be stored."""
        self._outcomes.append(outcome)
        if outcome.entry is not None and outcome.state == "failed":
            self._failed.add(outcome.entry)

    def end(self, entry: int) -> None:
        """The outcomes of this entry are complete; it has failed where any of them has."""
        self._ended.append((entry, "failed" if entry in self._failed else "done"))
        self._failed.discard(entry)

    def flush_full(self) -> None:
        """Stores what is held where that is enough for a transaction."""
        if len(self._outcomes) >= self._size:
            self.flush()

    def flush(self) -> None:
        """Stores what is held."""
        storing.write_batch(self._store, self._run, self._outcomes, self._ended)
        self._outcomes.clear()
        self._ended.clear()
