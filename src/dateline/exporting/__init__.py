"""Files out: one module a format. Each turns records into lines; `files` writes them, all or none."""

from dateline.exporting.files import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
