"""Files out: one module a format. Each turns records into text, line by line; `files` writes it, whole or not at all."""

from dateline.exporting.files import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
