"""Which time expressions belong to a trigger, by the dependency tree.

An expression belongs to the nearest clause above it, so one inside another clause is that clause's. A trigger takes
what stands in its own phrase, then what its clause says, then what it shares with a clause it is coordinated with or
that it only elaborates ("exploded on Friday, killing five").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.coding.tense import SUBJECTS, clause_of, is_clause, is_perfect, tense_of
from dateline.coding.timex import TimeExpression
from dateline.coding.timex_words import load_time_words
from dateline.coding.tree import feature
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.place_words import load_place_words

Unit = tuple[TimeExpression, ...]  # one expression, or all members of a list or range

SIMULTANEOUS = frozenset({"when", "as", "while"})
LATER = frozenset("next later then subsequently eventually afterwards afterward since now still".split())
NOT_IN = frozenset(
    "after before since following over despite for about against of until from to amid ahead under".split()
)
COUNTING = frozenset({"count", "record", "document", "register", "report", "verify"})
OF_NOUN = frozenset("from of for until about by".split())
UTTERANCES = frozenset("statement interview speech address letter video message report broadcast post tweet".split())
PRENOMINAL = frozenset({"nmod:poss", "compound", "nummod", "amod", "nmod:unmarked", "det"})


def units_in(doc: Doc, sentence: Token, expressions: Sequence[TimeExpression]) -> list[tuple[Unit, Token]]:
    """The expressions of the sentence of a word, series as one unit, each with the head word of its first member."""
    sent = sentence.sent
    inside = [e for e in expressions if sent.start_char <= e.start < sent.end_char]
    found: list[tuple[Unit, Token]] = []
    for each in inside:
        if each.group is not None and found and found[-1][0][0].group == each.group:
            found[-1] = ((*found[-1][0], each), found[-1][1])
            continue
        root = head_word(doc, each)
        if root is not None:
            found.append(((each,), root))
    return found


def head_word(doc: Doc, expression: TimeExpression) -> Token | None:
    """The word of an expression that hangs outside it."""
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def opener(token: Token) -> str:
    """The preposition or conjunction right before a word's phrase ("since Monday", "after it fell"), its own only."""
    return next((child.lower_ for child in token.children if child.dep_ in {"case", "mark"} and child.i < token.i), "")


def noun_above(root: Token) -> Token | None:
    """The noun that an expression modifies from the front: "last month's **strike**"."""
    head = root.head
    if head.i > root.i and root.dep_ in PRENOMINAL and head.pos_ in {"NOUN", "PROPN"}:
        return head
    return None


def owner(root: Token) -> Token:
    """The clause that an expression belongs to."""
    return clause_of(root.head) if root.head.i != root.i and not is_clause(root) else clause_of(root)


def is_direct(root: Token, trigger: Token) -> bool:
    """Whether an expression hangs on the trigger itself, at most through an adverb ("late on Friday")."""
    token = root
    for _ in range(4):
        if token.head.i == trigger.i:
            return True
        of_time = token.head.pos_ in {"PROPN", "NOUN"} and is_time_word(token.head)
        inner = of_time and token.dep_ in {"nmod:unmarked", "nummod", "compound", "appos"}
        if token.head.i == token.i or not (inner or token.head.pos_ in {"ADV", "NUM"}):
            return False
        token = token.head
    return False


def is_time_word(token: Token) -> bool:
    """Whether a noun is one of time: "Friday **evening**"."""
    word, words = token.lower_, load_time_words()
    plain = word.removesuffix("s")
    return any(
        form in table for form in (word, plain) for table in (words.units, words.parts, words.weekdays, words.months)
    )


def in_phrase(root: Token, noun: Token) -> bool:
    """Whether an expression stands in the phrase of a noun with no clause between."""
    token = root
    while token.head.i != token.i:
        token = token.head
        if token.i == noun.i:
            return True
        if is_clause(token):
            return False
    return False


def belongs_to_clause(root: Token, clause: Token) -> bool:
    """Whether an expression dates a clause: it hangs in it, and not in front of a noun that is something else."""
    if owner(root).i != clause.i:
        return False
    if is_of_noun(root):
        return False
    noun = noun_above(root)
    if noun is None or noun.i == clause.i:
        return True
    if noun.dep_ in {"nsubj", "nsubj:pass", "obl:agent"}:
        return clause.pos_ == "VERB"
    return noun.dep_ == "obl" and opener(noun) in {"in", "during", "by", "with"}


def is_of_noun(root: Token) -> bool:
    """Whether an expression only says what something was about: "agreed to a truce **from May 4**"."""
    head = root.head
    return root.dep_ == "nmod" and head.i < root.i and head.pos_ == "NOUN" and opener(root) in OF_NOUN


def attached(trigger: Token, units: list[tuple[Unit, Token]], speech_act: bool) -> list[Unit]:
    """The units that date the trigger, the best kind of attachment only."""
    direct = [unit for unit, root in units if is_direct(root, trigger)]
    if direct or speech_act:
        return direct or of_first(trigger, units) or of_words(trigger, units) or beside_partner(trigger, units)
    if not is_clause(trigger):
        own = [unit for unit, root in units if in_phrase(root, trigger)]
        if own:
            return own
        own = [unit for clause in describing_clauses(trigger) for unit in of_clause(clause, units)]
        if own or not shares_clause(trigger):
            return own
    clause = clause_of(trigger)
    return of_clause(clause, units) or shared(clause, units, 0)


def beside_partner(verb: Token, units: list[tuple[Unit, Token]]) -> list[Unit]:
    """A day that seems to hang on a noun of the clause that is no event: "signed a pact with his **counterpart** in
    Split on July 22"."""
    triggers = load_lexicon().triggers
    return [
        unit
        for unit, root in units
        if root.dep_ == "nmod"
        and opener(root) == "on"
        and root.head.head.i == verb.i
        and root.head.dep_ == "obl"
        and (root.head.lemma_.lower(), "NOUN") not in triggers
    ]


def of_words(verb: Token, units: list[tuple[Unit, Token]]) -> list[Unit]:
    """What dates the words in which something is said: "in a **statement** on Sunday she condemned"."""
    texts = [
        child for child in verb.children if child.dep_ == "obl" and opener(child) == "in" and child.lemma_ in UTTERANCES
    ]
    return [unit for unit, root in units if any(root.head.i == text.i for text in texts)]


def of_first(verb: Token, units: list[tuple[Unit, Token]]) -> list[Unit]:
    """What stands before the first of coordinated verbs with one subject dates them all: "on Monday imposed sanctions
    and **urged**"."""
    first = verb.head
    own = any(child.dep_ in SUBJECTS for child in verb.children)
    if verb.dep_ != "conj" or own or not is_clause(first) or first.i > verb.i:
        return []
    return [unit for unit, root in units if is_direct(root, first) and root.i < first.i]


def of_clause(clause: Token, units: list[tuple[Unit, Token]]) -> list[Unit]:
    return [unit for unit, root in units if belongs_to_clause(root, clause)]


def describing_clauses(noun: Token) -> list[Token]:
    """Clauses that say what an event noun did: "a bombing **that hit** a bus", "a blast **targeting** police"."""
    found = []
    for child in noun.children:
        inside = list(child.children)
        if child.dep_ == "acl" and feature(child, "VerbForm") != "Inf" and not any(c.lower_ == "to" for c in inside):
            found.append(child)
        if child.dep_ == "acl:relcl" and any(c.dep_ in SUBJECTS and c.lower_ in {"that", "which"} for c in inside):
            found.append(child)
    return found


def shares_clause(noun: Token) -> bool:
    """Whether the date of the clause is that of an event noun in it: its subject, object, means or setting."""
    token = noun
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ in {"ROOT", *SUBJECTS, "obl:agent"}:
        return True
    if token.dep_ == "obj":
        return token.head.lemma_.lower() not in load_time_words().about
    if token.dep_ == "obl":
        return opener(token) not in NOT_IN
    if token.dep_ == "nmod" and opener(token) in {"of", "in", "from", "during"} and token.head.i != token.i:
        return shares_clause(token.head)  # "the death toll of a bombing rose on Sunday" is left to the tree above
    return False


def is_where_he_went(clause: Token, above: Token) -> bool:
    """Whether a clause tells what somebody did where he went: "flew to Gao on Friday, **where** he met elders"."""
    where = any(child.lower_ == "where" for child in clause.children)
    went = above.pos_ == "VERB" and above.lemma_.lower() in load_place_words().motion
    return where and went and tense_of(clause) == tense_of(above) == "past" and not is_perfect(clause)


def of_coordinated(clause: Token, first: Token, units: list[tuple[Unit, Token]], depth: int) -> list[Unit]:
    """What a clause takes from the one before that it is coordinated with: what opens that one; with one subject all
    that dates it, unless the clause tells of later: "flew to Aden on Monday and **held** talks"."""
    early = [unit for unit, root in units if belongs_to_clause(root, first) and root.i < first.i]
    if early or any(child.dep_ in SUBJECTS for child in clause.children):
        return early
    if any(child.lower_ in LATER for child in clause.children) or is_ahead(clause) != is_ahead(first):
        return []
    if is_perfect(clause) and not is_perfect(first):
        return []
    return of_clause(first, units) or shared(first, units, depth + 1)


def of_last(clause: Token, units: list[tuple[Unit, Token]]) -> list[Unit]:
    """What stands behind the last of coordinated verbs with one subject, or of harm: "killed three and wounded five on
    Friday", "one man was killed and dozens were hurt on Friday"."""
    for child in clause.children:
        shared_subject = is_clause(child) and not any(c.dep_ in SUBJECTS for c in child.children)
        if child.dep_ == "conj" and (shared_subject or (is_harm(clause) and is_harm(child))):
            late = [unit for unit, root in units if belongs_to_clause(root, child) and root.i > child.i]
            if late:
                return late
    return []


def is_harm(verb: Token) -> bool:
    """Whether a verb tells of the dead or hurt."""
    return (verb.lemma_.lower(), verb.pos_) in load_cues().casualties


def is_ahead(clause: Token) -> bool:
    """Whether a clause tells what lies ahead of its time: "will meet", "was to visit"."""
    return tense_of(clause) == "future"


def shared(clause: Token, units: list[tuple[Unit, Token]], depth: int) -> list[Unit]:
    """What a clause without a date of its own takes from its neighbours."""
    if depth > 4:
        return []
    head, words = clause.head, load_time_words()
    if clause.dep_ == "conj" and head.i != clause.i:
        return of_coordinated(clause, clause_of(head), units, depth)
    if late := of_last(clause, units):
        return late
    if head.i == clause.i:
        return []
    if clause.dep_ == "acl:relcl" and is_where_he_went(clause, clause_of(head)):
        return of_clause(clause_of(head), units) or shared(clause_of(head), units, depth + 1)
    if clause.dep_ == "acl:relcl" and head.pos_ == "NOUN" and not is_clause(head):  # "a march on Friday at which"
        return [unit for unit, root in units if in_phrase(root, head)]
    above = clause_of(head)
    if clause.dep_ == "csubj":  # "fighting broke out on Friday"
        return of_clause(above, units)
    if clause.dep_ == "xcomp" and head.lemma_.lower() in words.aspect:
        return of_clause(above, units) or shared(above, units, depth + 1)
    if clause.dep_ == "acl" and feature(clause, "VerbForm") in {"Ger", "Part"} and clause.lower_.endswith("ing"):
        return of_clause(above, units)
    if clause.dep_ == "acl" and head.dep_ == "obj" and above.lemma_.lower() in COUNTING:
        return of_clause(above, units)  # "in May they counted 40 civilians killed"
    if clause.dep_ in {"advcl", "advcl:relcl"}:
        openers = [c for c in clause.children if c.dep_ in {"mark", "case"} or c.lower_ in SIMULTANEOUS]
        marks = {c.lower_ for c in openers}
        bare = not marks and feature(clause, "VerbForm") in {"Ger", "Part"}
        if bare or (marks and marks <= SIMULTANEOUS):
            return of_clause(above, units) or shared(above, units, depth + 1)
    return []
