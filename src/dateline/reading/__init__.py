"""Pages in: files and folders, plain text, HTML, JSON Lines, and gzip of any of these.

`read_paths` reads, `walk` only finds the files. Whatever cannot become a `Page` comes out as a `Failure` in its place.
"""

from __future__ import annotations

from dateline.reading.files import read_paths, walk

__all__ = ["read_paths", "walk"]
