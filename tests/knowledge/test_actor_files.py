"""The actor files hold together: ids are unique, codes are known, no name stands for two actors."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from dateline.knowledge.names import fold
from dateline.knowledge.tables import DATA, Row, read_rows

FOLDER = DATA / "actors"
FILES = ("agencies.csv", "groups.csv", "organisations.csv")
HEADER = ["id", "name", "kind", "country", "sector", "part_of", "backers", "aliases", "start", "end", "source"]
KINDS = {"agencies.csv": {"organisation"}, "groups.csv": {"group"}, "organisations.csv": {"organisation"}}
LEAST = {"agencies.csv": 150, "groups.csv": 700, "organisations.csv": 450}
STATELESS = {"IGO", "NGO", "MNC", "IMG"}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
SHARED = {
    "jem": "JeM is Jaish-e-Mohammed, JEM the Justice and Equality Movement: they differ by letter case only",
}
TOO_VAGUE = {
    name
    for line in (
        "the army|the front|the government|the party|army|police|government|military|parliament|congress|senate|house",
        "national assembly|supreme court|constitutional court|national guard|republican guard|coast guard",
        "foreign ministry|defence ministry|interior ministry|foreign office|ministry of defence",
        "ministry of foreign affairs|front|movement",
        "party|resistance|opposition|coalition|union|alliance|base|the base|focus|spring|hope|unity|change|time",
        "sun|star|nation|the nation|dawn|trend|standard|independent|observer|press|liberal party|socialist party",
        "national party",
        "communist party|national liberation army|national front|popular front|people's party|green party|greens",
    )
    for name in line.split("|")
}


@cache
def rows(file: str) -> tuple[Row, ...]:
    return tuple(read_rows(FOLDER / file, HEADER))


def known_ids() -> Counter[str]:
    """Ids of all actor files, those of others included; offices and role words have none."""
    found: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found.update(row["id"] for row in csv.DictReader(file) if row.get("id"))
    return found


@pytest.mark.parametrize("file", FILES)
def test_the_header_is_the_documented_one(file: str) -> None:
    first = (FOLDER / file).read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.split(",") == HEADER


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_sorted_by_id_and_large_enough(file: str) -> None:
    ids = [row["id"] for row in rows(file)]
    assert ids == sorted(ids)
    assert len(ids) >= LEAST[file]


def test_an_id_is_a_slug_and_stands_for_one_actor() -> None:
    assert [key for key in known_ids() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []
    assert [key for key, count in known_ids().items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_kinds_sectors_and_countries_are_known_codes(file: str) -> None:
    countries = STATELESS | {row["iso3"] for row in read_rows(DATA / "places" / "countries.csv", ("iso3",))}
    for row in rows(file):
        assert row["kind"] in KINDS[file], row.where
        assert row["sector"] in SECTORS, row.where
        assert row["country"] in countries, f"{row.where}: {row['country']}"
        assert not set(row.words("backers")) - countries, f"{row.where}: {row['backers']}"


@pytest.mark.parametrize("file", FILES)
def test_years_are_years_in_order_and_a_source_is_named(file: str) -> None:
    for row in rows(file):
        assert all(re.fullmatch(r"(\d{4})?", row[column]) for column in ("start", "end")), row.where
        assert not (row["start"] and row["end"]) or row["start"] <= row["end"], row.where
        assert row["name"], row.where
        assert row["source"], row.where


def test_a_body_belongs_to_a_known_body_and_never_to_itself() -> None:
    known = known_ids()
    above = {row["id"]: row["part_of"] for file in FILES for row in rows(file)}
    for member, direct in above.items():
        assert not direct or direct in known, f"{member}: part_of {direct} is no id"
        seen, body = {member}, direct
        while body:
            assert body not in seen, f"{member}: part_of runs in a circle over {body}"
            seen.add(body)
            body = above.get(body, "")


def test_no_name_stands_for_two_actors() -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for file in FILES:
        for row in rows(file):
            for name in (row["name"], *row.words("aliases")):
                bearers[fold(name)].add(row["id"])
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1 and name not in SHARED} == {}
    assert [name for name in SHARED if len(bearers[name]) < 2] == []


@pytest.mark.parametrize("file", FILES)
def test_an_alias_says_whom_it_means_without_context(file: str) -> None:
    for row in rows(file):
        names = (row["name"], *row.words("aliases"))
        vague = [name for name in names if name.lower() in TOO_VAGUE or len(name) < 2]
        assert vague == [], f"{row.where}: {vague}"
        assert len(set(names)) == len(names), f"{row.where}: an alias is given twice"


def test_the_bodies_that_news_names_most_are_there_by_their_short_forms() -> None:
    bearer = {name: row["id"] for file in FILES for row in rows(file) for name in (row["name"], *row.words("aliases"))}
    for short, expected in {
        "IRGC": "islamic-revolutionary-guard-corps",
        "Hashd al-Shaabi": "popular-mobilization-forces",
        "Kata'ib Hezbollah": "kataib-hezbollah",
        "Pentagon": "us-department-of-defense",
        "Tatmadaw": "tatmadaw",
        "FARC": "revolutionary-armed-forces-of-colombia",
        "M23": "march-23-movement",
        "ISIS": "islamic-state",
        "AP": "associated-press",
    }.items():
        assert bearer[short] == expected
