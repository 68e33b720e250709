"""Claims with the event that each is known to tell of: what the weights of joining are learned from and measured on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline import pipeline
from dateline.evaluation.claims import bcubed, paired, read_documents
from dateline.evaluation.gold_claims import gold_claims
from dateline.exporting.gold import document
from dateline.records import Claim, CodedArticle
from dateline.resolving.blocking import Blocks, order
from dateline.resolving.clustering import crowds, profiles, spans
from dateline.resolving.comparing import FIELDS, Comparer, case
from dateline.resolving.events import joined
from dateline.resolving.levels import APART
from dateline.resolving.traits import Reader
from dateline.resolving.weights import PAGES, Weights

Known = dict[str, str]
"""The event of each claim, by the claim's id."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Claims, of which some are known to tell of an event."""

    claims: tuple[Claim, ...]
    known: Known


def of_gold(gold: Path) -> Labelled:
    """The hand-coded claims of a gold file."""
    pairs = list(gold_claims(read_documents(gold)))
    return Labelled(tuple(claim for claim, _ in pairs), {claim.id: event for claim, event in pairs})


def of_coder(gold: Path, texts: Path) -> Labelled:
    """What dateline codes from those texts that are hand-coded; known are the claims that match a hand-coded one."""
    wanted = read_documents(gold)
    claims: list[Claim] = []
    known: Known = {}
    for coded in pipeline.coded(pipeline.pages([texts])):
        if isinstance(coded, CodedArticle):
            given = document(coded, {})
            name = given["doc"].rsplit("/", 1)[-1]
            if name not in wanted:
                continue
            claims += coded.claims
            for index, (other, _) in paired(name, wanted[name], given).items():
                row = wanted[name]["claims"][index]
                known[coded.claims[other].id] = row.get("event") or f"{name}:{index}"
    return Labelled(tuple(claims), known)


def of_world(pairs: Iterable[tuple[Claim, int]]) -> Labelled:
    """The claims of a generated world."""
    made = list(pairs)
    return Labelled(tuple(claim for claim, _ in made), {claim.id: str(event) for claim, event in made})


@dataclass(slots=True)
class Counts:
    """How often pairs of one event (0) and of two (1) show each level, for each table of weights."""

    pairs: tuple[list[float], ...] = field(default_factory=lambda: tuple([0.0, 0.0] for _ in PAGES))
    levels: tuple[dict[tuple[str, str], list[float]], ...] = field(
        default_factory=lambda: tuple(defaultdict(lambda: [0.0, 0.0]) for _ in PAGES)
    )


def count(data: Iterable[Labelled], evenly: bool = False) -> Counts:
    """Counts the pairs that are compared and that nothing keeps apart.

    `evenly` gives a pair of one event less weight the more claims the event has, so that each claim counts alike and
    one event that all pages tell does not outvote the rest.
    """
    found = Counts()
    for labelled in data:
        sizes = Counter(labelled.known.values())
        for event, same, table, levels in pairs(labelled):
            if APART in levels:
                continue
            weight = 2 / max(1, sizes[event] - 1) if same and evenly else 1.0
            found.pairs[table][not same] += weight
            for name, level in zip(FIELDS, levels, strict=True):
                found.levels[table][name, level][not same] += weight
    return found


def pairs(labelled: Labelled) -> Iterator[tuple[str, bool, int, tuple[str, ...]]]:
    """For each pair that is compared the event of the first, whether the other is of it, too, the number of the table
    of weights that holds for the two, and the levels of all fields."""
    reader = Reader()
    traits = sorted((reader.read(claim) for claim in labelled.claims), key=order)
    comparer = Comparer(profiles(traits), spans(traits), crowds(traits), tuple({} for _ in PAGES))
    blocks, known = Blocks(traits), labelled.known
    for at, one in enumerate(traits):
        if one.id in known:
            for other in (traits[number] for number in sorted(blocks.later(at))):
                if other.id in known:
                    same, table = known[one.id] == known[other.id], case(one, other, one.document == other.document)
                    yield known[one.id], same, table, comparer.levels(one, other)


def scores(labelled: Labelled, weights: tuple[Weights, ...] | None = None) -> dict[str, Any]:
    """B-cubed and pairs of what dateline joins, by these weights or its own, over the claims whose event is known."""
    clusterer = joined(labelled.claims, weights)
    given = {
        clusterer.claims[member].id: str(number)
        for number, group in enumerate(clusterer.found())
        for member in group.members
    }
    return {**figures(labelled.known, given), "compared": clusterer.comparer.compared}


def figures(known: Known, given: Mapping[str, str]) -> dict[str, Any]:
    """B-cubed and precision and recall of pairs of a grouping of claims."""
    couples = [(event, given[claim]) for claim, event in known.items()]
    both = Counter(couples)
    wanted, found = (Counter(couple[at] for couple in couples) for at in (0, 1))
    right, true, made = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, wanted, found))
    return {
        "bcubed": bcubed(couples),
        "pair precision": round(right / made, 4) if made else 1.0,
        "pair recall": round(right / true, 4) if true else 1.0,
    }


def plain(claims: Sequence[Claim]) -> dict[str, str]:
    """The baseline: claims of one type, country and first day are one event; without a day, each is its own."""
    return {
        claim.id: f"{claim.type} {claim.where.country} {claim.when.start}" if claim.when.start else claim.id
        for claim in claims
    }
