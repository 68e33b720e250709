"""Names that people gave to actors, as rows of a knowledge folder, by which the coder knows them the next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import deciders
from dateline import settings
from dateline.cli.app import app
from dateline.errors import InputError
from dateline.knowledge.actors import load_actors, read_actors
from dateline.storing import Store
from dateline.teaching import teach
from pageclaims import claims

SENTENCE = "The Red Sashes shelled a village near Kidal on Monday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with deciders.made(tmp_path / "r.db", "0") as opened:
        yield opened
    read_actors.cache_clear()


def actors_of(sentence: str, folder: Path | None = None) -> list[list[str]]:
    with settings.given(knowledge=str(folder) if folder else ""):
        return [[each.entity.id for each in claim.actors] for claim in claims(sentence)]


def test_a_name_that_was_given_by_hand_is_coded(store: Store, tmp_path: Path) -> None:
    assert actors_of(SENTENCE) != [["norland-rebels"]]
    deciders.say(store, "alias", "norland-rebels", party="Red Sashes")
    made, written = teach(store, tmp_path / "mine")
    assert (made.names, written) == (1, [tmp_path / "mine" / "actors" / "decided.csv"])
    assert actors_of(SENTENCE, tmp_path / "mine") == [["norland-rebels"]]


def test_what_was_undone_is_taught_no_longer(store: Store, tmp_path: Path) -> None:
    said = deciders.say(store, "alias", "norland-rebels", party="Red Sashes")
    teach(store, tmp_path)
    deciders.say(store, "undo", said.decision.id)
    assert teach(store, tmp_path) == (type(teach(store, tmp_path)[0])(), [])
    assert actors_of(SENTENCE, tmp_path) == actors_of(SENTENCE)


def test_a_row_has_all_that_the_package_knows_and_the_name(store: Store, tmp_path: Path) -> None:
    before = load_actors()
    actor = next(each for each in before.actors.values() if each.aliases and each.entity.sector == "REB")
    deciders.say(store, "alias", actor.entity.id, party="Red Sashes")
    deciders.say(store, "alias", "mali", party="The Middle River")
    deciders.say(store, "unalias", actor.entity.id, party=actor.aliases[0])
    made, written = teach(store, tmp_path)
    assert (made.names, len(written)) == (3, 2)
    now = load_actors(tmp_path)
    changed = now.actors[actor.entity.id]
    assert changed.aliases == (*actor.aliases[1:], "Red Sashes")
    assert (changed.entity, changed.start, changed.part_of) == (actor.entity, actor.start, actor.part_of)
    mali = now.states["mali"]
    assert mali.aliases == (*before.states["mali"].aliases, "The Middle River")
    assert (mali.adjectives, mali.entity) == (before.states["mali"].adjectives, before.states["mali"].entity)


def test_what_no_row_can_teach_is_told(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "actors" / "mine.csv"
    own.parent.mkdir()
    own.write_text("id,name,kind,country,sector,part_of,backers,aliases,start,end,source\n"
                   "norland-rebels,Norland Rebels,group,,REB,,,,,,mine\n", encoding="utf-8")  # fmt: skip
    deciders.say(store, "alias", "norland-rebels", party="Red Sashes")
    deciders.say(store, "alias", "norland-army", party="France")
    deciders.say(store, "unite", "mali", other="france")
    made, written = teach(store, tmp_path)
    assert written == []
    assert set(made.left) == {"Red Sashes", "France"}
    assert "a file of yours" in made.left["Red Sashes"]
    assert "mine" in own.read_text(encoding="utf-8")


def test_a_file_that_was_changed_by_hand_is_not_written_over(store: Store, tmp_path: Path) -> None:
    deciders.say(store, "alias", "norland-rebels", party="Red Sashes")
    (written,) = teach(store, tmp_path)[1]
    written.write_text(written.read_text(encoding="utf-8").replace("decided by people", "me"), encoding="utf-8")
    with pytest.raises(InputError, match="rows of yours"):
        teach(store, tmp_path)


def test_actors_that_are_one_share_the_name(store: Store, tmp_path: Path) -> None:
    deciders.say(store, "unite", "norland-rebels", other="france")
    made, _ = teach(store, tmp_path)
    assert made.names == 1
    assert "Norland Rebels" in load_actors(tmp_path).states["france"].aliases


def test_the_command_says_how_to_use_it(store: Store, tmp_path: Path) -> None:
    deciders.say(store, "alias", "norland-rebels", party="Red Sashes")
    told = CliRunner().invoke(app, ["decisions", "teach", str(tmp_path / "mine"), "--db", str(tmp_path / "r.db")])
    assert told.exit_code == 0
    assert "rows of actors: 1" in told.output
    assert "DATELINE_KNOWLEDGE" in told.output
    assert "dateline recode" in told.output
