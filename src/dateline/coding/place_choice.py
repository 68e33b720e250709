"""Choose which entry a place name means, from the rest of the document; abstain where nothing tells.

One name has one meaning in a document. A candidate's score is a prior (how many people live there, on a log scale)
plus what speaks for it: regions named beside it, countries and regions named anywhere, other places close by.
The weights were set by hand and checked on public collections of news with coordinates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log10, sqrt

from dateline.coding.place_names import Name
from dateline.knowledge.gazetteer import Place, distance_km, fold, load_gazetteer
from dateline.knowledge.place_words import PlaceWords

PRIOR = 0.65  # a score of 1 for about a hundredfold of people
COUNTRY = 2.0
CAPITAL = 0.5
FEATURE = 1.5  # entries of our own files are there because news name them
ALTERNATE = -0.5
OF_A_COUNTRY = -2.5  # a town whose alternate name is a country's own
INSIDE = 4.0  # a region named right after the comma
SAME_COUNTRY = 1.6
NEXT_COUNTRY = 0.5  # the same for a country that borders on it
SHORTENED = -0.5  # a region named without its "Province", where another country has a place of just that name
SAME_REGION = 1.0
CLOSE = 1.2
CLOSE_KM = 250.0
UNKNOWN_PEOPLE = 300
SMALL, SMALL_OTHER = 20_000, 200_000
"""People of a place that the document's countries must back, under its own name and under another one."""
ELSEWHERE = 2
"""So many names in another country make that the one that a document is about."""
WIDE_PEOPLE = 3_000_000  # what a sea or a region of our own files counts as
MARGIN = 0.06  # below this lead over another place more than APART_KM away the choice is left open
APART_KM = 100.0
ROUNDS = 3
NOT_HERE = "a small place of a country that is not in the text"
KINDS_OF_NOUN = {
    "admin1": ("admin1", "region", "governorate"),
    "admin2": ("admin2",),
    "town": ("town", "capital", "quarter"),
    "quarter": ("quarter",),
    "base": ("base", "town", "capital", "airport", "camp"),
    "water": ("river", "sea", "strait", "lake", "ocean", "valley", "island", "mountain", "canal", "region"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen for a name, or None with a reason, and how sure that is (0 to 1)."""

    place: Place | None
    confidence: float
    reason: str


@dataclass(slots=True)
class _Evidence:
    """What the document says so far: shares of countries and regions, and the entries chosen for other names."""

    countries: dict[str, float]
    regions: set[int]
    chosen: dict[str, Place]
    named: dict[str, set[str]]
    """For each country the other names that lie in it; its demonyms, and regions right after a comma, count as such."""

    def backs(self, place: Place, key: str) -> bool:
        """Whether anything but the name itself lies in a place's country."""
        return bool(self.named.get(place.country or "", set()) - {key})

    def elsewhere(self, place: Place) -> int:
        """The most that the document names of any other country."""
        return max((len(keys) for country, keys in self.named.items() if country != place.country), default=0)


def choose(names: Sequence[Name], demonyms: Iterable[str], words: PlaceWords) -> list[Choice]:
    """One choice a name, in the order of `names`. `demonyms` are alpha-3 codes of "Iraqi", "Turks" and the like."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[_key(name, words)].append(name)
    people = list(demonyms)
    evidence = _Evidence(_shares(names, people, {}), set(), {}, _named(names, people, {}, words))
    choices: dict[str, Choice] = {}
    for _ in range(ROUNDS):
        choices = {key: _best(key, group, evidence, words) for key, group in groups.items()}
        chosen = {key: c.place for key, c in choices.items() if c.place is not None}
        regions = {p.id for p in chosen.values() if p.kind in {"admin1", "admin2"}}
        regions |= {p.id for n in names for p in n.inside if p.kind == "admin1" and len(n.inside) == 1}
        named = _named(names, people, chosen, words)
        evidence = _Evidence(_shares(names, people, chosen, words), regions, chosen, named)
    return [choices[_key(name, words)] for name in names]


def _key(name: Name, words: PlaceWords | None) -> str:
    kinds = words.nouns.get(name.noun, frozenset()) if words is not None and name.noun else frozenset()
    kind = "list" if name.listed else next((k for k in ("admin1", "admin2") if k in kinds), "")
    return f"{fold(name.text)}|{kind}"


def _shares(
    names: Sequence[Name], demonyms: Sequence[str], chosen: dict[str, Place], words: PlaceWords | None = None
) -> dict[str, float]:
    """How much of the document's places and peoples belongs to each country, from 0 to 1."""
    counts: Counter[str] = Counter(demonyms)
    for code in counts:
        counts[code] = min(counts[code], 3)
    for name in names:
        place = chosen.get(_key(name, words)) if chosen else _only(name)
        if place is not None and place.country:
            counts[place.country] += 1
        for region in name.inside[:1]:
            if region.country:
                counts[region.country] += 1
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}


def _named(
    names: Sequence[Name], demonyms: Sequence[str], chosen: dict[str, Place], words: PlaceWords
) -> dict[str, set[str]]:
    """For each country what of the document lies in it: the keys of names, demonyms and regions after a comma."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in demonyms:
        found[code].add(f"people of {code}")
    for name in names:
        place = chosen.get(_key(name, words)) if chosen else _only(name)
        if place is not None and place.country:
            found[place.country].add(_key(name, words))
        for region in name.inside[:1]:
            if region.country:
                found[region.country].add(f"in {region.id}")
    return found


def _only(name: Name) -> Place | None:
    """The entry of a name that can mean one country or one place only."""
    if countries := [p for p in name.candidates if p.kind == "country"]:
        return countries[0] if len({p.country for p in name.candidates[:2]}) == 1 else None
    return name.candidates[0] if len({p.country for p in name.candidates}) == 1 else None


def _best(key: str, group: Sequence[Name], evidence: _Evidence, words: PlaceWords) -> Choice:
    candidates = _fitting(group, words)
    if not candidates:
        return Choice(None, 0.0, "no entry of that kind")
    regions = [region for name in group for region in name.inside]
    others = [p for k, p in evidence.chosen.items() if k != key and p.latitude is not None and p.kind != "country"]
    pairs = [(_score(p, candidates, regions, others, evidence), p) for p in candidates]
    scored = sorted(pairs, key=lambda pair: (-pair[0], pair[1].id))
    score, place = scored[0]
    rival = next(((s, p) for s, p in scored[1:] if _apart(place, p)), None)
    lead = score - rival[0] if rival else 3.0
    if rival is not None and lead < MARGIN:
        return Choice(None, 0.3, f"{len(candidates)} places of this name, nothing tells which")
    if reason := _doubt(place, key, group, evidence):
        return Choice(None, 0.2, reason)
    reason = "" if rival is None else f"one of {len(candidates)} of this name"
    return Choice(place, round(1 / (1 + exp(-1.2 * lead)), 2), reason)


def _fitting(group: Sequence[Name], words: PlaceWords) -> tuple[Place, ...]:
    """The entries that fit the noun beside the name; all where there is none or it fits none."""
    candidates = without_pointless(group[0].candidates)
    if any(p.kind == "country" for p in candidates):
        return candidates
    for name in group:
        for noun_kind in sorted(words.nouns.get(name.noun or "", ())):
            kinds = KINDS_OF_NOUN.get(noun_kind, ())
            if fitting := tuple(p for p in candidates if p.kind in kinds):
                return fitting
    return candidates


def without_pointless(candidates: tuple[Place, ...]) -> tuple[Place, ...]:
    """The entries without those that have no point where our own files have the same region with one."""
    own = {p.country for p in candidates if p.id < 0 and p.latitude is not None}
    return tuple(p for p in candidates if p.latitude is not None or p.country not in own)


def _apart(a: Place, b: Place) -> bool:
    if b.id in {a.admin1_id, a.admin2_id} or a.id in {b.admin1_id, b.admin2_id}:
        return False
    distance = distance_km(a, b)
    return a.country != b.country if distance is None else distance > APART_KM


def _score(
    place: Place, candidates: Sequence[Place], inside: Sequence[Place], others: Sequence[Place], evidence: _Evidence
) -> float:
    people = max(place.population, WIDE_PEOPLE if place.id < 0 and place.precision > 2 else UNKNOWN_PEOPLE)
    score = PRIOR * log10(people)
    score += {"country": COUNTRY, "capital": CAPITAL, "admin2": -0.9}.get(place.kind, 0.0)
    if place.id < 0:
        score += FEATURE
    if not place.main:
        score += OF_A_COUNTRY if any(p.kind == "country" for p in candidates) else ALTERNATE
    if place.kind in {"admin1", "admin2"} and _has_own_town(place, candidates):
        score -= 1.2
    if place.kind == "admin1":
        score += 0.4
    if any(_is_in(place, region) for region in inside):
        score += INSIDE
    share = evidence.countries.get(place.country or "", 0.0)
    near = max((evidence.countries.get(code, 0.0) for code in neighbours(place.country)), default=0.0)
    score += max(SAME_COUNTRY * sqrt(share), NEXT_COUNTRY * sqrt(near))
    if place.kind == "admin1" and not share and any(_is_shorter(other, place) for other in candidates):
        score += SHORTENED
    if place.admin1_id in evidence.regions or place.admin2_id in evidence.regions:
        score += SAME_REGION
    score += CLOSE * min(1.0, sum(_nearness(place, other) for other in others))
    return score


def neighbours(country: str | None) -> tuple[str, ...]:
    known = load_gazetteer().country(country) if country else None
    return known.neighbours if known is not None else ()


def _is_shorter(other: Place, region: Place) -> bool:
    """Whether another country has a town whose whole name begins the region's: Gaza, and Gaza Province."""
    town = other.kind in {"town", "capital"} and other.country != region.country
    return town and other.main and fold(region.name).startswith(f"{fold(other.name)} ")


def _has_own_town(region: Place, candidates: Sequence[Place]) -> bool:
    """Whether a town of the region's own name lies in it: then the bare name means the town."""
    return any(
        p.kind in {"town", "capital"} and region.country == p.country and p.population * 20 > region.population
        for p in candidates
    )


def _is_in(place: Place, region: Place) -> bool:
    if place.id == region.id:
        return False
    if region.kind == "country":
        return place.country == region.country
    return region.id in {place.admin1_id, place.admin2_id} or (
        region.kind == "admin2" and region.admin1_id == place.admin1_id and region.admin1_id is not None
    )


def _nearness(place: Place, other: Place) -> float:
    if place.id == other.id:
        return 0.0
    distance = distance_km(place, other)
    return 0.0 if distance is None else exp(-distance / CLOSE_KM) * (0.6 if other.kind == "admin1" else 1.0)


def _doubt(place: Place, key: str, group: Sequence[Name], evidence: _Evidence) -> str:
    """Why the name may be no place at all, or an empty string: a small place that nothing around speaks for."""
    cued = any(name.cued for name in group)
    ours = place.id < 0 and place.kind in {"town", "camp"} and not evidence.backs(place, key)
    if ours and (evidence.elsewhere(place) >= ELSEWHERE or not cued):
        return NOT_HERE
    if place.id < 0:
        lone = place.kind in {"quarter", "crossing", "camp"} and len(group[0].text.split()) == 1
        return "a quarter of a city not in the text" if lone and place.country not in evidence.countries else ""
    if place.kind in {"country", "admin1"}:
        return ""
    if not evidence.backs(place, key) and place.population < (SMALL if place.main else SMALL_OTHER):
        elsewhere = evidence.elsewhere(place)
        if elsewhere >= ELSEWHERE or not place.main:
            return NOT_HERE
    if cued:
        return ""
    supported = evidence.countries.get(place.country or "", 0.0) > 0.15
    if place.population > (20_000 if supported else 200_000) or (supported and len(group[0].text.split()) > 1):
        return ""
    return "a small place without a word that says so"
