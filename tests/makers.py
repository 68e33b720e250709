"""Small records for tests, made from a text and the words in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.knowledge.cameo import cameo_code
from dateline.records import (
    Article,
    Block,
    Boilerplate,
    Claim,
    CodedArticle,
    Entity,
    Event,
    Mention,
    Merge,
    Origin,
    Page,
    Participant,
    Piece,
    Published,
    Quantity,
    Source,
    Span,
    Stated,
    When,
    Where,
    Why,
    digest,
)
from dateline.storing import Versions

VERSIONS = Versions("0.1", "en 1", "abc")

REBELS = Entity("norland-rebels", "Norland Rebels", "group", "NRL", "REB", ("SUD",))
ARMY = Entity("norland-army", "Norland Army", "organisation", "NRL", "MIL")
NORLAND = Entity("norland", "Norland", "state", "NRL")
SUDLAND = Entity("sudland", "Sudland", "state", "SUD")
GUNMEN = Entity("gunmen", "gunmen", "group", None, "UAF", unnamed=True, origin="text")

SENTENCE = (
    "Norland Rebels fired rockets at the Norland Army near Zürichau on 3 March, killing at least five, police said."
)
TEXT = f"{SENTENCE}\nSubscribe now"


def mention(text: str, words: str) -> Mention:
    """The first place where the words stand in the text."""
    start = text.index(words)
    return Mention(Span(start, start + len(words)), words)


def page(text: str = TEXT, name: str = "pages/one.txt", **fields: str | None) -> Page:
    return Page(name, text, **fields)  # type: ignore[arg-type]


def article(source: Page) -> Article:
    """The article of a page in plain text: its first line."""
    line = source.text.split("\n", 1)[0]
    rest = (Boilerplate(Span(len(line) + 1, len(source.text)), "sign-up"),) if len(line) < len(source.text) else ()
    return Article(
        source,
        line,
        (Block(0, len(line)),),
        (Piece(0, len(line), Span(0, len(line))),),
        rest,
        title="A title",
        published=Published(date(2024, 3, 4), "text", Span(0, 3), "2024-03-04T09:30:00+01:00", date(2024, 3, 5), 0.8),
        publisher="The Norland Post",
        language="en",
        origin=Origin(Stated("reuters", "dateline", Span(0, 3)), publisher_basis="address", language_confidence=0.9),
    )


def claim(source: Page, trigger: str = "fired", **fields: object) -> Claim:
    """A claim with every field set, on a page that begins with SENTENCE or holds its words."""
    text, line = source.text, source.text.split("\n", 1)[0]
    given: dict[str, object] = {
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "actors": (Participant(REBELS, mention(text, "Norland Rebels")),),
        "recipients": (Participant(ARMY, mention(text, "Norland Army")),),
        "when": When(date(2024, 3, 3), date(2024, 3, 3), "explicit", mention(text, "on 3 March")),
        "where": Where("Zürichau", 2, 7, 47.25, -8.5, "NRL", "North", mention(text, "Zürichau")),
        "weapon": "rocket",
        "killed": Quantity(5, None, mention(text, "at least five")),
        "injured": None,
        "count": None,
        "status": "asserted",
        "sources": (Source("police", True, mention(text, "police"), "police"),),
        "confidence": 0.75,
        "why": (Why("type", "trigger", "fire rocket"),),
        **fields,
    }
    given.setdefault("cameo", cameo_code(str(given["type"]), given["mode"]))  # type: ignore[arg-type]
    at = mention(text, trigger)
    evidence = mention(text, line.split(", killing")[0])
    return Claim(
        id=digest("claim", source.id, str(at.span.start)),
        document=source.id,
        trigger=at,
        evidence=evidence,
        sentence=mention(text, line),
        **given,  # type: ignore[arg-type]
    )


def coded(source: Page | None = None, claims: Sequence[Claim] | None = None) -> CodedArticle:
    source = source or page()
    found = (claim(source),) if claims is None else tuple(claims)
    entities = ((REBELS, (mention(source.text, "Norland Rebels"),)),) if found else ()
    return CodedArticle(article(source), found, entities)


def event(*claims: Claim, **fields: object) -> Event:
    """The event of some claims, with the fields of the first."""
    first = claims[0]
    given: dict[str, object] = {
        "type": first.type,
        "mode": first.mode,
        "actors": tuple(participant.entity for participant in first.actors),
        "recipients": tuple(participant.entity for participant in first.recipients),
        "when": first.when,
        "where": first.where,
        "weapon": first.weapon,
        "killed": first.killed,
        "injured": first.injured,
        "count": first.count,
        "status": first.status,
        "cameo": first.cameo,
        "reports": len({claim.document for claim in claims}),
        "merges": tuple(Merge(other.id, first.id, "same day, same place", 0.9) for other in claims[1:]),
        "disagreements": ("killed: 5 or 6",) if len(claims) > 1 else (),
        **fields,
    }
    return Event(digest("event", *sorted(claim.id for claim in claims)), claims=tuple(c.id for c in claims), **given)  # type: ignore[arg-type]


def each_its_own(claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Resolving that joins nothing."""
    return tuple(event(claim) for claim in claims)
