"""Who says, thinks, wants or feels what: every attribution of a document, with source, cue and content.

An attribution is found at its cue: a verb, noun or adjective of ``cues/attributing.csv`` with content (a clause, an
object, a prepositional phrase), any verb beside a quotation, "according to", or a colon. A quotation that the content
touches belongs to it whole, and so do the quotations that follow without a cue of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.quotations import Quotation, find_quotations
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.attributing import Attributing, load_attributing
from dateline.knowledge.cues import load_words

SPOKEN = frozenset({"say", "claim", "deny", "ask", "see", "know", "think"})
"""Kinds whose content can be a quotation."""
ACCORDING = Attributing("say", frozenset())
TAIL_MARKS = frozenset({":", "-", "–", "—", "--"})
SHORTEST_QUOTATION = 4
"""Words from which on a quotation says something; fewer are a phrase in somebody's wording."""
FURTHEST = 3000
"""Words after which a speaker is forgotten, however long his quotation ran."""
REACH = 10
"""Words beside a quotation among which its verb of speech is looked for."""
EDGES = frozenset(",;:.-–—―")
BESIDE = frozenset({"of", "as", "with", "for", "over", "on"})
"""Prepositions of what belongs to an object as content: "accused him **of** theft", "described it **as** a trap"."""
REMARKS = frozenset({"acl:relcl", "acl", "advcl", "advcl:relcl"})
"""Relations of clauses that a writer adds to what he reports."""
SPOKEN_DAYS = frozenset({"today", "yesterday", "tomorrow"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attribution: `source` is the head of who it is (None where nobody is named), `cue` the token of the
    word that tells, `content` the tokens, in text order."""

    kind: str
    cue: Token
    source: Token | None
    content: tuple[int, ...]


def find_attributions(doc: Doc, starts: Collection[int]) -> tuple[Attribution, ...]:
    """All attributions of a document in the order of their cues; `starts` are character offsets of paragraphs."""
    quotations = find_quotations(doc, starts)
    found = [each for sentence in doc.sents for each in of_sentence(sentence, quotations)]
    return tuple(carried(doc, found, quotations))


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
        word = word_of(cue)
        content = content_of(cue, word, near)
        if content is None and (source := according(cue)) is not None:
            yield from attributed_to(cue, source, near)
        elif content is not None:
            source = source_of(cue)
            if word is not None and word.kind == "appear":
                content, source = content | (subtree(source) if source is not None else set()), None
            content = without_remarks(cue, content - around(cue, source, content), near)
            tokens = trimmed(cue.doc, content)
            if tokens:
                kind = word.kind if word else "say"
                yield Attribution(kind, cue, source, grown(tokens, cue, near) if kind in SPOKEN else tokens)
    yield from headed(sentence)
    yield from tailed(sentence)


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
    if "clause" in word.content:
        heads += clauses(cue)
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
    if not heads:
        heads += [t for preposition, t in tree.obliques(cue) if preposition in word.content and not is_day(t)]
        heads += [
            t
            for t in tree.children(cue, "advcl", "acl")
            if any(c.lower_ in word.content for c in tree.children(t, "mark"))
        ]
    if not heads:
        return None
    return set().union(*(bare(head) if head in things else subtree(head) for head in heads))


def takes_both(word: Attributing, heads: list[Token]) -> bool:
    """Whether object and infinitive are one content: "urged the rebels to leave", but not "told him to leave"."""
    return word.kind in {"ask", "want", "think", "feel"} and all(head.dep_ == "xcomp" for head in heads)


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
    if cue.dep_ == "parataxis":
        return cue.head if inserted(cue) else None
    after = cue.i + 1
    if cue.dep_ != "acl:relcl" or after >= len(cue.doc) or cue.doc[after].text != "," or not comma_before(cue):
        return None
    relative = any(t.lower_ in tree.RELATIVE_PRONOUNS for t in cue.subtree)
    return tree.governing_verb(cue.head) if inserted(cue) and not relative else None


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
    """Whether a clause behind a comma is relative, or a participle without a conjunction."""
    if not comma_before(token):
        return False
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


def source_of(cue: Token) -> Token | None:
    """The head of whoever says it."""
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
    subjects = [*tree.logical_subjects(cue), *tree.children(cue, "nsubj"), *strayed(cue)]
    return next((t for t in subjects if not is_day(t) and t.pos_ != "NUM"), None)


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


def headed(sentence: Sentence) -> Iterator[Attribution]:
    """What stands after a name and a colon: "Minister: Talks have failed", at the start of a sentence."""
    for token in sentence[1:9]:
        if token.text == ":" and sentence.end - token.i > 3:
            before = sentence[: token.i - sentence.start]
            nouns = [t for t in before if t.pos_ in {"PROPN", "NOUN"}]
            if nouns and all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PUNCT", "ADP", "PART"} for t in before):
                yield Attribution("say", token, nouns[-1], trimmed(token.doc, set(range(token.i + 1, sentence.end))))
            return


def tailed(sentence: Sentence) -> Iterator[Attribution]:
    """What stands in a headline before a mark and a speaker: "Town captured: officials", "Town captured - state TV"."""
    if len(sentence) < 5 or sentence[-1].text in {".", "?", "!", "”", '"'}:
        return
    for token in sentence[-6:-1]:
        if is_tail_mark(token):
            after = sentence[token.i + 1 - sentence.start :]
            head = after[-1]
            if all(t.pos_ in {"PROPN", "NOUN", "ADJ"} for t in after) and speaks_in_headlines(head, token.text):
                yield Attribution("say", token, head, trimmed(token.doc, set(range(sentence.start, token.i))))
            return


def is_tail_mark(token: Token) -> bool:
    """A colon, or a dash between spaces."""
    spaced = token.i > 0 and bool(token.doc[token.i - 1].whitespace_) and bool(token.whitespace_)
    return token.text == ":" or (token.text in TAIL_MARKS and spaced)


def speaks_in_headlines(head: Token, mark: str) -> bool:
    """Whether a noun at the end of a headline is a speaker; after a dash a name is rather that of the outlet."""
    words = load_words().speakers
    return tree.lemma(head) in words or head.lower_ in words or (mark == ":" and head.pos_ == "PROPN")


def trimmed(doc: Doc, tokens: set[int]) -> tuple[int, ...]:
    """The tokens without marks and white space at the edges of their stretches."""
    kept = {i for i in tokens if not doc[i].is_space}
    for step in (-1, 1):
        for i in sorted(kept, reverse=step > 0):
            if i in kept and i + step not in kept and doc[i].text in EDGES:
                kept.discard(i)
    return tuple(sorted(kept))


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


def carried(doc: Doc, found: list[Attribution], quotations: tuple[Quotation, ...]) -> list[Attribution]:
    """Quotations that no attribution holds go to the verb of speech beside them, else to the last speaker before
    them, paragraph after paragraph."""
    result = list(found)
    inner = {found[number].cue.i for number in within_others(found)}
    holding: dict[int, set[int]] = {}
    for each in found:
        if each.kind in SPOKEN:
            for i in each.content:
                holding.setdefault(i, set()).add(each.cue.i)
    for quotation in quotations:
        span = range(quotation.start, quotation.end)
        if len(span) < SHORTEST_QUOTATION:
            continue
        held = holding.get(span[1], set()) | holding.get(span[len(span) // 2], set())
        if any(cue not in span for cue in held):
            continue
        whole = quotation.start - doc[quotation.start].sent.start <= 2 or mark_before(doc, quotation.start)
        if not whole:
            continue
        cue = cue_beside(doc, span, quotations)
        at = next((n for n, each in enumerate(result) if cue is not None and each.cue.i == cue.i), None)
        if cue is not None and at is None:
            result.append(Attribution("say", cue, source_of(cue) or neighbour(cue), tuple(span)))
            continue
        if at is None:
            at = speaker_before(doc, result, quotation, inner)
        if at is not None:
            result[at] = replace(result[at], content=tuple(sorted({*result[at].content, *span})))
    return sorted(result, key=lambda each: each.cue.i)


def cue_beside(doc: Doc, span: range, quotations: tuple[Quotation, ...]) -> Token | None:
    """The verb of speech right after a quotation, or right before it, in the same sentence."""
    after = range(span.stop, min(span.stop + REACH, doc[span.stop - 1].sent.end, len(doc)))
    before = range(span.start - 1, max(span.start - 1 - REACH, doc[span.start].sent.start - 1), -1)
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


def neighbour(cue: Token) -> Token | None:
    """The noun right before or after a verb of speech that the tree gives no subject."""
    for i in (cue.i - 1, cue.i + 1):
        if 0 <= i < len(cue.doc) and cue.doc[i].pos_ in {"PROPN", "NOUN", "PRON"}:
            return cue.doc[i]
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


def mark_before(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text in {":", ","}
