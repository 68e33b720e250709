"""Pages in: text, HTML, feeds, tables, JSON, mail, PDF, web archives, and archives and compressed forms of these.

`read_paths` reads, `walk` only finds the files. Whatever cannot become a `Page` comes out as a `Failure` in its place.
"""

from __future__ import annotations

from dateline.reading.fields import Columns, columns
from dateline.reading.files import read_paths, walk

__all__ = ["Columns", "columns", "read_paths", "walk"]
