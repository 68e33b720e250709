"""The gazetteer: names of places to entries, read-only.

GeoNames (CC BY 4.0, https://www.geonames.org) gives populated places, regions and countries, packed into
``places/gazetteer.sqlite`` by ``models/scripts/build_gazetteer.py``; CSV files beside it add what GeoNames'
populated places lack. Coordinates are WGS 84 degrees. Our own entries have negative ids.
"""

from __future__ import annotations

import re
import sqlite3
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, Row, read_rows

PLACES = DATA / "places"
SCALE = 10_000  # coordinates are stored as whole numbers of this fraction of a degree, about 11 m
KINDS: tuple[str, ...] = ("country", "admin1", "admin2", "town", "capital")
REGION_COLUMNS = ("id", "region", "names", "codes", "lat", "lon", "source")
PRECISION = {"country": 4, "admin1": 3, "admin2": 2, "town": 1, "capital": 1}

_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿ′ʹʺ\"“”.]")
_SEPARATORS = re.compile(r"[\s\-‐‑–—_/,]+")
_ARTICLE = re.compile(r"^(?:the\s+|al[\s\-‐‑–]+|(?:el|a[drnstz]|e[drnstz]|ash|adh|ath|esh)[\-‐‑–])(?=\w\w)")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a", "ħ": "h"}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """The form under which a name is looked up: no case, accents, apostrophes, full stops, hyphens or article."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    text = _ARTICLE.sub("", _APOSTROPHES.sub("", text.translate(_LETTERS)).strip())
    words = _SEPARATORS.sub(" ", text).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `precision` as in `records.Where`; a point that is only the middle of its towns is `computed`.

    `kind` is one of KINDS or a kind of ``features.csv``. `country` is alpha-3, None for seas and regions of
    several states. `main` tells a match by the entry's own name from one by an alternate name.
    """

    id: int
    name: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    precision: int = 1
    computed: bool = False
    admin1_id: int | None = None
    admin2_id: int | None = None
    main: bool = True


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `demonyms` are its adjectives and nationals, `neighbours` alpha-3 codes."""

    iso3: str
    iso2: str
    place_id: int
    continent: str
    neighbours: tuple[str, ...]
    demonyms: tuple[str, ...] = ()


class Gazetteer:
    """Read-only access; everything read is kept in memory, so a second look-up costs a dictionary access."""

    def __init__(self, folder: Path = PLACES) -> None:
        self.folder = folder
        self._names: dict[str, tuple[Place, ...]] = {}
        self._places: dict[int, Place | None] = {}

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        path = self.folder / "gazetteer.sqlite"
        if not path.is_file():
            raise KnowledgeError(f"{path} is missing. Install dateline again or run models/scripts/build_gazetteer.py.")
        return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1&mode=ro", uri=True, check_same_thread=False)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """All entries of that name, the most populous first; an empty tuple if there is none."""
        key = fold(name)
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self._read(key) if key else ()
        return found

    def place(self, place_id: int) -> Place | None:
        """The entry with that id."""
        if place_id not in self._places:
            self._places[place_id] = self._features.get(place_id) or self._row(place_id)
        return self._places[place_id]

    def town_points(self) -> Iterator[tuple[int, int, int]]:
        """For each town the id of its first-level region, and longitude and latitude in SCALE parts of a degree."""
        yield from self._connection.execute(
            "SELECT admin1, lon, lat FROM place WHERE admin1 IS NOT NULL AND lat IS NOT NULL AND kind > 2 ORDER BY id"
        )

    def country(self, iso3: str) -> Country | None:
        return self._countries.get(iso3)

    def country_place(self, iso3: str) -> Place | None:
        """The entry of a country itself."""
        country = self._countries.get(iso3)
        return None if country is None else self.place(country.place_id)

    def countries_of(self, demonym: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that an adjective or national ("Iraqi", "Iraqis") belongs to."""
        key = demonym.casefold()
        return self._demonyms.get(key) or (
            () if self._is_country(demonym) else self._demonyms.get(key.removesuffix("s"), ())
        )

    def _is_country(self, name: str) -> bool:
        """Whether a name is a country's own, such as "Philippines", which is no plural of "Philippine"."""
        return name.endswith("s") and any(p.kind == "country" and p.main for p in self.lookup(name))

    def admin1(self, name: str, country: str | None = None) -> tuple[Place, ...]:
        """First-level regions of that name, of one country if given."""
        return self._regions(name, "admin1", country)

    def admin2(self, name: str, country: str | None = None) -> tuple[Place, ...]:
        """Second-level regions of that name, of one country if given."""
        return self._regions(name, "admin2", country)

    def _regions(self, name: str, kind: str, country: str | None) -> tuple[Place, ...]:
        return tuple(p for p in self.lookup(name) if p.kind == kind and country in {None, p.country})

    def _read(self, key: str) -> tuple[Place, ...]:
        found: dict[int, Place] = {}
        for place_id, main in [*self._own.get(key, ()), *self._stored(key)]:
            place = self.place(place_id)
            if place is not None and (place_id not in found or main):
                found[place_id] = place if main else _alternate(place)
        return tuple(sorted(found.values(), key=lambda p: (-p.population, p.id)))

    def _stored(self, key: str) -> list[tuple[int, bool]]:
        row = self._connection.execute("SELECT ids FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return []
        numbers = struct.unpack(f"<{len(row[0]) // 4}I", row[0])
        return [(number >> 1, not number & 1) for number in numbers]

    def _row(self, place_id: int) -> Place | None:
        row = self._connection.execute(
            "SELECT p.kind, p.name, p.lat, p.lon, p.population, c.iso3, p.admin1, p.admin2, p.computed "
            "FROM place p JOIN country c ON c.number = p.country WHERE p.id = ?",
            (place_id,),
        ).fetchone()
        if row is None:
            return None
        kind, name, lat, lon, population, iso3, one, two, computed = row
        if (point := self._points.get(iso3) if kind == 0 else self._region_points.get(place_id)) is not None:
            lat, lon, computed = point[0], point[1], 0
        label = KINDS[kind]
        return Place(
            place_id,
            name,
            label,
            None if lat is None else lat / SCALE,
            None if lon is None else lon / SCALE,
            iso3,
            self._name_of(one),
            self._name_of(two),
            population,
            PRECISION[label],
            bool(computed),
            one,
            two,
        )

    def _name_of(self, place_id: int | None) -> str | None:
        place = None if place_id is None else self.place(place_id)
        return None if place is None else place.name

    @cached_property
    def _country_rows(self) -> dict[str, Row]:
        columns = ("iso3", "lat", "lon", "aliases", "demonyms", "source")
        return {row["iso3"]: row for row in read_rows(self.folder / "countries.csv", columns)}

    @cached_property
    def _points(self) -> dict[str, tuple[float, float]]:
        rows = self._country_rows.items()
        return {iso: (float(r["lat"]) * SCALE, float(r["lon"]) * SCALE) for iso, r in rows if r["lat"]}

    @cached_property
    def _region_points(self) -> dict[int, tuple[float, float]]:
        """Points of regions so large and empty that the middle of their towns is far from that of their ground."""
        return {int(r["id"]): (float(r["lat"]) * SCALE, float(r["lon"]) * SCALE) for r in self._region_rows if r["lat"]}

    @cached_property
    def _countries(self) -> dict[str, Country]:
        rows = self._connection.execute("SELECT iso3, iso2, id, continent, neighbours FROM country").fetchall()
        codes = {iso2: iso3 for iso3, iso2, *_ in rows}
        return {
            iso3: Country(
                iso3,
                iso2,
                place_id,
                continent,
                tuple(codes[n] for n in neighbours.split(",") if n in codes),
                self._country_rows[iso3].words("demonyms") if iso3 in self._country_rows else (),
            )
            for iso3, iso2, place_id, continent, neighbours in rows
        }

    @cached_property
    def _demonyms(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for iso3, row in self._country_rows.items():
            for word in row.words("demonyms"):
                found[word.casefold()] = (*found.get(word.casefold(), ()), iso3)
        return found

    @cached_property
    def _features(self) -> dict[int, Place]:
        return {p.id: p for p in map(self._feature, self._feature_rows)}

    def _feature(self, row: Row) -> Place:
        """One of our own entries, in the first-level region that its row names."""
        place = _feature(row)
        region = self._row(int(row["admin1"])) if row["admin1"] else None
        return place if region is None else replace(place, admin1=region.name, admin1_id=region.id)

    @cached_property
    def _feature_rows(self) -> tuple[Row, ...]:
        columns = ("id", "name", "aliases", "kind", "country", "lat", "lon", "precision", "source", "admin1")
        return tuple(read_rows(self.folder / "features.csv", columns))

    @cached_property
    def _own(self) -> dict[str, list[tuple[int, bool]]]:
        """Folded names of the CSV files: features, other names of countries and of first-level regions."""
        found: dict[str, list[tuple[int, bool]]] = {}
        for row in self._feature_rows:
            for name in (row["name"], *row.words("aliases")):
                found.setdefault(fold(name), []).append((int(row["id"]), True))
        for iso3, row in self._country_rows.items():
            for name in row.words("aliases"):
                if (country := self._countries.get(iso3)) is not None:
                    found.setdefault(fold(name), []).append((country.place_id, True))
        for row in self._region_rows:
            for name in row.words("names"):
                found.setdefault(fold(name), []).append((int(row["id"]), True))
        return found

    @cached_property
    def _region_rows(self) -> tuple[Row, ...]:
        return tuple(read_rows(self.folder / "region_names.csv", REGION_COLUMNS))

    @cached_property
    def _codes(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for row in self._region_rows:
            for code in row.words("codes"):
                found[code] = (*found.get(code, ()), int(row["id"]))
        return found

    def region_of_code(self, code: str) -> tuple[Place, ...]:
        """First-level regions written with that abbreviation, to the letter ("Ala.", "TX", "B.C.")."""
        return tuple(p for i in self._codes.get(code, ()) if (p := self.place(i)) is not None)

    def is_own_name(self, name: str) -> bool:
        """Whether the CSV files hold the name: then it is wanted even where it is short, as "US" and "UAE" are."""
        return fold(name) in self._own


def _alternate(place: Place) -> Place:
    return replace(place, main=False)


def _feature(row: Row) -> Place:
    try:
        return Place(
            int(row["id"]),
            row["name"],
            row["kind"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            row["country"] or None,
            precision=int(row["precision"]),
        )
    except ValueError as error:
        raise KnowledgeError(f"{row.where}: {error}. id and precision are whole numbers, lat and lon degrees") from None


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package, opened at the first look-up."""
    return Gazetteer()


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in km, None where one has no point (haversine, mean radius 6371 km)."""
    points: Sequence[float | None] = (a.latitude, a.longitude, b.latitude, b.longitude)
    known = [radians(x) for x in points if x is not None]
    if len(known) < 4:
        return None
    lat_a, lon_a, lat_b, lon_b = known
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
