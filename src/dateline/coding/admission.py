"""Which drafts are claims: those that report an act between political actors, or by one, and say something new.

Codebook section 3: a statement is an event only with a speaker who acts; a noun that only points back is no claim.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.blame import on_whom
from dateline.coding.drafts import Draft
from dateline.coding.joining import is_casualty
from dateline.coding.status import HELPING
from dateline.coding.triggers import HAPPENING, kinds
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import Cues
from dateline.knowledge.lexicon import word_class
from dateline.knowledge.names import plain
from dateline.knowledge.ontology import SPEECH_ACTS

NEED_ACTOR = SPEECH_ACTS | {"CONSULT", "COOPERATE", "AID", "SANCTION", "MOBILIZE", "RETREAT", "PROTEST", "COERCE"}
IMPOSED = frozenset({"COERCE", "PROTEST", "RETREAT", "SANCTION"})
"""Types of which a participle beside a noun tells, too: "the curfew imposed in Boma"."""
DEEDS = (NEED_ACTOR - SPEECH_ACTS) | {"AGREE", "SUPPORT"}
"""Types that may be told without anybody, in the passive and with a date or a place."""
DONE_TO = DEEDS | {"ACCUSE"}
"""Types that are done to somebody, who may be one whom nothing else tells of."""
SOMEBODY = frozenset({"@person", "@force", "@police"})
NAMING = frozenset(
    {"brand", "call", "characterise", "characterize", "consider", "deem", "describe", "dub", "label", "term"}
)
ABLE = frozenset(
    "ability capability capacity chance determination desire freedom intent means need power readiness resolve right "
    "strength temptation time way will willingness".split()
)
"""Nouns whose infinitive is no plan: "the ability to strike"."""
PERSONS = frozenset({"he", "she", "they", "we", "it"})
"""Pronouns that stand for somebody, also where nobody tells for whom; "it" does as the subject of an act."""
MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
"""Relations of the verb that says what a sentence reports."""
ARISING = frozenset({"collapse", "come", "end", "expire", "fail", "falter", "stall", "spread", "take"})
"""Verbs, beside those of `HAPPENING`, whose subject came about or ended: "a curfew **came** into force"."""
PARTIES = frozenset({"bloc", "country", "nation", "neighbour", "neighbor", "side", "state"})
"""Nouns for a state or a side, which may stay unnamed: "the two countries restored relations"."""
POINTING_BACK = frozenset({"the", "this", "that", "these", "those", "such"})


def refusal(draft: Draft, cues: Cues, *, dated: bool, placed: bool) -> str | None:
    """Why a draft is no claim, or None where it is one."""
    token = draft.match.token
    modifier = token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"}
    if modifier and draft.match.trigger.pos == "NOUN" and not draft.joined:
        return "modifies another noun"
    told = (draft.type in DEEDS and is_told(draft, alone=not (dated or placed))) or has_somebody(draft)
    if draft.type in NEED_ACTOR and not draft.actors and not told and not (draft.recipients and done_to(draft)):
        return "no actor"
    if draft.type == "ACCUSE" and not draft.actors and on_whom(token) and tree.is_passive(token):
        return "tells who did a deed"
    if draft.match.nominal and not informative(draft, dated, placed):
        return "points back and adds nothing"
    if is_adjective(draft) and not dated:
        return "only describes its noun"
    if is_backed(draft) or (is_stance(draft) and not dated):
        return "says how somebody stands to it"
    if is_named(token):
        return "says what something is called"
    if is_will(draft):
        return "what somebody has the will or the means for"
    if is_purpose(draft) and not dated:
        return "only a purpose"
    if is_casualty(draft, cues) and (toll := refusal_of_toll(draft, dated=dated)) is not None:
        return toll
    if draft.type in {"REQUEST", "REJECT"} and stays_unnamed(draft.match.token, cues):
        return "asks not to be named"
    if commemorated(draft, cues):
        return "commemorated, not reported"
    return None


def refusal_of_toll(draft: Draft, *, dated: bool) -> str | None:
    """Why a draft that tells of dead and hurt is no claim, or None where it is one."""
    if is_accident(draft):
        return "an accident"
    token = draft.match.token
    told = dated and token.pos_ == "VERB" and tree.children(token, "nsubj:pass")  # "the mayor was shot on Monday"
    if draft.casualties or draft.joined or draft.actors or draft.recipients or told:
        return None
    return "counts nobody"


def is_told(draft: Draft, *, alone: bool) -> bool:
    """Whether a clause tells an act as done, though by and to nobody it names: "a curfew was imposed in Boma"; or that
    people gathered or spoke: "a march in Boma", "talks ended in Boma"; or a thing that happened: "a truce began".
    One that stands `alone`, without a date or a place, must be what its sentence says: "shops were looted"."""
    token = draft.match.token
    subject = draft.match.nominal and token.dep_ in {"nsubj", "nsubj:pass"} and token.head.pos_ == "VERB"
    verb = draft.match.light_verb or (token.head if subject else token)
    passive = verb.pos_ == "VERB" and tree.is_passive(verb)
    if alone and not (tree.first_conjunct(verb).dep_ in MAIN and (passive or (subject and happens(draft, verb)))):
        return False
    if draft.type == "PROTEST":
        return True
    if draft.match.nominal and draft.match.light_verb is None:
        if tree.children(token, "cop"):  # "Boma has been on alert since May"
            return bool(tree.preposition(token))
        return subject and (passive or draft.type == "CONSULT" or happens(draft, verb))
    if passive:
        return draft.type in IMPOSED or verb.dep_ not in {"acl", "amod"}  # "soldiers stationed in Boma" stand there
    if verb.pos_ != "VERB":
        return False
    return draft.match.light_subject == "none" or draft.match.trigger.frame.name == "happen"


def happens(draft: Draft, verb: Token) -> bool:
    """Whether a verb says that what its subject names came about or ended: "talks **collapsed**"."""
    return draft.match.trigger.status is not None or tree.lemma(verb) in HAPPENING | ARISING


def has_somebody(draft: Draft) -> bool:
    """Whether the subject names somebody whom nothing else tells of: "Suharto resigned", "the committee demanded",
    "the mayor was indicted"."""
    verb = draft.match.light_verb or draft.match.token
    own = verb.dep_ == "conj" or tree.children(verb, "nsubj", "nsubj:pass")
    if verb.pos_ not in {"VERB", "ADJ"} or not own or (draft.match.nominal and draft.match.light_subject != "actor"):
        return False
    if tree.is_passive(verb):
        if draft.match.nominal or draft.type not in DONE_TO:
            return False
        subjects = tree.children(verb, "nsubj:pass")
    else:
        subjects = tree.children(verb, "nsubj") or tree.children(verb.head, "nsubj")
    if draft.type == "AID" and verb.pos_ == "VERB" and subjects:
        return True  # "a convoy of lorries delivered flour"
    return any(
        s.pos_ == "PROPN" or s.lower_ in PERSONS or is_acronym(s) or (s.pos_ in {"NOUN", "NUM"} and names_somebody(s))
        for s in subjects
    )


def is_acronym(noun: Token) -> bool:
    """Whether a noun stands in capitals in a sentence that does not."""
    return len(noun.text) > 1 and noun.text.isupper() and not noun.sent.text.isupper()


def names_somebody(noun: Token) -> bool:
    """Whether a common noun is one for persons or for a body of them: "a tailor", "the committee", "both sides"."""
    if noun.pos_ == "NUM":
        return True  # "more than 7,000 were arrested"
    name = plain(tree.lemma(noun))
    many = word_class("crowd")  # "dozens were arrested"
    return bool(kinds(noun) & SOMEBODY) or name in PARTIES or name in acting_nouns() or name in many


@cache
def acting_nouns() -> frozenset[str]:
    """The nouns of the catalogue's roles and bodies, in the singular."""
    catalogue = load_actors()
    roles = {plain(role.phrase.split()[-1]) for role in catalogue.roles if role.kind != "population"}
    return frozenset(roles | set(catalogue.words.bodies))


def done_to(draft: Draft) -> bool:
    """Whether an act without an actor is told by its recipient: any deed, but an act of speech only in the passive."""
    return draft.type not in SPEECH_ACTS or (not draft.match.nominal and tree.is_passive(draft.match.token))


def informative(draft: Draft, dated: bool, placed: bool) -> bool:
    """Whether a noun carries something of its own: a role, a date, a place, a number, a light verb, a new mention."""
    if draft.verdict.status in {"claimed", "denied"}:
        return True
    if draft.actors or draft.recipients or draft.casualties or dated or placed or draft.match.light_verb is not None:
        return True
    token = draft.match.token
    if any(is_told_by(token.doc[at]) for at in draft.joined):
        return True
    determiners = {child.lower_ for child in token.children if child.dep_ == "det"}
    if determiners & POINTING_BACK:
        return False
    if token.dep_ == "nsubj" and happens(draft, token.head):
        return True
    stated = draft.weapon not in {None, "none stated"} or draft.count != 1
    return stated and token.dep_ not in {"compound", "nmod", "obl"}


def is_adjective(draft: Draft) -> bool:
    """Whether a participle stands before its noun and tells no more than that: "the wounded men", "besieged towns"."""
    token = draft.match.token
    if token.dep_ != "amod" or token.i > token.head.i:
        return False
    return not draft.actors or (token.pos_ == "VERB" and tree.feature(token, "VerbForm") == "Part")


def is_stance(draft: Draft) -> bool:
    """Whether a present tense in a relative clause only says for or against what somebody is: "parties, which
    **oppose** the king"."""
    token = draft.match.token
    present = tree.feature(token, "Tense") == "Pres" and not tree.children(token, "aux", "aux:pass")
    return draft.type in {"SUPPORT", "REJECT"} and token.dep_ == "acl:relcl" and token.pos_ == "VERB" and present


def is_backed(draft: Draft) -> bool:
    """Whether a participle only says who stands behind its noun: "forces **backed** by Chad"."""
    token = draft.match.token
    return draft.type in {"SUPPORT", "AID"} and token.dep_ == "acl" and tree.is_passive(token)


def is_named(token: Token) -> bool:
    """Whether an event noun is what something is called or is said to have been: "described it as an attack", "the
    bombings were the deadliest attack in years"."""
    if token.pos_ != "NOUN" or tree.preposition(token) == "under":
        return False
    if tree.children(token, "cop") and tree.children(token, "nsubj"):
        return not tree.preposition(token)  # "were on strike"
    called = tree.lemma(token.head) in NAMING
    return called and (token.dep_ == "xcomp" or (token.dep_ == "obl" and tree.preposition(token) == "as"))


def is_purpose(draft: Draft) -> bool:
    """Whether a deed is only what another is done for: "gathered to help the victims", "sent men to help A fight"."""
    token = draft.match.token
    while token.dep_ in {"xcomp", "ccomp"} and tree.lemma(token.head) in HELPING:
        token = token.head
    infinitive = any(mark.lower_ == "to" for mark in tree.children(token, "mark"))
    meant = token.dep_ == "advcl" or (token.dep_ == "xcomp" and draft.verdict.rule == "purpose clause")
    return meant and infinitive and draft.verdict.status == "planned" and draft.type not in SPEECH_ACTS


def is_will(draft: Draft) -> bool:
    """Whether a deed is only what somebody is able or minded to do: "our resolve to fight", "the right to strike"."""
    token = draft.match.light_verb or draft.match.token
    return token.dep_ == "acl" and draft.type not in SPEECH_ACTS and tree.lemma(token.head) in ABLE


def is_told_by(verb: Token) -> bool:
    """Whether a joined word is a verb that makes a statement of its noun: "the blast was set off from a lorry"."""
    return verb.pos_ == "VERB" and verb.dep_ in {"ROOT", "ccomp", "conj", "parataxis"}


def stays_unnamed(token: Token, cues: Cues) -> bool:
    """As in "who asked not to be named", "declined to be identified": how a speaker is described, no demand."""
    clauses = tree.children(token, "xcomp", "ccomp", "advcl")
    return any(tree.lemma(clause) in cues.words.unnamed and tree.children(clause, "aux:pass") for clause in clauses)


def is_accident(draft: Draft) -> bool:
    """Whether the dead and hurt of a clause are those of an accident, which a verb or noun of its sentence names and
    nobody is said to have caused: "a bus fell into a ravine, killing nine"."""
    if draft.actors or draft.joined or draft.mode or draft.weapon not in {None, "none stated"}:
        return False
    token = draft.match.token
    if any(noun.pos_ == "NOUN" and tree.lemma(noun) in word_class("mishap") for _, noun in tree.obliques(token)):
        return True
    near = [token.head, *(child for child in token.children if child.dep_ in {"advcl", "conj"})]
    return any(is_crash(verb) for verb in near if verb.pos_ == "VERB" and verb.i != token.i)


def is_crash(verb: Token) -> bool:
    """Whether a clause tells of a vehicle, vessel or building that crashed, sank or fell."""
    things = {tree.lemma(noun) for noun in tree.surface_subjects(verb)}
    if tree.lemma(verb) in word_class("crashing"):
        return True
    struck = {tree.lemma(noun) for noun in [*tree.children(verb, "obj"), *(n for _, n in tree.obliques(verb))]}
    return bool(things & word_class("vehicle") and struck & word_class("obstacle"))


def commemorated(draft: Draft, cues: Cues) -> bool:
    """Whether a noun is what is remembered: "the anniversary of the bombing", "a memorial to the massacre"."""
    token = draft.match.token
    if not draft.match.nominal or token.dep_ not in {"nmod", "obl", "obj"}:
        return False
    return tree.lemma(token.head) in cues.historical
