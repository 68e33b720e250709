"""What a speaker's standing does to a status: the actor's own word is a claim, another's word on a named actor an
allegation (codebook, section 8)."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.drafts import Draft
from dateline.coding.status import Verdict
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Entity

HOSTILE = frozenset({"ASSAULT", "COERCE"})


def weigh_speaker(draft: Draft) -> Draft:
    """The draft with its status weighed by who speaks, and without sources where the speaker is its actor."""
    actors = {found.participant.entity.id for found in draft.actors}
    speakers = {source.entity_id for source in draft.sources if source.entity_id}
    if draft.type in SPEECH_ACTS and actors & speakers:
        return replace(draft, sources=tuple(s for s in draft.sources if s.entity_id not in actors))
    if draft.verdict.status != "asserted" or draft.type not in HOSTILE or not draft.sources:
        return draft
    if actors & speakers:
        return replace(draft, verdict=Verdict("claimed", "the actor says so"))
    named = [entity for entity in (f.participant.entity for f in draft.actors) if is_named(entity)]
    if named and draft.speeches:
        return replace(draft, verdict=Verdict("alleged", f"said of {named[0].name} by another"))
    return draft


def is_named(entity: Entity) -> bool:
    """Whether an entity is somebody in particular, not a class such as "Iran-backed militias" or "gunmen"."""
    if entity.unnamed or entity.kind == "population":
        return False
    return entity.origin == "catalogue" or entity.kind in {"person", "state"}
