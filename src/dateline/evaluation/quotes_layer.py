"""Attributions in the form in which PolNeAR is scored: spans of source, cue and content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.coding import tree
from dateline.coding.attributed import Attribution
from dateline.coding.attributions import find_attributions, outermost
from dateline.coding.repair import mend
from dateline.evaluation.places_layer import plain_article
from dateline.knowledge.cues import load_cues
from dateline.parsing.pipeline import annotate


def annotate_quotes(texts: Iterable[tuple[str, str]], nlp: Language) -> Iterator[dict[str, Any]]:
    """For each (id, text) a row ``{"id", "attributions": [{"source", "cue", "content"}]}``, each a list of
    [start, end) character spans; `source` is empty where nobody is named."""
    for key, text in texts:
        starts = {block.start for block in plain_article(text).blocks}
        doc = nlp.tokenizer(text.replace("\n", " "))
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        annotate(nlp, doc)
        mend(doc, load_cues())
        yield row(key, doc, starts)


def row(key: str, doc: Doc, starts: set[int]) -> dict[str, Any]:
    return {"id": key, "attributions": [spans_of(doc, each) for each in outermost(find_attributions(doc, starts))]}


def spans_of(doc: Doc, each: Attribution) -> dict[str, list[list[int]]]:
    return {
        "source": [] if each.source is None else [source_span(each.source), *relative_pronoun(each)],
        "cue": [[each.cue.idx, each.cue.idx + len(each.cue)]],
        "content": stretches(doc, each.content),
    }


def source_span(head: Token) -> list[int]:
    """The words of a source up to the first comma or clause after its head."""
    last = head
    for token in head.subtree:
        apart = token.dep_ in {"acl", "acl:relcl"} or (token.dep_ == "appos" and token.left_edge.i > last.i + 1)
        if token.i > head.i and (token.is_punct or apart):
            break
        last = token if token.i > head.i else last
    first = min((t for t in head.subtree), key=lambda t: t.i)
    return [first.idx, last.idx + len(last)]


def relative_pronoun(each: Attribution) -> list[list[int]]:
    """The "who" that stands for the source beside the cue."""
    pronouns = [t for t in each.cue.children if t.dep_.startswith("nsubj") and t.lower_ in tree.RELATIVE_PRONOUNS]
    return [[t.idx, t.idx + len(t)] for t in pronouns]


def stretches(doc: Doc, tokens: tuple[int, ...]) -> list[list[int]]:
    """Token numbers as character spans, neighbours together."""
    spans: list[list[int]] = []
    previous = -2
    for i in tokens:
        end = doc[i].idx + len(doc[i])
        if i == previous + 1:
            spans[-1][1] = end
        else:
            spans.append([doc[i].idx, end])
        previous = i
    return spans
