"""The command line, one file a command; `app` puts them together.

Exit status: 0 all went well, 1 wrong use or nothing usable, 3 some inputs failed but the rest was done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from dateline.errors import DatelineError

OK = 0
UNUSABLE = 1
PARTLY = 3
INTERRUPTED = 130
"""128 and the number of the signal, as shells have it; the command line library ends so when a key stops it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status. Errors are sentences on stderr."""
    from dateline.cli import app as commands
    from dateline.cli.screen import complain, steady_streams

    steady_streams()
    try:
        commands.app(args=None if arguments is None else list(arguments), prog_name="dateline")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else UNUSABLE if end.code else OK
        if status == INTERRUPTED:
            complain("Stopped. What was stored before is kept; run again to go on.")
        return UNUSABLE if status == 2 else status  # 2 is what the command line library says of wrong use
    except DatelineError as fault:
        complain(str(fault))
        return UNUSABLE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        if sys.flags.dev_mode:
            raise
        what = f"{type(fault).__name__}: {fault}"
        complain(
            f"A fault inside dateline: {what}. What was stored before is kept. Please report it with what this shows:"
        )
        complain(f"python -X dev -m dateline {' '.join(sys.argv[1:] if arguments is None else arguments)}")
        return UNUSABLE
    return OK
