"""What a sentence reports, and what it only mentions beside: content, ground, circumstance or description of that.

"France condemned the raid that killed nine": the condemnation is reported; raid and dead are what it is about. A claim
is beside another where its trigger hangs on the other's in the tree, other than by coordination or as what is told
next ("opened fire, killing two and arresting nine"). It is beside whatever else the sentence reports where it only
describes a noun ("a fire that killed nine") or stands behind "after" or "during".
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.background import BEHIND
from dateline.coding.drafts import Draft
from dateline.coding.tense import is_clause
from dateline.coding.when_tree import opener

TOLD_NEXT = frozenset({"conj", "parataxis"})
"""Relations by which a sentence goes on to a further event."""
CARRYING = frozenset({"nsubj", "nsubj:pass", "obj"})
"""Where a noun is the event of its clause: "clashes **broke out**", "staged a **rally**"."""
CLAUSES_ON_NOUNS = frozenset({"acl", "acl:relcl"})
FURTHEST = 40


def standings(drafts: Sequence[Draft]) -> list[str | None]:
    """For each claim of a sentence what it is beside. A purpose is beside whatever else somebody does."""
    found = [beside(draft, drafts) for draft in drafts]
    if found.count(None) < 2:
        return found
    aims = [purpose(draft) if each is None else each for draft, each in zip(drafts, found, strict=True)]
    told = any(each is None and (draft.actors or draft.recipients) for draft, each in zip(drafts, aims, strict=True))
    return aims if told else found


def beside(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """What of its sentence a claim is beside, in words for an explanation; None where it is reported itself."""
    doc, own = draft.match.token.doc, set(draft.words)
    others = {at: other.match.token for other in drafts if other is not draft for at in other.words}
    verbs = {
        at: noun for other in drafts if other is not draft for at, noun in carrying(other, own) if at not in others
    }
    token = draft.match.light_verb or draft.match.token
    path: list[str] = []
    aside: str | None = None
    for _ in range(FURTHEST):
        relation = token.dep_
        above = token.head
        said_next = relation == "ccomp" and above.dep_ == "conj" and above.i not in others
        if said_next or (relation == "advcl" and is_told_next(token)):
            relation = "conj"  # "rejected the plan and said they would leave"
        path.append(relation)
        if above.i == token.i:
            return aside
        aside = aside or described(token)
        if above.i in others:
            return said(others[above.i], path)
        if above.i in verbs and is_clause(token):
            return said(verbs[above.i], path)
        token = doc[above.i]
    return aside


def described(token: Token) -> str | None:
    """Whether what stands above a word only says of somebody or something which it is, or when the news was: a clause
    on a noun, or what comes after, during or amid something."""
    noun = token.head
    if token.dep_ in CLAUSES_ON_NOUNS:
        stated = noun.dep_ == "nsubj" and tree.children(noun.head, "expl")  # "there were ten soldiers killed"
        return None if stated or tree.lemma(noun) in tree.TEXTS else f"describes '{noun.lower_}'"
    if token.dep_ == "amod":
        return f"describes '{noun.lower_}'"  # "told his visiting colleague"
    if token.dep_ in {"obl", "nmod"} and opener(token) in BEHIND:
        return f"behind '{opener(token)}'"
    return None


def purpose(draft: Draft) -> str | None:
    """What a claim is the purpose of: "blocked roads **to demand** new elections"."""
    token = draft.match.light_verb or draft.match.token
    to = token.dep_ == "advcl" and any(mark.lower_ == "to" for mark in tree.children(token, "mark"))
    return f"the purpose of '{token.head.lower_}'" if to else None


def said(word: Token, path: list[str]) -> str | None:
    found = [relation for relation in path if relation not in TOLD_NEXT]
    return f"beside '{word.lower_}': {found[-1]}" if found else None


def carrying(draft: Draft, own: set[int]) -> list[tuple[int, Token]]:
    """The verb of a noun's clause, where no other trigger is that verb."""
    noun = draft.match.token
    if draft.match.light_verb is not None or not draft.match.nominal or noun.dep_ not in CARRYING or noun.head.i in own:
        return []
    return [(noun.head.i, noun)]


def is_told_next(clause: Token) -> bool:
    """Whether a participle tells what else was done: "killing two"; not how or when ("by shelling", "after taking")."""
    if not clause.lower_.endswith("ing"):
        return False
    return clause.i > clause.head.i and not tree.children(clause, "mark", "case", "nsubj")
