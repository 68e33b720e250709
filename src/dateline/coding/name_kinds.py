"""All proper names of a document with the kind of what they name: person, group, organisation, place, or none.

Each name's signs (`name_signs`) are summed with their weights. All occurrences of a name in a document are weighed
together, and a single word also by the longer names that hold it: "Tamm" after "General Ilmar Tamm".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.coding.mention_trie import Hit, NameTrie
from dateline.coding.name_runs import Run, RunFinder
from dateline.coding.name_signs import content, context_signs, noun_of, own_signs
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.name_words import KINDS, NameWords
from dateline.knowledge.names import plain

OWN_SHARE = 0.5
"""How much the context of one occurrence counts against the mean of all occurrences of the name."""
SURE_PERSON = frozenset({"title", "age after"})
SURE = 4.0
"""What a title adds to the reading as a person; in training texts it is too rare to be learnt."""
PERSON_SIGNS = frozenset({"given first", "title", "initial", "given and family", "known person", "ends person"})


@dataclass(frozen=True, slots=True)
class ProperName:
    """Tokens [start, end) that are a name. `kind` is None where it names something else or nothing tells; `margin` is
    by how much the kind outweighs the next reading."""

    start: int
    end: int
    kind: str | None
    margin: float
    run: Run


def find_names(
    doc: Doc, hits: Iterable[Hit], trie: NameTrie, words: NameWords, gazetteer: Gazetteer
) -> list[ProperName]:
    """All proper names of a document in text order."""
    found = []
    for run, signs in signs_of(doc, hits, trie, words, gazetteer):
        kind, margin = weigh(signs, words.weights)
        if kind == "organisation" and is_group(doc, run, trie):
            kind = "group"
        found.append(ProperName(run.start, run.end, None if kind == "other" else kind, margin, run))
    return found


def is_group(doc: Doc, run: Run, trie: NameTrie) -> bool:
    """Whether the noun of a body, or the catalogue, makes it an armed or political group."""
    if run.hit is not None and run.hit.entity is not None:
        return run.hit.entity.kind == "group"
    return trie.catalogue.words.bodies.get(noun_of(doc, run), ("", None))[0] == "group"


def weigh(signs: Mapping[str, float], weights: Mapping[str, tuple[float, ...]]) -> tuple[str, float]:
    """The reading with the largest sum and its distance to the next one."""
    sums = [0.0] * len(KINDS)
    for sign, share in signs.items():
        for place, weight in enumerate(weights.get(sign, ())):
            sums[place] += share * weight
    if signs.keys() & SURE_PERSON and not any(sign.startswith(("noun", "ends org")) for sign in signs):
        sums[0] += SURE
    best = max(range(len(KINDS)), key=lambda place: sums[place])
    second = max(value for place, value in enumerate(sums) if place != best)
    return KINDS[best], sums[best] - second


def signs_of(
    doc: Doc, hits: Iterable[Hit], trie: NameTrie, words: NameWords, gazetteer: Gazetteer
) -> Iterator[tuple[Run, dict[str, float]]]:
    """Every name with its signs; the number tells which share of its occurrences bears the sign."""
    table = {i: hit for hit in hits for i in range(hit.start, hit.end)}
    runs = RunFinder(doc, trie, words, gazetteer, table).find()
    own: dict[str, list[str]] = {}
    around: list[list[str]] = []
    places: dict[str, list[int]] = defaultdict(list)
    keys = [key_of(doc, run) for run in runs]
    for number, (key, run) in enumerate(zip(keys, runs, strict=True)):
        if key not in own:
            own[key] = own_signs(doc, run, trie, words, gazetteer)
        around.append(context_signs(doc, run, words, gazetteer))
        places[key].append(number)
    longer = longer_names(keys, own, around, places)
    for number, (key, run) in enumerate(zip(keys, runs, strict=True)):
        signs = dict.fromkeys(["always", *own[key], *longer.get(key, ())], 1.0)
        same = places[key]
        for sign in around[number]:
            signs[sign] = OWN_SHARE
        for other in same:
            for sign in around[other]:
                signs[sign] = signs.get(sign, 0.0) + (1 - OWN_SHARE) / len(same)
        yield run, signs


def key_of(doc: Doc, run: Run) -> str:
    return " ".join(plain(token.text) for token in content(doc, run))


def longer_names(
    keys: list[str], own: Mapping[str, list[str]], around: list[list[str]], places: Mapping[str, list[int]]
) -> dict[str, list[str]]:
    """What the longer names of a document say of the single words in them."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in dict.fromkeys(keys):
        parts = key.split()
        if len(parts) < 2:
            continue
        signs = {*own[key], *(sign for number in places[key] for sign in around[number])}
        person = bool(signs & PERSON_SIGNS) and not any(sign.startswith(("noun", "ends org")) for sign in signs)
        body = any(sign.startswith(("noun org", "ends org")) for sign in signs)
        what = "person" if person else "body" if body else "place" if "noun place" in signs else "name"
        found[parts[-1]].add(f"last of a {what}")
        found[parts[0]].add(f"first of a {what}")
        if body and len(parts) > 2:
            letters = "".join(part[0] for part in parts if part not in {"of", "the", "and", "for"})
            found[letters].add("letters of a body")
    return {key: sorted(signs) for key, signs in found.items()}
