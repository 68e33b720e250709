"""Who "he", "it", "they" and "itself" stand for: the most prominent noun phrase before them that agrees with them.

The phrase must agree in number, gender and animacy, and syntax rules some out. If the winner is no actor, the pronoun
is none; where two weigh about the same, it stands for neither.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.discourse import LOOK_BACK, SUBJECT, Discourse, Reference, name, possessor
from dateline.coding.first_persons import speakers
from dateline.coding.referents import WEIGHTS, Referent
from dateline.coding.speech import speech_kind
from dateline.knowledge.cues import Cues, Pronoun
from dateline.knowledge.lexicon import load_lexicon

LOOK_BACK_THINGS = 1
"""Sentences back for "it" and "they", which seldom reach further (measured on GUM)."""
CLEAR_PRONOUN = 0.95
"""A second candidate with this share of the weight of the best makes a pronoun ambiguous."""
ADDRESSING = frozenset("accuse arm ask beg fund invite order persuade sue supply tell urge warn".split())
"""Verbs whose object is somebody."""
FORCES = frozenset("ally border capital missile soldier territory troop".split())
"""What only an actor has, besides the nouns of descriptions."""


def third_person(token: Token, pronoun: Pronoun, discourse: Discourse) -> Reference:
    if pronoun.gender == "neuter" and is_pleonastic(token, discourse.cues):
        return Reference((), "'it' stands for a clause")
    if pronoun.form == "reflexive":
        return reflexive(token, discourse)
    if (later := cataphor(token, pronoun, discourse)) is not None:
        return discourse.accept(token, later, f"pronoun '{token.lower_}' before its name")
    if (speaker := own_speaker(token, pronoun, discourse)) is not None:
        return discourse.accept(token, speaker, f"'{token.lower_}' is who speaks")
    agentive = pronoun.gender not in {"male", "female"} and is_agentive(token, discourse.cues)
    reach = LOOK_BACK if pronoun.gender in {"male", "female"} else LOOK_BACK_THINGS
    best = discourse.ranked(
        token,
        lambda each: agrees(each, pronoun, discourse.genders, agentive) and (bool(each.actors) or not agentive),
        reach,
        frozenset({speaker_key(token, discourse)}),
    )
    if not best:
        return Reference((), f"no antecedent of '{token.lower_}'")
    (score, chosen), *others = best
    if others and others[0][0] > CLEAR_PRONOUN * score:
        return Reference((), f"'{token.lower_}' may be {name(chosen)} or {name(others[0][1])}")
    if pronoun.gender == "neuter" and not agentive and chosen.actors and chosen.weight < WEIGHTS["obl"]:
        return Reference((), f"'{token.lower_}' may be something else than {name(chosen)}")
    if pronoun.gender in {"male", "female"} and chosen.personal:
        discourse.genders.setdefault(chosen.key, pronoun.gender)
    return discourse.accept(token, chosen, f"pronoun '{token.lower_}'")


def own_speaker(token: Token, pronoun: Pronoun, discourse: Discourse) -> Referent | None:
    """The body whose own act is told: "Chad announced **it** would send troops"."""
    clause = token.head
    cue = clause.head
    if token.dep_ not in SUBJECT or clause.dep_ != "ccomp" or pronoun.gender in {"male", "female"}:
        return None
    if speech_kind(cue, discourse.cues) is None or cue.i > token.i:
        return None
    subjects = {subject.i for subject in tree.children(cue, "nsubj")}
    found = [r for r in discourse.before(token) if r.head.i in subjects and r.actors]
    bodies = [r for r in found if r.actors[0].entity.kind in {"state", "group", "organisation"}]
    return next((each for each in reversed(bodies) if agrees(each, pronoun, discourse.genders)), None)


def agrees(referent: Referent, pronoun: Pronoun, genders: dict[str, str], agentive: bool = True) -> bool:
    """Whether number, gender and animacy agree; a body in the singular is "they" only where it acts."""
    if pronoun.number == "plural":
        return referent.plural and (agentive or not referent.singular)
    if not referent.singular:
        return False
    if pronoun.gender == "neuter":
        return referent.personal is not True and not genders.get(referent.key)
    if referent.personal is False or (referent.actors and not referent.personal):
        return False
    return genders.get(referent.key, pronoun.gender) == pronoun.gender


def speaker_key(token: Token, discourse: Discourse) -> str | None:
    """The speaker of the quotation around a third person, who is not meant by it."""
    if not discourse.inside[token.i] or token.lower_ not in discourse.cues.pronouns:
        return None
    found = speakers(token, discourse)
    return found[0].entity.id if found and found[0].entity.kind == "person" else None


def reflexive(token: Token, discourse: Discourse) -> Reference:
    """The subject of its clause: "itself", "themselves"."""
    for subject in tree.surface_subjects(tree.governing_verb(token.head)):
        if subject.i != token.i and (found := discourse.entities(subject)):
            return Reference(found, "reflexive")
    return Reference((), f"no subject for '{token.lower_}'")


def cataphor(token: Token, pronoun: Pronoun, discourse: Discourse) -> Referent | None:
    """ "In his speech, X said": the named subject of the main clause that a fronted phrase leads to."""
    clause = tree.clause_head(token)
    top = token
    while top.head.i != top.i and top.head.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        top = top.head
    main = top.head if top.head.i != top.i else clause
    if top.dep_ not in {"obl", "advcl", "nmod"} or token.i > main.i or top.i > main.i:
        return None
    subject = next((child for child in tree.children(main, *SUBJECT) if child.i > token.i), None)
    if subject is None or subject.i < top.i or subject.pos_ == "PRON":
        return None
    end = max(subject.i, *(t.i for t in subject.subtree if t.i < main.i), subject.i) + 1
    fits = [
        r
        for r in discourse.between(subject.i, end)
        if r.actors and r.head.i == subject.i and agrees(r, pronoun, discourse.genders)
    ]
    return fits[0] if fits and not all(r.actors[0].entity.unnamed for r in fits) else None


def is_agentive(token: Token, cues: Cues) -> bool:
    """Whether only somebody who acts can stand here: the subject of saying or of an act, the owner of forces."""
    if possessor(token):
        return tree.lemma(token.head) in cues.descriptions or tree.lemma(token.head) in FORCES
    verb = tree.first_conjunct(token).head
    if token.dep_ in {"obj", "iobj"} and tree.lemma(verb) in ADDRESSING:
        return True
    if token.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    if speech_kind(verb, cues) in {"say", "claim", "deny"}:
        return True
    readings = load_lexicon().triggers.get((tree.lemma(verb), "VERB"), ())
    return any(relation.name == "nsubj" for each in readings for relation in each.frame.verb_actor)


def relative_owner(token: Token, discourse: Discourse) -> Reference:
    """ "A state **whose** army": the noun that the clause hangs on."""
    head = tree.relative_head(tree.clause_head(token))
    before = token.nbor(-2) if token.i > token.sent.start + 1 and token.nbor(-1).text == "," else None
    if before is not None and before.pos_ in {"NOUN", "PROPN"} and (head is None or not head.is_ancestor(before)):
        head = before.head if before.dep_ == "flat" else before  # the clause hangs elsewhere in the tree
    found = discourse.entities(head) if head is not None else ()
    return Reference(found, "'whose' after its noun")


def is_pleonastic(token: Token, cues: Cues) -> bool:
    """Whether "it" stands for no noun: "it is clear that", "it seems", "it was reported that"."""
    if token.dep_ == "expl":
        return True
    head = token.head
    if token.dep_ not in SUBJECT:
        return False
    clause = tree.children(head, "csubj", "csubj:pass", "ccomp", "xcomp", "advcl")
    later = [each for each in clause if each.i > head.i]
    if head.pos_ in {"ADJ", "NOUN"} and tree.children(head, "cop"):
        return bool(later or tree.children(head, "acl:relcl"))
    return tree.lemma(head) in cues.words.impersonal and (bool(later) or tree.is_passive(head))
