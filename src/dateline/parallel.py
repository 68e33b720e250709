"""Pages handled by several processes at once; results come in the order of the pages, whichever is done first.

A worker is a fresh interpreter, started alike on every system, that shares nothing with its parent or the other workers
and gets one page at a time. So a result depends on its page alone, and a worker that dies takes one page with it: that
page becomes a failure with a reason, a new worker takes the place, and the job goes on. Workers end with the parent,
however that ends: interrupted, with an error, or killed.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from dateline.errors import DatelineError
from dateline.records import CodedArticle, Failure, Page

Result = CodedArticle | Failure
Handler = Callable[[Page], Result]
"""A function of a module: workers import it by name."""

AHEAD = 8
"""Pages for each worker that may be done before the one whose turn it is; this bounds memory."""
LAST_SECONDS = 5.0
"""What a worker that is told to end may take before it is killed."""


class WorkerFault(DatelineError):
    """A worker ended before it could take a page."""


class Worker:
    """A process that handles pages one by one, and which of them it has in hand."""

    def __init__(self, handler: Handler) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(handler, theirs, gc.get_threshold()), daemon=True)
        with uninterrupted():
            self.process.start()
        theirs.close()
        self.ready = False
        self.task: tuple[int, Page] | None = None

    def give(self, number: int, page: Page) -> None:
        self.task = number, page
        with suppress(OSError):  # of a worker that died, receiving tells
            self.connection.send(page)

    def receive(self) -> tuple[int, Result] | None:
        """The result of the page in hand with its number; None once, when the worker has started."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            if self.task is None:
                raise WorkerFault(f"A worker process {self.ending()} as it started. Try --jobs 1.") from None
            number, page = self.task
            return number, self.death(page)
        if self.task is None:
            self.ready = True
            return None
        number, _ = self.task
        self.task = None
        return number, message

    def ending(self) -> str:
        code = self.process.exitcode or 0
        return f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"

    def death(self, page: Page) -> Failure:
        why = f"{page.name} could not be handled: the process that had it {self.ending()}"
        what = "perhaps for want of memory. Run again with fewer jobs; what is stored is not coded again."
        return Failure(page.name, "coding", "failed", "process-died", f"{why}, {what}")

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(LAST_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def work(handler: Handler, connection: Connection[Any, Any], collecting: tuple[int, int, int]) -> None:
    """What a worker does until its parent closes the pipe or is gone; an interrupt is the parent's business.

    `collecting` are the parent's thresholds for looking for rubbish.
    """
    gc.set_threshold(*collecting)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            connection.send(handler(connection.recv()))


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds back an interrupt while a process starts. The process inherits the block and never sees one; here, where
    another thread may take the signal, a handler notes it, and it is raised at the end."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield  # Windows, where a worker ignores it once it runs; and threads, which are not interrupted
        return
    resource_tracker.ensure_running()  # starting with the first process, it would let interrupts through again
    held: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
        if held:
            signal.raise_signal(signal.SIGINT)


def in_order(items: Iterable[Page | Failure], handler: Handler, jobs: int) -> Iterator[Result]:
    """The result of `handler` for each page, in the order of the items; failures are passed on.

    At most `jobs` processes, started as pages come. Raises WorkerFault where none can be started.
    """
    source = iter(items)
    workers: list[Worker] = []
    waiting: deque[tuple[int, Page]] = deque()
    done: dict[int, Result] = {}
    turn = entered = 0
    ended = False
    try:
        while True:
            while not ended and len(waiting) < jobs and entered - turn < AHEAD * jobs:
                item = next(source, None)
                if isinstance(item, Page):
                    waiting.append((entered, item))
                elif item is not None:
                    done[entered] = item
                ended = item is None
                entered += not ended
            hand_out(waiting, workers, handler, jobs)
            while turn in done:
                yield done.pop(turn)
                turn += 1
            if turn < entered:
                done |= collected(workers)
            elif ended:
                return
    finally:
        for worker in workers:
            worker.end()


def hand_out(waiting: deque[tuple[int, Page]], workers: list[Worker], handler: Handler, jobs: int) -> None:
    """Gives waiting pages to workers that have none, and starts workers where there are too few."""
    free = [worker for worker in workers if worker.task is None]
    workers += [Worker(handler) for _ in range(min(len(waiting) - len(free), jobs - len(workers)))]
    for worker in free:
        if worker.ready and waiting:
            worker.give(*waiting.popleft())


def collected(workers: list[Worker]) -> dict[int, Result]:
    """The results that are there, once one is or a worker has started; workers that died are taken out."""
    found = {}
    expected = {worker.connection: worker for worker in workers if worker.task is not None or not worker.ready}
    for connection in wait(list(expected)):
        worker = expected[connection]  # type: ignore[index]
        answer = worker.receive()
        if answer is not None:
            found[answer[0]] = answer[1]
        if worker.process.exitcode is not None:
            workers.remove(worker)
            worker.end()
    return found
