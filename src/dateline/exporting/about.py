"""What an export is, beside it: how much of it people have checked, what was asked, and what each column holds.

The form is that of CSV on the Web (W3C), whose name for the file beside ``events.csv`` is ``events.csv-metadata.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.exporting.flat import COLUMNS

SUFFIX = "-metadata.json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
NUMBERS = frozenset({"goldstein", "latitude", "longitude"})
WHOLE = frozenset({
    "quad", "ucdp_type", "geoname_id", "precision", "killed_min", "killed_max", "injured_min", "injured_max", "count",
    "reports", "texts", "voices",
})  # fmt: skip


def share(events: int, reviewed: int) -> str:
    """``171 events, coded by a machine; 3 of them reviewed by people.``"""
    told = "none of them" if not reviewed else f"{reviewed:,} of them"
    return f"{events:,} event{'' if events == 1 else 's'}, coded by a machine; {told} reviewed by people."


def metadata(name: str, events: int, reviewed: int, asked: Sequence[tuple[str, str]]) -> str:
    """The file beside the export of this name, as JSON."""
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "url": name,
        "dc:title": "Events of a record made with dateline",
        "dc:description": share(events, reviewed),
        "events": events,
        "reviewed": reviewed,
        "filter": dict(asked),
    }
    if name.endswith(".csv"):
        told["tableSchema"] = {"columns": [_column(each.name, each.help) for each in COLUMNS], "primaryKey": "event"}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _column(name: str, holds: str) -> dict[str, str]:
    kind = "number" if name in NUMBERS else "integer" if name in WHOLE else "string"
    return {"name": name, "titles": name, "datatype": kind, "dc:description": holds}
