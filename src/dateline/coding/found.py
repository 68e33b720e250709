"""Participants of claims while they are sought: an entity, its words, and how it was reached."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Entity, Participant


@dataclass(frozen=True, slots=True)
class Found:
    """A participant, how its entity was reached, and by which path of the tree its word was."""

    participant: Participant
    rule: str
    path: str = ""


def is_particular(entity: Entity) -> bool:
    """Whether an entity is more than a role or a people: "the Northern Brigade", not "gunmen" or "residents"."""
    return not entity.unnamed and entity.kind != "population"
