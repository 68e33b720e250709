"""The armed group that "the rebels" are, where a page names one: also in its headline and many sentences later.

"Rebels seize town" over "Fighters of the Northern Front took ..." are the Northern Front. Where a page names two armed
groups, or none, an unnamed side stays unnamed; so do gunmen and attackers, whom nobody may know.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from dateline.knowledge.names import plain
from dateline.records import Entity

if TYPE_CHECKING:
    from dateline.coding.mention_roles import Phrase
    from dateline.coding.mentions import ActorMention

ARMED = frozenset({"REB", "UAF", "PRM"})
SIDES = frozenset(
    "rebel insurgent guerrilla guerilla separatist paramilitary militant jihadist jihadi islamist fighter".split()
)
"""Nouns for one side of a war, where "gunman" or "bandit" may be anybody."""
BY_CREED = frozenset("islamist jihadist communist maoist marxist leftist separatist rebel militant insurgent".split())
"""Words before such a noun that do not set one group apart from another."""
LEAD = 2
"""Sentences after the headline that tell who is meant in it."""


class Sides:
    """The named armed groups of one document and where it names them."""

    def __init__(self, doc: Doc, mentions: Iterable[ActorMention], headline: int) -> None:
        self.doc = doc
        self.headline = headline
        self.named_at: list[tuple[int, Entity, str]] = sorted(
            (
                (mention.start_token, mention.entity, plain(doc[mention.end_token - 1].text))
                for mention in mentions
                if mention.entity.kind == "group" and not mention.entity.unnamed and mention.entity.sector in ARMED
            ),
            key=lambda found: found[0],
        )
        bodies = [sentence for sentence in doc.sents if sentence.start_char >= headline]
        self.lead = bodies[min(LEAD, len(bodies)) - 1].end if bodies else 0

    def named(self, mention: ActorMention, phrase: Phrase) -> Entity | None:
        """The one named group that an unnamed side is; None where it may be another."""
        before_thing = self.doc[mention.head_token].dep_ in {"compound", "amod"}  # "a rebel vessel"
        *creeds, noun = phrase.role.phrase.split()
        if noun not in SIDES or not set(creeds) <= BY_CREED or not set(phrase.people) <= BY_CREED:
            return None
        if not phrase.plural and not before_thing:
            return None
        if phrase.backers or phrase.owner is not None or phrase.led_by is not None or phrase.unidentified:
            return None
        titled = self.doc[mention.start_token].idx < self.headline
        before = [each for each in self.named_at if each[0] < (self.lead if titled else mention.start_token)]
        groups = {entity.id: entity for _, entity, _ in before}
        if len(groups) != 1:
            return None
        group = next(iter(groups.values()))
        called = any(word in {phrase.role.phrase, phrase.role.plural} for _, _, word in before)
        if phrase.state is not None and phrase.state.entity.country != group.country:
            return None
        return group if titled or phrase.definite or called or before_thing else None
