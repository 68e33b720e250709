"""A large database of invented events, for measuring the application: ``python scripts/large_database.py big.db``.

The towns are those of the gazetteer, everything else is made up. The same number of events gives the same database.
About one event in three has several reports; a fifth are known to a region, a country or nothing only.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateline import storing
from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.ontology import load_types
from dateline.records import (
    Article,
    Block,
    Claim,
    CodedArticle,
    Entity,
    Event,
    Mention,
    Page,
    Participant,
    Piece,
    Published,
    Quantity,
    Source,
    Span,
    Status,
    Voice,
    When,
    Where,
    Why,
    digest,
)  # fmt: skip
from dateline.storing import Outcome, Versions

BATCH = 500
COUNTRIES = ("MLI", "NER", "BFA", "SDN", "SSD", "SYR", "IRQ", "UKR", "MMR", "COD", "SOM", "YEM", "COL", "PHL", "NGA")
STATUSES: tuple[Status, ...] = ("asserted", "claimed", "alleged", "denied", "planned", "possible")
WORDS = ("river", "market", "northern", "convoy", "bridge", "council", "border", "valley", "harbour", "station", "mill")
BODIES = ("Front", "Brigade", "Council", "Union", "Guard")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    given.database.unlink(missing_ok=True)
    chance = random.Random(7)
    events: list[Event] = []
    with storing.open_store(given.database, create=True) as store:
        run = storing.start_run(store, Versions("0", "invented", "invented"))
        batch: list[Outcome] = []
        for coded, event in documents(chance, given.events, events):
            batch.append(Outcome(coded))
            if event is not None:
                events.append(event)
            if len(batch) == BATCH:
                storing.write_batch(store, run, batch)
                batch = []
        storing.write_batch(store, run, batch)
        storing.replace_events(store, events)
        storing.finish_run(store, run)
    print(f"{given.database} holds {len(events):,} events.")


def documents(chance: random.Random, wanted: int, events: list[Event]) -> Iterator[tuple[CodedArticle, Event | None]]:
    """Coded documents, one claim each; an event comes with the last of its documents."""
    places, parties, types = towns(chance), entities(chance), sorted(load_types().values(), key=lambda each: each.name)
    outlets = [f"The {chance.choice(WORDS).title()} {name}" for name in ("Post", "Courier", "Gazette", "News")] * 8
    for number in range(wanted):
        kind = chance.choice(types)
        mode = chance.choice(kind.modes) if kind.modes and chance.random() < 0.6 else None
        actor, recipient = chance.choice(parties), chance.choice(parties)
        when, where = interval(chance), spot(chance, places)
        killed = chance.choice([None, None, Quantity(1, 1), Quantity(2, 7), Quantity(5, None)])
        status = chance.choice(STATUSES) if chance.random() < 0.3 else "asserted"
        coded, claims = [], []
        for report in range(chance.choice([1, 1, 1, 2, 4])):
            sentence = (
                f"{actor.name} met {recipient.name} at the {chance.choice(WORDS)} {chance.choice(WORDS)} "
                f"{chance.choice(WORDS)} near {where.name or 'an unnamed place'}, officials said."
            )
            text = f"{sentence}\nThis is invented report {report + 1} of event {number + 1}."
            outlet = chance.choice(outlets)
            page = Page(f"invented/{number + 1}-{report + 1}.txt", text, publisher=outlet)
            claim = Claim(
                digest("claim", page.id), page.id, kind.name, mode, words(text, " met "), words(text, sentence),
                words(text, sentence), (Participant(actor, words(text, actor.name)),),
                (Participant(recipient, words(text, recipient.name)),), when, where, None, killed, None, 1, status,
                (Source("officials", True, words(text, "officials")),), 0.5 + report / 10,
                cameo_code(kind.name, mode), (), (Why("type", "invented", "met"),),
            )  # fmt: skip
            day = Published((when.start or date(2024, 1, 1)) + timedelta(1), "given")
            blocks = Block(0, len(sentence)), Block(len(sentence) + 1, len(text))
            pieces = (Piece(0, len(text), Span(0, len(text))),)
            article = Article(page, text, blocks, pieces, (), sentence[:60], day, outlet, "en")
            claims.append(claim)
            coded.append(CodedArticle(article, (claim,), ((actor, (words(text, actor.name),)),)))
        event = Event(
            digest("event", *sorted(each.id for each in claims)), kind.name, mode, tuple(each.id for each in claims),
            (actor,), (recipient,), when, where, None, killed, None, 1, status, claims[0].cameo, (), len(claims),
            len(claims), (Voice("officials", tuple(each.document for each in claims), "invented"),),
        )  # fmt: skip
        yield from ((each, None) for each in coded[:-1])
        yield coded[-1], event


def towns(chance: random.Random) -> list[Where]:
    """Some thousand towns of the gazetteer as places."""
    gazetteer, found = load_gazetteer(), []
    rows = gazetteer._connection.execute(
        "SELECT p.id FROM place p JOIN country c ON c.number = p.country "
        "WHERE c.iso3 IN (SELECT value FROM json_each(?)) AND p.lat IS NOT NULL AND p.population > 3000 ORDER BY p.id",
        (str(list(COUNTRIES)).replace("'", '"'),),
    ).fetchall()
    for (place_id,) in chance.sample(rows, min(4_000, len(rows))):
        place = gazetteer.place(place_id)
        if place is not None and place.kind not in ("country", "admin1"):
            found.append(Where(place.name, 1, place.id, place.latitude, place.longitude, place.country, place.admin1))
    return found


def spot(chance: random.Random, places: list[Where]) -> Where:
    """A town, its surroundings, its region, its country, or nothing."""
    town, at = chance.choice(places), chance.random()
    if at < 0.7:
        return town
    if at < 0.8:
        return Where(town.name, 2, town.geoname_id, town.latitude, town.longitude, town.country, town.admin1)
    gazetteer = load_gazetteer()
    regions = gazetteer.admin1(town.admin1, town.country) if town.admin1 else ()
    if at < 0.9 and regions:
        one = regions[0]
        return Where(one.name, 3, one.id, one.latitude, one.longitude, one.country, one.name)
    country = gazetteer.country_place(town.country or "")
    if at < 0.95 and country:
        return Where(country.name, 4, country.id, country.latitude, country.longitude, town.country)
    return Where(reason="no place hangs on the clause")


def interval(chance: random.Random) -> When:
    """A day, some days, a month, or nothing; the days are more crowded in some months."""
    first = date(2019, 1, 1) + timedelta(int(chance.betavariate(2, 1.2) * 2_500))
    at = chance.random()
    if at < 0.75:
        return When(first, first, "explicit")
    if at < 0.9:
        return When(first, first + timedelta(chance.randint(1, 6)), "relative")
    if at < 0.97:
        first = first.replace(day=1)
        return When(first, (first + timedelta(31)).replace(day=1) - timedelta(1), "context")
    return When(reason="no date in the clause")


def entities(chance: random.Random) -> list[Entity]:
    """Some hundred invented parties; a few of them are in most events."""
    made = []
    for number in range(400):
        code = chance.choice(COUNTRIES)
        name = f"{chance.choice(WORDS).title()} {chance.choice(BODIES)} {number + 1}"
        made += [Entity(f"invented-{number + 1}", name, "group", code, "REB")] * (1 + 400 // (number + 5))
    return made


def words(text: str, part: str) -> Mention:
    start = text.index(part)
    return Mention(Span(start, start + len(part)), part.strip())


if __name__ == "__main__":
    main()
