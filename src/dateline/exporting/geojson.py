"""Events as GeoJSON (RFC 7946). Only an event placed in a spot, a town or its surroundings is a point: a region or a
country has no point of its own, so its geometry is null and its place stands in the properties."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.exporting.about import share
from dateline.exporting.flat import rows
from dateline.exporting.parts import Given, parts
from dateline.records import Event
from dateline.storing.queries import CHECKED
from dateline.storing.writing import has_point


def lines(given: Given) -> Iterator[str]:
    """The lines of one FeatureCollection, a feature a line. Behind them, as `about`, how much people have checked."""
    yield '{"type": "FeatureCollection", "features": ['
    count = reviewed = 0
    before = None
    for selection in parts(given):
        for event, row in zip(selection.events, rows(selection), strict=True):
            if before is not None:
                yield f"{before},"
            properties = {name: value for name, value in row.items() if name not in ("event", "latitude", "longitude")}
            feature = {"type": "Feature", "id": event.id, "geometry": _point(event), "properties": properties}
            before = json.dumps(feature, ensure_ascii=False)
            count, reviewed = count + 1, reviewed + (event.review in CHECKED)
    if before is not None:
        yield before
    about = {"events": count, "reviewed": reviewed, "note": share(count, reviewed)}
    yield f'], "about": {json.dumps(about)}}}'


def _point(event: Event) -> dict[str, Any] | None:
    where = event.where
    if not has_point(where):
        return None
    return {"type": "Point", "coordinates": [where.longitude, where.latitude]}
