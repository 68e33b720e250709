"""Fills the column `admin1` of our own places: ``PYTHONPATH=src python models/scripts/feature_regions.py``.

A point of ``places/features.csv`` lies in the first-level region of the towns around it in its country: of the nearest
one within CLOSE_KM, else of the three nearest within FAR_KM where these agree; otherwise the column stays empty. Prints
the points that have no town of their country within FAR_KM, and the names that GeoNames already has at the same spot.
"""

from __future__ import annotations

import csv
from math import cos, hypot, radians

from dateline.knowledge.gazetteer import PLACES, SCALE, load_gazetteer

CLOSE_KM, FAR_KM, SAME_KM = 5.0, 100.0, 3.0
KM_A_DEGREE = 111.2
AROUND = 3
WIDEST = 2
"""The precision of what lies in one region: points and districts."""


def main() -> None:
    gazetteer = load_gazetteer()
    regions = {region: gazetteer.place(region) for region, _, _ in gazetteer.town_points()}
    towns: dict[str, list[tuple[float, float, int]]] = {}
    for region, lon, lat in gazetteer.town_points():
        place = regions[region]
        if place is not None and place.country is not None:
            towns.setdefault(place.country, []).append((lat / SCALE, lon / SCALE, region))
    path = PLACES / "features.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["admin1"] = ""
        if not row["lat"] or int(row["precision"]) > WIDEST or row["country"] not in towns:
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        near = sorted((distance(lat, lon, *point), region) for *point, region in towns[row["country"]])[:AROUND]
        near = [(km, region) for km, region in near if km <= FAR_KM]
        if not near:
            print(f"{row['id']} {row['name']}, {row['country']}: no town of the country within {FAR_KM:.0f} km")
        elif near[0][0] <= CLOSE_KM or (len(near) == AROUND and len({region for _, region in near}) == 1):
            row["admin1"] = str(near[0][1])
        if is_known(row):
            print(f"{row['id']} {row['name']}, {row['country']}: GeoNames has it under all its names")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points that are not far apart, on a flat map."""
    return hypot(lat - other_lat, (lon - other_lon) * cos(radians(lat))) * KM_A_DEGREE


def is_known(row: dict[str, str]) -> bool:
    """Whether every name of an entry leads to one of GeoNames at the same spot."""
    if row["kind"] != "town":
        return False
    names = [row["name"], *filter(None, row["aliases"].split("|"))]
    return all(
        any(
            place.id > 0
            and place.kind in {"town", "capital"}
            and place.country == row["country"]
            and place.latitude is not None
            and place.longitude is not None
            and distance(float(row["lat"]), float(row["lon"]), place.latitude, place.longitude) <= SAME_KM
            for place in load_gazetteer().lookup(name)
        )
        for name in names
    )


if __name__ == "__main__":
    main()
