"""Reading only what passes the gate: those sentences get trees; the others get sentence starts and tags of names.

A tag for a capitalised word is what coding needs of a sentence without an event: the actors and places that it names
count for the country of the page, for short forms of names and as antecedents.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from dateline import settings
from dateline.parsing.gate import Stretch, load_gate, sentences
from dateline.parsing.pipeline import annotate, load_pipeline

TITLE_SHARE = 0.7
"""From this share of capitals among the longer words on, a sentence is a headline, whose capitals tell nothing."""
LONGER = 3
"""Letters above which a word counts for that."""


def annotate_gated(doc: Doc, *, gated: bool | None = None) -> Doc:
    """A tokenised text with tags, sentences and trees; sentence starts that are marked stay.

    `gated` puts the setting `gate` aside.
    """
    nlp = load_pipeline()
    if not (settings.get_int("gate") if gated is None else gated):
        return annotate(nlp, doc)
    kept = load_gate().keep(doc)
    if kept == [(0, len(doc))]:
        return annotate(nlp, doc)
    part = extract(doc, kept)
    return restore(doc, kept, annotate(nlp, part) if len(part) else part)


def extract(doc: Doc, stretches: Sequence[Stretch]) -> Doc:
    """The tokens of some stretches as a document of their own; each stretch starts a sentence."""
    tokens = [token for start, end in stretches for token in doc[start:end]]
    firsts = {start for start, _ in stretches}
    part = Doc(
        doc.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[True if token.i in firsts else token.is_sent_start for token in tokens],
    )
    for new, old in zip(part, tokens, strict=True):  # the tokenizer's spellings, such as "not" for "n't"
        if new.norm != old.norm:
            new.norm_ = old.norm_
    return part


def restore(doc: Doc, stretches: Sequence[Stretch], part: Doc) -> Doc:
    """The whole document with the trees of its parsed part, and sentence starts and tags of names elsewhere."""
    size = len(doc)
    heads = list(range(size))
    starts: list[bool | int | None] = [False] * size
    deps, lemmas, pos, morphs = ([""] * size for _ in range(4))
    places = [at for start, end in stretches for at in range(start, end)]
    for at, token in zip(places, part, strict=True):
        heads[at], deps[at], lemmas[at] = places[token.head.i], token.dep_, token.lemma_
        pos[at], morphs[at], starts[at] = token.pos_, str(token.morph), bool(token.is_sent_start)
    read = set(places)
    names = sure_names(doc)
    for start, end in sentences(doc):
        if start in read:
            continue
        starts[start] = True
        headline = is_headline(doc[start:end])
        for token in doc[start:end]:
            pos[token.i] = tag(token, first=token.i == start, headline=headline, names=names)
    return Doc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=pos, morphs=morphs,
        lemmas=lemmas, heads=heads, deps=deps, sent_starts=starts,
    )  # fmt: skip


def tag(token: Token, *, first: bool, headline: bool, names: frozenset[str]) -> str:
    """PROPN where capitals tell a name, X for capitals that do not tell, none for other words."""
    if not token.text[0].isupper():
        return ""
    told = len(token) > 1 and not headline and not first
    return "PROPN" if told or token.text in names else "X"


def sure_names(doc: Doc) -> frozenset[str]:
    """The capitalised words that follow one in lower case somewhere: names also where they open a sentence."""
    return frozenset(t.text for t in doc[1:] if t.text[0].isupper() and len(t) > 1 and t.nbor(-1).is_lower)


def is_headline(sentence: Span) -> bool:
    longer = [token for token in sentence if len(token) > LONGER and token.is_alpha]
    return len(longer) > LONGER and sum(token.text[0].isupper() for token in longer) > TITLE_SHARE * len(longer)
