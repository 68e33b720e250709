"""Triggers, matches and drafts for tests of the coding rules, on hand-built parses."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.coding.drafts import Draft
from dateline.coding.found import Found
from dateline.coding.home import Home
from dateline.coding.mentions import find_mentions
from dateline.coding.participants import ParticipantFinder
from dateline.coding.status import Verdict
from dateline.coding.tolls import Casualties
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import Trigger, load_lexicon
from dateline.records import Entity, Mention, Participant, Span
from treedocs import article, word

ARMY = Entity("norland-army", "Norland army", "organisation", "NRL", "MIL")
FRONT = Entity("river-front", "River Front", "group", "NRL", "REB")
SUDLAND = Entity("sudland", "Sudland", "state", "SUD", "GOV")


def trigger(type_: str = "ASSAULT", lemma: str = "attack", pos: str = "VERB", frame: str = "act") -> Trigger:
    """A reading without conditions, with the roles of a frame of the lexicon."""
    frames = (each.frame for readings in load_lexicon().triggers.values() for each in readings)
    found = next(each for each in frames if each.name == frame)
    none: frozenset[str] = frozenset()
    return Trigger(lemma, pos, none, none, none, none, none, type_, None, None, found, "", "test.csv:1")


def match(
    token: Token, type_: str = "ASSAULT", frame: str = "act", light: Token | None = None, subject: str = "actor"
) -> TriggerMatch:
    pos = "NOUN" if token.pos_ in {"NOUN", "PROPN"} else "VERB"
    return TriggerMatch(token, trigger(type_, token.lemma_, pos, frame), light, subject)


def found(entity: Entity) -> Found:
    return Found(Participant(entity, Mention(Span(0, 1), entity.name)), "test")


def draft(token: Token, type_: str = "ASSAULT", light: Token | None = None, **fields: object) -> Draft:
    given: dict[str, object] = {
        "actors": (),
        "recipients": (),
        "speeches": (),
        "sources": (),
        "speakers": (),
        "verdict": Verdict("asserted", "test"),
        "casualties": Casualties(),
        "weapon": None,
        "mode": None,
        "count": 1,
        **fields,
    }
    return Draft(match(token, type_, light=light), **given)  # type: ignore[arg-type]


def finder(doc: Doc) -> ParticipantFinder:
    """The finder of a doc that names actors of the shipped catalogue."""
    catalogue = load_actors()
    page = article(doc.text)
    mentions = find_mentions(doc, page, catalogue)
    return ParticipantFinder(page, mentions, load_cues(), Home(mentions, [], catalogue))


def resolved(doc: Doc, text: str, *, recipient: bool = False) -> list[str]:
    """The ids of the entities that a word stands for."""
    entities = finder(doc).resolve(word(doc, text), recipient=recipient)
    return [each.participant.entity.id for each in entities]
