"""How sure: the status of the coded act itself, by tense, modals, negation, conditions and the words that embed it.

Rules are tried in order, the strongest first; each names itself for the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.speech import Speech
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.cues import Cues
from dateline.records import Status

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "without", "no"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
QUESTION = "a question"
WH_WORDS = frozenset({"who", "what", "when", "where", "why", "how", "which", "whose", "whom"})
"""A question with one of these takes the act for given: "Why did the army attack?" """
POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
CONTRASTS = frozenset({"but", "yet"})
CONDITIONS = frozenset({"if", "unless", "lest", "whether", "should"})
VERBAL = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
COMING = frozenset("arrive assemble come gather go head hurry race return rush travel wait".split())
"""Verbs whose infinitive tells what somebody goes for: "gathered to help"."""
HELPING = frozenset({"help", "let", "enable", "assist", "allow"})
"""Verbs whose infinitive is what another does: "to help the government fight"."""
RANKS = frozenset({"only", "last", "first", "latest", "next"})
EMBEDDING = frozenset({"xcomp", "ccomp", "acl", "csubj", "obj", "obl", "nmod", "advcl"})


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    rule: str


def find_status(match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict:
    """The status that grammar and cue words give; who speaks is weighed by the caller."""
    head = match.light_verb or match.token
    for rule in (
        denied,
        claimed,
        negated,
        conditional,
        asked,
        dictated,
        modal,
        embedded,
        instead,
        adverbial,
        scheduled,
    ):
        verdict = rule(head, match, speeches, cues)
        if verdict is not None:
            return verdict
    if match.trigger.status is not None:
        return Verdict(match.trigger.status, f"'{match.token.lower_}'")
    return Verdict("asserted", "stated as fact")


def denied(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    for speech in speeches:
        if speech.kind == "deny" and not told_beside(match.token, speech.cue) and not speaks(match.token, cues):
            return Verdict("denied", f"'{speech.cue.lower_}'")
    verb = match.token.head
    if tree.lemma(verb) == "responsibility" and cues.speech.get((tree.lemma(verb.head), "VERB")) == "deny":
        return Verdict("denied", f"'{verb.head.lower_}'")
    if (
        match.nominal
        and verb.pos_ == "VERB"
        and cues.speech.get((tree.lemma(verb), "VERB")) == "deny"
        and match.token.dep_ in {"obj", "nsubj:pass", "obl"}
        and not speaks(match.token, cues)
    ):
        return Verdict("denied", f"'{verb.lower_}'")
    return None


def told_beside(token: Token, cue: Token) -> bool:
    """Whether a word is told of what is denied, not denied itself: "denied charges **brought** by the court"."""
    while token.head.i not in {token.i, cue.i}:
        if token.dep_ in {"acl", "acl:relcl"} and not any(c.lower_ == "that" for c in tree.children(token, "mark")):
            return True
        token = token.head
    return False


def speaks(token: Token, cues: Cues) -> bool:
    """Whether a noun is itself a word of speech: who denies an accusation does not deny that it was made."""
    return token.pos_ == "NOUN" and (tree.lemma(token), "NOUN") in cues.speech


def claimed(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """As in "claimed responsibility for the attack", "an attack claimed by the front"."""
    token = match.token
    above = token.head
    if negation(above) or (tree.lemma(above) == "responsibility" and negation(above.head)):
        return None
    if token.dep_ in {"nmod", "obl"} and tree.lemma(above) == "responsibility":
        return Verdict("claimed", "'responsibility'")
    if match.nominal and token.dep_ in {"obj", "obl", "nsubj:pass"} and tree.lemma(above) == "claim":
        return Verdict("claimed", f"'{above.lower_}'")
    if match.nominal and any(
        c.dep_ in {"acl", "acl:relcl"} and tree.lemma(c) == "claim" and tree.is_passive(c) for c in token.children
    ):
        return Verdict("claimed", "'claimed by'")
    return None


def negated(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    word = negation(head) or (negation(match.token) if match.token is not head else None)
    spoken = match.trigger.type in VERBAL and tree.is_passive(head.head)  # "was not involved and called for restraint"
    if word is None and head.dep_ == "conj" and shares_negation(head) and not spoken:
        word = negation(head.head)
    if word is not None:
        return Verdict("asserted", "'had not' of what was") if is_contrary(head) else Verdict("negated", f"'{word}'")
    return None


def is_contrary(verb: Token) -> bool:
    """Whether a clause only supposes that something had not been: "had troops not come, the town would have fallen",
    where parsers rarely know the inverted verb for a condition."""
    near = [*tree.children(verb, "aux", "aux:pass"), *([verb.head] if verb.dep_ == "ccomp" else [])]
    had = next((t for t in near if t.lower_ in {"had", "'d", "’d"}), None)
    if had is None or not any(t.lower_ in {"would", "could", "might"} for t in verb.sent):
        return False
    inverted = any(had.i < t.i < verb.i for t in tree.children(verb, "nsubj", "nsubj:pass", "expl"))
    return inverted or any(t.lower_ == "if" for t in tree.children(verb, "mark"))


def leaves_infinitive(verb: Token) -> bool:
    """Whether a coordinated verb has another form than the infinitive before it, and so hangs beside the word above:
    "refused to sell or setting", "planned to flee and attacked"."""
    forms = tree.feature(verb.head, "VerbForm"), tree.feature(verb, "VerbForm")
    return verb.dep_ == "conj" and forms[0] == "Inf" and forms[1] in {"Ger", "Fin", "Part"}


def shares_negation(verb: Token) -> bool:
    """Whether "did not" goes on over a coordinated verb: "did not attack or loot", but not "did not flee but attacked"
    and "did not flee and attacked", where the form of the verb has left the auxiliary."""
    first = verb.head
    if tree.children(verb, "nsubj", "nsubj:pass") or any(c.lower_ in CONTRASTS for c in tree.children(verb, "cc")):
        return False
    if tree.children(verb, "aux"):  # "would not recognise the junta and will hold a summit"
        return False
    return tree.feature(verb, "VerbForm") == tree.feature(first, "VerbForm")


def negation(token: Token) -> str | None:
    for child in token.children:
        if child.lower_ in NEGATIONS and child.dep_ in {"advmod", "det", "cc:preconj", "mark", "case", "cc"}:
            return child.lower_
        if child.dep_ in {"nsubj", "nsubj:pass", "obj"} and (
            child.lower_ in NOBODY or any(c.lower_ in {"no", "neither"} and c.dep_ == "det" for c in child.children)
        ):
            return "no"
        if child.dep_ == "case" and child.lower_ == "without":
            return "without"
    return None


def conditional(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    clause = tree.clause_head(head)
    for token in {head.i: head, clause.i: clause}.values():
        for child in token.children:
            if (
                child.dep_ in {"mark", "advmod"}
                and child.lower_ in CONDITIONS
                and token.dep_ in {"advcl", "ccomp", "acl"}
            ):
                if child.lower_ == "whether":
                    return Verdict("possible", "'whether'")
                return Verdict("hypothetical", f"'{child.lower_}'")
    return None


def asked(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """The main clause of a question: "Is the army about to attack?" """
    sentence = head.sent
    main = head if match.nominal else tree.clause_head(head)
    if sentence[-1].text != "?" and not (len(sentence) > 1 and sentence[-2].text == "?"):
        return None
    wondered = any(child.lower_ in WH_WORDS for child in head.subtree)
    return Verdict("possible", QUESTION) if main.dep_ == "ROOT" and not match.nominal and not wondered else None


def dictated(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """What somebody is told to write, say or suppose: "Report that Chad attacked Niger" tells of no attack."""
    token = head
    while token.head.i != token.i:
        if token.dep_ in {"ccomp", "parataxis", "obj", "acl:relcl", "conj"} and is_order(token.head, cues):
            return Verdict("hypothetical", f"told to '{token.head.lower_}'")
        token = token.head
    return None


def is_order(verb: Token, cues: Cues) -> bool:
    """Whether a verb of writing or supposing stands in the imperative: a bare form without subject that heads its
    sentence, alone or after another."""
    if verb.pos_ != "VERB" or tree.lemma(verb) not in cues.words.dictated or verb.lower_ != tree.lemma(verb):
        return False
    top = tree.first_conjunct(verb)
    bare = not tree.children(verb, "nsubj", "nsubj:pass", "aux", "mark", "expl")
    return top.dep_ == "ROOT" and bare and not tree.children(top, "nsubj", "nsubj:pass", "csubj")


def instead(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """What was not done: "instead of attacking", "rather than attack", "too weak to attack"."""
    for child in head.children:
        if child.dep_ in {"mark", "case", "cc"} and child.lower_ in {"instead", "rather"}:
            return Verdict("negated", f"'{child.lower_}'")
    above = head.head
    if head.dep_ in {"xcomp", "advcl"} and above.pos_ in {"ADJ", "ADV"} and is_infinitive(head):
        words = {child.lower_ for child in above.children}
        if "too" in words:
            return Verdict("negated", f"'too {above.lower_}'")
    return None


def is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)


def modal(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """Modal verbs over the act; a threat that may be carried out was still made, so verbal acts keep their status."""
    auxiliaries = [child.lower_ for child in head.children if child.dep_ in {"aux", "aux:pass"}]
    if head.dep_ == "conj" and not auxiliaries and head.head.pos_ == "VERB" and not leaves_infinitive(head):
        auxiliaries = [child.lower_ for child in head.head.children if child.dep_ == "aux"]
    for word in auxiliaries:
        if match.trigger.type == "THREATEN" and word in FUTURE_MODALS | {"would", "'d", "’d"}:
            return Verdict("asserted", f"threatened with '{word}'")
        if word in POSSIBLE_MODALS:
            return Verdict("possible", f"'{word}'")
        if word in FUTURE_MODALS:
            return Verdict("planned", f"'{word}'")
        if word in {"would", "'d", "’d"}:
            return Verdict("planned" if speeches else "hypothetical", f"'{word}'")
        if word in {"should", "must", "ought"} and match.trigger.type not in VERBAL:
            return Verdict("hypothetical", f"'{word}'")
    return None


def embedded(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """A word above the act decides: "plans to", "failed to", "is expected to", "fears of"."""
    token, steps = head, 0
    while token.head.i != token.i and steps < 4 and token.dep_ in EMBEDDING | {"conj"}:
        above = token.head
        if leaves_infinitive(token):
            break
        effect = status_cue(above, cues) if token.dep_ != "conj" else None
        if effect is not None and is_complement(token, effect):
            verdict = EFFECTS.get(effect)
            if verdict is not None:
                return Verdict(verdict, f"'{above.lower_}'")
        if above.pos_ == "VERB" and token.dep_ in {"xcomp", "acl"}:
            inner = modal(above, match, speeches, cues) or (
                negated(above, match, [], cues) if token.dep_ == "xcomp" else None
            )
            if inner is not None:
                return inner
            if is_infinitive(token) and effect is None and token.dep_ == "acl" and steps == 0:
                return Verdict("planned", f"infinitive after '{above.lower_}'")
        if token.dep_ in {"advcl", "obl", "nmod", "obj"} and above.pos_ in {"VERB", "NOUN"}:
            break
        token, steps = above, steps + 1
    return infinitive(head, cues)


def infinitive(head: Token, cues: Cues) -> Verdict | None:
    """What an infinitive is by where it hangs: a purpose, a plan, hearsay."""
    first = head
    while first.dep_ in {"xcomp", "ccomp"} and tree.lemma(first.head) in HELPING:  # "sent men to help A fight B"
        first = first.head
    while first.dep_ == "conj" and first.head.pos_ == "VERB" and not tree.children(first, "nsubj", "nsubj:pass"):
        first = first.head
    if not is_infinitive(first) or (
        first.i != head.i and head.dep_ == "conj" and tree.feature(head, "VerbForm") not in {"Inf", ""}
    ):
        return None
    if first.dep_ in {"advcl", "xcomp"} and is_hearsay(first.head, cues):
        return Verdict("possible", f"'{first.head.lower_} to'")
    if any(tree.lemma(child) == "have" for child in tree.children(first, "aux")):
        return None
    moving = first.dep_ == "xcomp" and tree.lemma(first.head) in COMING
    if moving or (first.dep_ == "advcl" and first.head.pos_ != "ADJ"):
        return Verdict("planned", "purpose clause")
    if first.dep_ == "acl" and first.head.pos_ == "NOUN" and not is_ranked(first.head):
        return Verdict("planned", f"infinitive after '{first.head.lower_}'")
    return None


def is_hearsay(verb: Token, cues: Cues) -> bool:
    """As in "is said to have fled", where nobody is named who says so."""
    return tree.is_passive(verb) and cues.speech.get((tree.lemma(verb), "VERB")) in {"say", "claim", "know"}


def is_ranked(noun: Token) -> bool:
    """Whether a noun is one of a rank, so that its infinitive tells what it did: "the first convoy to arrive"."""
    return any(
        child.lower_ in RANKS or tree.feature(child, "Degree") == "Sup" or tree.feature(child, "NumType") == "Ord"
        for child in noun.children
    )


EFFECTS: dict[str, Status] = {
    "possible": "possible",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "negated": "negated",
    "denied": "denied",
    "alleged": "alleged",
    "implicative_false": "negated",
}


def status_cue(token: Token, cues: Cues) -> str | None:
    for pos in (token.pos_, "VERB" if token.pos_ == "AUX" else token.pos_):
        effect = cues.status.get((tree.lemma(token), pos))
        if effect is not None:
            return effect
    return None


def is_complement(token: Token, effect: str) -> bool:
    """Whether an act is the complement of the cue above it: an infinitive, a clause, an object, an of-phrase; of
    an implicative ("failed to", "failure to") an infinitive alone."""
    if token.dep_ in {"xcomp", "ccomp", "csubj", "acl"}:
        return True
    if effect == "implicative_false" and tree.preposition(token) != "from":
        return False
    if token.dep_ == "advcl":
        return tree.charged_with(token)
    if token.dep_ == "obj":
        return token.pos_ in {"NOUN", "PROPN"}
    return token.dep_ in {"obl", "nmod"} and tree.preposition(token) in {"of", "for", "to", "from", "about"}


def adverbial(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """Words such as "reportedly", "allegedly", "apparently" beside the act, "alleged" before a noun."""
    for token in {head.i: head, match.token.i: match.token}.values():
        for child in token.children:
            if child.dep_ in {"advmod", "amod", "aux"}:
                effect = cues.status.get((tree.lemma(child), child.pos_))
                verdict = EFFECTS.get(effect or "")
                if verdict is not None and (child.dep_ != "amod" or (match.nominal and not speaks(match.token, cues))):
                    return Verdict(verdict, f"'{child.lower_}'")
    return None


def scheduled(head: Token, match: TriggerMatch, speeches: list[Speech], cues: Cues) -> Verdict | None:
    """An infinitive after be: "the envoy is to visit", or after a word that a parser hung on it: "is due to visit"."""
    for word in head.children:
        verdict = EFFECTS.get(cues.status.get((tree.lemma(word), "ADJ"), "")) if word.pos_ == "ADJ" else None
        if verdict is not None and word.i < head.i and any(t.lower_ == "to" for t in head.doc[word.i + 1 : head.i]):
            return Verdict(verdict, f"'{word.lower_} to'")
    be = any(c.dep_ in {"aux", "cop"} and tree.lemma(c) == "be" for c in head.children)
    return Verdict("planned", "'is to'") if be and any(c.lower_ == "to" for c in head.children) else None


RULES = (denied, claimed, negated, conditional, asked, dictated, modal, embedded, instead, adverbial, scheduled)
"""In the order in which they are tried."""
