"""The version of what makes events of claims; events that another version made are all made again."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """Sixteen hexadecimal digits over the version of dateline, the knowledge files, and the code that makes events."""
    from dateline import __version__
    from dateline.knowledge import tables
    from dateline.records import digest

    here = Path(__file__).parent
    code = [path.read_text(encoding="utf-8") for folder in (here, here.parent / "deciding")
            for path in sorted(folder.glob("*.py"))]  # fmt: skip
    return digest("version", __version__, tables.version(), *code)
