"""Events as GeoJSON (RFC 7946). Only an event placed in a spot, a town or its surroundings is a point: a region or a
country has no point of its own, so its geometry is null and its place stands in the properties."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.exporting.flat import rows
from dateline.records import Event
from dateline.storing import Selection
from dateline.storing.writing import has_point


def lines(selection: Selection) -> Iterator[str]:
    """The lines of one FeatureCollection, a feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    last = len(selection.events) - 1
    for index, (event, row) in enumerate(zip(selection.events, rows(selection), strict=True)):
        properties = {name: value for name, value in row.items() if name not in ("event", "latitude", "longitude")}
        feature = {"type": "Feature", "id": event.id, "geometry": _point(event), "properties": properties}
        yield json.dumps(feature, ensure_ascii=False) + ("," if index < last else "")
    yield "]}"


def _point(event: Event) -> dict[str, Any] | None:
    where = event.where
    if not has_point(where):
        return None
    return {"type": "Point", "coordinates": [where.longitude, where.latitude]}
