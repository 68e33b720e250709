"""Which clauses tell what lies behind the news: their dates are their own, and say nothing of the main event.

"Soldiers ousted in the 2021 coup", "since the war of 1998", "who had seized the town": a date there neither anchors
"two days later" nor passes to other claims of the page.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.coding.tense import is_clause
from dateline.coding.timex import TimeExpression
from dateline.coding.tree import feature
from dateline.coding.when_tree import head_word, noun_above, opener
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import load_lexicon

BEHIND = frozenset("after since following before until till despite amid".split())
EARLIER = frozenset({"had", "'d", "’d"})
BACK = frozenset("the this that these those".split())
BESIDES = frozenset("previous earlier similar other past recent such another former first".split())


def is_background(token: Token, *, relatives: bool = True, participles: bool = True, after: bool = True) -> bool:
    """Whether a word stands in a relative or participial clause, behind "after" or "since", or in the past perfect.

    A clause that says what an event did ("a blast that killed five", "an attack targeting") is no background. Without
    `participles`, "those killed" and "a camp hit by shells" are none either; without `after`, neither is what came
    right before the news ("died after a shell hit"); without `relatives`, no clause on a noun is.
    """
    if is_backshifted(token):
        return False
    kinds = ({"acl", "acl:relcl"} if participles else {"acl:relcl"}) if relatives else set[str]()
    openers = BEHIND if after else BEHIND - {"after", "following"}
    if is_earlier(token):
        return True
    while token.head.i != token.i:
        if token.dep_ in kinds and not tells_of_event(token):
            return True
        if token.dep_ in {"advcl", "obl", "nmod"} and opener(token) in openers:
            return True
        if token.dep_ == "ccomp":  # what is said to have happened has its own tense
            return False
        token = token.head
        if is_backshifted(token):
            return False
        if is_clause(token) and is_earlier(token):
            return True
    return False


def is_backshifted(verb: Token) -> bool:
    """Whether a past perfect is only that of reported speech: "said its soldiers **had killed** ten"."""
    told = verb.dep_ == "ccomp" and verb.head.i < verb.i and (verb.head.lemma_.lower(), "VERB") in load_cues().speech
    return told and is_earlier(verb)


def is_earlier(verb: Token) -> bool:
    """Whether a verb stands in the past perfect."""
    return any(child.dep_ in {"aux", "aux:pass"} and child.lower_ in EARLIER for child in verb.children) and (
        feature(verb, "VerbForm") == "Part" or any(child.lower_ == "been" for child in verb.children)
    )


def tells_of_event(clause: Token) -> bool:
    """Whether a clause on a noun says what a deed did: the noun is a trigger word, not somebody or a thing."""
    noun = clause.head
    return noun.pos_ == "NOUN" and (noun.lemma_.lower(), "NOUN") in load_lexicon().triggers


def points_back(token: Token) -> bool:
    """Whether a noun takes up what was told before: "the attack", "this blast"; not "the previous attacks"."""
    if token.pos_ != "NOUN":
        return False
    words = {child.lower_ for child in token.children if child.i < token.i}
    return bool(words & BACK) and not words & BESIDES


def is_anchor(expression: TimeExpression, doc: Doc) -> bool:
    """Whether "two days later" can count from an expression: it dates something that is told in its turn."""
    root = head_word(doc, expression)
    if root is None:
        return True
    meaning = expression.meaning
    if opener(root) in BEHIND and not (meaning.day or meaning.weekday):
        return False
    if noun_above(root) is not None and meaning.form == "calendar" and meaning.day is None and not meaning.holiday:
        return False
    return not is_background(root, relatives=meaning.form != "weekday")  # a day name is of this week
