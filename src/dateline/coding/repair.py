"""Mends trees where a parser reads a news sentence in a way that its grammar rules out.

Each rule names one reading that cannot be, and the only other one that the words allow. Roles, speakers, numbers, dates
and places all read the mended tree. A rule that has no sure answer changes nothing.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.referents import is_time
from dateline.coding.repair_clauses import mend_clause, mend_near_apposition
from dateline.coding.repair_headline import mend_headline
from dateline.coding.repair_hyphens import mend_hyphenated_name
from dateline.coding.repair_lists import mend_list
from dateline.coding.repair_objects import (
    mend_charge,
    mend_gerund,
    mend_having,
    mend_listed_verb,
    mend_result,
    mend_stray_object,
    mend_titled_name,
)
from dateline.coding.repair_order import (
    mend_counted_clause,
    mend_direction,
    mend_far_gerund,
    mend_fronted_place,
)
from dateline.coding.repair_past import mend_past
from dateline.coding.repair_speech import mend_day_of_subject, mend_inserted, names_day
from dateline.coding.repair_time import (
    mend_counted_participle,
    mend_day,
    mend_day_of_content,
    mend_day_of_deed,
    mend_inside_clause,
)
from dateline.coding.repair_verbs import mend_verb
from dateline.knowledge.cues import Cues

LISTED = frozenset({"conj", "appos"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
NEEDING_OBJECT = frozenset(
    "abduct acquit ambush arrest assassinate attack behead bomb capture convict deport detain evict execute expel free "
    "gun hang hit injure jail kidnap kill lynch massacre murder nab oust raid release remand rescue sack seize shell "
    "shoot stab strike target torch torture wound".split()
)
"""Verbs that are done to somebody: in the past without an object, they are passives of a headline."""
ACTING = frozenset({"VERB", "AUX"})
TELLING = frozenset("tell ask promise show teach inform notify warn remind assure".split())
"""Verbs whose hearer may stand alone behind them: "told reporters"."""


def mend(doc: Doc, cues: Cues) -> None:
    """Mends all trees of a document in place; one without trees stays as it is."""
    if not doc.has_annotation("DEP"):
        return
    for sentence in doc.sents:
        mend_headline(sentence)
        mend_counted_clause(sentence)
        mend_past(sentence)
        for token in sentence:
            if token.pos_ == "VERB":
                mend_verb(token)
                mend_clause(token, cues)
                mend_speaker(token, sentence, cues)
                mend_inserted(token, cues)
                mend_title(token, cues)
                mend_voice(token)
                mend_bare_passive(token)
                mend_bare_subject(token)
                mend_two_subjects(token)
                mend_subject_behind_by(token)
                mend_relative_object(token)
                mend_subject(token)
                mend_object(token)
                mend_shared_participle(token)
                mend_others(token)
                mend_gerund(token)
                mend_having(token)
                mend_charge(token)
                mend_listed_verb(token)
                mend_result(token)
                mend_stray_object(token)
                mend_far_gerund(token)
            elif token.pos_ == "PROPN" and token.head.pos_ in NAMING:
                mend_day_of_subject(token)
                mend_direction(token)
            if token.dep_ == "compound" and token.head.i < token.i and token.pos_ == "PROPN":
                mend_late_compound(token)
            if token.dep_ == "appos" and token.pos_ == "PROPN":
                mend_near_apposition(token)
                mend_titled_name(token)
                mend_name_of_head(token, cues)
            elif token.dep_ in {"obl:agent", "obl", "nmod"} and tree.preposition(token) == "by":
                mend_agent(token)
            elif token.dep_ == "conj" and token.pos_ in NAMING:
                mend_coordinated_phrase(token)
            elif token.pos_ == "NUM":
                mend_counted_participle(token)
            mend_day_of_deed(token)
            mend_day_of_content(token, cues)
            if token.pos_ in {"NOUN", "PROPN"}:
                mend_noun(token, cues)


def mend_noun(noun: Token, cues: Cues) -> None:
    """Mends what a noun hangs on: in a list, inside a clause, as a day, at the head of a sentence."""
    mend_hyphenated_name(noun)
    mend_list(noun)
    mend_inside_clause(noun)
    mend_day(noun, cues)
    mend_fronted_place(noun)


def hang(token: Token, head: Token, relation: str) -> None:
    """Gives a word another head, unless that would close a circle."""
    if token.i != head.i and not token.is_ancestor(head):
        if token.head.i != head.i:
            token.head = head
        token.dep_ = relation


def mend_speaker(verb: Token, sentence: Sentence, cues: Cues) -> None:
    """ "killing six villagers, doctors and an official told Reuters": those right before a verb of speech, back to the
    comma, are its subject, not the last of the victims."""
    if (tree.lemma(verb), "VERB") not in cues.speech or tree.feature(verb, "VerbForm") not in {"Fin", ""}:
        return
    if any(child.i < verb.i and child.dep_ in {"nsubj", "nsubj:pass", "csubj"} for child in verb.children):
        return
    last = phrase_before(verb, sentence)
    if last is None or last.dep_ not in LISTED | {"nsubj", "nsubj:pass"} or last.head.i > last.i:
        return
    if last.dep_.startswith("nsubj"):
        if last.head.pos_ in ACTING and last.head.i != verb.i:
            take_subject(verb, [last])
        return
    speakers = after_comma(last)
    if speakers and not any(token.dep_ in {"flat", "compound"} for token in speakers):
        take_subject(verb, speakers)


def phrase_before(verb: Token, sentence: Sentence) -> Token | None:
    """The head of the noun phrase that ends right before a verb and its auxiliaries and adverbs."""
    at = verb.i - 1
    while at > sentence.start and verb.doc[at].head.i == verb.i and verb.doc[at].pos_ in {"AUX", "ADV"}:
        at -= 1
    token = verb.doc[at]
    if at < sentence.start or token.is_punct:
        return None
    while token.head.i != token.i and token.head.i < verb.i and token.dep_ not in LISTED | {"nsubj"}:
        if token.dep_ == "nsubj:pass" and token.head.i < token.i:  # a subject behind its verb is that of another
            break
        token = token.head
    return token if token.pos_ in NAMING and token.right_edge.i < verb.i else None


def after_comma(last: Token) -> list[Token]:
    """The coordinated phrases from the last comma on that end with a given one, in text order; none where a comma
    before "and" shows that the list goes on."""
    top = top_of_list(last)
    found, members = [last], sorted([top, *listed(top)], key=lambda token: -token.i)
    while True:
        at = first_word(found[0]) - 1
        joined = at > 0 and last.doc[at].pos_ == "CCONJ"
        before = last.doc[at - joined] if at - joined >= 0 else None
        if before is None or before.text == ",":
            return [] if before is None or joined else found
        earlier = next((t for t in members if t.i < found[0].i and last_word(t, found[0]) == before.i), None)
        if earlier is None:
            return []
        found.insert(0, earlier)


def first_word(token: Token) -> int:
    """Where a phrase begins, without comma and conjunction."""
    at = token.left_edge.i
    while at < token.i and token.doc[at].pos_ in {"PUNCT", "CCONJ"}:
        at += 1
    return at


def last_word(token: Token, following: Token) -> int:
    """Where a phrase ends before the next one of its list begins, without comma and conjunction."""
    at = first_word(following) - 1
    while at > token.i and token.doc[at].pos_ in {"PUNCT", "CCONJ"}:
        at -= 1
    return at if at == token.i or token.is_ancestor(token.doc[at]) else -1


def top_of_list(token: Token) -> Token:
    while token.dep_ in LISTED and token.head.i < token.i:
        token = token.head
    return token


def listed(top: Token) -> list[Token]:
    """What is coordinated with or set beside a word, all depths."""
    found = []
    for child in top.children:
        if child.dep_ in LISTED and child.i > top.i:
            found += [child, *listed(child)]
    return found


def take_subject(verb: Token, speakers: list[Token]) -> None:
    """Makes words the subject of a verb; what stood there after the verb is the one spoken to."""
    for child in list(verb.children):
        if child.dep_ == "nsubj" and child.i > verb.i:
            child.dep_ = "iobj"
    first = speakers[0]
    hang(first, verb, "nsubj")
    for other in speakers[1:]:
        hang(other, first, "conj")


def mend_subject(verb: Token) -> None:
    """ "Police arrested six": a verb with an object and no auxiliary is active. "Police shot and killed two": a bare
    noun right before a finite main verb is its subject, not a part of it."""
    if tree.children(verb, "obj") and not tree.children(verb, "aux:pass", "aux", "obl:agent"):
        for child in tree.children(verb, "nsubj:pass"):
            child.dep_ = "nsubj"
    if verb.dep_ != "ROOT" or any(child.dep_.startswith(("nsubj", "csubj")) for child in verb.children):
        return
    before = [child for child in verb.children if child.i < verb.i and child.dep_ in {"compound", "nmod:desc"}]
    if before and before[-1].pos_ in NAMING and tree.children(verb, "obj", "conj", "obl", "ccomp"):
        hang(before[-1], verb, "nsubj")
        before[-1].dep_ = "nsubj"


def mend_voice(verb: Token) -> None:
    """ "whom they had taken": a verb with "have" and without "be" is no passive. "accused the army of": what is done
    to somebody has him as object, where nothing is given or told."""
    if verb.lower_.endswith("ing"):  # "who has been shuttling between": no passive has this form
        for child in tree.children(verb, "aux:pass", "nsubj:pass"):
            child.dep_ = "aux" if child.dep_ == "aux:pass" else "nsubj"
    auxiliaries = {tree.lemma(child) for child in tree.children(verb, "aux", "aux:pass")}
    full = verb.dep_ == "ROOT" and verb.sent[-1].text == "." and not tree.children(verb, "aux", "aux:pass", "cop")
    if full and not tree.children(
        verb, "obl:agent"
    ):  # "Uganda called on A to talk.": a full sentence has its auxiliary
        for child in tree.children(verb, "nsubj:pass"):
            child.dep_ = "nsubj"
    if auxiliaries and not auxiliaries & {"be", "get"} and not tree.children(verb, "obl:agent"):
        for child in tree.children(verb, "nsubj:pass"):
            child.dep_ = "nsubj"
    if not tree.children(verb, "obj", "ccomp", "xcomp", "parataxis") and verb.dep_ not in {"parataxis", "acl:relcl"}:
        for child in tree.children(verb, "iobj"):
            if child.i > verb.i and (tree.lemma(verb) not in TELLING):
                child.dep_ = "obj"


def mend_bare_passive(verb: Token) -> None:
    """ "Peacekeepers killed" in a headline: who kills kills somebody, so that without an object it was done to them."""
    if tree.lemma(verb) not in NEEDING_OBJECT or verb.sent[-1].text == "." or not is_past(verb):
        return
    after = verb.nbor() if verb.i + 1 < verb.sent.end else None
    dead = after is not None and after.lower_ == "dead"  # "protesters shot dead"
    if after is not None and not dead and after.pos_ in {"NUM", "DET", "NOUN", "PROPN", "ADJ", "CCONJ"}:
        return
    if not tree.children(verb, "obj", "ccomp", "conj", "aux") and (dead or not tree.children(verb, "xcomp")):
        for child in tree.children(verb, "nsubj"):
            if child.right_edge.nbor().text != ":":  # "Kenya: six killed"
                child.dep_ = "nsubj:pass"


def is_past(verb: Token) -> bool:
    """Whether a form is of the past and not of the present."""
    return verb.lower_.endswith("ed") or verb.lower_ in {"held", "hung", "shot", "struck"}


def mend_bare_subject(verb: Token) -> None:
    """ "Rebels of the north on Tuesday released": a phrase without preposition before a finite verb that has no
    subject of its own is its subject, unless it names a time."""
    if verb.dep_ in {"conj", "xcomp", "acl", "acl:relcl", "amod", "compound"} or tree.feature(verb, "Mood") != "Ind":
        return
    if any(child.dep_.startswith(("nsubj", "csubj", "expl", "aux")) for child in verb.children):
        return
    for child in reversed(list(verb.lefts)):
        bare = child.dep_ in {"obl", "obl:unmarked", "nmod", "iobj", "obj"} and not tree.preposition(child)
        if bare and child.pos_ in {"NOUN", "PROPN"} and not is_time(child) and not names_day(child):
            child.dep_ = "nsubj"
            return


def mend_two_subjects(verb: Token) -> None:
    """ "The toll has risen to 40, rescuers said": of two subjects before a verb the first is that of what is said."""
    subjects = [child for child in tree.children(verb, "nsubj") if child.i < verb.i]
    if len(subjects) < 2:
        return
    for clause in tree.children(verb, "ccomp"):
        bare = not any(child.dep_.startswith(("nsubj", "csubj")) for child in clause.children)
        if bare and subjects[0].i < clause.i < subjects[1].i:
            hang(subjects[0], clause, "nsubj")
            return


def mend_subject_behind_by(verb: Token) -> None:
    """ "rejected an offer by Peru to talk": behind "by" stands no subject; the phrase belongs to the noun before it."""
    for child in tree.children(verb, "nsubj"):
        before = verb.doc[child.left_edge.i - 1]
        if child.i > verb.i and tree.preposition(child) == "by" and before.pos_ == "NOUN" and before.i > verb.i:
            hang(child, before, "nmod")


def mend_title(verb: Token, cues: Cues) -> None:
    """ "Presidential adviser Amina Said announced": of two subjects side by side the name is the subject, and the noun
    right before it is its title."""
    subjects = [child for child in tree.children(verb, "nsubj", "nsubj:pass") if child.i < verb.i]
    for title, name in pairwise(subjects):
        if title.right_edge.i + 1 != name.left_edge.i or name.pos_ != "PROPN":
            continue
        office = name.doc[name.left_edge.i]  # "Front **chief** Amina Said"
        if title.pos_ == "NOUN" or tree.lemma(title) in cues.words.offices:
            hang(title, name, "nmod:desc")
        elif title.pos_ == "PROPN" and office.dep_ == "nmod:desc" and office.head.i == name.i:
            hang(title, office, "compound")


def mend_others(verb: Token) -> None:
    """ "33 were killed and 12 others wounded": a number of people between "and" and a participle that continues a
    passive are the subject of the participle."""
    above = verb.head
    participle = tree.feature(verb, "VerbForm") == "Part" and tree.feature(verb, "Tense") != "Pres"
    if verb.dep_ != "conj" or above.pos_ != "VERB" or not participle or not tree.is_passive(above):
        return
    if any(child.dep_.startswith("nsubj") for child in verb.children):
        return
    people = next((t for t in above.children if t.dep_ == "conj" and above.i < t.i < verb.i), None)
    if people is None or people.pos_ not in NAMING or people.right_edge.i + 1 != verb.left_edge.i:
        return
    if people.pos_ == "NUM" or people.lower_ in {"other", "others"} or tree.children(people, "nummod"):
        people.head = verb
        people.dep_ = "nsubj:pass"


def mend_object(verb: Token) -> None:
    """ "The blast left nine people dead": of two subjects the one after a verb without object is the object, and so are
    "ten others" right after it."""
    if not tree.children(verb, "obj") and (others := next_phrase(verb)) is not None:
        hang(others, verb, "obj")
    subjects = tree.children(verb, "nsubj")
    if len(subjects) == 2 and subjects[0].i < verb.i < subjects[1].i and not tree.children(verb, "obj", "ccomp"):
        subjects[1].dep_ = "obj"


def next_phrase(verb: Token) -> Token | None:
    """ "and wounded at least ten others": the others right after a verb, which were taken for an adverb of time."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]:
        if token.dep_ == "obl:unmarked" and token.lower_ in {"other", "others"} and token.left_edge.i == verb.i + 1:
            return token
    return None


def mend_shared_participle(verb: Token) -> None:
    """ "claiming the lives of nine and injuring six", "have killed five and wounded ten others": a verb goes with the
    verb before it, not with the noun between them, and takes what follows as its object."""
    noun = verb.head
    if verb.dep_ != "conj" or noun.pos_ not in NAMING or any(c.dep_.startswith("nsubj") for c in verb.children):
        return
    if tree.children(noun, "cop"):  # "is no army and supports neither side"
        return
    above = noun
    while above.head.i != above.i and above.pos_ not in ACTING:
        above = above.head
    if above.pos_ not in ACTING or above.i > verb.i or above.lower_.endswith("ing") != verb.lower_.endswith("ing"):
        return
    hang(verb, above, "conj")
    if not tree.children(verb, "obj"):
        for later in [child for child in noun.children if child.dep_ == "conj" and child.i > verb.i][:1]:
            hang(later, verb, "obj")


def mend_agent(agent: Token) -> None:
    """ "formed by lawmakers ousted in the coup": a by-phrase belongs to the passive before it, not to a participle that
    follows; "shot dead by commandos": not to the adjective."""
    verb = agent.head
    if agent.dep_ == "nmod":
        mend_low_agent(agent)
        return
    if verb.pos_ == "ADJ" and verb.dep_ == "xcomp":
        hang(agent, verb.head, "obl:agent")
        return
    if agent.i > verb.i or verb.dep_ not in {"acl", "advcl", "conj"}:
        return
    passive = next(
        (t for t in reversed(list(agent.doc[agent.sent.start : agent.i])) if t.pos_ == "VERB" and t.i != verb.i), None
    )
    if passive is None or not tree.is_passive(passive) or tree.children(passive, "obl:agent"):
        return
    if verb.dep_ == "acl" and verb.i - agent.i <= 2:
        hang(agent, passive, "obl:agent")
        hang(verb, agent, "acl")


def mend_low_agent(agent: Token) -> None:
    """ "was killed near the border by soldiers": a by-phrase after a phrase of place is the agent of the passive."""
    place = agent.head
    verb = place.head
    if (
        place.dep_ != "obl"
        or verb.pos_ != "VERB"
        or tree.preposition(place) == "by"
        or place.pos_ not in {"PROPN", "NUM"}
    ):
        return
    if tree.children(verb, "aux:pass") and not tree.children(verb, "obl:agent"):
        hang(agent, verb, "obl:agent")


def mend_name_of_head(name: Token, cues: Cues) -> None:
    """ "the president of Chad, Mahamat Deby,": the name after a comma is that of the office, not of the country."""
    owner = name.head
    office = owner.head
    apart = name.left_edge.i > 0 and any(t.text == "," for t in name.doc[owner.i : name.i])
    if apart and owner.dep_ == "nmod" and tree.lemma(office) in cues.words.offices and owner.pos_ == "PROPN":
        hang(name, office, "appos")


def mend_late_compound(name: Token) -> None:
    """ "in the Sur district, Sur Governor Amin said": a name in front of a noun is no part of one before it."""
    behind = name.nbor() if name.i + 1 < name.sent.end else None
    if behind is not None and behind.pos_ == "PROPN" and behind.head.i != name.i:
        hang(name, behind, "compound")


def mend_relative_object(verb: Token) -> None:
    """ "which Rwanda is accused of backing": a clause with a subject of its own has its relative pronoun as object."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < verb.i]
    if verb.dep_ != "acl:relcl" or len(subjects) < 2 or subjects[0].lower_ not in tree.RELATIVE_PRONOUNS:
        return
    inner = [c for c in tree.children(verb, "advcl", "xcomp", "ccomp") if not tree.children(c, "obj")]
    hang(subjects[0], inner[0] if inner else verb, "obj")


def mend_coordinated_phrase(token: Token) -> None:
    if token.head.dep_ == "flat" and token.head.head.pos_ in NAMING:
        hang(token, token.head.head, "conj")  # "rebel backer Chad and its ally Libya": a name is one with its noun
        return
    mend_repeated_preposition(token)


def mend_repeated_preposition(token: Token) -> None:
    """ "sanctions on banks and on officials": a phrase that repeats a preposition goes with the phrase that has it."""
    own = [child.lower_ for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not own or not any(child.dep_ == "cc" for child in token.children) or tree.preposition(token.head) == own[0]:
        return
    for earlier in reversed(list(token.doc[token.head.i + 1 : token.left_edge.i])):
        if earlier.pos_ in NAMING and any(c.dep_ == "case" and c.lower_ == own[0] for c in earlier.children):
            hang(token, earlier, "conj")
            return
