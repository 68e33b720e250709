"""Hand-coded claims as claims of the record, so that what joins them can be measured without what codes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.evaluation.parties import Document
from dateline.knowledge.gazetteer import Gazetteer, Place, fold, load_gazetteer
from dateline.records import Claim, Entity, Mention, Participant, Quantity, Source, Span, When, Where, digest
from dateline.resolving.levels import kilometres

FAR_KM = 300.0
"""A town further than this from all other places of its page is a namesake of the one that is meant."""


def gold_claims(documents: Mapping[str, Document]) -> Iterator[tuple[Claim, str]]:
    """Each claim of the documents with the id of its event."""
    for name, document in documents.items():
        entities = {entity["id"]: gold_entity(entity) for entity in document.get("entities", ())}
        places = gold_places(document["claims"], load_gazetteer())
        for row in document["claims"]:
            yield gold_claim(name, row, entities, places), row.get("event") or f"{name}:{row['id']}"


Spot = tuple[str | None, str | None, int | None]
"""A place as it is hand-coded: its name, country and precision."""


def gold_claim(
    document: str, row: Mapping[str, Any], entities: Mapping[str, Entity], places: Mapping[Spot, Where]
) -> Claim:
    """One claim; spans are characters of the page. Sources are in text only, the page gives no ids for them."""
    trigger = mention(row.get("trigger_start", row["evidence_start"]), row.get("trigger") or "")
    evidence = mention(row["evidence_start"], row["evidence"])
    start, end = day(row["date_start"]), day(row["date_end"] or row["date_start"])
    anonymous = bool(row.get("source_anonymous"))
    return Claim(
        id=digest("claim", document, row["id"]),
        document=document,
        type=row["type"],
        mode=row["mode"],
        trigger=trigger,
        evidence=evidence,
        sentence=evidence,
        actors=parties(row["actors"], entities, evidence),
        recipients=parties(row["recipients"], entities, evidence),
        when=When(start, end, row["date_basis"]),
        where=places[spot(row)],
        weapon=row["weapon"],
        killed=quantity(row["killed"]),
        injured=quantity(row["injured"]),
        count=row["count"],
        status=row["status"],
        sources=tuple(Source(str(source), anonymous) for source in row["source"]),
    )


def mention(start: int, text: str) -> Mention:
    return Mention(Span(start, start + len(text)), text)


def day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def quantity(value: Sequence[int | None] | None) -> Quantity | None:
    return None if value is None else Quantity(value[0] or 0, value[1])


def gold_entity(row: Mapping[str, Any]) -> Entity:
    """An entity; hand-coded pages mark an unnamed one by its name only ("Gunmen, unidentified")."""
    name = row["name"]
    words = {word.strip(",()").lower() for word in name.split()}
    unnamed = bool(words & {"unidentified", "unspecified", "unnamed", "unknown"})
    return Entity(row["id"], name, row["kind"], row.get("country"), unnamed=unnamed)


def parties(ids: Sequence[str], entities: Mapping[str, Entity], evidence: Mention) -> tuple[Participant, ...]:
    known = (entities.get(each) or Entity(each, each.replace("-", " "), "group") for each in ids)
    return tuple(Participant(entity, evidence) for entity in known)


def spot(row: Mapping[str, Any]) -> Spot:
    return row["place"], row["place_country"], row["geo_precision"]


def gold_places(rows: Sequence[Mapping[str, Any]], gazetteer: Gazetteer) -> dict[Spot, Where]:
    """The places of a page under their hand-coded names, with the entries of the gazetteer for them.

    Of several entries of one name the one nearest to the page's other places is meant, and none where all are far off.
    "District, City" has the point of the city where the district is no entry.
    """
    spots = {spot(row) for row in rows}
    found = {each: candidates(each, gazetteer) for each in spots}
    sure = [places[0] for each, places in found.items() if len(places) == 1 and (each[2] or 5) <= 3]
    return {each: gold_place(each, nearest(places, sure)) for each, places in found.items()}


def candidates(given: Spot, gazetteer: Gazetteer) -> list[Place]:
    """The entries of a name, else of the last part of it; those of the precision given, the most populous first."""
    name, country, precision = given
    for part in (name or "", (name or "").rpartition(",")[2].strip()):
        found = [place for place in gazetteer.lookup(part) if country in {None, place.country}]
        if found:
            least = min(abs(place.precision - (precision or 5)) for place in found)
            return [place for place in found if abs(place.precision - (precision or 5)) == least]
    return []


def nearest(places: Sequence[Place], sure: Sequence[Place]) -> Place | None:
    def distance(place: Place) -> float:
        points = [(place.latitude, place.longitude), *((each.latitude, each.longitude) for each in sure)]
        if any(None in point for point in points) or len(points) == 1:
            return 0.0
        return min(
            kilometres(Where(latitude=a, longitude=b), Where(latitude=place.latitude, longitude=place.longitude))
            for a, b in points[1:]
        )

    best = min(places, key=lambda place: (distance(place), -place.population), default=None)
    return None if best is None or (best.precision <= 2 and distance(best) > FAR_KM) else best


def gold_place(given: Spot, entry: Place | None) -> Where:
    name, country, precision = given
    if name is None or entry is None:
        return Where(name, precision or 5, None, None, None, country)
    whole = fold(name) == fold(entry.name) or "," not in name
    return Where(
        entry.name if whole else name,
        precision or 5,
        entry.id if whole else None,
        entry.latitude,
        entry.longitude,
        country or entry.country,
        entry.admin1,
    )
