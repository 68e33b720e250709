"""Who says, thinks, wants or feels what: every attribution of a document, with source, cue and content.

An attribution is found at its cue: a verb, noun or adjective of ``cues/attributing.csv`` with content (a clause, an
object, a prepositional phrase), any verb beside a quotation, "according to", or a colon. A quotation that the content
touches belongs to it whole, and so do the quotations that follow without a cue of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.attributed import Attribution, trimmed
from dateline.coding.quotations import Quotation, find_quotations
from dateline.coding.said_content import (
    content_of,
    is_day,
    neighbour,
    subtree,
    without_remarks,
    word_of,
)
from dateline.coding.speaker_lines import headed, mark_before, named_before, tailed, to_the_end, turns
from dateline.knowledge.attributing import Attributing

SPOKEN = frozenset({"say", "claim", "deny", "ask", "see", "know", "think"})
"""Kinds whose content can be a quotation."""
SPEECH = frozenset({"say", "claim", "deny", "ask"})
ACCORDING = Attributing("say", frozenset())
SHORTEST_QUOTATION = 4
"""Words from which on a quotation says something; fewer are a phrase in somebody's wording."""
FURTHEST = 3000
"""Words after which a speaker is forgotten, however long his quotation ran."""
FURTHEST_CUE = 50
"""Words between two quotations of which the first one's cue tells of both."""
REACH = 10
"""Words beside a quotation among which its verb of speech is looked for."""
NAMED = frozenset({"call", "dub", "entitle", "know", "label", "name", "style", "term", "title"})


def find_attributions(doc: Doc, starts: Collection[int]) -> tuple[Attribution, ...]:
    """All attributions of a document in the order of their cues; `starts` are character offsets of paragraphs."""
    quotations = find_quotations(doc, starts)
    found = [each for sentence in doc.sents for each in of_sentence(sentence, quotations)]
    found = [to_the_end(each, starts) for each in found]
    paragraphs = [token.i for token in doc if token.idx in starts]
    spoken = turns(doc, paragraphs)
    colons = {each.cue.i for each in spoken}
    found = [*(each for each in found if each.cue.i not in colons), *spoken]
    return tuple(carried(doc, found, quotations, paragraphs))


def outermost(found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Those that stand in no other's content: what a speaker says of the words of others is left out."""
    inner = within_others(found)
    return tuple(each for number, each in enumerate(found) if number not in inner)


def within_others(found: Sequence[Attribution]) -> set[int]:
    """The numbers of attributions whose cue stands in another's content; of two that hold each other the shorter."""
    at: dict[int, list[int]] = {}
    for number, each in enumerate(found):
        at.setdefault(each.cue.i, []).append(number)
    contents = [frozenset(each.content) for each in found]
    inner = set()
    for number, content in enumerate(contents):
        for i in content & at.keys():
            for other in at[i]:
                mutual = found[number].cue.i in contents[other]
                if other != number and (not mutual or len(content) > len(contents[other])):
                    inner.add(other)
    return inner


def of_sentence(sentence: Sentence, quotations: tuple[Quotation, ...]) -> Iterator[Attribution]:
    near = [q for q in quotations if q.start < sentence.end and q.end > sentence.start]
    for cue in sentence:
        word = None if describes(cue) else word_of(cue)
        content = content_of(cue, word, near)
        if content is None and (source := according(cue)) is not None:
            yield from attributed_to(cue, source, near)
        elif content is not None:
            first = first_told(cue)
            source = source_of(cue, content) if first is None else source_of(first, content)
            content -= told_beside(cue, content)
            if word is not None and word.kind == "appear":
                content, source = content | (subtree(source) if source is not None else set()), None
            content = without_remarks(cue, content - around(cue, source, content), near)
            tokens = trimmed(cue.doc, content)
            if tokens:
                kind = word.kind if word else "say"
                yield Attribution(kind, cue, source, grown(tokens, cue, near) if kind in SPOKEN else tokens)
    yield from headed(sentence)
    yield from tailed(sentence)


def describes(cue: Token) -> bool:
    """Whether a participle tells what a thing is like or its name, not what somebody says: "pledged delegates", "a
    movement called Dawn"."""
    if cue.dep_ == "amod":
        return cue.lower_.endswith("ed")
    named = cue.dep_ == "acl" and tree.lemma(cue) in NAMED and not cue.lower_.endswith("ing")
    return named and not tree.agents(cue) and not tree.children(cue, "mark", "nsubj")


def told_beside(cue: Token, content: set[int]) -> set[int]:
    """Of the content what is a second report of the same speaker: "said that A had left **and warned that B** ..."."""
    beside: set[int] = set()
    for i in content:
        if i > cue.i and cue.doc[i].dep_ == "conj" and first_told(cue.doc[i]) == cue:
            joint = subtree(cue.doc[i])
            beside |= joint | {t.i for t in tree.children(cue.doc[i].head, "cc") if t.i < min(joint)}
    return beside


def first_told(cue: Token) -> Token | None:
    """The verb of speech beside which a verb of speech stands, where a tree joined it to what the first one tells: it
    has the form of the first, content of its own, and no subject."""
    if cue.dep_ != "conj" or cue.pos_ != "VERB" or tree.children(cue, "nsubj", "nsubj:pass"):
        return None
    told, word = tree.first_conjunct(cue), word_of(cue)
    first = told.head if told.dep_ == "ccomp" else None
    if first is None or word is None or word.kind not in SPOKEN or not tree.children(cue, "ccomp"):
        return None
    outer, inner = word_of(first), word_of(told)
    if outer is None or outer.kind not in SPOKEN or first.i > told.i or (inner is not None and inner.kind in SPEECH):
        return None
    return first if form_of(first) == form_of(cue) else None


def form_of(verb: Token) -> str:
    return tree.feature(verb, "VerbForm") + tree.feature(verb, "Tense")


def source_of(cue: Token, content: Collection[int]) -> Token | None:
    """The head of whoever says it: of several the one nearest to the cue that is not said itself."""
    if cue.pos_ in {"NOUN", "PROPN"}:
        owners = tree.children(cue, "nmod:poss") or [n for p, n in tree.obliques(cue) if p in {"by", "from"}]
        if owners:
            return owners[0]
        verb = cue.head
        if cue.dep_ in {"obj", "obl"} and verb.pos_ == "VERB":
            return next((t for t in tree.logical_subjects(verb) if not is_day(t)), None)
        return cue if cue.dep_ in {"nsubj"} else None
    if cue.pos_ == "ADJ":
        return next(iter(tree.surface_subjects(cue)), None)
    word = word_of(cue)
    subjects = [*tree.logical_subjects(cue), *tree.children(cue, "nsubj"), *strayed(cue)]
    if not subjects and word is not None and word.kind in {"think", "feel"}:  # "the elders were convinced that"
        subjects = [t for t in tree.children(cue, "nsubj:pass") if t.i not in content and t.pos_ != "PRON"]
    subjects = [t for t in subjects if not is_day(t) and not is_figure(t)]
    outside = [t for t in subjects if t.i not in content] or subjects
    if outside:
        return min(outside, key=lambda t: abs(t.i - cue.i)) if len(outside) < len(subjects) else outside[0]
    return speaker_beside(cue, content) if cue.pos_ == "VERB" else None


def is_figure(token: Token) -> bool:
    """Whether a number is no group of people, as it is in "the two said", "one in five say"."""
    return token.pos_ == "NUM" and not any(t.dep_ in {"det", "nmod", "case"} for t in token.children)


def speaker_beside(cue: Token, content: Collection[int]) -> Token | None:
    """Whom a tree hung elsewhere though he stands between what was said and the cue, or right behind the cue:
    ""It fell," Mayor Amin, 40, said", ""How high?" asked the boy"."""
    if not content or max(content) > cue.i:
        return None
    between = cue.doc[max(*content, cue.sent.start - 1, cue.i - REACH) + 1 : cue.i]
    behind = [t for t in tree.children(cue, "obj", "iobj", "obl:unmarked", "parataxis") if t.left_edge.i == cue.i + 1]
    tops = [t for t in between if t.head not in between] + behind
    return next((t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"} and not is_day(t)), None)


def strayed(cue: Token) -> list[Token]:
    """The subject that a tree gave to what is said though it stands before the verb of speech."""
    return [
        subject
        for clause in tree.children(cue, "ccomp")
        for subject in tree.children(clause, "nsubj", "nsubj:pass")
        if clause.i > cue.i > subject.i
    ]


def around(cue: Token, source: Token | None, content: set[int]) -> set[int]:
    """Tokens of a cue's own words that stand within the content: an inserted "officials said"."""
    taken = {cue.i}
    if min(content) < cue.i < max(content):
        taken |= subtree(cue) - content
    if source is not None and source.i in content and cue.i > source.i:
        taken |= subtree(source)
    return taken


def according(cue: Token) -> Token | None:
    """The noun of "according to X", "per X" at its first word."""
    if cue.lower_ != "according":
        return None
    nouns = [noun for preposition, noun in tree.obliques(cue) if preposition in {"to", ""}]
    if nouns:
        return nouns[0]
    return cue.head if cue.dep_ == "case" else None


def attributed_to(cue: Token, source: Token, near: list[Quotation]) -> Iterator[Attribution]:
    top = source if source.is_ancestor(cue) else cue
    clause = top.head
    while clause.pos_ not in {"VERB", "AUX", "ADJ"} and clause.dep_ not in tree.CLAUSES and clause.head.i != clause.i:
        clause = clause.head
    if clause.i == top.i:
        return
    if at_edge(top):
        clause = clause.sent.root if clause.sent.root.i != top.i else clause
    tokens = trimmed(cue.doc, subtree(clause) - subtree(top))
    if tokens:
        yield Attribution("say", cue, source, grown(tokens, cue, near))


def at_edge(top: Token) -> bool:
    """Whether "according to X" opens its sentence or ends it after a comma, and so is about all of it."""
    words = [t for t in top.subtree if not t.is_punct]
    first, last = words[0], words[-1]
    if first.i == first.sent.start:
        return True
    rest = first.doc[last.i + 1 : first.sent.end]
    return first.nbor(-1).text == "," and all(t.is_punct or t.is_space for t in rest)


def grown(tokens: tuple[int, ...], cue: Token, near: list[Quotation]) -> tuple[int, ...]:
    """The content with the whole of each quotation that it touches, unless the cue itself is quoted."""
    found = set(tokens)
    for quotation in near:
        if quotation.start <= cue.i < quotation.end:
            continue
        span = range(quotation.start, quotation.end)
        if found & set(span):
            found |= set(span)
    return tuple(sorted(found))


def carried(
    doc: Doc, found: list[Attribution], quotations: tuple[Quotation, ...], paragraphs: Sequence[int]
) -> list[Attribution]:
    """Quotations that no attribution holds go to the verb of speech beside them, else to the last speaker before
    them, paragraph after paragraph."""
    result = list(found)
    inner = {found[number].cue.i for number in within_others(found)}
    holding: dict[int, set[int]] = {}
    for each in found:
        if each.kind in SPOKEN:
            for i in each.content:
                holding.setdefault(i, set()).add(each.cue.i)
    for number, quotation in enumerate(quotations):
        span = range(quotation.start, quotation.end)
        if len(span) < SHORTEST_QUOTATION:
            continue
        held = holding.get(span[1], set()) | holding.get(span[len(span) // 2], set())
        if any(cue not in span for cue in held):
            continue
        whole = quotation.start - doc[quotation.start].sent.start <= 2 or mark_before(doc, quotation.start)
        if not whole:
            continue
        if (holder := holder_before(result, quotations[:number], quotation, paragraphs)) is not None:
            result[holder] = replace(result[holder], content=tuple(sorted({*result[holder].content, *span})))
            continue
        cue = cue_beside(doc, span, quotations)
        at = next((n for n, each in enumerate(result) if cue is not None and each.cue.i == cue.i), None)
        if cue is not None and at is None:
            result.append(Attribution("say", cue, source_of(cue, span) or neighbour(cue), tuple(span)))
            continue
        if cue is None and (named := named_before(doc, quotation)) is not None:
            result.append(named)
            continue
        if at is None:
            at = speaker_before(doc, result, quotation, inner)
        if at is not None:
            result[at] = replace(result[at], content=tuple(sorted({*result[at].content, *span})))
    return sorted(result, key=lambda each: each.cue.i)


def holder_before(
    found: Sequence[Attribution], earlier: Sequence[Quotation], quotation: Quotation, paragraphs: Sequence[int]
) -> int | None:
    """The number of the attribution that a quotation goes on after its cue, in one paragraph: ""A," she said, "B.""."""
    if not earlier or bisect_right(paragraphs, earlier[-1].start) != bisect_right(paragraphs, quotation.start):
        return None
    last = earlier[-1]
    middle = (last.start + last.end) // 2
    if quotation.start - last.end > FURTHEST_CUE:
        return None
    for number, each in enumerate(found):
        if each.kind in SPOKEN and last.end <= each.cue.i < quotation.start and middle in each.content:
            return number
    return None


def cue_beside(doc: Doc, span: range, quotations: tuple[Quotation, ...]) -> Token | None:
    """The verb of speech right after a quotation, or right before it, in the same sentence."""
    after = range(span.stop, min(span.stop + REACH, doc[span.stop - 1].sent.end, len(doc)))
    start = doc[span.start - 1 if mark_before(doc, span.start) else span.start].sent.start
    before = range(span.start - 1, max(span.start - 1 - REACH, start - 1), -1)
    if span.stop < len(doc) and not after:
        after = range(span.stop, min(span.stop + 3, len(doc)))  # the sentence may have been ended by the quotation
    for places in (after, before):
        for i in places:
            if any(q.start <= i < q.end for q in quotations):
                break
            word = word_of(doc[i])
            if doc[i].pos_ == "VERB" and word is not None and word.kind in {"say", "claim", "ask"}:
                return doc[i]
    return None


def speaker_before(doc: Doc, found: list[Attribution], quotation: Quotation, inner: set[int]) -> int | None:
    """The number of the attribution that a quotation goes on: the one whose words or quotation end just before."""
    best, end = None, -1
    for at, each in enumerate(found):
        if not 0 < quotation.start - each.cue.i < FURTHEST:
            continue
        last = max(i for i in (*each.content, each.cue.i) if i < quotation.start or i == each.cue.i)
        if each.kind in SPOKEN and each.cue.i not in inner and end < last < quotation.start:
            best, end = at, last
    if best is None:
        return None
    return best if doc[quotation.start].sent.start - doc[end].sent.end <= 3 else None
