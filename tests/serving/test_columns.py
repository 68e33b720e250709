"""Columns take the events that the query of the database takes, and are brought up to date with what has changed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event as Signal
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import storing
from dateline.records import Claim, Event, Page, Quantity, Voice, When, Where
from dateline.serving.choosing import choose
from dateline.serving.columns import Columns, State
from dateline.serving.database import Database
from dateline.serving.filling import read_columns, state_of
from dateline.serving.keeping import kept_columns, made_by, outdated, packed
from dateline.serving.merging import OWN, updated
from dateline.serving.record import Record
from dateline.storing import Filter, Outcome, Store
from dateline.storing.filters import parse
from dateline.storing.queries import select_ids
from makers import ARMY, GUNMEN, NORLAND, REBELS, SENTENCE, SUDLAND, VERSIONS, article, claim, coded, event, page

PARTIES = (REBELS, ARMY, NORLAND, SUDLAND, GUNMEN)
PLACES = (
    Where("Zürichau", 1, 7, 47.25, -8.5, "NRL", "North"), Where("Lodzov Region", 3, 8, 50.0, 20.0, "SUD", "Lodzov"),
    Where("Zürichau", 2, 7, 47.25, -8.5, "NRL", "North"), Where("Nowhere", 5),
    Where(country="NRL", reason="none"), Where("Northford", 2, 9, 47.0, -8.0, "NRL", "North"),
)  # fmt: skip
DAYS = (
    When(date(2024, 3, 3), date(2024, 3, 3), "explicit"), When(date(2024, 3, 1), date(2024, 3, 31), "context"),
    When(), When(date(2023, 12, 30), date(2024, 1, 2), "relative"),
)  # fmt: skip


def invented(number: int, seed: int) -> tuple[Page, Claim, Event]:
    """An event of its own page."""
    chance = random.Random(seed)
    source = page(f"{SENTENCE}\n{number}", f"pages/{number}.txt")
    told = claim(source, when=chance.choice(DAYS), where=chance.choice(PLACES))
    by, to = chance.sample(PARTIES, chance.randint(0, 2)), chance.sample(PARTIES, chance.randint(0, 2))
    made = event(
        told, type=chance.choice(["ASSAULT", "CONSULT", "AID"]), mode=chance.choice([None, "aerial"]),
        actors=tuple(by), recipients=tuple(to), status=chance.choice(["asserted", "denied"]),
        killed=chance.choice([None, Quantity(3, None), Quantity(2, 9)]), count=chance.choice([1, None, 4]),
        reports=chance.randint(1, 3), review=chance.choice(["unreviewed", "accepted", "rejected", "duplicate"]),
        voices=tuple(Voice(str(each), (source.id,), "invented") for each in range(chance.randint(0, 2))),
    )  # fmt: skip
    return source, told, made


def write(store: Store, made: list[tuple[Page, Claim, Event]]) -> None:
    run = storing.start_run(store, VERSIONS)
    outcomes = []
    for number, (source, told, _) in enumerate(made):
        outlet, language = [("The Norland Post", "en"), ("Courrier de Sudland", "fr"), (None, None)][number % 3]
        item = coded(source, [told])
        outcomes.append(Outcome(replace(item, article=replace(article(source), publisher=outlet, language=language))))
    storing.write_batch(store, run, outcomes)
    storing.replace_events(store, [each for _, _, each in made])
    storing.finish_run(store, run)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Columns]]:
    target = tmp_path_factory.mktemp("columns") / "many.db"
    with storing.open_store(target, create=True) as store:
        write(store, [invented(number, number) for number in range(60)])
        yield store, read(store)


VALUES: dict[str, list[str]] = {
    "from": ["2024-01-01", "2024-03-10"], "to": ["2024-03-12", "2024-12-31"],
    "actor": ["Norland", "norl army", "id:norland", "SUD", "gunmen|Sudland", "id:nobody"],
    "by": ["id:norland-rebels", "army"], "against": ["Rebels", "id:sudland|id:gunmen"],
    "type": ["ASSAULT", "CONSULT,AID"], "mode": ["aerial"], "country": ["NRL", "SUD,MLI"],
    "place": ["zurich", "North", "id:8", "id:7x|lodz", "NRL", "id:abc"], "precision": ["1,2", "5"],
    "status": ["denied"], "source": ["norland", "courrier de", "post|cour", "nobody"], "language": ["fr", "en,ar"],
    "killed": ["2", "4", "10"], "reports": ["2"], "voices": ["1", "2"], "review": ["all", "accepted,rejected"],
    "text": ["rockets", "nothing"], "box": ["-9,46,-8.2,48"], "article": ["police"],
}  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 5), max_size=4))
def test_columns_take_what_the_query_takes(many: tuple[Store, Columns], asked: dict[str, int]) -> None:
    store, columns = many
    wanted = parse([(name, VALUES[name][number % len(VALUES[name])]) for name, number in asked.items()])
    flags = choose(store, columns, wanted)
    assert {columns.ids[row] for row in np.flatnonzero(flags)} == set(select_ids(store, wanted))


@pytest.mark.parametrize("name", sorted(VALUES))
def test_every_value_of_every_field_is_told_alike(many: tuple[Store, Columns], name: str) -> None:
    store, columns = many
    for value in VALUES[name]:
        wanted = parse([(name, value)])
        taken = {columns.ids[row] for row in np.flatnonzero(choose(store, columns, wanted))}
        assert taken == set(select_ids(store, wanted)), value


FILE = (0, 0)


def read(store: Store) -> Columns:
    return read_columns(store, state_of(store, FILE))


def brought(store: Store, before: Columns) -> Columns:
    return updated(store, state_of(store, FILE), before)


def told(columns: Columns) -> dict[str, dict[str, Any]]:
    """What columns say of each event, whatever the order of their rows and values."""
    found = {}
    for row, name in enumerate(columns.ids):
        found[name] = {
            "place": int(columns.by_date[row]),
            **{each: getattr(columns, each)[row].item() for each in OWN},
            **{each: field.values[field.codes[row]] if field.codes[row] >= 0 else None
               for each, field in columns.coded.items()},
            **{each: {field.values[code] for at, code in zip(field.events, field.codes, strict=True) if at == row}
               for each, field in columns.listed.items()},
        }  # fmt: skip
        assert columns.at[name] == row
    for field in columns.listed.values():
        assert list(field.events) == sorted(field.events)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_has_changed_is_read_again_and_nothing_else(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    made = {number: invented(number, number) for number in range(30)}
    asked: list[int] = []

    def counted(store: Store, state: State, only: list[str] | None = None) -> Columns:
        asked.append(-1 if only is None else len(only))
        return read_columns(store, state, only)

    monkeypatch.setattr("dateline.serving.merging.read_columns", counted)
    with storing.open_store(tmp_path / "grows.db", create=True) as store:
        write(store, list(made.values()))
        before = read(store)
        assert brought(store, before) is before
        for number in chance.sample(sorted(made), 5):
            source, claim_, event_ = made[number]
            days = chance.choice([event_.when, *DAYS])
            made[number] = source, claim_, replace(event_, review="accepted", reports=9, actors=(GUNMEN,), when=days)
        if seed % 2:
            del made[chance.choice(sorted(made))]
            made |= {number: invented(number, number) for number in (100, 101)}
        write(store, list(made.values()))
        after = brought(store, before)
        assert asked[0] in range(5, 8)
        assert told(after) == told(read(store))
        assert set(after.ids) == {event_.id for _, _, event_ in made.values()}


def test_what_came_and_went_is_not_mistaken_for_what_was_there(tmp_path: Path) -> None:
    """The last event goes and another comes: it has another number, though none is as high any more."""
    made = [invented(number, number) for number in range(12)]
    with storing.open_store(tmp_path / "turns.db", create=True) as store:
        write(store, made)
        before = read(store)
        write(store, made[:-1])
        write(store, [*made[:-2], (*made[-2][:2], replace(made[-2][2], reports=7)), made[-1]])
        after = brought(store, before)
        assert told(after) == told(read(store))
        assert after.reports[after.at[made[-2][2].id]] == 7


def test_another_publisher_of_a_page_is_counted(tmp_path: Path) -> None:
    made = [invented(number, number) for number in range(6)]
    with storing.open_store(tmp_path / "told.db", create=True) as store:
        write(store, made)
        before = read(store)
        with store.transaction() as db:
            db.execute("UPDATE document SET publisher = 'The Sudland Post' WHERE id = ?", (made[0][0].id,))
        after = brought(store, before)
        assert "The Sudland Post" in after.listed["source"].values
        assert told(after) == told(read(store))


@pytest.mark.parametrize("later", [False, True])
def test_columns_that_were_kept_are_those_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    monkeypatch.setattr("dateline.serving.record.FEWEST", 10)
    target, made = tmp_path / "kept.db", [invented(number, number) for number in range(30)]
    with storing.open_store(target, create=True) as store:
        write(store, made)
    record = Record(Database(target))
    with record.database.reading() as store:
        record.columns(store)
    record.close()
    if later:
        made[4] = (*made[4][:2], replace(made[4][2], reports=8))
        with storing.open_store(target) as store:
            write(store, made)
    asked: list[int] = []

    def counted(store: Store, state: State, only: list[str] | None = None) -> Columns:
        asked.append(-1 if only is None else len(only))
        return read_columns(store, state, only)

    monkeypatch.setattr("dateline.serving.merging.read_columns", counted)
    again = Record(Database(target))
    with again.database.reading() as store:
        found = again.columns(store)
        assert told(found) == told(read_columns(store, found.state))
    assert asked == ([1] if later else [])
    again.close()


def test_what_is_kept_and_cannot_be_read_is_read_anew(tmp_path: Path) -> None:
    target = tmp_path / "broken.db"
    with storing.open_store(target, create=True) as store:
        write(store, [invented(1, 1)])
        columns = read(store)
        for data in (b"", b"no columns", packed(columns)[:-9], packed(columns).replace(made_by().encode(), b"9" * 64)):
            with store.transaction() as db:
                db.execute("INSERT OR REPLACE INTO kept VALUES ('columns', ?)", (data,))
            assert kept_columns(store, FILE) is None
        with store.transaction() as db:
            db.execute("INSERT OR REPLACE INTO kept VALUES ('columns', ?)", (packed(columns),))
        whole = kept_columns(store, FILE)
        assert whole is not None
        assert told(whole) == told(columns)


def test_a_request_is_told_of_the_moment_that_it_began_at(tmp_path: Path) -> None:
    target = tmp_path / "record.db"
    with storing.open_store(target, create=True) as store:
        write(store, [invented(1, 1)])
    record = Record(Database(target))
    with record.database.reading() as early:
        early.value("SELECT count(*) FROM event")
        with storing.open_store(target) as store:
            write(store, [invented(1, 1), invented(2, 3)])
        with record.database.reading() as late:
            assert record.chosen(late, Filter(review="all"))[1].sum() == 2
        assert record.chosen(early, Filter(review="all"))[1].sum() == 1
        assert len(record.columns(early)) == 1
    record.close()


def test_columns_are_kept_anew_where_much_has_changed(tmp_path: Path) -> None:
    made = [invented(number, number) for number in range(60)]
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        write(store, made)
        first = read(store)
        made[0] = (*made[0][:2], replace(made[0][2], reports=8))
        write(store, made)
        assert not outdated(first.state, brought(store, first))
        made[1] = (*made[1][:2], replace(made[1][2], reports=8))
        write(store, made)
        assert outdated(first.state, brought(store, first))


def test_readers_beside_a_writer_see_whole_states(tmp_path: Path) -> None:
    """What the columns take is what the query takes of the same moment, whoever writes meanwhile."""
    target, made = tmp_path / "busy.db", [invented(number, number) for number in range(40)]
    with storing.open_store(target, create=True) as store:
        write(store, made)
    record, done, seen = Record(Database(target)), Signal(), set()
    wanted = [Filter(), Filter(review="accepted"), Filter(type="ASSAULT", reports=2), Filter(text="rockets")]

    def look() -> None:
        while not done.is_set():
            with record.database.reading() as store:
                for each in wanted:
                    columns, flags = record.chosen(store, each)
                    taken = {columns.ids[row] for row in np.flatnonzero(flags)}
                    assert taken == set(select_ids(store, each))
                    seen.add(columns.state)

    with ThreadPoolExecutor(3) as readers:
        looking = [readers.submit(look) for _ in range(3)]
        chance = random.Random(5)
        with storing.open_store(target) as store:
            for turn in range(25):
                at = chance.randrange(len(made))
                source, claim_, event_ = made[at]
                made[at] = source, claim_, replace(event_, review="accepted", reports=1 + turn % 3)
                storing.replace_events(store, [each for _, _, each in made[turn % 4 :]])
                time.sleep(0.01)
        done.set()
        for each in looking:
            each.result(30)
    record.close()
    assert len(seen) > 3


def test_another_file_is_read_anew(tmp_path: Path) -> None:
    target, other = tmp_path / "record.db", tmp_path / "other.db"
    for path, number in ((target, 1), (other, 2)):
        with storing.open_store(path, create=True) as store:
            write(store, [invented(number, number)])
    record = Record(Database(target))
    with record.database.reading() as store:
        assert record.columns(store).ids == (invented(1, 1)[2].id,)
    other.replace(target)
    with record.database.reading() as store:
        assert record.columns(store).ids == (invented(2, 2)[2].id,)
    record.close()
