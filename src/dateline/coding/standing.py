"""What a speaker's standing does to a status: the actor's own word is a claim, another's word on a named actor an
allegation (codebook, section 8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.coding.drafts import Draft
from dateline.coding.found import Found
from dateline.coding.roles import participle_of
from dateline.coding.speech import BESIDE
from dateline.coding.status import Verdict
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.records import Entity, Source

HOSTILE = frozenset({"ASSAULT", "COERCE"})
INSIDERS = frozenset({"diplomat", "diplomats", "official", "officials", "source", "sources"})
"""Last words of unnamed speakers who tell of what their state does but do not answer for it."""
HELPERS = frozenset({"ambulance", "health", "hospital", "medical", "morgue", "ombudsman", "rescue"})
"""Words in the names of public bodies that tend to victims."""
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


def weigh_speaker(draft: Draft) -> Draft:
    """The draft with its status weighed by who speaks, and without sources where the speaker is its actor."""
    actors = [found.participant.entity for found in draft.actors]
    own = {
        speaker.id
        for speaker in draft.speakers
        for actor in actors
        if speaks_for(speaker, actor) or may_speak_for(speaker, actor, draft)
    }
    if draft.type in SPEECH_ACTS and own:
        return replace(draft, sources=others_words(draft.sources, own))
    if draft.verdict.status != "asserted" or draft.type not in HOSTILE or not draft.sources:
        return draft
    if draft.speeches and is_presupposed(draft.match.token, draft.speeches[0].cue):
        return draft
    if own:
        return replace(draft, verdict=Verdict("claimed", "the actor says so"))
    named = [actor for actor in actors if is_named(actor)]
    if named and draft.speeches:
        return replace(draft, verdict=Verdict("alleged", f"said of {named[0].name} by another"))
    return draft


def others_words(sources: Sequence[Source], own: Collection[str]) -> tuple[Source, ...]:
    """The sources up to the actor's own word: "the radio quoted the army as warning" leaves the radio."""
    first = next((number for number, source in enumerate(sources) if source.entity_id in own), 0)
    return tuple(sources[:first])


def is_presupposed(trigger: Token, cue: Token) -> bool:
    """Whether an act is told beside what is said, to tell who is meant: "a girl **taken by raiders** is free"."""
    if trigger.pos_ == "NOUN" and participle_of(trigger) is not None:  # "the toll of a raid carried out by B rose"
        return True
    token = trigger
    while token.i not in {cue.i, token.head.i}:
        if token.dep_ in {"acl", "acl:relcl"} and token.head.i != cue.i:
            return True
        if any(child.dep_ == "mark" and child.lower_ in BESIDE for child in token.children):
            return True
        token = token.head
    return False


def with_voices(draft: Draft, voices: Sequence[Found]) -> Draft:
    """The draft of an act of speech with the persons who speak it for its actor: "the envoy said the US would" has two
    actors (codebook, section 4)."""
    if draft.type not in SPEECH_ACTS or not draft.actors:
        return draft
    actors = [found.participant.entity for found in draft.actors]
    persons = [
        voice
        for voice in voices
        if voice.participant.entity.kind == "person"
        and all(voice.participant.entity.id != actor.id for actor in actors)
        and all(speaks_for(voice.participant.entity, actor) for actor in actors)
    ]
    return replace(draft, actors=(*persons, *draft.actors)) if persons else draft


def speaks_for(speaker: Entity, actor: Entity) -> bool:
    """Whether the speaker is the actor, or an official of the state that acts."""
    if speaker.id == actor.id:
        return True
    if speaker.country is None or speaker.country != actor.country or is_helper(speaker):
        return False
    if speaker.unnamed and speaker.name.split()[-1] in INSIDERS:
        return False
    return speaker.sector in OFFICIAL and (actor.kind == "state" or actor.sector in OFFICIAL)


def is_helper(speaker: Entity) -> bool:
    """Whether a body of a state counts victims but does not act for it in a war: "the health ministry"."""
    return any(word in HELPERS for word in speaker.name.lower().split())


def may_speak_for(speaker: Entity, actor: Entity, draft: Draft) -> bool:
    """Whether a speaker with a title and no state ("the air force", "the deputy minister") is of the state that acts:
    the clause names no other one."""
    others = {found.participant.entity.country for found in draft.recipients} - {None, actor.country}
    official = speaker.sector in OFFICIAL and (actor.kind == "state" or actor.sector in OFFICIAL)
    if speaker.name.split()[-1] in INSIDERS:
        return False  # an unnamed official is not the body that acts
    return speaker.country is None and actor.country is not None and official and not others


def is_named(entity: Entity) -> bool:
    """Whether an entity is somebody in particular, not a class such as "Iran-backed militias" or "gunmen"."""
    if entity.unnamed or entity.kind == "population":
        return False
    if entity.kind == "organisation" and entity.country is not None and entity.sector in OFFICIAL:
        return True  # an organ of a state: "Armenian troops"
    return entity.origin == "catalogue" or entity.kind in {"person", "state"}
