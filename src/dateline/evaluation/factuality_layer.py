"""How far an event mention is presented as fact, from -3 (did not happen) to 3 (happened): the status that coding gives
it, on the scale of FactBank and its relatives.

No rule of its own: what this layer measures is `coding.status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.coding.speech import speech_above
from dateline.coding.status import Verdict, find_status
from dateline.coding.triggers import TriggerMatch
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import Frame, Trigger
from dateline.parsing.pipeline import annotate
from dateline.records import Status

FACT: Mapping[Status, float] = {
    "asserted": 3.0,
    "claimed": 3.0,
    "alleged": 3.0,
    "planned": 3.0,
    "possible": 2.5,
    "hypothetical": 2.0,
    "denied": -1.5,
    "negated": -1.5,
}
"""The value of each status, from how readers of the unified collections took them: what is announced or said by
somebody they took for true, and an act with "not" they set at -1.5."""
NOTHING: frozenset[str] = frozenset()
EVENT = Frame("event", (), (), (), ())


def annotate_factuality(rows: Iterable[Mapping[str, Any]], nlp: Language) -> Iterator[dict[str, Any]]:
    """For rows with ``tokens`` of one sentence and ``events`` (``{"i": token number}``), or without ``events`` for all
    verbs, a row ``{"id", "events": [{"i", "fact"}]}``."""
    for row in rows:
        doc = annotate(nlp, one_sentence(row["tokens"], nlp))
        wanted = [event["i"] for event in row["events"]] if "events" in row else verbs(doc)
        yield {"id": row["id"], "events": [{"i": i, "fact": FACT[standing_of(doc[i]).status]} for i in wanted]}


def one_sentence(words: Sequence[str], nlp: Language) -> Doc:
    doc = Doc(nlp.vocab, words=list(words))
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def verbs(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.pos_ == "VERB"]


def standing_of(token: Token) -> Verdict:
    """The status of the event that a word stands for, as it would be that of a claim."""
    cues = load_cues()
    if token.dep_ in {"aux", "aux:pass", "cop"}:
        token = token.head
    pos = "NOUN" if token.pos_ in {"NOUN", "PROPN"} else "VERB"
    trigger = Trigger(
        token.lemma_, pos, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "NONE", None, None, EVENT, "", "layer"
    )  # fmt: skip
    return find_status(TriggerMatch(token, trigger), speech_above(token, cues), cues)
