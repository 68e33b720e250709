"""One army, one entity: "Malian soldiers", "the army" and "Malian Armed Forces (FAMa)" of one page are one body.

The armed forces of a state go by many words. Where a page names them as a body, by a name of the catalogue or as
"army", "military" or "armed forces", its soldiers and troops are that body; where it only tells of soldiers, they stay
soldiers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.knowledge.actors import Catalogue, State
from dateline.knowledge.names import fold, slug
from dateline.records import Entity

BODIES = ("army", "military", "armed forces")
"""Words for the armed forces as a whole, the most usual in names first."""
MEMBERS = frozenset({"soldiers", "troops", "servicemen", "service members", "military personnel", "army soldiers"})


class Forces:
    """The armed forces that one document names, by country."""

    def __init__(self, entities: Iterable[Entity], main: str | None, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.named: dict[str, Entity] = {}
        self.words: dict[str, set[str]] = {}
        for entity in entities:
            country = entity.country or main
            state = catalogue.state(country)
            if entity.kind != "organisation" or entity.sector != "MIL" or country is None or state is None:
                continue
            if entity.origin == "catalogue":
                if is_national(entity, state, catalogue):
                    self.named.setdefault(country, entity)
            elif (word := word_of(entity)) in BODIES:
                self.words.setdefault(country, set()).add(word)

    def whole(self, entity: Entity) -> Entity:
        """The armed forces that an unnamed military body of a state is on this page; else the body itself."""
        word = word_of(entity)
        state = self.catalogue.state(entity.country)
        if state is None or entity.origin != "text" or entity.sector != "MIL" or entity.kind != "organisation":
            return entity
        if word not in MEMBERS and word not in BODIES:
            return entity
        known = self.named.get(entity.country or "")
        if known is not None:
            return known
        body = next((each for each in BODIES if each in self.words.get(entity.country or "", ())), None)
        name = f"{state.adjective} {body}"
        return entity if body is None else replace(entity, id=slug(name), name=name)


def word_of(entity: Entity) -> str:
    """The role noun of an unnamed body, without what says whose it is: "armed forces" of "Malian armed forces"."""
    lower = entity.name.lower()
    words = (*BODIES, *MEMBERS)
    return max((word for word in words if lower == word or lower.endswith(" " + word)), key=len, default="")


def is_national(entity: Entity, state: State, catalogue: Catalogue) -> bool:
    """Whether a body of the catalogue goes by the name of a state's army as a whole, and is no branch of it."""
    actor = catalogue.actors.get(entity.id)
    names = {fold(entity.name), *(fold(alias) for alias in (actor.aliases if actor else ()))}
    return bool(names & {fold(f"{state.adjective} {body}") for body in BODIES})
