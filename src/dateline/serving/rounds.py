"""Double coding: a round gives the same events to several people, and none sees what the others decide.

What they decide is kept apart, so that the record stays as it was for all of them. Once the last of them has finished,
the decisions go into the log, those of each person in their order and the persons in the order of their names, and the
round tells how far they agree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from dateline.deciding.agreement import agreements
from dateline.deciding.fields import ROLES, entities, value_of
from dateline.deciding.replaying import CORRECTIONS, VERDICTS, applied
from dateline.deciding.slots import undone
from dateline.errors import DecisionError, StaleDecision
from dateline.records import Decision, Event
from dateline.reviewing import Wish, add_decisions, check_words, made, version_of
from dateline.serving.problems import NotThere, Problem
from dateline.serving.readings import parties, value_words
from dateline.serving.record import Record
from dateline.serving.review_item import found, shown
from dateline.serving.roles import Visitor
from dateline.storing import Store
from dateline.storing.history import follow
from dateline.storing.plain import plain
from dateline.storing.rounds import Held, Round, close, finish, held, hold, in_open_rounds, read_rounds

ENDS = (*VERDICTS, "merge", "split")
"""Kinds of decision by which an event of a round is done."""


def one_round(store: Store, number: int) -> Round:
    """The round of a number. Raises NotThere."""
    rounds = read_rounds(store, number)
    if not rounds:
        raise NotThere(f"There is no round {number}. Rounds are listed at /api/v1/rounds.")
    return rounds[0]


def told(store: Store, each: Round) -> dict[str, Any]:
    """A round with how far its people are; once it is closed, with how far they agree."""
    logs = {name: held(store, each.number, name) for name in each.coders}
    coders = [
        {"name": name, "done": len(done(logs[name])), "finished": finished} for name, finished in each.coders.items()
    ]
    answer: dict[str, Any] = {
        "number": each.number, "name": each.name, "filter": dict(each.filter), "by": each.by, "at": each.at,
        "closed": each.closed, "events": len(each.events), "coders": coders, "agreement": None,
    }  # fmt: skip
    if each.closed:
        decisions = {name: [one.decision for one in log] for name, log in logs.items()}
        answer["agreement"] = [plain(one) for one in agreements(decisions)]
    return answer


def done(log: Sequence[Held]) -> set[str]:
    """The events of a round that somebody is done with."""
    return {each.event for each in live(log) if each.decision.kind in ENDS}


def live(log: Sequence[Held]) -> list[Held]:
    """What was not undone."""
    taken_back = undone([each.decision for each in log])
    return [each for each in log if each.decision.id not in taken_back and each.decision.kind != "undo"]


def mine(store: Store, number: int, asks: Visitor) -> Round:
    """A round that somebody codes in. Raises NotThere and Problem."""
    each = one_round(store, number)
    if asks.name not in each.coders:
        raise Problem(HTTPStatus.FORBIDDEN, f"Round {number} is coded by {' and '.join(each.coders)}.")
    return each


def round_queue(store: Store, number: int, asks: Visitor) -> dict[str, Any]:
    """The events of a round in its order, each with whether the one who asks is done with it."""
    each = mine(store, number, asks)
    ready = done(held(store, number, asks.name))
    items = [{"id": event, "score": None, "why": "", "review": "done" if event in ready else "unreviewed"}
             for event in each.events]  # fmt: skip
    return {"items": items, "next": None, "total": len(items), "events": len(items), "reviewed": len(ready),
            "elsewhere": 0}  # fmt: skip


def round_item(record: Record, store: Store, number: int, wanted: str, asks: Visitor) -> dict[str, Any]:
    """An event of a round as the one who asks has decided it so far; what others decided of it is not told."""
    each = mine(store, number, asks)
    own = live(held(store, number, asks.name, wanted))
    if wanted not in each.events:
        raise NotThere(f"Event {wanted[:80]!r} is not in round {number}.")
    event, selection = found(store, now(store, wanted))
    answer = shown(record, store, event, selection)
    seen, review = overlaid(event, [one.decision for one in own])
    answer["event"] |= {name: plain(getattr(seen, name)) for name in ("type", "mode", "status", "actors", "recipients",
                        "when", "where", "killed", "injured", "weapon", "count")} | {"review": review}  # fmt: skip
    for field in answer["fields"]:
        field["value"] = value_of(seen, field["name"])
        field["text"] = value_words(field["name"], field["value"])
    for role, told_role in zip(ROLES, answer["parties"], strict=True):
        told_role["now"] = parties(entities(seen, role))
    log = [{"number": one.number, **plain(one.decision), "standing": None} for one in own]
    return {**answer, "event": {**answer["event"], "id": wanted}, "decisions": log[::-1]}


def overlaid(event: Event, decisions: Sequence[Decision]) -> tuple[Event, str]:
    """The event with one person's decisions on it, and the review that these make."""
    review = "unreviewed"
    for decision in decisions:
        if decision.kind in CORRECTIONS:
            try:
                event = applied(event, decision)
            except DecisionError:  # of a reassignment that an earlier one of the same person made void
                continue
        if decision.kind in ENDS:
            review = {"accept": "accepted", "reject": "rejected"}.get(decision.kind, decision.kind)
    return event, review


def now(store: Store, event: str) -> str:
    """The event that an event of a round is called today. Raises NotThere."""
    heirs = follow(store, event)
    if not heirs:
        raise NotThere(f"Event {event} of the round is gone: its pages were taken out.")
    return heirs[0]


def keep(store: Store, number: int, wish: Wish, version: str | None, asks: Visitor) -> tuple[Held, str]:
    """Keeps a decision of a round; the version of its event. Raises what deciding raises."""
    each = mine(store, number, asks)
    if each.closed or each.coders[asks.name]:
        raise Problem(HTTPStatus.CONFLICT, f"You have finished round {number}; nothing can be decided in it any more.")
    check_words(wish)
    with store.transaction():
        if wish.kind == "undo":
            log = held(store, number, asks.name)
            taken = next((one for one in log if wish.target in (one.decision.id, str(one.number))), None)
            if taken is None:
                raise NotThere(f"You have decided nothing as {wish.target[:80]!r} in round {number}.")
            undo = replace(Decision("", "undo", "decision", wish.by, wish.at, taken.decision.id, wish.why),
                           anchors=taken.decision.anchors, others=taken.decision.others)  # fmt: skip
            return hold(store, number, taken.event, undo), version_of(store, now(store, taken.event))
        event = next((one for one in each.events if one.startswith(wish.target)), None)
        if event is None:
            raise NotThere(f"Event {wish.target[:80]!r} is not in round {number}.")
        target = now(store, event)
        if version is not None and (current := version_of(store, target)) != version:
            raise StaleDecision(f"{event} has changed since you looked at it (it was {version}, it is {current}).")
        decision = made(store, replace(wish, target=target))
        return hold(store, number, event, decision), version_of(store, target)


def finish_round(store: Store, number: int, asks: Visitor, at: str) -> dict[str, Any]:
    """Ends a round for one of its people; for the last one its decisions go into the log. Raises DecisionError."""
    each = mine(store, number, asks)
    left = len(each.events) - len(done(held(store, number, asks.name)))
    if left:
        raise DecisionError(f"{left} event{'' if left == 1 else 's'} of round {number} wait for your decision.")
    with store.transaction() as db:
        if each.coders[asks.name] is None:
            finish(db, number, asks.name, at)
    each = one_round(store, number)
    if each.closed is None and all(each.coders.values()):
        for name in sorted(each.coders):
            add_decisions(store, [one.decision for one in held(store, number, name)])
        with store.transaction() as db:
            close(db, number, at)
        each = one_round(store, number)
    return told(store, each)


def not_in_a_round(store: Store, wish: Wish) -> None:
    """Raises Problem for an event that an open round has: what others see of it must stay as it is."""
    away = in_open_rounds(store)
    if not away:
        return
    gone = away - {row[0] for row in store.rows("SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))",
                                                (json.dumps(sorted(away)),))}  # fmt: skip
    away |= {heir for each in gone for heir in follow(store, each)}
    held = [each for each in (wish.target, wish.other) if each in away]
    if held:
        raise Problem(
            HTTPStatus.CONFLICT,
            f"{held[0]} is in a round of double coding that is still open. Decide on it there, or wait.",
        )


def check_round(name: str, coders: Sequence[str], known: Mapping[str, Any] | None) -> None:
    """Raises DecisionError for a round that cannot be. `known` are the accounts, where there is a password file."""
    if not name.strip() or not all(each.isprintable() for each in (name, *coders)):
        raise DecisionError("A round needs a name, and names of people, that can be printed.")
    if len(set(coders)) < 2 or len(set(coders)) != len(coders):
        raise DecisionError("A round needs two people or more, each once.")
    for each in coders:
        if known is not None and (each not in known or known[each].role == "reader"):
            raise DecisionError(f"{each} cannot decide: the password file has no coder of that name.")
