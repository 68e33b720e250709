"""Values of decisions in few words."""

from __future__ import annotations

from typing import Any


def short(value: Any) -> str:
    """A value of a field in few words."""
    if value is None:
        return "none"
    if not isinstance(value, dict):
        return str(value)
    if "start" in value:
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}–{value['end']}"
    if "low" in value:
        high = value["high"]
        return f"{value['low']}+" if high is None else str(high) if high == value["low"] else f"{value['low']}–{high}"
    if "type" in value:
        return " ".join(part for part in (value["type"], value["mode"]) if part)
    return str(value.get("name") or value)
