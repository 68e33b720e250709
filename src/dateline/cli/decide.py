"""dateline decide: a person's decision on an event or a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer

from dateline import settings, storing
from dateline.cli.options import Database, UsageError, database
from dateline.cli.screen import copyable, out, safe
from dateline.deciding.fields import FIELDS, typed
from dateline.records import DecisionKind, Entity
from dateline.reviewing import Decided, Wish, decide, found, known_actor
from dateline.storing import Store
from dateline.storing.plain import plain

CORRECTABLE = [name for name in FIELDS if name != "type"]
"""The type has a decision of its own."""
ROLES = {"actor": "actors", "recipient": "recipients"}
KINDS: tuple[str, ...] = get_args(DecisionKind)

Kind = Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")]
Targets = Annotated[
    list[str],
    typer.Argument(
        metavar="IDS",
        help="The event or claim, or the beginning of its id; for undo the number of a decision. Then, for merge and "
        "duplicate, the other event, for unite the other actor; for split the claims to take out.",
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. Default: what DATELINE_CODER says.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; the words of a note.")]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="When, as 2024-03-09T14:30:00Z. Default: now.")]
FieldName = Annotated[
    str | None, typer.Option("--field", metavar="FIELD", help=f"What to correct: {', '.join(FIELDS)}.")
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="VALUE", help="The new value, type, actor (id or name); none for what is unknown."),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="ID", help="Of a reassignment, the id of who is there; a name.")
]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="Of a reassignment: actor or recipient.")]


def command(
    kind: Kind, targets: Targets, by: By = None, why: Why = "", at: At = None, field: FieldName = None, to: To = None,
    former: From = None, role: RoleName = "actor", db: Database = None,
) -> None:  # fmt: skip
    """Decides on an event, a claim or an actor, and puts the decision over the record at once and after every run.

    accept, reject: it is so, or no event. correct --field --to: another value. retype --to TYPE:MODE. reassign --from
    --to: another actor. merge EVENT OTHER. split EVENT CLAIMS. duplicate EVENT OTHER: leave it out. note --why. undo N.
    unite ACTOR OTHER: both are one, in all events. alias ACTOR --to NAME, unalias ACTOR --from NAME: who a name is.
    Nothing is ever removed: undo is a decision, too.
    """
    if kind not in KINDS:
        raise UsageError(f"There is no decision {kind!r}. There are {', '.join(KINDS)}.")
    most = 2 if kind in ("merge", "duplicate", "unite") else None if kind == "split" else 1
    if most is not None and len(targets) != most:
        wanted = "two actors" if kind == "unite" else "two events" if most == 2 else "one id"
        raise UsageError(f"{kind} takes {wanted}; {len(targets)} are given.")
    target = database(db)
    with storing.open_store(target) as store:
        wish = Wish(
            cast(DecisionKind, kind), targets[0], settings.get_str("coder") if by is None else by,
            at or datetime.now(UTC).isoformat(timespec="seconds"), why, field,
        )  # fmt: skip
        done = decide(store, completed(store, wish, targets[1:], to, former, role))
    tell(done, target)


def completed(store: Store, wish: Wish, others: list[str], to: str | None, former: str | None, role: str) -> Wish:
    """The wish with what its kind needs besides. Raises UsageError and DecisionError."""
    if wish.kind == "unalias":
        instead = None if (to or "none").casefold() == "none" else plain(known_actor(store, to or ""))
        return replace(wish, party=former, after=instead)
    if wish.kind == "alias":
        return replace(wish, party=to)
    if wish.kind in ("merge", "duplicate", "unite"):
        return replace(wish, other=others[0])
    if wish.kind == "split":
        return replace(wish, claims=tuple(others))
    if wish.kind in ("correct", "retype", "reassign") and to is None:
        raise UsageError(f"{wish.kind} needs the new value: --to VALUE, or --to none for what cannot be told.")
    if wish.kind == "correct" and wish.field is None:
        raise UsageError(f"Say which field to correct: --field with one of {', '.join(CORRECTABLE)}.")
    if wish.kind in ("correct", "retype"):
        return replace(wish, after=typed("type" if wish.kind == "retype" else str(wish.field), to or ""))
    if wish.kind == "reassign":
        if role not in ROLES:
            raise UsageError(f"--role {role!r} is none. Say actor or recipient.")
        after: Any = None if (to or "none").casefold() == "none" else plain(actor(store, wish.target, to or ""))
        return replace(wish, field=ROLES[role], party=former, after=after)
    return wish


def actor(store: Store, target: str, words: str) -> Entity:
    """The actor that is meant: one of the target itself, or any that is known."""
    there = found(store, target)
    parties: list[Entity] = [each if isinstance(each, Entity) else each.entity
                             for each in (*there.actors, *there.recipients)]  # fmt: skip
    return next((each for each in parties if words in (each.id, each.name)), None) or known_actor(store, words)


def tell(done: Decided, target: Path) -> None:
    """The number of the decision, how it stands, and where to look."""
    console = out()
    console.print(safe(f"Decision {done.number} ({done.decision.id}): {done.decision.kind}, {done.standing.state}."))
    if done.standing.reason:
        console.print(safe(f"{done.standing.reason}."), soft_wrap=True)
    if done.events:
        console.print(safe(f"Look at it:  dateline show {done.events[0][:8]} --db {copyable(target)}"), soft_wrap=True)
