"""What a cue of attribution says: the tokens of its content, and where they end."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.attributed import EDGES
from dateline.coding.quotations import Quotation
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.attributing import Attributing, load_attributing

BESIDE = frozenset({"of", "as", "with", "for", "over", "on"})
"""Prepositions of what belongs to an object as content: "accused him **of** theft", "described it **as** a trap"."""
REMARKS = frozenset({"acl:relcl", "acl", "advcl", "advcl:relcl", "appos", "obl", "nmod"})
"""Relations of clauses and phrases that a writer adds to what he reports."""
CALLED_ON = frozenset({"for", "on", "upon"})
"""Prepositions of whom somebody calls on to act."""
WEIGHING = frozenset({"given", "compared", "compared with", "compared to", "despite", "considering"})
DASHES = frozenset({"-", "–", "—", "--"})
SPOKEN_DAYS = frozenset({"today", "yesterday", "tomorrow"})


def word_of(cue: Token) -> Attributing | None:
    pos = "VERB" if cue.pos_ == "AUX" else cue.pos_
    return load_attributing().get((tree.lemma(cue), pos))


def content_of(cue: Token, word: Attributing | None, near: list[Quotation]) -> set[int] | None:
    """The tokens of what a cue says; None where it is no cue here."""
    if cue.pos_ == "VERB" and (spoken := quoted_clause(cue, near)) is not None:
        return spoken
    if word is None:
        return None
    heads: list[Token] = []
    if word.content & {"clause", "finite"}:
        heads += [t for t in clauses(cue) if t.dep_ != "xcomp" or "clause" in word.content]
        if not heads and cue.pos_ == "VERB" and (host := host_of(cue)) is not None:
            return subtree(host) - subtree(cue)
    things = [t for t in tree.logical_objects(cue) if not t.is_ancestor(cue) and not is_day(t)]
    if word.kind == "ask" and cue.pos_ == "VERB":
        things += tree.children(cue, "iobj")
    if "object" in word.content and (not heads or takes_both(word, heads)):
        heads += things
        heads += [t for t in tree.children(cue, "xcomp") if t not in heads] if things else []
        heads += [t for t in tree.children(cue, "obl") if things and tree.preposition(t) in BESIDE]
        heads += [t for t in tree.children(cue, "advcl") if things and tree.charged_with(t)]
    if word.kind == "ask" and heads == things and (topics := [t for p, t in tree.obliques(cue) if p == "about"]):
        heads = things = topics
    if not heads:
        heads += [t for preposition, t in tree.obliques(cue) if preposition in word.content and not is_day(t)]
        heads += [
            t
            for t in tree.children(cue, "advcl", "acl")
            if any(c.lower_ in word.content for c in tree.children(t, "mark"))
        ]
    if not heads:
        return rest_of_sentence(cue)
    if word.kind in {"ask", "want"} or tree.preposition(heads[-1]) in CALLED_ON:
        heads += purposes(cue, heads)
    if word.kind in {"say", "claim", "think"}:
        heads += reasons(cue, heads)
    return set().union(*((bare(head) if head in things else subtree(head)) - prepositions(head) for head in heads))


def purposes(cue: Token, heads: list[Token]) -> list[Token]:
    """What is wanted of the last thing named, where a tree hung it on the cue: "call for a judge **to see to it**"."""
    last = max(head.right_edge.i for head in heads)
    infinitives = [t for t in tree.children(cue, "advcl") if any(m.lower_ == "to" for m in tree.children(t, "mark"))]
    return [t for t in infinitives if t.left_edge.i == last + 1]


def rest_of_sentence(cue: Token) -> set[int] | None:
    """What stands behind "say" where a tree took the subject of its clause for an object: "said families of people
    killed by police file lawsuits"."""
    things = tree.children(cue, "obj")
    if tree.lemma(cue) != "say" or not things or things[0].pos_ not in {"NOUN", "PROPN"}:
        return None
    end = cue.sent.end if cue.dep_ == "ROOT" else cue.right_edge.i + 1
    rest = {t.i for t in cue.doc[things[0].left_edge.i : end]}
    told = any(cue.doc[i].pos_ in {"VERB", "AUX"} for i in rest)
    return rest if told and things[0].left_edge.i > cue.i and tree.logical_subjects(cue) else None


def reasons(cue: Token, heads: list[Token]) -> list[Token]:
    """Why what is said is so, where a tree hung it on the cue: "said it fell **because the guards fled**"."""
    last = max(head.right_edge.i for head in heads)
    because = [t for t in tree.children(cue, "advcl") if any(m.lower_ == "because" for m in tree.children(t, "mark"))]
    return [t for t in because if last < t.left_edge.i]


def prepositions(head: Token) -> set[int]:
    """The preposition before a noun or clause, which belongs to the cue: "spoke **about** the raid"."""
    found = tree.children(head, "case") + [
        t for t in tree.children(head, "mark") if t.pos_ == "ADP" and t.lower_ != "to"
    ]
    return {
        part.i for child in found if child.i == head.left_edge.i for part in (child, *tree.children(child, "fixed"))
    }


def takes_both(word: Attributing, heads: list[Token]) -> bool:
    """Whether object and infinitive are one content: "urged the rebels to leave", but not "told him to leave"; or
    object and what it is called: "called the vote a farce"."""
    if any(head.dep_ != "xcomp" for head in heads):
        return False
    return word.kind in {"ask", "want", "think", "feel"} or not any(tree.children(head, "mark") for head in heads)


def bare(head: Token) -> set[int]:
    """A noun phrase without clauses and appositions behind a comma."""
    tokens = subtree(head)
    for child in head.children:
        if child.i > head.i and child.dep_ in {"acl:relcl", "appos", "acl", "parataxis"} and comma_before(child):
            tokens -= subtree(child)
    return tokens


def comma_before(token: Token) -> bool:
    first = min(t.i for t in token.subtree)
    return token.doc[first].text in EDGES or (first > 0 and token.doc[first - 1].text in EDGES)


def clauses(cue: Token) -> list[Token]:
    """The clauses that are the content of a word: complements, infinitives, "that" after a noun."""
    found = tree.children(cue, "ccomp", "xcomp", "csubj:pass")
    if cue.pos_ == "NOUN":
        found = tree.children(cue, "ccomp")
        for clause in tree.children(cue, "acl"):
            if any(child.dep_ == "mark" and child.lower_ in {"that", "to"} for child in clause.children):
                found.append(clause)
    if cue.pos_ == "VERB":
        found += [t for t in tree.children(cue, "parataxis") if t.i > cue.i and t.pos_ in {"VERB", "AUX", "ADJ"}]
        found += [t for t in tree.children(cue, "conj") if any(c.lower_ == "that" for c in tree.children(t, "mark"))]
    if tree.children(cue, "obj") and cue.pos_ == "VERB":
        return [t for t in found if t.dep_ != "xcomp" or any(c.lower_ == "to" for c in tree.children(t, "mark"))]
    return found


def host_of(cue: Token) -> Token | None:
    """The clause into which "officials said" is inserted, also where the tree took it for a relative clause."""
    if cue.dep_ == "parataxis" or (cue.dep_ == "conj" and closes(cue)) or is_as_clause(cue):
        return cue.head if inserted(cue) else None
    after = cue.i + 1
    if cue.dep_ != "acl:relcl" or after >= len(cue.doc) or cue.doc[after].text != "," or not comma_before(cue):
        return None
    relative = any(t.lower_ in tree.RELATIVE_PRONOUNS for t in cue.subtree)
    return tree.governing_verb(cue.head) if inserted(cue) and not relative else None


def is_as_clause(cue: Token) -> bool:
    """Whether a verb stands in "as the mayor noted, ..." beside what it tells."""
    return cue.dep_ in {"advcl", "advcl:relcl"} and [t.lower_ for t in tree.children(cue, "mark")] == ["as"]


def closes(cue: Token) -> bool:
    """Whether "officials said" stands behind a comma at the end of its sentence, without "and"."""
    first, last = cue.left_edge, cue.right_edge
    rest = cue.doc[last.i + 1 : cue.sent.end]
    alone = all(child.dep_ in {"nsubj", "advmod", "aux", "punct", "obl", "obl:unmarked"} for child in cue.children)
    return alone and first.i > 0 and "," in {first.text, first.nbor(-1).text} and all(t.is_punct for t in rest)


def inserted(cue: Token) -> bool:
    """Whether a clause beside another is its "officials said", not a sentence of its own."""
    speaks = bool(tree.children(cue, "nsubj")) or neighbour(cue) is not None
    return speaks and not tree.children(cue, "ccomp", "obj")


def without_remarks(cue: Token, content: set[int], near: list[Quotation]) -> set[int]:
    """Reported words without what the writer adds behind a comma at their end: "said the post, which fell in May, ..."
    is reported whole, "said rebels took the post, which fell in May" without the clause."""
    last = max((i for i in content if not cue.doc[i].is_punct), default=cue.i)
    if last < cue.i or inside(last, near):
        return content
    for i in sorted(content):
        token = cue.doc[i]
        if i > cue.i and token.dep_ in REMARKS and token.head.i in content and is_remark(token):
            below = subtree(token)
            if last in below and min(below) > cue.i:
                return content - below
    return content


def is_remark(token: Token) -> bool:
    """Whether a clause behind a comma is relative, or a participle without a conjunction, or a phrase compares."""
    if not comma_before(token):
        return False
    if token.dep_ == "appos":
        return token.doc[token.left_edge.i - 1].text in DASHES
    if token.dep_ in {"obl", "nmod"}:
        return tree.preposition(token) in WEIGHING
    if any(child.lower_ == "as" for child in tree.children(token, "mark")):
        return True
    return token.dep_ != "advcl" or (
        tree.feature(token, "VerbForm") in {"Part", "Ger"} and not tree.children(token, "mark", "nsubj", "nsubj:pass")
    )


def quoted_clause(cue: Token, near: list[Quotation]) -> set[int] | None:
    """What a verb of any kind has beside it in quotation marks: "A," she laughed."""
    if not near or inside(cue.i, near):
        return None
    for clause in tree.children(cue, "ccomp", "parataxis"):
        if inside(clause.i, near) and not tree.children(cue, "obj"):
            return in_quotes(subtree(clause), cue, near)
    if (host := host_of(cue)) is not None and inside(host.i, near):
        return in_quotes(subtree(host) - subtree(cue), cue, near)
    return None


def in_quotes(content: set[int], cue: Token, near: list[Quotation]) -> set[int]:
    """The content without what follows the cue outside of quotation marks: "A," she said, pointing at B. Content that
    only holds a quotation ("said that A was "a trap" for B") is whole."""
    first = next((i for i in sorted(content) if not cue.doc[i].is_punct and cue.doc[i].dep_ != "mark"), cue.i)
    return {i for i in content if i < cue.i or inside(i, near)} if inside(first, near) else content


def inside(i: int, near: list[Quotation]) -> bool:
    return any(q.start <= i < q.end for q in near)


def subtree(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


def is_day(token: Token) -> bool:
    return token.lower_ in load_time_words().weekdays or token.lower_ in SPOKEN_DAYS


def neighbour(cue: Token) -> Token | None:
    """The noun right before or after a verb of speech that the tree gives no subject."""
    for i in (cue.i - 1, cue.i + 1):
        if 0 <= i < len(cue.doc) and cue.doc[i].pos_ in {"PROPN", "NOUN", "PRON"}:
            return cue.doc[i]
    return None
