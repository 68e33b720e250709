"""The catalogue of actors: the shipped files are sound, faults are told with file and line."""

import re
import time
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.actors import dangling, load_actors, read_actors
from dateline.knowledge.names import fold

ACTOR_HEADER = "id,name,kind,country,sector,part_of,backers,aliases,start,end,source\n"


def catalogue_with(folder: Path, name: str, text: str):  # type: ignore[no-untyped-def]
    (folder / name).write_text(text, encoding="utf-8")
    return load_actors(folder)


def test_shipped_files_load_fast_and_refer_to_what_exists() -> None:
    read_actors.cache_clear()
    start = time.process_time()
    catalogue = load_actors()
    assert time.process_time() - start < 5
    assert list(dangling(catalogue)) == []


def test_every_state_has_a_code_a_region_and_a_source() -> None:
    states = load_actors().states.values()
    assert len([state for state in states if state.iso2]) >= 250
    for state in states:
        assert re.fullmatch("[A-Z]{3}", state.entity.country or ""), state
        assert state.region, state


def test_codes_lead_to_the_state_not_to_its_regions() -> None:
    catalogue = load_actors()
    assert (iraq := catalogue.state("IRQ")) is not None
    assert iraq.entity.id == "iraq"
    assert iraq.adjective == "Iraqi"
    assert (america := catalogue.state("USA")) is not None
    assert america.adjective == "US"
    assert catalogue.state("QQQ") is None
    assert catalogue.state(None) is None


def test_former_states_are_known() -> None:
    ids = load_actors().states
    assert {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany", "zaire"} <= set(ids)


def test_no_name_of_a_state_is_that_of_another() -> None:
    seen: dict[str, str] = {}
    for state in load_actors().states.values():
        for name in (state.entity.name, *state.aliases):
            assert seen.setdefault(fold(name), state.entity.id) == state.entity.id, name


def test_there_are_enough_roles_and_each_plural_is_told() -> None:
    roles = load_actors().roles
    assert len(roles) >= 350
    assert all(role.sector for role in roles)
    by_phrase = {role.phrase: role for role in roles}
    assert by_phrase["gunman"].plural == "gunmen"
    assert by_phrase["gunman"].unnamed
    assert by_phrase["army"].collective
    assert by_phrase["forces"].bound


def test_leaders_held_their_offices_on_the_day() -> None:
    catalogue = load_actors()
    assert len([a for a in catalogue.actors.values() if a.entity.kind == "person"]) >= 450
    held = {(o.office, o.country) for o in catalogue.offices_of("barack-obama", "2016-06-12")}
    assert held == {("President", "USA")}
    assert catalogue.offices_of("barack-obama", "2018-01-01") == ()
    assert catalogue.offices_of("nobody") == ()


def test_a_bare_family_name_that_many_bear_is_no_alias() -> None:
    catalogue = load_actors()
    aliases = {
        fold(alias) for actor in catalogue.actors.values() if actor.entity.kind == "person" for alias in actor.aliases
    }
    assert not aliases & {"bush", "khan", "kim", "abbas", "sharif", "johnson", "brown", "hussein", "li", "ali"}
    assert {"putin", "netanyahu", "erdogan", "zelenskyy"} <= aliases


def test_a_users_rows_win(tmp_path: Path) -> None:
    rows = ACTOR_HEADER + "river-watch,River Watch,organisation,KEN,SOC,,,RW,,,own\n"
    catalogue = catalogue_with(tmp_path, "mine.csv", rows)
    assert (entity := catalogue.entity("river-watch")) is not None
    assert entity.country == "KEN"
    assert catalogue.entity("iraq") is not None


def test_other_csv_files_of_a_user_are_left_alone(tmp_path: Path) -> None:
    assert catalogue_with(tmp_path, "sales.csv", "a,b\n1,2\n").entity("iraq") is not None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Bad Id,Name,group,KEN,REB,,,,,,own", "id is"),
        ("ok,Name,tribe,KEN,REB,,,,,,own", "kind is"),
        ("ok,Name,group,Kenya,REB,,,,,,own", "country is"),
        ("ok,Name,group,KEN,XXX,,,,,,own", "sector is"),
        ("ok,Name,group,KEN,REB,,ken,,,,own", "backers is"),
        ("ok,Name,group,KEN,REB,,,,May 2001,,own", "start is"),
        ("ok,,group,KEN,REB,,,,,,own", "name is"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"mine\.csv:2: {fault}"):
        catalogue_with(tmp_path, "mine.csv", ACTOR_HEADER + row + "\n")


def test_an_id_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    row = "one,One,group,KEN,REB,,,,,,own\n"
    with pytest.raises(KnowledgeError, match=r"mine\.csv:3: id 'one' stands in mine\.csv:2 too"):
        catalogue_with(tmp_path, "mine.csv", ACTOR_HEADER + row + row)


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is no folder"):
        load_actors(tmp_path / "absent")
