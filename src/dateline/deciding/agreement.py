"""How far two or more people agree: Krippendorff's alpha for each kind of decision, and where they differ.

Alpha is 1 where all agree, 0 where they agree as often as chance would have it, and less where they agree less than
that. For names, as here, it is 1 - (n - 1) * D / E, with n the number of values that can be paired, D the number of
pairs of unlike values on the same thing (each thing weighed by one less than its values), and E that of pairs of unlike
values among all (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section A to C).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.deciding.naming import KINDS as NAMING
from dateline.deciding.replaying import VERDICTS, about
from dateline.deciding.slots import undone
from dateline.records import Decision
from dateline.resolving.identifying import event_id

AS_CODED = "as coded"
"""What somebody says of a field who has judged an event or claim and left the field as it was."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two people say different things of: `said` has a value for each of them."""

    target: str
    about: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree in one respect, such as the verdict or the number killed.

    `things` counts what at least two of them have judged. `alpha` is null where they do not vary, so that there is
    nothing to agree on by more than chance, or where there is no such thing.
    """

    about: str
    things: int
    alike: int
    alpha: float | None
    differences: tuple[Difference, ...]


def agreements(logs: Mapping[str, Sequence[Decision]]) -> list[Agreement]:
    """The agreement of people in each respect in which any of them has decided; `logs` has the decisions of each."""
    said = {name: latest(decisions) for name, decisions in logs.items()}
    targets = same_targets([decision for decisions in logs.values() for decision in decisions])
    judged: dict[str, set[str]] = {}
    units: dict[str, dict[str, dict[str, str]]] = {}
    for name, decisions in said.items():
        for decision in decisions:
            target = targets[decision.target]
            judged.setdefault(target, set()).add(name)
            units.setdefault(respect(decision), {}).setdefault(target, {})[name] = value(decision)
    found = []
    for about_it, things in sorted(units.items()):
        if about_it != "verdict":
            for target, values in things.items():
                for name in judged[target] - values.keys():
                    values[name] = AS_CODED
        shared = {target: values for target, values in sorted(things.items()) if len(values) > 1}
        differ = tuple(
            Difference(target, about_it, tuple(sorted(values.items())))
            for target, values in shared.items()
            if len(set(values.values())) > 1
        )
        alpha = nominal_alpha([list(values.values()) for values in shared.values()])
        found.append(Agreement(about_it, len(shared), len(shared) - len(differ), alpha, differ))
    return found


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for values that are names; each unit has what those who judged it said. None where all the
    values that can be paired are alike."""
    paired = [unit for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter(value for unit in paired for value in unit)
    n = sum(totals.values())
    unlike_by_chance = n * n - sum(count * count for count in totals.values())
    if not unlike_by_chance:
        return None
    unlike = 0.0
    for unit in paired:
        counts, m = Counter(unit), len(unit)
        unlike += (m * m - sum(count * count for count in counts.values())) / (m - 1)
    return 1 - (n - 1) * unlike / unlike_by_chance


def latest(decisions: Sequence[Decision]) -> list[Decision]:
    """Of one person's decisions the last on each thing; those that were undone, undoing and notes are left out."""
    taken_back = undone(list(decisions))
    last: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.kind not in ("undo", "note") and decision.id not in taken_back:
            last[decision.target, respect(decision)] = decision
    return list(last.values())


def respect(decision: Decision) -> str:
    """What a decision is about, in a word: verdict, merge, split, a field or a role."""
    if decision.kind in ("merge", "split"):
        return decision.kind
    return about(decision)[0]


def value(decision: Decision) -> str:
    """What a decision says, in a word or as JSON."""
    if decision.kind in VERDICTS:
        return decision.kind
    if decision.kind in ("merge", "split"):
        return ", ".join(sorted(one.claim for one in decision.others))
    if decision.kind in NAMING:
        return " is ".join(each for each in (str(decision.before or ""), decision.other or decision.target) if each)
    if decision.kind == "reassign":
        return f"{decision.before or 'nobody'} → {(decision.after or {}).get('id', 'nobody')}"
    return json.dumps(decision.after, ensure_ascii=False, sort_keys=True)


def same_targets(decisions: Iterable[Decision]) -> dict[str, str]:
    """One name for each target: two events are one where either was founded by a claim that the other had."""
    of_claim: dict[str, str] = {}
    named: dict[str, str] = {}
    for decision in sorted(decisions, key=lambda one: one.target):
        founders = [event_id(one.claim) for one in decision.anchors] if decision.on == "event" else []
        known = next((of_claim[each] for each in (decision.target, *founders) if each in of_claim), decision.target)
        named[decision.target] = known
        for each in (decision.target, *founders):
            of_claim.setdefault(each, known)
    return named
