"""Columns take the events that the query of the database takes, and are brought up to date with what has changed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import storing
from dateline.records import Claim, Event, Page, Quantity, Voice, When, Where
from dateline.serving.choosing import choose
from dateline.serving.columns import Columns
from dateline.serving.database import Database
from dateline.serving.filling import read_columns
from dateline.serving.merging import updated
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
        yield store, read_columns(store)


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


def told(columns: Columns) -> dict[str, dict[str, Any]]:
    """What columns say of each event, whatever the order of their values."""
    found = {}
    for row, name in enumerate(columns.ids):
        found[name] = {
            "row": int(columns.rows[row]), "place": int(columns.by_date[row]), "mark": columns.marks[name],
            **{each: int(getattr(columns, each)[row]) for each in ("start", "end", "killed_low", "killed_high",
                                                                   "reports", "voices", "occurrences")},
            **{each: field.values[field.codes[row]] if field.codes[row] >= 0 else None
               for each, field in columns.coded.items()},
            **{each: {field.values[code] for at, code in zip(field.events, field.codes, strict=True) if at == row}
               for each, field in columns.listed.items()},
        }  # fmt: skip
        assert columns.at[name] == row
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_has_changed_is_read_again_and_nothing_else(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = {number: invented(number, number) for number in range(30)}
    with storing.open_store(tmp_path / "grows.db", create=True) as store:
        write(store, list(made.values()))
        before = read_columns(store)
        assert updated(store, before) is before
        for number in chance.sample(sorted(made), 5):
            source, claim_, event_ = made[number]
            made[number] = source, claim_, replace(event_, review="accepted", reports=9, actors=(GUNMEN,))
        del made[chance.choice(sorted(made))]
        made |= {number: invented(number, number) for number in (100, 101)}
        write(store, list(made.values()))
        after = updated(store, before)
        assert told(after) == told(read_columns(store))
        assert set(after.ids) == {event_.id for _, _, event_ in made.values()}
        assert list(after.rows) == sorted(after.rows)


def test_readers_are_told_what_was_written(tmp_path: Path) -> None:
    target = tmp_path / "record.db"
    with storing.open_store(target, create=True) as store:
        write(store, [invented(1, 1)])
    record = Record(Database(target))
    generation, first = record.now()
    assert (len(first), record.generation()) == (1, generation)
    with storing.open_store(target) as store:
        write(store, [invented(1, 1), invented(2, 3)])
    later, second = record.now()
    assert later > generation
    assert len(second) == 2
    with record.database.reading() as store:
        assert record.chosen(store, Filter(review="all"))[1].sum() == 2
    record.close()


def test_who_waits_too_long_is_told_what_was_there_and_that_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event as Signal

    target, go = tmp_path / "record.db", Signal()
    with storing.open_store(target, create=True) as store:
        write(store, [invented(1, 1)])
    record = Record(Database(target))
    old, _ = record.now()
    with storing.open_store(target) as store:
        write(store, [invented(1, 1), invented(2, 3)])

    def slowly(store: Store, before: Columns | None) -> Columns:
        go.wait(20)
        return updated(store, before)

    monkeypatch.setattr("dateline.serving.record.updated", slowly)
    generation, columns = record.now()
    assert (generation, len(columns)) == (old, 1)
    go.set()
    record.close()
    generation, columns = record.now()
    assert (generation > old, len(columns)) == (True, 2)


def test_a_record_that_is_slow_to_read_is_not_read_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "record.db"
    with storing.open_store(target, create=True) as store:
        write(store, [invented(1, 1)])
    record = Record(Database(target))
    record.now()

    def slowly(store: Store, before: Columns | None) -> Columns:
        time.sleep(0.15)
        return updated(store, before)

    monkeypatch.setattr("dateline.serving.record.updated", slowly)
    monkeypatch.setattr("dateline.serving.record.REST", 1e9)
    with storing.open_store(target) as store:
        write(store, [invented(1, 1), invented(2, 3)])
    old, _ = record.now()
    while record.generation() == old:
        time.sleep(0.01)
    assert len(record.now()[1]) == 2
    with storing.open_store(target) as store:
        write(store, [invented(1, 1)])
    assert len(record.now()[1]) == 2
    record.close()
