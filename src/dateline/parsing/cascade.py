"""The cascade: the better pipeline reads the sentences that may report an event, the fast one all others.

The fast one costs a fifth a word. What it reads yields no event, but names actors and places, and speakers and
antecedents for the sentences that do, so that every word has its tags and every sentence its tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline import settings
from dateline.parsing.gate import Stretch, load_gate
from dateline.parsing.pipeline import annotate, chosen, load


def annotate_gated(doc: Doc, *, gated: bool | None = None) -> Doc:
    """A tokenised text with tags, sentences and trees; sentence starts that are marked stay.

    `gated` puts the setting `gate` aside. With the fast pipeline alone there is no gate: nothing is cheaper.
    """
    name = chosen()
    if name == "cnn" or not (settings.get_int("gate") if gated is None else gated):
        return annotate(load(name), doc)
    kept = load_gate().keep(doc)
    left = complement(kept, len(doc))
    return assemble(doc, [(part, read(doc, part, load(each))) for each, part in ((name, kept), ("cnn", left)) if part])


def read(doc: Doc, stretches: Sequence[Stretch], nlp: Language) -> Doc:
    """Some stretches of a text as a pipeline reads them."""
    return annotate(nlp, extract(doc, stretches, nlp.vocab))


def complement(stretches: Sequence[Stretch], size: int) -> list[Stretch]:
    """What some stretches in order leave of the tokens [0, size)."""
    edges = [0, *(edge for stretch in stretches for edge in stretch), size]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def extract(doc: Doc, stretches: Sequence[Stretch], vocab: Vocab) -> Doc:
    """The tokens of some stretches as a document of its own, for the pipeline of `vocab`; each starts a sentence."""
    tokens = [token for start, end in stretches for token in doc[start:end]]
    firsts = {start for start, _ in stretches}
    part = Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[True if token.i in firsts else token.is_sent_start for token in tokens],
    )
    for new, old in zip(part, tokens, strict=True):  # the tokenizer's spellings, such as "not" for "n't"
        if new.norm_ != old.norm_:
            new.norm_ = old.norm_
    return part


def assemble(doc: Doc, parts: Iterable[tuple[Sequence[Stretch], Doc]]) -> Doc:
    """The whole document from its parsed parts, which together have each of its tokens once."""
    size = len(doc)
    heads = list(range(size))
    starts: list[bool | int | None] = [False] * size
    deps, lemmas, pos, morphs = ([""] * size for _ in range(4))
    for stretches, part in parts:
        places = [at for start, end in stretches for at in range(start, end)]
        for at, token in zip(places, part, strict=True):
            heads[at], deps[at], lemmas[at] = places[token.head.i], token.dep_, token.lemma_
            pos[at], morphs[at], starts[at] = token.pos_, str(token.morph), bool(token.is_sent_start)
    return Doc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=pos, morphs=morphs,
        lemmas=lemmas, heads=heads, deps=deps, sent_starts=starts,
    )  # fmt: skip
