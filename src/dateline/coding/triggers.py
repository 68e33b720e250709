"""Which words of a sentence report an event, and in which reading of the lexicon.

Every reading whose conditions hold in the tree is a candidate; the one with most conditions wins, and a reading of
type ``NONE`` that wins means that the word is no event here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.coding import tree
from dateline.coding.blame import describes_deed
from dateline.coding.place_told import is_told_place
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.lexicon import Lexicon, LightVerb, Trigger
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import plain
from dateline.knowledge.noun_kinds import load_noun_kinds

NOMINAL = frozenset({"NOUN", "PROPN"})
CARRIERS = frozenset({"campaign", "drive", "effort", "mission", "operation", "process", "bid", "spree", "wave"})
"""Nouns that add nothing to the event before them: "a mediation effort", "a rescue operation"."""
OBJECT_OF_NOUN = ("compound", "amod", "nmod:poss")
PAPERS = frozenset({"agreement", "accord", "deal", "pact", "effort", "team", "convoy", "shipment"})
"""Nouns whose modifier says what they are about: "the ceasefire agreement" is a ceasefire to a condition, "a rescue
team" a rescue."""
HAPPENING = frozenset("break erupt flare rage resume start begin continue intensify".split())
"""Verbs that only say that something goes on; what stands behind them belongs to their subject."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
"""What "on" before it says nothing of: "a strike on Sunday"."""
MEASURES = frozenset(
    "hundred thousand dozen score number group handful scores dozens hundreds thousands truckload busload "
    "column convoy wave string series majority band crowd team round "
    "level levels state member members ton tons tonne tonnes shipment consignment worth "
    "lot lots part half most some all piece pieces".split()
)
"""Nouns that only measure what their "of" phrase names."""
PERSONAL = frozenset({"he", "she", "they"})
"""Pronouns for those who act."""
SOMEBODY = PERSONAL | {"her", "him", "them", "whom"}
"""Pronouns for persons, whatever is done."""
MEN = frozenset({"man", "men", "people", "persons", "individuals", "youths"})
ARMED = frozenset({"armed", "camouflaged", "hooded", "masked", "uniformed"})
"""What makes a gunman of a man."""
NO_KINDS = frozenset[str]()
PEOPLE = frozenset({"@person"})
TERRITORY = frozenset({"@territory"})


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A trigger in a text: the word, the reading, and the light verb that carries it, if any."""

    token: Token
    trigger: Trigger
    light_verb: Token | None = None
    light_subject: str = "actor"

    @property
    def nominal(self) -> bool:
        """Whether roles stand around a noun, as in "the killing of A by B"."""
        return self.trigger.pos == "NOUN" or is_gerund_noun(self.token)


def is_gerund_noun(token: Token) -> bool:
    """An -ing form used as a noun: it has a determiner, a possessor or an of-phrase of its own."""
    if token.pos_ not in {"VERB", "NOUN"} or not token.lower_.endswith("ing"):
        return False
    if any(
        child.dep_ in {"det", "nmod:poss", "amod"} or (child.dep_ == "nmod" and tree.preposition(child) == "of")
        for child in token.children
    ):
        return True
    phrases = {tree.preposition(child) for child in tree.children(token, "obl", "obl:agent", "nmod")}
    return token.dep_ in {"csubj", "nsubj"} and bool(phrases & {"of", "by"}) and not tree.children(token, "obj")


def find_triggers(doc: Doc, lexicon: Lexicon) -> Iterator[TriggerMatch]:
    """All triggers of a document in text order, one reading a word; a noun that another trigger's condition names
    ("sign a deal", "lift the siege") is part of that trigger."""
    found = (match for token in doc if (match := match_trigger(token, lexicon)) is not None)
    held = {match.token.i: match for each in found for match in [told_of_subject(carried_on(each, lexicon))]}
    matches = [held[at] for at in sorted(held) if not describes_deed(held[at].token)]
    absorbed = {noun.i for match in matches for noun in condition_nouns(match)}
    yield from (match for match in matches if match.token.i not in absorbed)


def carried_on(match: TriggerMatch, lexicon: Lexicon) -> TriggerMatch:
    """The match at the noun that carries it on: "a mediation **effort** between them" has the roles of "mediation"."""
    head = match.token.head
    carried = match.token.dep_ == "compound" and match.trigger.pos == "NOUN" and tree.lemma(head) in CARRIERS
    if not carried or is_part_of_name(match.token) or any(holds(t, head) for t in noun_readings(head, lexicon)):
        return match
    light = light_verb_of(head, lexicon)
    return TriggerMatch(head, match.trigger, *(light or ()))


def told_of_subject(match: TriggerMatch) -> TriggerMatch:
    """The match at the subject, where a verb tells what became of it: "a truce between the clans **collapsed**"."""
    trigger = match.trigger
    if trigger.status is None or trigger.pos != "VERB":
        return match
    nouns = (n for n in measured(tree.surface_subjects(match.token)) if {tree.lemma(n), n.lower_} & trigger.subject)
    noun = next(nouns, None)
    return match if noun is None else TriggerMatch(noun, replace(trigger, pos="NOUN"), match.token, "none")


def noun_readings(noun: Token, lexicon: Lexicon) -> tuple[Trigger, ...]:
    return lexicon.readings(noun.lower_, tree.lemma(noun), "NOUN")


def condition_nouns(match: TriggerMatch) -> list[Token]:
    """The nouns that met a row's object condition; who is accused of an attack was attacked with it all the same."""
    trigger = match.trigger
    if not trigger.object or trigger.type == "ACCUSE":
        return []
    found = [
        n
        for n in measured(objects(match.token, trigger))
        if n.pos_ in NOMINAL and {tree.lemma(n), n.lower_} & trigger.object
    ]
    papers = [n.head for n in found if n.dep_ == "compound" and tree.lemma(n.head) in PAPERS]
    return found + [paper for paper in papers if paper.i != match.token.i]


def match_trigger(token: Token, lexicon: Lexicon) -> TriggerMatch | None:
    """The best reading of one word, or None where it has none or the best says that it is no event."""
    if is_part_of_name(token):
        return None
    best: Trigger | None = None
    word, lemma = token.lower_, tree.lemma(token)
    if is_part_of_word(token):
        word = lemma = whole(token)
    for pos in parts_of_speech(token):
        for trigger in lexicon.readings(word, lemma, pos):
            if (best is None or outranks(trigger, best)) and holds(trigger, token):
                best = trigger
        if best is not None:
            break
    if best is None or best.type == "NONE" or (not names_object(best, token) and is_light(token, lexicon)):
        return None
    if best.pos != "NOUN" or (light := light_verb_of(token, lexicon)) is None:
        return TriggerMatch(token, best)
    return TriggerMatch(token, best, *light)


def is_part_of_word(token: Token) -> bool:
    """The second half of a word with a hyphen: "Iran-**backed**", "cease-**fire**", which is looked up whole."""
    return (
        token.i > 1
        and token.nbor(-1).text in {"-", "‑", "–"}
        and not token.nbor(-1).whitespace_
        and not token.nbor(-2).whitespace_
    )


def whole(token: Token) -> str:
    """The word of which a token is the second half."""
    return "".join(part.lower_ for part in token.doc[token.i - 2 : token.i + 1])


def is_part_of_name(token: Token) -> bool:
    """A word inside a proper name, "the Bradley **Fighting** Vehicle"; not in headlines that capitalise every word."""
    capital = token.text[0].isupper() and token.head.text[0].isupper() and token.i == token.head.i - 1
    inside = token.dep_ in {"compound", "flat"} and token.pos_ == token.head.pos_ == "PROPN"
    if not inside and not (capital and token.dep_ in {"compound", "amod"} and not token.is_sent_start):
        return False
    words = [t for t in token.sent if t.is_alpha and len(t) > 3]
    return sum(t.text[0].isupper() for t in words) < 0.7 * len(words)


def outranks(trigger: Trigger, best: Trigger) -> bool:
    """More conditions win; at equal weight the reading that is no event, then one that names a preposition or particle
    ("call on the minister" is no phone call), then one that lists its words and not a kind of noun."""
    if trigger.specificity != best.specificity:
        return trigger.specificity > best.specificity
    if "NONE" in (trigger.type, best.type):
        return trigger.type == "NONE" != best.type
    if (named := bool(trigger.prep or trigger.particle)) != bool(best.prep or best.particle):
        return named
    return best.broad and not trigger.broad


def parts_of_speech(token: Token) -> tuple[str, ...]:
    """The lexicon's parts of speech to look a word up under, the pipeline's choice first; names inside a capitalised
    headline count as nouns, -ing and -ed words may be verbs whatever they were taken for."""
    participle = token.lower_.endswith(("ing", "ed"))
    if token.pos_ in {"VERB", "AUX"}:
        if token.lower_.endswith("ed"):  # "is prepared to", not "they prepared to"
            return ("VERB", "ADJ") if tree.is_passive(token) or token.dep_ == "amod" else ("VERB",)
        return ("VERB", "NOUN") if participle else ("VERB",)
    if token.pos_ in NOMINAL or (token.pos_ == "ADP" and is_part_of_word(token)):  # "a sit-**in**"
        return ("NOUN", "VERB") if participle and token.dep_ != "compound" else ("NOUN",)
    if token.pos_ == "ADJ" and tree.children(token, "nsubj") and tree.children(token, "obj"):
        return ("VERB",)  # "Rebels free two officers"
    if token.pos_ == "ADJ" and token.dep_ in {"obj", "xcomp"} and tree.children(token, "nummod"):
        return ("NOUN",)  # "treated 300 wounded"
    if token.pos_ == "ADJ":
        return ("ADJ", "VERB") if participle or token.lower_.endswith(("en", "n", "t")) else ("ADJ",)
    return ()


def holds(trigger: Trigger, token: Token) -> bool:
    """Whether all conditions of a reading are met by the words around the trigger."""
    if trigger.particle and not trigger.particle & particles(token):
        return False
    if trigger.prep and not trigger.prep & prepositions(token):
        return False
    if trigger.object and not trigger.object & lemmas(objects(token, trigger)):
        return False
    if trigger.subject and not trigger.subject & lemmas(subjects(token)) and not named_subject(trigger, token):
        return False
    return not (trigger.exclude and trigger.exclude & surrounding(token))


def named_subject(trigger: Trigger, token: Token) -> bool:
    """Whether a condition that asks for an actor as subject is met by a name; a plural one may be a population
    ("Algerians"), or those who fight ("the Houthis")."""
    if not trigger.takes_names:
        return False
    told = tree.logical_subjects(token)
    if any(subject.lower_ in PERSONAL for subject in told):
        return True
    names = [subject for subject in told if is_name(subject)]
    return any("insurgent" in trigger.subject or tree.feature(name, "Number") != "Plur" for name in names)


def is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or (
        token.pos_ in {"NOUN", "NUM"} and token.text[0].isupper() and not token.is_sent_start
    )


def lemmas(tokens: list[Token]) -> set[str]:
    """Lemmas and surface forms of the tokens, of what they measure and of what they are coordinated with, and the
    kinds of what they name."""
    found = measured(tokens)
    words = {word for token in found for word in (tree.lemma(token), token.lower_)}
    words |= {whole(token) for token in found if is_part_of_word(token)}
    if any(is_armed(token) for token in found):
        words.add("gunman")
    titles = [each for token in found if token.pos_ == "PROPN" for each in tree.children(token, "nmod:desc")]
    words |= {word for title in titles for word in (tree.lemma(title), title.lower_)}
    return words.union(*map(kinds, found))


def is_armed(token: Token) -> bool:
    """Whether men are told of as those who come with arms: "armed men", "masked youths", "men in uniform"."""
    if token.lower_ not in MEN:
        return False
    told = {tree.lemma(child) for child in tree.children(token, "amod", "acl")} | {c.lower_ for c in token.children}
    return bool(told & ARMED) or any(tree.lemma(noun) == "uniform" for _, noun in tree.obliques(token))


def kinds(token: Token) -> frozenset[str]:
    """What a word names, as conditions write it: ``@person`` of "bishop", and of a plural name ("Americans");
    ``@territory`` of a place, also of one that only the text makes one ("rebels captured Hadrut")."""
    if token.pos_ == "NOUN":
        return load_noun_kinds().get(tree.lemma(token), NO_KINDS)
    if token.lower_ in SOMEBODY:
        return PEOPLE
    if token.pos_ != "PROPN":
        return NO_KINDS
    if tree.feature(token, "Number") == "Plur" or is_titled(token):
        return PEOPLE
    parts = (token, *tree.children(token, "flat", "compound"))
    if not load_gazetteer().lookup(token.text) and any(plain(part.text) in load_name_words().given for part in parts):
        return PEOPLE
    name = token.doc[token.i : max(part.i for part in (token, *tree.children(token, "flat"))) + 1].text
    known = load_gazetteer().lookup(token.text) or load_gazetteer().lookup(name)
    return TERRITORY if known or is_told_place(token) else NO_KINDS


def is_titled(name: Token) -> bool:
    """Whether what a name follows is a word for a person: "President Amin", "rebel leader Amin"."""
    return any("@person" in load_noun_kinds().get(tree.lemma(t), NO_KINDS) for t in tree.children(name, "nmod:desc"))


def measured(tokens: list[Token]) -> list[Token]:
    """The tokens and their conjuncts, with what they count or agree on: "thousands of prisoners", "a truce deal"."""
    found = [each for token in tokens for each in tree.conjuncts(token)]
    found += [part for each in found if tree.lemma(each) in PAPERS for part in tree.children(each, "compound")]
    return found + [
        noun
        for token in found
        if tree.lemma(token) in MEASURES or token.lower_ in MEASURES
        for preposition, noun in tree.obliques(token)
        if preposition == "of"
    ]


def particles(token: Token) -> set[str]:
    found = {
        child.lower_
        for child in token.children
        if child.dep_ in {"compound:prt", "advmod", "case", "mark", "obl", "xcomp"}
    }
    if token.i + 1 < len(token.doc):
        found.add(token.nbor(1).lower_)
    found |= {preposition.split()[0] for preposition, _ in tree.obliques(token) if " " in preposition}  # "out of"
    return found


def prepositions(token: Token) -> set[str]:
    """Prepositions of the word's phrases; "to" also where an infinitive follows, "that" where a clause does; of two
    before a noun, "out of", both."""
    found = {preposition for preposition, noun in tree.obliques(token) if noun.lower_ not in DAYS}
    found |= {case.lower_ for p, noun in tree.obliques(token) if p == "out" for case in tree.children(noun, "case")}
    if token.pos_ == "NOUN" and token.dep_ in {"obj", "nsubj:pass"}:  # "gave an assurance to Laos"
        found |= {p for p, noun in tree.obliques(token.head) if noun.i > token.i and noun.lower_ not in DAYS}
    if token.dep_ == "nsubj" and tree.lemma(token.head) in HAPPENING:  # "fighting broke out between"
        found |= {p for p, noun in tree.obliques(token.head) if noun.lower_ not in DAYS}
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "acl", "advcl", "csubj"}:
            found |= marks(child)
        if child.dep_ in {"advmod", "compound:prt"} and child.pos_ in {"ADP", "ADV"}:  # "away", "away from the poll"
            found |= {child.lower_, *(preposition for preposition, _ in tree.obliques(child))}
        if child.dep_ in {"obj", "iobj", "nsubj:pass"} and token.pos_ == "VERB":  # where the phrase may hang on either
            found |= {preposition for preposition, _ in tree.obliques(child)}
        if child.dep_ in {"obj", "iobj"}:  # "told its allies to leave", with the infinitive hung on the object
            found |= {mark.lower_ for clause in tree.children(child, "acl") for mark in tree.children(clause, "mark")}
    return found


def marks(clause: Token) -> set[str]:
    """The words that introduce a clause: "from" in "kept him from leaving"."""
    return {mark.lower_ for mark in clause.children if mark.dep_ in {"mark", "case"}}


def objects(token: Token, trigger: Trigger) -> list[Token]:
    """What an object condition is about: the object; where the row names a preposition, also the noun after it."""
    wanted = trigger.prep | trigger.particle
    heads = [token, *tree.children(token, "advmod", "compound:prt")]
    obliques = [pair for head in heads for pair in tree.obliques(head)]
    after = [noun for preposition, noun in obliques if preposition and preposition in wanted]
    if trigger.pos == "VERB" and not is_gerund_noun(token):
        found = tree.logical_objects(token) + tree.children(token, "xcomp", "iobj")
        found += [noun for noun in tree.children(token, "obj") if noun not in found]  # "was granted asylum"
        # "stripped the envoy of his rank", with the phrase hung on the object
        after += [noun for each in found for preposition, noun in tree.obliques(each) if preposition in trigger.prep]
        after += [clause for clause in tree.children(token, "advcl", "ccomp") if marks(clause) & trigger.prep]
        return found + after
    if trigger.pos == "ADJ":  # "ready to strike"
        return after + tree.children(token, "xcomp", "advcl", "ccomp")
    modifiers = tree.children(token, *OBJECT_OF_NOUN)
    return modifiers + after + [noun for preposition, noun in tree.obliques(token) if preposition == "of"]


def subjects(token: Token) -> list[Token]:
    """What a subject condition is about: the subject, the agent of a passive, the modifiers of a noun or the subject
    of the verb that carries it."""
    if token.pos_ in NOMINAL:
        carried = tree.logical_subjects(token.head) if token.dep_ == "obj" and token.head.pos_ == "VERB" else []
        return tree.children(token, "compound", "nmod:poss", "amod") + carried
    return tree.surface_subjects(token) + tree.agents(token)


def surrounding(token: Token) -> set[str]:
    """Lemmas of everything that hangs on the word, of its subjects ("Typhoon Mawar") and objects, and of the noun it
    modifies."""
    around = [
        child for child in token.children if child.dep_ not in {"punct", "conj", "cc", "parataxis", "advcl", "ccomp"}
    ]
    around += [noun for _, noun in tree.obliques(token)]
    if token.pos_ in {"VERB", "AUX"}:
        subjects = tree.surface_subjects(token)
        around += subjects + tree.logical_objects(token)
        around += [part for name in subjects if name.pos_ == "PROPN" for part in tree.children(name, "compound")]
    if token.dep_ in {"compound", "amod", "nmod:poss"}:
        around.append(token.head)
    return lemmas(around)


def is_light(token: Token, lexicon: Lexicon) -> bool:
    """Whether the word is a light verb whose object is itself a trigger ("carried out" in "carried out an attack")."""
    if token.pos_ != "VERB":
        return False
    for verb in lexicon.light_verbs.get(token.lower_, ()):
        if not verb.particle or verb.particle in particles(token):
            for noun in tree.logical_objects(token):
                held = (holds(t, noun) and t.type != "NONE" for t in noun_readings(noun, lexicon))
                if carries(verb, noun) and any(held):
                    return True
    return False


def names_object(trigger: Trigger, token: Token) -> bool:
    """Whether a verb's reading lists the very object that it has: "lodged a protest" is no protest."""
    found = measured(objects(token, trigger)) if trigger.object and trigger.pos == "VERB" else []
    return any({tree.lemma(noun), noun.lower_} & trigger.object for noun in found)


def carries(verb: LightVerb, noun: Token) -> bool:
    return not verb.objects or bool({tree.lemma(noun), noun.lower_} & verb.objects)


def light_verb_of(noun: Token, lexicon: Lexicon) -> tuple[Token, str] | None:
    """The light verb whose object (or passive subject, or conjunct of it) the noun is, and its subject's role; a verb
    that carries the noun behind "for" has it as a phrase ("flew to Doha for talks")."""
    head = tree.first_conjunct(noun)
    if head.dep_ == "obl" and head.head.pos_ == "VERB" and tree.preposition(head) == "for":
        for verb in lexicon.light_verbs.get(head.head.lower_, ()):
            if verb.particle == "for" and carries(verb, head):
                return head.head, verb.subject
    candidate = head.head if head.dep_ in {"obj", "nsubj:pass"} else None
    if candidate is None:
        candidate = next(
            (child for child in head.children if child.dep_ in {"acl", "acl:relcl"} and child.pos_ == "VERB"), None
        )
        if candidate is None or head not in tree.logical_objects(candidate):
            return None
    for verb in lexicon.light_verbs.get(candidate.lower_, ()):
        if carries(verb, head) and (not verb.particle or verb.particle in particles(candidate)):
            return candidate, verb.subject
    return None
