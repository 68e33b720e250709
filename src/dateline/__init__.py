"""News pages to a cited, deduplicated record of who did what to whom, when, where, and who says so.

The public names, sorted, each loaded when it is first used::

    import dateline

    with dateline.open_store("record.db", create=True) as store:
        report = dateline.record(["pages/"], store)
        for event in dateline.select(store).events:
            print(event.when.start, event.type, event.where.name)
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Article": "records",
    "Claim": "records",
    "CodedArticle": "records",
    "Copy": "records",
    "DatelineError": "errors",
    "Decision": "records",
    "Entity": "records",
    "Event": "records",
    "Failure": "records",
    "Filter": "storing",
    "Mention": "records",
    "Merge": "records",
    "Page": "records",
    "Participant": "records",
    "Quantity": "records",
    "Report": "recording",
    "Selection": "storing",
    "Source": "records",
    "Span": "records",
    "Store": "storing",
    "Voice": "records",
    "When": "records",
    "Where": "records",
    "Why": "records",
    "Wish": "reviewing",
    "coded": "pipeline",
    "decide": "reviewing",
    "find_event": "storing",
    "open_store": "storing",
    "pages": "pipeline",
    "record": "recording",
    "resolve": "resolving",
    "select": "storing",
    "write_export": "exporting",
}

__all__ = [  # noqa: PLE0604 - the names are those of the table above
    *_HOMES
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    value = getattr(import_module(f"dateline.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
