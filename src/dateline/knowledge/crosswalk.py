"""From PLOVER to what other data sets call an event: quad class, Goldstein score, ACLED and UCDP types.

Data: ``goldstein.csv`` (Goldstein's scores as the CAMEO project publishes them for its codes), ``acled.csv`` (a row
with its source for each type, mode and kind of target).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import load_types
from dateline.knowledge.tables import layers, read_rows
from dateline.records import Claim, Entity, Event

GOVERNMENT = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
ARMED = frozenset({"CRM", "PRM", "REB", "UAF"})
CIVILIAN = frozenset({"AGR", "BUS", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "OPP", "PTY", "REF", "REL", "SOC"})


@dataclass(frozen=True, slots=True)
class Crossed:
    """An event in the terms of other schemes; None where a scheme has no such event or the record does not tell.

    `ucdp` is UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided.
    """

    quad: int | None
    goldstein: float | None
    acled_type: str | None
    acled_sub_type: str | None
    ucdp: int | None


def crossed(record: Claim | Event) -> Crossed:
    """The terms for a claim or an event."""
    actors, recipients = parties(record, "actors"), parties(record, "recipients")
    known = load_types().get(record.type)
    acled = acled_of(record.type, record.mode, bool(recipients) and all(map(is_civilian, recipients)))
    deadly = record.type == "ASSAULT" and record.killed is not None and record.killed.low > 0
    return Crossed(
        quad=known.quad if known else None,
        goldstein=goldstein(record.cameo),
        acled_type=acled[0] if acled else None,
        acled_sub_type=acled[1] if acled else None,
        ucdp=violence(actors, recipients) if deadly else None,
    )


def parties(record: Claim | Event, role: str) -> tuple[Entity, ...]:
    return tuple(p if isinstance(p, Entity) else p.entity for p in getattr(record, role))


def is_civilian(entity: Entity) -> bool:
    return entity.sector in CIVILIAN or (entity.kind == "population" and entity.sector is None)


def is_government(entity: Entity) -> bool:
    return entity.kind == "state" or entity.sector in GOVERNMENT


def is_organised(entity: Entity) -> bool:
    return is_government(entity) or entity.sector in ARMED


def violence(actors: Iterable[Entity], recipients: Iterable[Entity]) -> int | None:
    """UCDP's type of violence of a deadly event between these sides; None where a side is unknown or not organised."""
    one, other = list(actors), list(recipients)
    if not other or not any(map(is_organised, one)):
        return None
    if all(map(is_civilian, other)):
        return 3
    if not any(map(is_organised, other)):
        return None
    return 1 if any(map(is_government, [*one, *other])) else 2


@cache
def goldstein_table() -> dict[str, float]:
    table: dict[str, float] = {}
    for path in layers("goldstein.csv"):
        for row in read_rows(path, ("cameo", "score")):
            try:
                table[row["cameo"]] = float(row["score"])
            except ValueError:
                raise KnowledgeError(f"{row.where}: the score {row['score']!r} is no number.") from None
    return table


def goldstein(cameo: str) -> float | None:
    """Goldstein's score of a CAMEO code, or of the wider code that it belongs to."""
    for length in range(len(cameo), 1, -1):
        if (score := goldstein_table().get(cameo[:length])) is not None:
            return score
    return None


@cache
def acled_table() -> dict[tuple[str, str, str], tuple[str, str]]:
    return {
        (row["type"], row["mode"], row["target"]): (row["event_type"], row["sub_event_type"])
        for path in layers("acled.csv")
        for row in read_rows(path, ("type", "mode", "target", "event_type", "sub_event_type", "source"))
    }


def acled_of(kind: str, mode: str | None, civilian: bool) -> tuple[str, str] | None:
    """ACLED's event and sub-event type; the row for civilian targets goes before the row for any."""
    table = acled_table()
    targets = ("civilian", "") if civilian else ("",)
    keys = [(kind, each, target) for each in dict.fromkeys((mode or "", "")) for target in targets]
    return next((table[key] for key in keys if key in table), None)
