"""The command line, one file a command; `app` puts them together.

Exit status: 0 all went well, 1 wrong use or nothing usable, 3 some inputs failed but the rest was done.
"""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Sequence

from dateline.errors import DatelineError

OK = 0
UNUSABLE = 1
PARTLY = 3
WRONG_USE = 2
"""What the command line library says of wrong use; it is UNUSABLE to us."""
INTERRUPTED = 130
"""128 and the number of the signal, as shells have it; the command line library ends so when a key stops it."""


# Matrices here are small: threads of the library that multiplies them would only wait for one another, at twice the CPU
# time of a page. It reads this when it is loaded, by the first stage that needs it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


COLLECTING = 50_000
"""Objects made before rubbish is looked for. Reading a page makes thousands that live as long as the page, and what
dateline knows is as large again: at Python's 700 an eighth of the CPU time goes into looking."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status. Errors are sentences on stderr."""
    gc.set_threshold(COLLECTING)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from dateline.cli.screen import ReaderGone, complain, steady_streams

        with steady_streams():
            try:
                status = _run(given)
                sys.stdout.flush()
            except (ReaderGone, BrokenPipeError):  # the reader, such as `head`, has seen enough
                return OK
            except DatelineError as fault:
                complain(str(fault))
                return UNUSABLE
            except Exception as fault:
                if sys.flags.dev_mode:
                    raise
                what = f"{type(fault).__name__}: {fault}"
                complain(f"A fault inside dateline: {what}. What was stored before is kept.")
                complain("Please report it with what this shows:")
                complain(f"python -X dev -m dateline {shlex.join(given)}")
                return UNUSABLE
            if status == INTERRUPTED:
                complain("Stopped. What was stored before is kept; run again to go on.")
            return status
    except KeyboardInterrupt:  # outside of any command, which handles it itself
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    """The exit status of one command."""
    from dateline.cli import app as commands

    try:
        commands.app(args=arguments, prog_name="dateline")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else UNUSABLE if end.code else OK
        return UNUSABLE if status == WRONG_USE else status
    return OK
