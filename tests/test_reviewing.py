"""Decisions into a database: what each does, that the order counts and no clock, and that the log keeps everything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dateline import making, storing
from dateline.errors import DecisionError, StaleDecision, StoreError
from dateline.records import Claim, Event, Participant, Quantity, Refusal
from dateline.reviewing import Wish, add_decisions, decide, known_actor, version_of
from dateline.storing import Store
from dateline.storing.checking import check
from dateline.storing.decisions import read_decisions
from dateline.storing.filters import Filter
from dateline.storing.plain import plain
from deciders import AT, by_page, claims, events, made, pages, say
from makers import GUNMEN, NORLAND, REBELS, TEXT, mention


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path / "r.db") as opened:
        yield opened


def state(store: Store) -> list[str]:
    return [each.standing.state if each.standing else "" for each in read_decisions(store)]


def test_events_begin_unreviewed(store: Store) -> None:
    assert {event.review for event in events(store).values()} == {"unreviewed"}
    assert set(events(store)) == {"012", "34", "5", "67"}


def test_accepting_and_rejecting_are_shown_and_rejected_events_left_out(store: Store) -> None:
    say(store, "accept", events(store)["012"].id, why="I read all three.")
    say(store, "reject", events(store)["5"].id)
    found = events(store)
    assert (found["012"].review, found["5"].review) == ("accepted", "rejected")
    assert len(storing.select(store).events) == 3
    assert len(storing.select(store, Filter(review="all")).events) == 4
    assert [event.id for event in storing.select(store, Filter(review="rejected")).events] == [found["5"].id]


def test_a_correction_sets_the_field_and_keeps_what_was(store: Store) -> None:
    done = say(store, "correct", events(store)["34"].id, field="killed", after={"low": 9, "high": None})
    assert events(store)["34"].killed == Quantity(9, None)
    assert events(store)["34"].review == "corrected"
    assert (done.decision.before, done.decision.after) == ({"low": 8, "high": 9}, {"low": 9, "high": None})
    assert done.standing.subject == events(store)["34"].id
    say(store, "correct", events(store)["34"].id, field="killed", after=None)
    assert events(store)["34"].killed is None
    assert state(store) == ["superseded", "applied"]


def test_a_claim_is_corrected_in_the_record_and_stays_as_it_was_coded(store: Store) -> None:
    before = claims(store)[5]
    say(store, "correct", before.id, field="when", after={"start": "2024-03-02", "end": "2024-03-02"}, why="Saturday")
    event = events(store)["5"]
    assert str(event.when.start) == "2024-03-02"
    assert (event.when.basis, event.review) == ("decided", "corrected")
    shown = storing.select(store, Filter(review="all")).claims[before.id]
    assert (str(shown.when.start), shown.why[-1].rule, shown.why[-1].detail) == (
        "2024-03-02",
        "decided",
        "Ana: Saturday",
    )
    assert claims(store)[5] == before


def test_a_rejected_claim_leaves_its_event(store: Store) -> None:
    say(store, "reject", claims(store)[2].id)
    assert set(events(store)) == {"01", "34", "5", "67"}
    say(store, "reject", claims(store)[5].id)
    assert set(events(store)) == {"01", "34", "67"}
    assert not [finding for each in check(store) for finding in each.findings]
    say(store, "undo", "2")
    assert set(events(store)) == {"01", "34", "5", "67"}


def test_merging_and_splitting_keep_ids_that_lead_on(store: Store) -> None:
    one, two = events(store)["012"].id, events(store)["34"].id
    say(store, "merge", one, other=two, why="the same bridge")
    merged = events(store)["01234"]
    assert merged.review == "corrected"
    assert any("merged by Ana: the same bridge" in merge.reason for merge in merged.merges)
    assert {storing.find_event(store, each).events[0].id for each in (one, two)} == {merged.id}
    say(store, "split", merged.id, claims=(claims(store)[4].id, claims(store)[0].id))
    assert set(events(store)) == {"04", "123", "5", "67"}
    say(store, "undo", "1")
    assert set(events(store)) == {"0", "12", "3", "4", "5", "67"}
    say(store, "undo", "2")
    assert set(events(store)) == {"012", "34", "5", "67"}
    assert {event.review for event in events(store).values()} == {"unreviewed"}


def test_a_duplicate_is_left_out_and_adds_nothing(store: Store) -> None:
    say(store, "duplicate", events(store)["5"].id, other=events(store)["67"].id)
    assert events(store)["5"].review == "duplicate"
    assert events(store)["67"].reports == 2
    assert len(storing.select(store).events) == 3


def test_retyping_and_reassigning(store: Store) -> None:
    event, claim = events(store)["67"], claims(store)[0]
    say(store, "retype", event.id, after={"type": "PROTEST", "mode": "riot"})
    say(store, "reassign", event.id, field="actors", party=REBELS.id, after=plain(GUNMEN))
    say(store, "reassign", claim.id, field="recipients", after=plain(NORLAND))
    found = events(store)["67"]
    assert (found.type, found.mode, found.cameo, found.actors) == ("PROTEST", "riot", "145", (GUNMEN,))
    assert NORLAND in events(store)["012"].recipients


def test_undoing_an_undo_brings_the_decision_back(store: Store) -> None:
    event = events(store)["5"].id
    say(store, "reject", event)
    undo = say(store, "undo", "1", by="Ben", why="it did happen")
    assert (events(store)["5"].review, state(store)) == ("unreviewed", ["undone", "applied"])
    say(store, "undo", undo.decision.id)
    assert (events(store)["5"].review, state(store)) == ("rejected", ["applied", "undone", "applied"])


def test_two_people_who_differ_are_a_dispute_until_one_gives_way(store: Store) -> None:
    event = events(store)["5"].id
    say(store, "accept", event)
    say(store, "reject", event, by="Ben")
    assert (events(store)["5"].review, state(store)) == ("disputed", ["disputed", "disputed"])
    assert len(storing.select(store).events) == 4, "a disputed event is not left out"
    say(store, "accept", event, by="Ben")
    assert (events(store)["5"].review, state(store)) == ("accepted", ["applied", "superseded", "applied"])
    say(store, "correct", event, field="killed", after={"low": 1, "high": 1})
    say(store, "correct", event, by="Ben", field="killed", after={"low": 2, "high": 2})
    assert (events(store)["5"].killed, events(store)["5"].review) == (Quantity(2, 2), "disputed")
    say(store, "undo", "4", by="Chair")
    assert (events(store)["5"].killed, events(store)["5"].review) == (Quantity(2, 2), "corrected")


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("accept", {"by": " "}, "by whom"),
        ("accept", {"at": "yesterday"}, "is no time"),
        ("note", {}, "needs words"),
        ("correct", {"field": "colour", "after": 1}, "no field 'colour'"),
        ("correct", {"field": "killed", "after": {"low": -1, "high": 2}}, "no number of people"),
        ("correct", {"field": "killed", "after": {"low": 10, "high": 10}}, "already"),
        ("correct", {"field": "when", "after": {"start": "2024-03-09", "end": "2024-03-08"}}, "lies before"),
        ("correct", {"field": "type", "after": {"type": "AID", "mode": None}}, "retype"),
        ("retype", {"after": {"type": "WAR", "mode": None}}, "no type 'WAR'"),
        ("retype", {"after": {"type": "AID", "mode": "riot"}}, "no mode 'riot'"),
        ("reassign", {"field": "victims", "after": None}, "no role"),
        ("reassign", {"field": "actors", "party": "nobody", "after": None}, "not among"),
        ("merge", {"other": "SELF"}, "another event"),
        ("split", {"claims": ()}, "Name claims"),
    ],
)
def test_a_wish_that_makes_no_sense_is_told_and_leaves_nothing(
    store: Store, kind: str, fields: dict[str, Any], words: str
) -> None:
    event = events(store)["5"].id
    given = {name: event if value == "SELF" else value for name, value in fields.items()}
    with pytest.raises(DecisionError, match=words):
        say(store, kind, event, **given)
    assert read_decisions(store) == []


def test_a_stale_write_is_refused(store: Store) -> None:
    event = events(store)["5"].id
    seen = version_of(store, event)
    decide(store, Wish("note", event, "Ana", AT, "look at the date"), version=seen)
    with pytest.raises(StaleDecision, match="has changed since you looked"):
        decide(store, Wish("reject", event, "Ben", AT), version=seen)
    decide(store, Wish("reject", event, "Ben", AT), version=version_of(store, event))
    claim = claims(store)[0].id
    seen = version_of(store, claim)
    decide(store, Wish("accept", claim, "Ana", AT), version=seen)
    with pytest.raises(StaleDecision):
        decide(store, Wish("reject", claim, "Ben", AT), version=seen)


def test_the_log_cannot_be_changed(store: Store) -> None:
    say(store, "accept", events(store)["5"].id)
    for sql in ("UPDATE decision SET record = '{}'", "DELETE FROM decision"):
        with pytest.raises(Exception, match="decisions are never"):
            store.db.execute(sql)


def test_what_came_later_counts_though_the_clock_went_back(store: Store) -> None:
    event = events(store)["5"].id
    say(store, "accept", event, at="2030-01-01T00:00:00")
    say(store, "reject", event, at="1970-01-01T00:00:00")
    say(store, "reject", event, at="1970-01-01T00:00:00", why="still")
    assert events(store)["5"].review == "rejected"
    assert [each.number for each in read_decisions(store)] == [1, 2, 3]
    assert len({each.decision.id for each in read_decisions(store)}) == 3


def test_a_new_report_makes_an_acceptance_outdated_only_where_it_changes_what_was_seen(tmp_path: Path) -> None:
    with made(tmp_path / "r.db", "014567") as store:
        say(store, "accept", events(store)["01"].id)
        say(store, "correct", events(store)["4"].id, field="killed", after={"low": 1, "high": 1})
        say(store, "reject", events(store)["5"].id)
        pages(store, "23")
        found = events(store)
        assert found["012"].review == "outdated", "the range of killed is another"
        assert (found["34"].killed, found["34"].review) == (Quantity(1, 1), "outdated")
        assert found["5"].review == "rejected"
        assert state(store) == ["changed", "changed", "applied"]
        assert "killed was" not in (read_decisions(store)[0].standing.reason)  # type: ignore[union-attr]
        say(store, "accept", found["012"].id)
        assert events(store)["012"].review == "accepted"


def recoded(store: Store, **changes: object) -> None:
    """Puts other claims in the place of those of all pages, as a newer version does: ids are others, triggers stay."""
    for number, one in enumerate(claims(store)):
        record = {**plain(one), "id": f"{number:016x}", **changes}
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.db.execute("UPDATE claim SET id = ?, record = ?, founds = founding(?) WHERE id = ?",
                         (record["id"], json.dumps(record), record["id"], one.id))  # fmt: skip
    making.make_events(store, by_page)
    store.db.execute("PRAGMA foreign_keys = ON")


def test_decisions_last_when_pages_are_coded_anew_under_other_ids(store: Store) -> None:
    say(store, "accept", events(store)["5"].id)
    say(store, "correct", events(store)["34"].id, field="killed", after={"low": 1, "high": 1})
    say(store, "merge", events(store)["34"].id, other=events(store)["67"].id)
    say(store, "reject", claims(store)[2].id)
    wanted, stands = {name: (event.review, event.killed) for name, event in events(store).items()}, state(store)
    assert stands == ["applied", "changed", "applied", "applied"], "the merged event has other numbers of dead"
    recoded(store)
    assert {name: (event.review, event.killed) for name, event in events(store).items()} == wanted
    assert state(store) == stands
    recoded(store, killed=None, trigger={"span": {"start": 90, "end": 94}, "text": "fire"})
    assert state(store) == ["stale"] * 4
    assert all(each.standing and each.standing.reason for each in read_decisions(store))


def test_decisions_move_between_databases_and_come_only_once(store: Store, tmp_path: Path) -> None:
    say(store, "accept", events(store)["5"].id)
    say(store, "split", events(store)["012"].id, claims=(claims(store)[1].id,))
    log = [each.decision for each in read_decisions(store)]
    with made(tmp_path / "other.db") as other:
        assert add_decisions(other, log) == (2, 0)
        assert add_decisions(other, log) == (0, 2)
        say(other, "note", events(other)["5"].id, why="after what was known already")
        assert [each.number for each in read_decisions(other)] == [1, 2, 3]  # a gap is a lost decision
        say(other, "undo", "3")
        assert storing.read_events(other) == storing.read_events(store)
    with made(tmp_path / "few.db", "67") as few:
        assert add_decisions(few, log) == (2, 0)
        assert state(few) == ["stale", "stale"]
        pages(few, "012345")
        assert state(few) == ["applied", "applied"]
        assert storing.read_events(few) == storing.read_events(store)


def whole(store: Store) -> tuple[list[Any], ...]:
    tables = {
        "event": "id, mark", "claim_decided": "claim, record, review", "event_machine": "id, record",
        "event_machine_claim": "claim, event", "decision_standing": "decision, state, subject, reason",
    }  # fmt: skip
    return tuple([tuple(row) for row in store.rows(f"SELECT {what} FROM {table} ORDER BY 1")]
                 for table, what in tables.items())  # fmt: skip


def random_wish(store: Store, chance: Random) -> Wish:
    """Something that somebody may want: any kind, on any event or claim."""
    by = chance.choice(["Ana", "Ben"])
    event: Event = chance.choice(list(events(store).values()))
    other: Event = chance.choice(list(events(store).values()))
    claim = chance.choice(claims(store)).id
    some = {"low": chance.randrange(3), "high": None}
    kind = chance.choice(["accept", "reject", "killed", "merge", "split", "duplicate", "undo", "reassign", "note"])
    target = chance.choice([event.id, claim]) if kind in ("accept", "reject", "killed", "reassign") else event.id
    match kind:
        case "killed":
            return Wish("correct", target, by, AT, field="killed", after=some)
        case "merge" | "duplicate":
            return Wish(kind, target, by, AT, other=other.id)  # type: ignore[arg-type]
        case "split":
            return Wish("split", target, by, AT, claims=(chance.choice(event.claims),))
        case "undo":
            return Wish("undo", str(chance.randrange(1, 15)), by, AT)
        case "reassign":
            return Wish("reassign", target, by, AT, field="actors", party=REBELS.id, after=plain(GUNMEN))
    return Wish(kind, target, by, AT, "well")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(12))
def test_a_decision_put_over_what_it_touches_gives_what_all_made_anew_gives(store: Store, seed: int) -> None:
    chance, done = Random(seed), 0
    for _ in range(25):
        try:
            decide(store, random_wish(store, chance))
            done += 1
        except (DecisionError, StoreError):
            continue
    assert done > 8
    step_by_step = whole(store)
    making.make_events(store, by_page)
    assert whole(store) == step_by_step
    assert not [finding for each in check(store) for finding in each.findings]


def test_what_was_kept_out_is_told_as_long_as_it_is_out(store: Store) -> None:
    def refusing(given: Sequence[Claim]) -> tuple[Event, ...]:
        first, *others = by_page(given)
        refusal = Refusal(first.claims[0], others[0].claims[0], "too far apart", -1.0)
        return replace(first, refusals=(refusal,)), *others

    making.make_events(store, refusing)
    say(store, "correct", claims(store)[0].id, field="killed", after=None)
    assert [each.reason for each in events(store)["012"].refusals] == ["too far apart"]
    say(store, "merge", events(store)["012"].id, other=events(store)["34"].id)
    assert events(store)["01234"].refusals == ()


def test_an_actor_that_only_texts_tell_has_the_country_that_its_events_agree_on(tmp_path: Path) -> None:
    bare = replace(REBELS, id="red-sashes", name="Red Sashes", country=None, origin="text")
    with storing.open_store(tmp_path / "r.db", create=True) as store:
        for number, country, told in ((0, None, None), (3, "NRL", "NRL"), (5, "SUD", None)):
            party = Participant(replace(bare, country=country), mention(TEXT, "Norland Rebels"))
            pages(store, str(number), actors=(party,))
            assert known_actor(store, "red-sashes") == replace(bare, country=told)
