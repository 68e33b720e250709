"""Mends the trees of "officials said" behind a clause, and the days that stand beside a verb of another clause."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.referents import is_time
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.cues import Cues

SAYING = frozenset({"say", "claim", "deny"})
PAST, PRESENT, MODAL = ("Fin", "Past"), ("Fin", "Pres"), ("Fin", "")
STRAY = frozenset({"appos", "conj", "dep", "list", "nmod", "nsubj", "nsubj:pass", "obj", "obl", "parataxis"})
"""Relations by which a tree hangs a speaker to what is said."""
LAYING = frozenset({"accuse", "blame", "condemn", "denounce"})
ADDRESSING = frozenset(
    (verb, "VERB") for verb in (*LAYING, "appeal", "call", "demand", "threaten", "thank", "urge", "vow", "pledge")
)
"""Verbs of speech that are claims of their own."""
NEAR_DAYS = frozenset({"yesterday", "today"})


def mend_inserted(verb: Token, cues: Cues) -> None:
    """Mends a verb of speech whose subject stands right behind a comma."""
    if cues.speech.get((tree.lemma(verb), "VERB")) not in SAYING:
        return
    set_apart(verb)
    take_speaker(verb)
    take_content(verb)
    give_back_subject(verb)
    give_back_clauses(verb)
    give_back_joined(verb)
    take_back_speech(verb, cues)
    subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i <= verb.sent.start:
        return
    take_title(subject)
    comma = verb.doc[subject.left_edge.i - 1]
    if comma.text == ",":
        lift_from_noun(verb)
        give_back_phrases(verb, comma)


def take_title(name: Token) -> None:
    """ "the UN mission MONUSCO reported": the noun right before a name is its title, wherever it hangs."""
    title = name.doc[name.left_edge.i - 1]
    stray = title.dep_ in {"parataxis", "appos", "obj", "conj"} and title.head.i < title.i == title.right_edge.i
    if stray and name.pos_ == "PROPN" and title.pos_ == "NOUN":
        title.head, title.dep_ = name, "nmod:desc"


def lift_from_noun(verb: Token) -> None:
    """ "shot down ten drones, the air force said": no relative clause of the drones, since it says nothing of them."""
    inserted = verb.dep_ == "parataxis" and verb.head.pos_ == "NOUN" and not tree.children(verb.head, "cop")
    if (verb.dep_ != "acl:relcl" and not inserted) or tree.children(verb, "ccomp", "obj", "xcomp"):
        return
    host = tree.governing_verb(verb.head)
    if host.pos_ == "VERB" and host.i < verb.i and not any(t.lower_ in tree.RELATIVE_PRONOUNS for t in verb.subtree):
        verb.head = host
        verb.dep_ = "parataxis"


def set_apart(verb: Token) -> None:
    """ "boat sunk, army says; rebels claim 18 dead": what stands behind a semicolon is no content."""
    for clause in tree.children(verb, "ccomp", "xcomp"):
        if clause.i > verb.i and any(t.text == ";" for t in verb.doc[verb.i + 1 : clause.i]):
            clause.dep_ = "parataxis"
            if verb.head.i != verb.i and not clause.is_ancestor(verb.head):
                clause.head = verb.head


def take_speaker(verb: Token) -> None:
    """ "killing two guards, Doctors Without Borders (MSF) said": of a verb of speech without subject the phrase
    between a comma and the verb is the subject, though a tree set it beside the last noun of what was said."""
    clause = next((t for t in verb.lefts if t.dep_ in {"ccomp", "parataxis"}), None)
    if clause is None and verb.dep_ == "parataxis" and verb.head.i < verb.i:
        clause = verb.head
    if clause is None or any(t.i > clause.i for t in tree.children(verb, "nsubj", "nsubj:pass", "expl")):
        return
    at = verb.i - 1
    while at > clause.i and verb.doc[at].is_punct:
        at -= 1
    speaker = behind_comma(verb.doc[at], clause)
    joint = joined_phrase(verb.doc[at], clause) if speaker is None else None
    if joint is not None:  # ", a clerk and a nurse told"
        speaker = behind_comma(verb.doc[joint.left_edge.i - 1], clause)
        if speaker is not None and not joint.is_ancestor(speaker):
            joint.head, joint.dep_ = speaker, "conj"
    if speaker is not None and not is_day(speaker):
        speaker.head, speaker.dep_ = verb, "nsubj"


def behind_comma(token: Token, clause: Token) -> Token | None:
    """The widest phrase that a word ends, behind a comma or quotation mark and outside of a clause's own words."""
    found = None
    while token.i not in {clause.i, token.head.i} and clause.i < token.left_edge.i:
        apart = bool({token.left_edge.text, token.doc[token.left_edge.i - 1].text} & {",", "”", '"'})
        if apart and token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ in STRAY:
            found = token
        token = token.head
    return found if found is not None and clause.is_ancestor(found) else None


def joined_phrase(token: Token, clause: Token) -> Token | None:
    """The phrase behind an "and" that a word ends."""
    while token.i not in {clause.i, token.head.i} and clause.i < token.left_edge.i:
        if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} and token.left_edge.pos_ == "CCONJ":
            return token
        token = token.head
    return None


def take_content(verb: Token) -> None:
    """ "said in an interview that the plan had failed", "leaders who say the law hits the poor": the clause behind a
    verb of speech that has no other content is its content, not a relative clause of a noun near it."""
    if verb.i + 1 >= verb.sent.end or tree.children(verb, "ccomp", "xcomp", "obj", "parataxis", "csubj:pass"):
        return
    for phrase in tree.children(verb, "obl"):
        for clause in tree.children(phrase, "acl:relcl", "acl"):
            that = any(mark.lower_ == "that" for mark in tree.children(clause, "mark"))
            if that and verb.i < phrase.i < clause.left_edge.i and has_subject(clause):
                clause.head, clause.dep_ = verb, "ccomp"
                return
    for clause in verb.head.children:
        behind = clause.i != verb.i and clause.left_edge.i == verb.i + 1 and verb.i == verb.right_edge.i
        if behind and clause.dep_ in {"acl:relcl", "advcl", "parataxis"} and has_subject(clause):
            clause.head, clause.dep_ = verb, "ccomp"
            return


def has_subject(clause: Token) -> bool:
    """Whether a clause begins with its own subject, or with "that" and it."""
    subjects = [t for t in clause.lefts if t.dep_ in {"nsubj", "nsubj:pass", "expl"}]
    if not subjects or subjects[0].lower_ in tree.RELATIVE_PRONOUNS:
        return False
    return subjects[0].left_edge.i - clause.left_edge.i <= 1


def give_back_subject(verb: Token) -> None:
    """ "The toll of the raids the previous day climbed to 73, officials said": of two subjects before a verb of speech
    the first is that of the clause between; a day there, or a noun behind that clause's verb, is none."""
    subjects = [child for child in verb.lefts if child.dep_ in {"nsubj", "nsubj:pass"}]
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    if clause is not None and not tree.children(verb, "nsubj", "nsubj:pass"):  # "shelled the town, said Mr Amin"
        behind = next(
            (child for child in clause.children if child.i > verb.i and child.pos_ in {"PROPN", "NOUN"}), None
        )
        if behind is not None and behind.left_edge.i == verb.i + 1:
            behind.head, behind.dep_ = verb, "nsubj"
    if len(subjects) != 2 or clause is None or not subjects[0].i < clause.i < subjects[1].i:
        return
    for child in tree.children(clause, "nsubj", "nsubj:pass"):
        if child.i > clause.i:
            child.head, child.dep_ = subjects[1], "compound"
        elif is_time(child):
            child.dep_ = "obl:unmarked"
    if not any(child.dep_.startswith("nsubj") for child in clause.children):
        passive = bool(tree.children(clause, "aux:pass"))
        subjects[0].head, subjects[0].dep_ = clause, "nsubj:pass" if passive else "nsubj"


def give_back_clauses(verb: Token) -> None:
    """ "Seven were guards, Mr Amin said, and six were hurt": both clauses around the verb of speech are his."""
    subjects = [child for child in verb.lefts if child.dep_ in {"nsubj", "nsubj:pass"}]
    if len(subjects) == 2 and tree.children(subjects[0], "cop") and not tree.children(verb, "ccomp"):
        subjects[0].dep_ = "ccomp"
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    for later in tree.children(verb, "conj") if clause is not None else ():
        if clause is not None and any(c.dep_ in {"nsubj", "nsubj:pass"} for c in later.children):
            later.head = clause


def give_back_joined(verb: Token) -> None:
    """ "said the group is unarmed and seeks talks": what is joined in the tense of the content is content, since
    nobody joins it to a verb of another tense."""
    content = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    for later in tree.children(verb, "conj"):
        if content is not None and content.i < later.i and later.pos_ in {"VERB", "AUX"} and later.i > verb.i:
            told, joined = form_of(verb), form_of(later)
            foretold = told == PAST and joined in {PRESENT, MODAL} and form_of(content)[0] == "Fin"
            if foretold or (joined == form_of(content) and joined != told):
                later.head = content


def take_back_speech(verb: Token, cues: Cues) -> None:
    """ "said six people were killed and blamed the rebels": whoever is only acted upon does not go on to speak, and in
    "said its troops held the hill and accused" the one whose troops they are accuses."""
    above = verb.head if verb.dep_ == "parataxis" else verb
    clause = above if verb.dep_ == "parataxis" else next((t for t in verb.children if t.dep_ == "ccomp"), None)
    if clause is None or not tree.children(verb, "nsubj"):
        return
    for later in tree.children(clause, "conj"):
        spoken = later.pos_ == "VERB" and {(tree.lemma(later), "VERB")} & (cues.speech.keys() | ADDRESSING)
        subjects = tree.children(later, "nsubj", "nsubj:pass", "aux", "aux:pass")
        if spoken and later.i > verb.i and not subjects and form_of(later) == form_of(verb) and suffers(clause, later):
            later.head = verb


def suffers(clause: Token, later: Token) -> bool:
    """Whether a clause tells what was done to its subject, or its subject is somebody's own who accuses."""
    if tree.children(clause, "nsubj:pass") and tree.is_passive(clause):
        return not tree.is_passive(later)
    own = [t for subject in tree.children(clause, "nsubj") for t in tree.children(subject, "nmod:poss")]
    return tree.lemma(later) in LAYING and any(t.lower_ in {"its", "their", "his", "her"} for t in own)


def form_of(verb: Token) -> tuple[str, str]:
    """Whether a verb with its auxiliaries is finite, and its tense."""
    first = next((aux for aux in tree.children(verb, "aux", "aux:pass", "cop")), verb)
    return tree.feature(first, "VerbForm"), tree.feature(first, "Tense")


def give_back_phrases(verb: Token, comma: Token) -> None:
    """ "stormed a post on Sunday, the army said on Monday": what stands before the comma belongs to the storming."""
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    for day in list(clause.children) if clause is not None else ():
        if day.left_edge.i == verb.i + 1 and day.dep_ in {"obl", "obl:unmarked"} and is_day(day):
            day.head = verb
    for child in list(verb.children):
        fronted = clause is not None and child.i < clause.i and (child.pos_ == "PROPN" or is_day(child))
        if (
            clause is not None
            and child.dep_ == "obl"
            and (fronted or clause.i < child.i < comma.i and not is_day(child))
        ):
            child.head = clause  # also "In Sloviansk, six were killed, the mayor said"
        elif child.dep_ in {"obl", "obl:unmarked"} and child.i < comma.i and is_day(child):
            before = reversed(verb.doc[verb.sent.start : child.left_edge.i])
            told = next((t for t in before if t.pos_ == "VERB" and t.dep_ not in {"acl", "acl:relcl", "amod"}), None)
            if told is not None and told.i != verb.i:
                child.head = told


def mend_day_of_subject(day: Token) -> None:
    """ "The bloc on Tuesday condemned": a day between a subject and its verb is that of the verb."""
    if day.lower_ not in load_time_words().weekdays or day.dep_ not in {"nmod", "nmod:unmarked", "appos", "flat"}:
        return
    noun = day.head
    while noun.head.i != noun.i and noun.dep_ in {"nmod", "appos", "flat", "conj"}:
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubj:pass"} or verb.pos_ != "VERB" or not noun.i < day.i < verb.i:
        return
    if all(t.pos_ in {"AUX", "ADV", "PART"} for t in day.doc[day.right_edge.i + 1 : verb.i]):
        day.head = verb
        day.dep_ = "obl"


def is_day(token: Token) -> bool:
    """Whether a phrase names a day or a month."""
    return any(names_day(t) for t in token.subtree)


def names_day(token: Token) -> bool:
    words = load_time_words()
    return token.lower_ in words.weekdays.keys() | words.months.keys() | NEAR_DAYS
