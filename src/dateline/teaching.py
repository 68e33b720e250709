"""What people decided of names, as rows of a knowledge folder: the coder then knows it in pages to come, and in those
that are coded again. The decisions themselves stay in the log, and are put over whatever is coded.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.deciding.fields import entity_of
from dateline.deciding.naming import Naming, naming
from dateline.errors import InputError
from dateline.knowledge.actors import ACTOR_COLUMNS, STATE_COLUMNS, Actor, Catalogue, State, read_actors
from dateline.knowledge.importing import save
from dateline.knowledge.names import fold
from dateline.records import Decision, Entity
from dateline.storing import Store
from dateline.storing.decisions import on_actors, read_decisions

SOURCE = "decided by people"
ACTORS, STATES = "decided.csv", "states.csv"
LIST = "|"


@dataclass(slots=True)
class Taught:
    """Rows of actors and of states by their ids; `names` that these rows have or lack by decision; and for each name
    that no row can teach the reason."""

    actors: dict[str, dict[str, str]] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    names: int = 0
    left: dict[str, str] = field(default_factory=dict)


def teach(store: Store, folder: Path) -> tuple[Taught, list[Path]]:
    """Writes the rows into a knowledge folder, and returns them and the files. A row replaces that of the package, and
    has all that it has; files of the user's own are not changed, and an actor that has a row there is left. Raises
    InputError where a file of the user's stands in the way.
    """
    decisions = [each.decision for each in read_decisions(store, on_actors(store))
                 if not each.standing or each.standing.state == "applied"]  # fmt: skip
    ids = json.dumps([each.target for each in decisions if each.kind == "unite"])
    rows = store.rows(
        "SELECT id, min(name) AS name FROM entity WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id", (ids,)
    )
    place = place_in(folder)
    if (place / ACTORS).exists() and not is_own(place / ACTORS):
        raise InputError(f"{place / ACTORS} has rows of yours. Rename it; what people decided is written to that name.")
    for stale in (place / ACTORS, place / STATES):
        if is_own(stale):
            stale.unlink()
    made = taught(decisions, known_to(folder), {row["id"]: row["name"] for row in rows}, own_rows(folder))
    written = []
    place.mkdir(parents=True, exist_ok=True)
    for name, columns, held in ((ACTORS, ACTOR_COLUMNS, made.actors), (STATES, STATE_COLUMNS, made.states)):
        if held:
            save(place / name, columns, [held[key] for key in sorted(held)])
            written.append(place / name)
    read_actors.cache_clear()
    return made, written


def place_in(folder: Path) -> Path:
    """Where the files of actors stand in a knowledge folder."""
    top = not (folder / "actors").is_dir() and any(folder.glob("*.csv"))
    return folder if top else folder / "actors"


def known_to(folder: Path) -> Catalogue:
    """The catalogue with the user's own rows, as the files are now."""
    read_actors.cache_clear()
    return read_actors(folder if folder.is_dir() else None)


def own_rows(folder: Path) -> frozenset[str]:
    """The ids of actors that a file of the user's has; of all states, where there is a file of states."""
    mine, package = known_to(folder), read_actors(None)
    actors = {key for key, actor in mine.actors.items() if package.actors.get(key) != actor}
    return frozenset(actors | set(mine.states if (place_in(folder) / STATES).exists() else ()))


def is_own(path: Path) -> bool:
    """Whether a file was written here and not by the user: every row of it says so."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    return bool(lines) and all(line.endswith(SOURCE) for line in lines)


def taught(
    decisions: Iterable[Decision], catalogue: Catalogue, called: Mapping[str, str], theirs: Collection[str] = ()
) -> Taught:
    """The rows that live decisions on actors come to. `called` has the names of actors that are others now, `theirs`
    the ids that a file of the user's has.
    """
    live = list(decisions)
    now, _ = naming(live)
    made = Taught()
    owners = {fold(name): entity.id for name, entity, main in catalogue.names() if main}
    owners |= {fold(state.entity.name): state.entity.id for state in catalogue.states.values()}
    for decision in live:
        if not holds(now, decision):
            continue
        name = str(decision.before or called.get(decision.target) or "")
        entity = entity_of(decision.after)
        if not name:
            continue
        if decision.kind == "unalias":
            drop(made, catalogue, decision.target, name, theirs)
        elif owners.get(fold(name), decision.target) not in (decision.target, entity.id if entity else ""):
            made.left[name] = f"it is the name of {owners[fold(name)]}"
            continue
        if decision.kind == "unite" and catalogue.entity(decision.target):
            made.left[name] = f"{decision.target} has a row of its own in the catalogue"
        elif entity is not None:
            add(made, catalogue, now.now(entity)[0], name, theirs)
    return made


def holds(now: Naming, decision: Decision) -> bool:
    """Whether a decision is the one that has effect on its actor or name."""
    name = fold(str(decision.before or ""))
    found = {
        "unite": now.united.get(decision.target),
        "alias": now.named.get(name),
        "unalias": now.unnamed.get((name, decision.target)),
    }.get(decision.kind)
    return found is not None and found[1] == decision.id


def add(made: Taught, catalogue: Catalogue, entity: Entity, name: str, theirs: Collection[str]) -> None:
    """Gives an actor a name."""
    row = row_of(made, catalogue, entity, theirs)
    if row is None:
        made.left[name] = f"{entity.id} has a row in a file of yours; add the name there"
        return
    names = [row["name"], *row["aliases"].split(LIST)]
    if LIST in name:
        made.left[name] = f"a name with {LIST} cannot stand in a row"
    elif fold(name) not in map(fold, names):
        row["aliases"] = LIST.join(filter(None, [*names[1:], name]))
        made.names += 1


def drop(made: Taught, catalogue: Catalogue, actor: str, name: str, theirs: Collection[str]) -> None:
    """Takes a name from an actor of the catalogue that has it as an alias."""
    entity = catalogue.entity(actor)
    known = catalogue.actors.get(actor) or catalogue.states.get(actor)
    if entity is None or known is None:
        return
    if fold(name) == fold(entity.name):
        made.left[name] = f"it is the main name of {actor}"
    elif fold(name) in map(fold, known.aliases):
        row = row_of(made, catalogue, entity, theirs)
        if row is None:
            made.left[name] = f"{actor} has a row in a file of yours; take the name out there"
            return
        row["aliases"] = LIST.join(each for each in row["aliases"].split(LIST) if fold(each) != fold(name))
        made.names += 1


def row_of(made: Taught, catalogue: Catalogue, entity: Entity, theirs: Collection[str]) -> dict[str, str] | None:
    """The row of an actor as it stands here, made from the catalogue or from what texts tell; None where a file of the
    user's has it."""
    held = made.states if entity.id in catalogue.states else made.actors
    if entity.id in held:
        return held[entity.id]
    known = catalogue.states.get(entity.id) or catalogue.actors.get(entity.id)
    if entity.id in theirs:
        return None
    held[entity.id] = state_row(known) if isinstance(known, State) else actor_row(entity, known)
    return held[entity.id]


def actor_row(entity: Entity, known: Actor | None) -> dict[str, str]:
    if known is not None:
        entity = known.entity
    row = dict.fromkeys(ACTOR_COLUMNS, "")
    return row | {
        "id": entity.id, "name": entity.name, "kind": entity.kind, "country": entity.country or "",
        "sector": entity.sector or "", "backers": LIST.join(entity.backers), "source": SOURCE,
        **({"part_of": known.part_of or "", "aliases": LIST.join(known.aliases), "start": known.start,
            "end": known.end} if known else {}),
    }  # fmt: skip


def state_row(state: State) -> dict[str, str]:
    lists = {name: LIST.join(getattr(state, name)) for name in ("adjectives", "nationals", "capitals", "seats",
                                                                 "aliases")}  # fmt: skip
    return {
        "id": state.entity.id, "name": state.entity.name, "iso3": state.entity.country or "", "iso2": state.iso2,
        "numeric": state.numeric, **lists, "region": state.region, "source": SOURCE,
    }  # fmt: skip
