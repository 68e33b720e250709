"""Demands that are made by saying what another must do: "the minister said the rebels must leave the town".

They have no trigger word of their own: the obligation under a verb of speech is the demand, the speaker its actor and
whoever must act its recipient (codebook, section 3: REQUEST).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.coding import tree
from dateline.coding.drafts import Draft
from dateline.coding.found import Found
from dateline.coding.participants import ParticipantFinder
from dateline.coding.roles import spread_all
from dateline.coding.speech import speaker_of, speech_kind
from dateline.coding.standing import is_named
from dateline.coding.status import Verdict, negation
from dateline.coding.tolls import Casualties
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.cues import Cues
from dateline.knowledge.lexicon import Frame, Trigger

MUST = frozenset({"must", "should", "ought"})
HAVE_TO = frozenset({"need", "have"})
PERFECT = frozenset({"have", "'ve", "’ve"})
NOTHING: frozenset[str] = frozenset()
FRAME = Frame("obligation", (), (), (), ())


def demands(doc: Doc, cues: Cues, finder: ParticipantFinder) -> Iterator[Draft]:
    """A draft of type REQUEST for each obligation that a named actor lays on another."""
    for cue in doc:
        if cue.pos_ != "VERB" or speech_kind(cue, cues) not in {"say", "claim"} or negation(cue) is not None:
            continue
        speaker = speaker_of(cue)
        clauses = tree.children(cue, "ccomp") + ([cue.head] if cue.dep_ == "parataxis" else [])
        for clause in clauses:
            if speaker is not None and (verb := obliged(clause)) is not None:
                draft = demand(verb, clause, speaker, finder)
                if draft is not None:
                    yield draft


def obliged(clause: Token) -> Token | None:
    """The verb of what must be done: "must leave", "has to leave", "needs to leave"; not "should have left"."""
    auxiliaries = {child.lower_ for child in tree.children(clause, "aux")}
    if auxiliaries & MUST:
        return None if auxiliaries & PERFECT else clause
    if tree.lemma(clause) in HAVE_TO:
        for child in tree.children(clause, "xcomp"):
            if any(mark.lower_ == "to" for mark in tree.children(child, "mark")):
                return child
    return None


def demand(verb: Token, clause: Token, speaker: Token, finder: ParticipantFinder) -> Draft | None:
    subjects = tree.children(clause, "nsubj", "nsubj:pass")
    actors = finder.find([spread_all([speaker], "speaker")], recipient=False)
    recipients = finder.find([spread_all(subjects, "obliged")], recipient=False)
    if not all(side and is_party(side[0]) for side in (actors, recipients)):
        return None
    if {f.participant.entity.id for f in actors} & {f.participant.entity.id for f in recipients}:
        return None
    trigger = Trigger(
        tree.lemma(verb), "VERB", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "REQUEST", None, None, FRAME, "",
        "rule:obligation",
    )  # fmt: skip
    match = TriggerMatch(verb, trigger)
    verdict = Verdict("asserted", "an obligation under a verb of speech")
    return Draft(match, tuple(actors), tuple(recipients), (), (), (), verdict, Casualties(), None, None, 1)


def is_party(found: Found) -> bool:
    """A demand is laid on somebody who can act on it: a named actor or an organised body."""
    entity = found.participant.entity
    return is_named(entity) or entity.kind in {"organisation", "group"}
