"""Actor files of other tools become rows of a user's folder; what is known stays, what is wrong is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import settings
from dateline.errors import InputError
from dateline.knowledge.actors import load_actors
from dateline.knowledge.importing import Imported, import_actors, write
from dateline.knowledge.petrarch import spelled
from pageclaims import claims

DICTIONARY = """# actors of an imagined state
KURAMI_FRONT_ [SDNREB]  ; rebels of the hills
+KF_
+FRONT_FOR_KURAMI_
TARIQ_OSEI-MENSAH_ [GHAELI <20150101]
+OSEI-MENSAH_
\t[GHAGOV 20150101-20200101]
\t[GHAOPP >200102]
BARACK_OBAMA_ [USAELI]
BROKEN_ [xx]
LONELY_
"""


def imported(path: Path, text: str) -> Imported:
    path.write_text(text, encoding="utf-8")
    return import_actors(path, load_actors())


def test_a_dictionary_gives_actors_with_their_synonyms(tmp_path: Path) -> None:
    row = imported(tmp_path / "own.actors.txt", DICTIONARY).actors["kurami-front"]
    assert (row["name"], row["kind"], row["country"], row["sector"]) == ("Kurami Front", "group", "SDN", "REB")
    assert row["aliases"] == "KF|Front for Kurami"
    assert row["source"] == "own.actors.txt, line 2"


def test_codes_with_dates_become_offices(tmp_path: Path) -> None:
    found = imported(tmp_path / "own.actors.txt", DICTIONARY)
    assert found.actors["tariq-osei-mensah"]["kind"] == "person"
    assert [(o["sector"], o["start"], o["end"]) for o in found.offices] == [
        ("ELI", "", "2015-01-01"),
        ("GOV", "2015-01-01", "2020-01-01"),
        ("OPP", "2020-01-02", ""),
    ]


def test_who_is_known_is_left_out_and_faults_are_told(tmp_path: Path) -> None:
    found = imported(tmp_path / "own.actors.txt", DICTIONARY)
    assert found.known == ["Barack Obama"]
    assert [(fault.line, fault.reason.split(" ")[0]) for fault in found.faults] == [(10, "the"), (11, "it")]


def test_what_is_written_is_read_by_coding(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write(imported(tmp_path / "own.actors.txt", DICTIONARY), folder, "own")
    with settings.given(knowledge=str(folder)):
        (claim,) = [c for c in claims("The KF attacked Tamale on Monday.") if c.type == "ASSAULT"]
    assert [each.entity.id for each in claim.actors] == ["kurami-front"]


def test_a_second_import_keeps_the_offices_of_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write(imported(tmp_path / "one.txt", DICTIONARY), folder, "one")
    write(imported(tmp_path / "two.txt", "EBO_TANDOH_ [GHAGOV >20200101]\n"), folder, "two")
    write(imported(tmp_path / "two.txt", "EBO_TANDOH_ [GHAGOV >20210101]\n"), folder, "two")
    lines = (folder / "actors" / "offices.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 3 + 1
    assert any("2021-01-01" in line for line in lines)


def test_a_table_needs_only_names(tmp_path: Path) -> None:
    text = "Name,Country,Sector,Aliases,Notes\nLahun Brigade,SDN,REB,Lahun|LB,x\nBad One,Sudan,,,\n"
    found = imported(tmp_path / "mine.csv", text)
    row = found.actors["lahun-brigade"]
    assert (row["kind"], row["aliases"], row["source"]) == ("group", "Lahun|LB", "mine.csv")
    assert [(fault.line, fault.reason.split(" ")[0]) for fault in found.faults] == [(3, "country")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("no.csv", "who,where\na,b\n", "no column name"),
        ("no.txt", "This is a letter.\n", "holds no actor"),
    ],
)
def test_a_file_of_another_kind_is_an_error_that_says_what_to_give(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        imported(tmp_path / name, text)


@pytest.mark.parametrize(
    ("written", "name"),
    [("ABDUL_OF_KANO_", "Abdul of Kano"), ("NATO_", "NATO"), ("FRELIMO_", "Frelimo"), ("Hand Made", "Hand Made")],
)
def test_names_are_spelled_as_in_news(written: str, name: str) -> None:
    assert spelled(written) == name
