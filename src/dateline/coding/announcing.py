"""What an actor announces it will do is the announcement: a threat, a promise or a refusal (codebook, section 3).

"Will impose sanctions" is THREATEN, "will send grain" AGREE, "will not withdraw" REJECT. Only where the actor itself
speaks or the article tells its plans; what others predict of it stays planned. Data: ``announced.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from dateline.coding import tree
from dateline.coding.admission import has_somebody
from dateline.coding.drafts import Draft
from dateline.coding.standing import speaks_for
from dateline.coding.status import FUTURE_MODALS, QUESTION, Verdict, negation
from dateline.knowledge.cues import load_words
from dateline.knowledge.tables import DATA, read_rows

ANNOUNCED = "announced with"
"""How the rule of a status begins that stands for an announcement."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a type becomes when it is announced, and when it is refused; None where nothing changes."""

    announced: str | None
    announced_mode: str | None
    refused: str | None
    refused_mode: str | None


@cache
def announcements() -> Mapping[str, Announcement]:
    columns = ("type", "announced", "announced_mode", "refused", "refused_mode")
    return {
        row["type"]: Announcement(*(row[column] or None for column in columns[1:]))
        for row in read_rows(DATA / "announced.csv", columns)
    }


def announced(draft: Draft) -> Draft:
    """The draft as the act of announcing it, where it is one."""
    change = announcements().get(draft.type)
    if change is None or draft.verdict.rule == QUESTION:
        return draft
    refused = negation(draft.match.light_verb or draft.match.token)
    vague = not draft.actors or any(f.participant.entity.unnamed for f in draft.actors)
    if vague and not is_own_word(draft) and not (refused and (draft.actors or has_somebody(draft))):
        return draft  # "gunmen will attack" is foreseen, "the rebels will not free them" refused
    word = commitment(draft)
    if word is None or not speaks_for_itself(draft):
        return draft
    kind, mode = (change.refused, change.refused_mode) if refused else (change.announced, change.announced_mode)
    if kind is None:
        return draft
    trigger = replace(draft.match.trigger, type=kind, mode=mode, weapon=None)
    verdict = Verdict("asserted", f"{ANNOUNCED} '{word}'")
    sources = () if draft.speakers else draft.sources
    return replace(
        draft, match=replace(draft.match, trigger=trigger), verdict=verdict, weapon=None, mode=mode, sources=sources
    )


def is_own_word(draft: Draft) -> bool:
    """Whether somebody unnamed speaks of himself: "the militia said it would attack"."""
    verb = draft.match.light_verb or draft.match.token
    spoken = {speaker.id for speaker in draft.speakers}
    if any(found.participant.entity.id in spoken for found in draft.actors):
        return True
    itself = any(subject.lower_ in {"it", "they", "we"} for subject in tree.children(verb, "nsubj"))
    return itself and not draft.actors and any(speech.speaker is not None for speech in draft.speeches)


def commitment(draft: Draft) -> str | None:
    """The word by which the actor commits itself: will, would in reported speech, ready to, willing to."""
    head = draft.match.light_verb or draft.match.token
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    carrier = head
    while carrier.dep_ == "conj" and not tree.children(carrier, "aux", "nsubj", "nsubj:pass", "mark"):
        carrier = carrier.head  # "will close the mission and expel the envoys"
    for child in carrier.children:
        if child.dep_ == "aux" and (child.lower_ in FUTURE_MODALS or (child.lower_ == "would" and draft.speeches)):
            return child.lower_
    above = head.head
    if head.dep_ in {"xcomp", "ccomp", "advcl"} and {above.lower_, tree.lemma(above)} & load_words().ready:
        return above.lower_
    return None


def speaks_for_itself(draft: Draft) -> bool:
    """Whether nobody else is made to say it: no source, an unnamed one, or one who speaks for the actor."""
    actors = [found.participant.entity for found in draft.actors]
    speakers = [each for each in draft.speakers if each.kind != "person" or not each.unnamed]  # "a negotiator"
    return not speakers or any(speaks_for(speaker, actor) for speaker in speakers for actor in actors)
