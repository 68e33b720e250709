"""A world of known events and the pages that report them, to measure what joins claims at any size.

Places come from the gazetteer and groups from the catalogue of actors. The number of events a day is the same at every
size, so that a larger world is a longer one. Some pages tell of each event: some precisely, some vaguely, some as
copies of one another, some with other numbers or another culprit; a page tells the event in a few claims, of which the
later ones leave out what the first has said, and some pages look back at other events. Made hard on purpose: a second
attack in the same place on the same day with another target, one by the same group on the next day, what follows an
attack (arrests, visits) and the mention of it a year later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from dateline.knowledge.actors import load_actors
from dateline.knowledge.gazetteer import PLACES, Place, load_gazetteer
from dateline.records import Claim, DateBasis, Entity, Mention, Participant, Quantity, Span, Status, When, Where, digest

BEGIN = date(2021, 1, 1)
A_DAY = 50
"""Events a day in all countries together, about as many as the world's conflict trackers have of political violence."""
COUNTRIES = 25
"""Countries in which they happen, each with towns and groups of its own; a few have most of the events."""
TOWNS = 60
LARGE = 10_000
"""People in a town at the least."""
PAGES = 5.0
"""Pages that tell of an event, on average; some have one, some fifty."""

KINDS: tuple[tuple[str, str | None, str | None, tuple[str, ...], int], ...] = (
    ("ASSAULT", "explosives", "IED", ("bombing", "blast", "explosion", "attack", "killed"), 14),
    ("ASSAULT", "suicide-attack", "car bomb", ("bombing", "blast", "attack", "blew", "killed"), 6),
    ("ASSAULT", "firearms", "firearm", ("shot", "attack", "ambush", "killed", "raid"), 22),
    ("ASSAULT", "aerial", "airstrike", ("strike", "bombed", "raid", "hit", "killed"), 10),
    ("ASSAULT", "drone", "drone", ("strike", "hit", "attack", "killed"), 5),
    ("ASSAULT", "heavy-weapons", "rocket", ("fired", "hit", "shelling", "attack"), 8),
    ("ASSAULT", "abduct", None, ("kidnapped", "abducted", "seized", "taken"), 5),
    ("COERCE", "arrest", None, ("arrested", "detained", "held"), 8),
    ("PROTEST", "demo", None, ("protested", "rally", "march", "demonstrated"), 10),
    ("CONSULT", "visit", None, ("visit", "met", "talks"), 6),
    ("RETREAT", "ceasefire", None, ("truce", "ceasefire", "halted"), 3),
    ("RETREAT", "release", None, ("freed", "released"), 3),
)
"""Type, mode, weapon, words and how often."""
DEADLY = 7
"""The kinds before this one have dead and injured."""
TARGETS: tuple[tuple[str, str, str | None], ...] = (
    ("army", "organisation", "MIL"),
    ("police", "organisation", "COP"),
    ("government", "organisation", "GOV"),
    ("judiciary", "organisation", "JUD"),
)
CROWDS: tuple[tuple[str, str, str], ...] = (
    ("civilians", "population", "CVL"),
    ("students", "population", "EDU"),
    ("farmers", "population", "AGR"),
)
PEOPLE: dict[str, Entity] = {
    "MIL": Entity("soldiers", "soldiers", "organisation", None, "MIL", unnamed=True),
    "COP": Entity("officers", "officers", "organisation", None, "COP", unnamed=True),
    "GOV": Entity("officials", "officials", "organisation", None, "GOV", unnamed=True),
    "JUD": Entity("judges", "judges", "organisation", None, "JUD", unnamed=True),
    "CVL": Entity("residents", "residents", "population", None, "CVL"),
    "EDU": Entity("youths", "youths", "population", None, "CVL"),
    "AGR": Entity("villagers", "villagers", "population", None, "CVL"),
}
"""Other words for those whom it is done to, by their sectors."""
BYSTANDERS = 0.3
"""Attacks on a body of the state that hit others, too."""
UNNAMED = (
    Entity("gunmen", "gunmen", "group", None, "UAF", unnamed=True),
    Entity("militants", "militants", "group", None, "REB", unnamed=True),
    Entity("attackers", "attackers", "group", None, "UAF", unnamed=True),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as it was."""

    number: int
    kind: int
    day: date
    place: Place
    actor: Entity
    recipients: tuple[Entity, ...]
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class Land:
    """A country of the world: its towns, its groups and its bodies."""

    towns: tuple[Place, ...]
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]


def claims(events: int, seed: int = 1) -> Iterator[tuple[Claim, int]]:
    """The claims of a world with the number of the event that each tells of; page by page, in the order of the days."""
    random = Random(seed)  # noqa: S311
    past: list[Happening] = []
    page = 0
    for happening in happenings(events, random):
        past.append(happening)
        for told in reports(happening, past, random):
            page += 1
            yield from told(f"page {seed}-{page}")


def happenings(events: int, random: Random) -> Iterator[Happening]:
    """The events, day by day; of ten some have a twin that is easily taken for them, or a sequel."""
    made = 0
    waiting: list[Happening] = []
    taken: set[tuple[object, ...]] = set()
    while made < events:
        day = BEGIN + timedelta(made // A_DAY)
        due = [each for each in waiting if each.day <= day]
        waiting = [each for each in waiting if each.day > day]
        for new in due or [distinct(made, day, random, taken)]:
            each = replace(new, number=made)
            yield each
            made += 1
            if made >= events:
                return
            chance = random.random()
            if due or each.kind >= DEADLY:
                continue
            if chance < 0.10:  # the same day and place, another target
                land = lands()[each.place.country or ""]
                others = [target for target in land.targets if target not in each.recipients and not crowd(target)]
                if not crowd(each.recipients[0]):
                    yield tolled(replace(each, number=made, recipients=(random.choice(others),)), random)
                    made += 1
            elif chance < 0.20:  # the same group on the next day
                waiting.append(tolled(replace(each, day=each.day + timedelta(1)), random))
            elif chance < 0.30:  # what follows: arrests or a visit in the same place
                kind = random.choice([7, 9])
                sequel = replace(each, kind=kind, day=each.day + timedelta(1), killed=0, injured=0)
                waiting.append(replace(sequel, actor=each.recipients[0], recipients=(each.actor,)))


def crowd(entity: Entity) -> bool:
    return entity.kind == "population"


def distinct(number: int, day: date, random: Random, taken: set[tuple[object, ...]]) -> Happening:
    """An event in a place where nothing of its type happened by chance within a week: what no report could tell apart
    measures nothing. The twins and sequels are those that something stated tells apart."""
    while True:
        made = happening(number, day, random)
        week = day.toordinal() // 7
        spots = {(KINDS[made.kind][0], at, made.place.id) for at in (week - 1, week)}
        if taken.isdisjoint(spots):
            taken |= spots
            return made


def happening(number: int, day: date, random: Random) -> Happening:
    codes = sorted(lands())
    country = codes[min(int(random.expovariate(1 / 8)), len(codes) - 1)]
    land = lands()[country]
    kind = random.choices(range(len(KINDS)), [row[-1] for row in KINDS])[0]
    actor = random.choice(land.actors)
    recipients: tuple[Entity, ...] = (random.choice(land.targets),)
    if kind < DEADLY and not crowd(recipients[0]) and random.random() < BYSTANDERS:
        recipients = (*recipients, next(target for target in land.targets if crowd(target)))
    place = land.towns[min(int(random.expovariate(1 / 25)), len(land.towns) - 1)]
    return tolled(Happening(number, kind, day, place, actor, recipients, 0, 0), random)


def tolled(event: Happening, random: Random) -> Happening:
    """With numbers of dead and injured of its own; most attacks kill few, some many."""
    if event.kind >= DEADLY:
        return event
    return replace(
        event, killed=int(random.paretovariate(1.1) - 1) % 200, injured=int(random.paretovariate(0.9) - 1) % 400
    )


@cache
def lands() -> dict[str, Land]:
    """The countries by code: those with most groups in the catalogue, and towns enough."""
    catalogue, gazetteer = load_actors(), load_gazetteer()
    groups: dict[str, list[Entity]] = {}
    for actor in catalogue.actors.values():
        entity = actor.entity
        if entity.kind == "group" and entity.sector in {"REB", "PRM", "UAF"} and entity.country:
            groups.setdefault(entity.country, []).append(entity)
    towns: dict[str, list[Place]] = {}
    with sqlite3.connect(f"file:{PLACES / 'gazetteer.sqlite'}?mode=ro&immutable=1", uri=True) as source:
        found = source.execute("SELECT id FROM place WHERE kind >= 3 AND population >= ? ORDER BY id", (LARGE,))
        for (number,) in found.fetchall():
            place = gazetteer.place(number)
            if place is not None and place.country:
                towns.setdefault(place.country, []).append(place)
    codes = sorted(groups, key=lambda code: (-len(groups[code]), code))
    chosen = [code for code in codes if len(towns.get(code, ())) >= TOWNS][:COUNTRIES]
    made = {}
    for code in chosen:
        own = sorted(groups[code], key=lambda entity: entity.id)[:12]
        army = Entity(f"{code.lower()}-army", f"Army of {code}", "organisation", code, "MIL")
        bodies = [Entity(f"{code.lower()}-{n}", f"{n} of {code}", "organisation", code, s) for n, _, s in TARGETS]
        crowds = [Entity(f"{code.lower()}-{n}", f"{n} of {code}", "population", code, s) for n, _, s in CROWDS]
        large = sorted(towns[code], key=lambda place: (-place.population, place.id))[:TOWNS]
        made[code] = Land(tuple(large), (*own, army), (*bodies, *crowds))
    return made


Told = Callable[[str], Iterator[tuple[Claim, int]]]


def reports(event: Happening, past: Sequence[Happening], random: Random) -> Iterator[Told]:
    """The pages that tell of an event; some are copies of an earlier one, some look back at another event."""
    number = 1 + min(int(random.expovariate(1 / (PAGES - 1))), 50)
    originals: list[list[tuple[Claim, int]]] = []
    for _ in range(number):
        if originals and random.random() < 0.3:
            told = random.choice(originals)
        else:
            told = page(event, past, random)
            originals.append(told)
        yield copied(told)


def copied(told: Sequence[tuple[Claim, int]]) -> Told:
    def on(document: str) -> Iterator[tuple[Claim, int]]:
        for claim, number in told:
            identifier = digest("claim", document, str(claim.trigger.span.start))
            yield replace(claim, id=identifier, document=document), number

    return on


def page(event: Happening, past: Sequence[Happening], random: Random) -> list[tuple[Claim, int]]:
    """What one page tells: the event, twice or thrice more vaguely, and now and then an earlier one of the country."""
    at = random.randrange(40)
    told = [(claim(event, at, random, lead=True), event.number)]
    for _ in range(random.choice((0, 1, 1, 2))):
        at += random.randrange(60, 400)
        told.append((claim(event, at, random, lead=False), event.number))
    chance = random.random()
    for _ in range(1 if chance < 0.3 else 4 if chance < 0.4 else 0):  # one page in ten is a list of events
        other = looked_back(event, past, random)
        if other is not None and other.number not in {number for _, number in told}:
            at += random.randrange(60, 400)
            told.append((claim(other, at, random, lead=True), other.number))
    return told


def looked_back(event: Happening, past: Sequence[Happening], random: Random) -> Happening | None:
    """An event of the same country, of the last month, or of a year ago to the day and a little (an anniversary)."""
    for _ in range(20):
        back = random.choice((0, 0, 1, 2, 5, 10, 20, 30, 365)) * A_DAY + random.randrange(A_DAY)
        if back < len(past):
            other = past[-1 - back]
            if other.place.country == event.place.country:
                return other
    return None


def claim(event: Happening, at: int, random: Random, lead: bool) -> Claim:
    """One claim. A lead mostly has the day and the place; what comes later leaves out more, and tells more often how
    many died. One number in five is another than the true one."""
    kind, mode, weapon, words, _ = KINDS[event.kind]
    lost = 0.06 if lead else 0.35
    word = random.choice(words)
    mention = Mention(Span(at, at + len(word)), word)
    actor = who(event.actor, random, lost)
    status: Status = "asserted"
    if kind == "ASSAULT" and random.random() < 0.04 and event.actor.kind == "group":
        land = lands()[event.place.country or ""]
        actor, status = random.choice(land.actors), "alleged"  # another is blamed
    elif kind == "ASSAULT" and random.random() < 0.03:
        status = "denied"
    said = random.random()
    return Claim(
        id="",
        document="",
        type="CONCEDE" if mode == "ceasefire" and said < 0.3 else kind,
        mode=None if random.random() < 0.2 + lost / 2 else mode,
        trigger=mention,
        evidence=mention,
        sentence=mention,
        actors=(Participant(actor, mention),) if actor is not None else (),
        recipients=recipients(event, random, lost, mention),
        when=when(event.day, random, lost),
        where=where(event.place, random, lost),
        weapon=weapon if weapon is not None and random.random() < 0.4 else "none stated" if weapon else None,
        killed=number(event.killed, random) if event.kind < DEADLY and random.random() < 0.5 else None,
        injured=number(event.injured, random) if event.kind < DEADLY and random.random() < 0.3 else None,
        status=status,
    )


def who(entity: Entity, random: Random, lost: float) -> Entity | None:
    chance = random.random()
    if chance < lost + 0.1:
        return None
    if entity.kind == "group" and chance < lost + 0.35:
        return random.choice(UNNAMED)
    return entity


def recipients(event: Happening, random: Random, lost: float, mention: Mention) -> tuple[Participant, ...]:
    if random.random() < lost + 0.1:
        return ()
    told = random.sample(event.recipients, random.randint(1, len(event.recipients)))
    return tuple(Participant(vaguely(each) if random.random() < lost else each, mention) for each in told)


def vaguely(entity: Entity) -> Entity:
    """Those whom another word tells of."""
    return PEOPLE.get(entity.sector or "", UNNAMED[1])


def when(day: date, random: Random, lost: float) -> When:
    chance = random.random()
    if chance < lost / 2:
        return When()
    if chance < lost:
        start = day - timedelta(day.weekday())
        return When(start, start + timedelta(6), "relative")
    basis: DateBasis = "context" if random.random() < 0.3 else "relative"
    return When(day, day, basis)


def where(place: Place, random: Random, lost: float) -> Where:
    chance = random.random()
    if chance < lost / 2:
        return Where()
    country = load_gazetteer().country_place(place.country or "")
    if chance < lost and country is not None:
        return Where(country.name, 4, country.id, country.latitude, country.longitude, place.country)
    if chance < 1.5 * lost and place.admin1 is not None:
        return Where(place.admin1, 3, place.admin1_id, None, None, place.country, place.admin1)
    return Where(place.name, 1, place.id, place.latitude, place.longitude, place.country, place.admin1)


def number(true: int, random: Random) -> Quantity:
    chance = random.random()
    if chance < 0.7:
        return Quantity(true, true)
    if chance < 0.8:
        return Quantity(true, None)
    other = max(0, true + random.choice((-2, -1, 1, 2, 3, true // 2)))
    return Quantity(other, other)
