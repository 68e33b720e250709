"""Claims in the making: a trigger with everything that was found around it, before claims are joined and dated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.coding.found import Found
from dateline.coding.speech import Speech
from dateline.coding.status import Verdict
from dateline.coding.tolls import Casualties
from dateline.coding.triggers import TriggerMatch
from dateline.records import Entity, Source


@dataclass(frozen=True, slots=True)
class Draft:
    """What one trigger and its clause say, with the words still as tokens of the parsed article."""

    match: TriggerMatch
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    speeches: tuple[Speech, ...]
    sources: tuple[Source, ...]
    speakers: tuple[Entity, ...]
    verdict: Verdict
    casualties: Casualties
    weapon: str | None
    mode: str | None
    count: int | None
    joined: tuple[int, ...] = ()

    @property
    def at(self) -> int:
        """The token number of the trigger."""
        return self.match.token.i

    @property
    def words(self) -> tuple[int, ...]:
        """The token numbers of the trigger, of its light verb and of the triggers joined to it."""
        light = (self.match.light_verb.i,) if self.match.light_verb is not None else ()
        return (self.at, *light, *self.joined)

    @property
    def type(self) -> str:
        return self.match.trigger.type

    def with_roles_of(self, other: Draft) -> Draft:
        """This draft with the other's fields where it has none of its own; both speak of one event in one sentence."""
        actors, recipients = self.actors or other.actors, self.recipients or other.recipients
        if names(actors) == names(recipients) and other.actors and other.recipients:  # "49 died in clashes with A"
            actors, recipients = other.actors, other.recipients
        return replace(
            self,
            actors=actors,
            recipients=recipients,
            sources=self.sources
            or (() if any(speech.cue.i in self.words for speech in other.speeches) else other.sources),
            weapon=self.weapon if self.weapon not in {None, "none stated"} else other.weapon or self.weapon,
            mode=sharper_mode(self.mode, other.mode),
            joined=(*self.joined, other.at, *other.joined),
        )


def names(parties: tuple[Found, ...]) -> set[str]:
    return {found.participant.entity.id for found in parties}


VAGUE_MODES = frozenset({None, "targeted", "explosives"})


def sharper_mode(one: str | None, other: str | None) -> str | None:
    """The mode that says more of the means: a suicide attack rather than explosives, firearms rather than targeted."""
    if one is None or other is None:
        return one or other
    return other if one in VAGUE_MODES and other not in VAGUE_MODES else one
