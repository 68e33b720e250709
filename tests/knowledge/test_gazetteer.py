"""The gazetteer: folding, look-ups, regions, countries, and the sanity of our own files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import PLACES, Gazetteer, distance_km, fold, load_gazetteer
from dateline.knowledge.place_words import load_place_words
from dateline.knowledge.tables import read_rows

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Al-Fallūjah", "fallujah"),
        ("el-Arish", "arish"),
        ("The Hague", "hague"),
        ("Sana'a", "sanaa"),
        ("Port-au-Prince", "port au prince"),
        ("St. Petersburg", "saint petersburg"),
        ("U.S.", "us"),
        ("El Salvador", "el salvador"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
    ],
)
def test_fold_drops_what_spellings_differ_in(name: str, key: str) -> None:
    assert fold(name) == key


@given(st.text(max_size=30))
def test_fold_has_no_case_and_no_double_spaces(name: str) -> None:
    key = fold(name)
    assert key == key.casefold()
    assert "  " not in key
    assert key == key.strip()


def test_spellings_of_a_town_find_the_same_entry() -> None:
    ids = {GAZETTEER.lookup(name)[0].id for name in ("Fallujah", "Falluja", "al-Fallujah", "Al Fallūjah")}
    assert len(ids) == 1


def test_a_town_has_point_country_and_region() -> None:
    hillah = GAZETTEER.lookup("Hillah")[0]
    assert (hillah.kind, hillah.country, hillah.precision) == ("town", "IRQ", 1)
    assert hillah.admin1 is not None
    assert fold(hillah.admin1) == "babil"
    assert hillah.latitude == pytest.approx(32.46, abs=0.1)
    assert hillah.longitude == pytest.approx(44.42, abs=0.1)


def test_the_point_of_a_region_is_marked_as_computed() -> None:
    (texas,) = GAZETTEER.admin1("Texas")
    assert texas.computed
    assert texas.latitude == pytest.approx(31.2, abs=1.0)


def test_a_country_has_aliases_demonyms_neighbours_and_a_point() -> None:
    place = GAZETTEER.lookup("UAE")[0]
    assert (place.kind, place.country, place.precision, place.computed) == ("country", "ARE", 4, False)
    iraq = GAZETTEER.country("IRQ")
    assert iraq is not None
    assert {"TUR", "IRN"} <= set(iraq.neighbours)
    assert GAZETTEER.countries_of("Iraqis") == ("IRQ",)
    assert GAZETTEER.country("ZZZ") is None


def test_bases_crossings_and_seas_come_from_our_own_files() -> None:
    assert GAZETTEER.lookup("Ain al-Asad")[0].kind == "base"
    assert GAZETTEER.lookup("Bab al-Hawa")[0].country == "SYR"
    hormuz = GAZETTEER.lookup("Strait of Hormuz")[0]
    assert hormuz.id < 0
    assert hormuz.country is None


def test_an_abbreviation_of_a_region_counts_to_the_letter() -> None:
    assert [p.name for p in GAZETTEER.region_of_code("Kan.")] == ["Kansas"]
    assert GAZETTEER.region_of_code("kan.") == ()


def test_an_unknown_name_has_no_entries() -> None:
    assert GAZETTEER.lookup("Zzyzxqwerty") == ()
    assert GAZETTEER.lookup("  ") == ()


def test_distance_is_great_circle_and_unknown_without_points() -> None:
    baghdad, mosul = GAZETTEER.lookup("Baghdad")[-1], GAZETTEER.lookup("Mosul")[0]
    distance = distance_km(baghdad, mosul)
    assert distance == pytest.approx(355, abs=15)
    assert distance_km(GAZETTEER.lookup("Euphrates")[0], mosul) is None


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(KnowledgeError, match=r"gazetteer\.sqlite is missing"):
        Gazetteer(tmp_path).country("IRQ")


def test_a_bad_row_is_named_with_its_line(tmp_path) -> None:
    text = "id,name,aliases,kind,country,lat,lon,precision,source,admin1\n-1,Somewhere,,base,,north,,1,own,\n"
    (tmp_path / "features.csv").write_text(text)
    with pytest.raises(KnowledgeError, match=r"features\.csv:2"):
        Gazetteer(tmp_path).place(-1)


def test_our_own_entries_are_well_formed() -> None:
    rows = list(read_rows(PLACES / "features.csv", ("id", "name", "kind", "country", "lat", "lon", "precision")))
    assert len(rows) >= 350
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert int(row["id"]) < 0, row.where
        assert 1 <= int(row["precision"]) <= 4, row.where
        assert not row["country"] or GAZETTEER.country(row["country"]) is not None, row.where
        assert bool(row["lat"]) == bool(row["lon"]), row.where
        if row["lat"]:
            assert abs(float(row["lat"])) <= 90, row.where
            assert abs(float(row["lon"])) <= 180, row.where


def test_our_own_points_lie_near_towns_of_their_country() -> None:
    boxes: dict[str, list[float]] = {}
    query = "SELECT c.iso3, min(lat), max(lat), min(lon), max(lon) FROM place p JOIN country c ON c.number = p.country"
    for iso3, *box in GAZETTEER._connection.execute(query + " WHERE kind > 2 GROUP BY c.iso3"):
        boxes[iso3] = [edge / 10_000 for edge in box]
    for row in read_rows(PLACES / "features.csv", ("name", "country", "lat", "lon")):
        if row["lat"] and row["country"] in boxes:
            south, north, west, east = boxes[row["country"]]
            assert south - 2 <= float(row["lat"]) <= north + 2, row.where
            assert west - 2 <= float(row["lon"]) <= east + 2, row.where


def test_our_own_points_lie_in_a_region_of_their_country() -> None:
    rows = [row for row in read_rows(PLACES / "features.csv", ("id", "country", "admin1")) if row["admin1"]]
    assert len(rows) >= 200
    for row in rows:
        place, region = GAZETTEER.place(int(row["id"])), GAZETTEER.place(int(row["admin1"]))
        assert place is not None
        assert region is not None
        assert (region.kind, region.country) == ("admin1", row["country"]), row.where
        assert (place.admin1, place.admin1_id) == (region.name, region.id), row.where


def test_the_word_lists_are_lower_case() -> None:
    words = load_place_words()
    assert all(word == word.lower() for word in words.locative | words.never | words.titles)
    assert "admin1" in words.nouns["province"]
