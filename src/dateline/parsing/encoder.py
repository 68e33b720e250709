"""A spaCy component that tags, lemmatises, splits and parses with a small encoder in ONNX; no PyTorch at run time.

The encoder reads windows of whole sentences, decided by the words of the article alone and read one by one, so that
results do not depend on what else is parsed. Time grows with the number of words and memory does not grow with the
length of a sentence: no sentence is longer than a window. How the encoder is made: models/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import BertWordPieceTokenizer

from dateline.errors import DatelineError
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import load_lexicon
from dateline.parsing.lemmas import Lemmatiser, read_table
from dateline.parsing.sentences import first_words, may_start
from dateline.parsing.trees import best_tree, reaches_root

WINDOW = 128
"""Words the encoder sees at once (it was trained on up to 160)."""
LONGEST_PIECES = 500
"""Word pieces in one window; the encoder has 512 positions."""
LONGEST_WORD = 60
"""Characters of a word that are read; what is longer is no word."""
SHORTEST = 8
"""A window is not cut so that fewer words are left; what begins so close to its start is read with what follows."""
CHUNK = 4096
"""Words that are split into pieces at once."""
MOST_LEMMAS = 50_000
"""Lemmas remembered at once, to bound memory."""

Array = NDArray[Any]


@lru_cache(maxsize=50_000)
def case_of(word: str) -> int:
    """The shape class of a word: lower, title, upper, mixed, digit, other; as in training."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


class Window(NamedTuple):
    """What the encoder says of the words of one window: the best tags, how likely each starts a sentence (above 0:
    likely), scores of arcs (word, head; head 0 is the root), factors of label scores for dependents and for heads."""

    upos: Array
    morph: Array
    lemma: Array
    starts: Array
    arcs: Array
    dependent: Array
    head: Array


class Pieces:
    """The word pieces of an article: those of word i are ids[offsets[i]:offsets[i + 1]]."""

    def __init__(self, words: list[str], tokenizer: BertWordPieceTokenizer) -> None:
        ids, counts = [], []
        for at in range(0, len(words), CHUNK):
            part = words[at : at + CHUNK]
            encoded = tokenizer.encode(part, is_pretokenized=True, add_special_tokens=False)
            ids.append(np.array(encoded.ids, dtype=np.int64))
            counts.append(np.bincount(np.array(encoded.word_ids, dtype=np.int64), minlength=len(part)))
        self.ids: Array = np.concatenate(ids)
        self.offsets: Array = np.concatenate([[0], np.cumsum(np.concatenate(counts))])

    def reach(self, begin: int) -> int:
        """The first word that no longer fits into a window beginning at `begin`."""
        end = int(np.searchsorted(self.offsets, self.offsets[begin] + LONGEST_PIECES, side="right")) - 1
        return min(max(end, begin + 1), begin + WINDOW, len(self.offsets) - 1)


def lexicon_words() -> frozenset[str]:
    """The bases that coding looks for: known words for the lemmatiser, though the encoder may split them."""
    cues = load_cues()
    return frozenset(
        lemma for table in (load_lexicon().triggers, cues.speech, cues.casualties, cues.status) for lemma, _ in table
    )


class EncoderParser:
    """The component: fills UPOS, morphology, lemmas, sentence starts and trees of a Doc."""

    def __init__(self, path: Path) -> None:
        if not (path / "encoder.onnx").exists():
            raise DatelineError(
                f"{path} holds no encoder.onnx. Install dateline anew, or export one there (models/README.md)."
            )
        self.meta: dict[str, Any] = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = self.meta["labels"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self.session = onnxruntime.InferenceSession(
            str(path / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        vocabulary = path / "vocab.txt"
        self.tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        marks = [self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
        self.first, self.last = (np.array([mark], dtype=np.int64) for mark in marks)
        words = frozenset(w for w in vocabulary.read_text(encoding="utf-8").split("\n") if w.isalpha() and len(w) > 1)
        self.lemmatiser = Lemmatiser(read_table(path / "lemmas.txt.gz"), words | lexicon_words())
        self.lemmas: dict[tuple[str, int, int, int], str] = {}
        self.root = self.labels["deps"].index("ROOT")

    def __call__(self, doc: Doc) -> Doc:
        size = len(doc)
        if size == 0:
            return doc
        words = [token.text[:LONGEST_WORD] for token in doc]
        spaces = [bool(token.whitespace_) for token in doc]
        fixed = np.array([token.is_sent_start is True for token in doc])
        fixed[0] = True
        allowed = may_start(words, spaces) | fixed
        heads, labels = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        tags = np.zeros((3, size), dtype=np.int64)
        for begin, end, window in self.windows(words, fixed, allowed):
            place, inside = slice(begin, end), slice(0, end - begin)
            firsts = first_words(window.starts[inside], fixed[place], allowed[place])
            heads[place] = tree_heads(window.arcs[inside], firsts)
            labels[place] = self.label(window, heads[place])
            tags[:, place] = window.upos[inside], window.morph[inside], window.lemma[inside]
        self.fill(doc, words, tags, heads, labels)
        return doc

    def fill(self, doc: Doc, words: list[str], tags: Array, heads: Array, labels: Array) -> None:
        """Write what was found into the Doc; `heads` are relative, 0 for the root of a sentence."""
        add, morphology = doc.vocab.strings.add, doc.vocab.morphology
        upos = np.array([add(name) for name in self.labels["upos"]], dtype=np.uint64)
        morph = np.array([morphology.add(name) for name in self.labels["morph"]], dtype=np.uint64)
        deps = np.array([add(name) for name in self.labels["deps"]], dtype=np.uint64)
        lemmas = [add(self.lemma(*key)) for key in zip(words, *tags.tolist(), strict=True)]
        columns = [
            upos[tags[0]],
            morph[tags[1]],
            np.array(lemmas, dtype=np.uint64),
            deps[labels],
            heads.astype(np.uint64),
        ]
        doc.from_array(["POS", "MORPH", "LEMMA", "DEP", "HEAD"], cast(Any, np.stack(columns, axis=1)))

    def lemma(self, word: str, upos: int, morph: int, rule: int) -> str:
        key = (word, upos, morph, rule)
        found = self.lemmas.get(key)
        if found is None:
            if len(self.lemmas) >= MOST_LEMMAS:
                self.lemmas.clear()
            labels = self.labels
            found = self.lemmatiser(word, labels["upos"][upos], labels["morph"][morph], labels["lemma"][rule])
            self.lemmas[key] = found
        return found

    def label(self, window: Window, heads: Array) -> Array:
        """The best relation of each word to its head; only the root of a sentence is ROOT."""
        places = np.arange(len(heads))
        rows = np.where(heads == 0, 0, places + heads + 1)
        factors = window.dependent[: len(heads)] * window.head[rows]
        scores = factors.reshape(len(heads), len(self.labels["deps"]), -1).sum(axis=2)
        scores[:, self.root] = -np.inf
        best = scores.argmax(axis=1)
        best[heads == 0] = self.root
        return np.asarray(best)

    def windows(self, words: list[str], fixed: Array, allowed: Array) -> Iterator[tuple[int, int, Window]]:
        """(begin, end, output) over all words: whole blocks where they fit, else up to the last sentence start."""
        pieces = Pieces(words, self.tokenizer)
        cases = np.array([case_of(word) for word in words], dtype=np.int64)
        begin = 0
        while begin < len(words):
            end = pieces.reach(begin)
            blocks = np.flatnonzero(fixed[begin + 1 : end + 1])  # a block may begin right after the window
            if end < len(words) and len(blocks):
                end = begin + 1 + int(blocks[-1])
            window = self.run(pieces, cases, begin, end)
            if end < len(words) and not fixed[end]:
                cuts = np.flatnonzero((window.starts > 0) & allowed[begin:end])
                if len(cuts) and cuts[-1] > SHORTEST:
                    end = begin + int(cuts[-1])
            yield begin, end, window
            begin = end

    def run(self, pieces: Pieces, cases: Array, begin: int, end: int) -> Window:
        """The encoder's output for the words [begin, end)."""
        offsets = pieces.offsets[begin : end + 1]
        ids = np.concatenate([self.first, pieces.ids[offsets[0] : offsets[-1]], self.last])
        first = np.where(offsets[1:] > offsets[:-1], offsets[:-1] - offsets[0] + 1, 0)  # a word without pieces: [CLS]
        case = cases[begin:end]
        if end - begin == 1:  # the graph wants two words at least
            first, case = np.repeat(first, 2), np.repeat(case, 2)
        output = self.session.run(None, {"pieces": ids, "first": first.astype(np.int64), "case": case})
        return Window(*output)


def tree_heads(arcs: Array, firsts: list[int]) -> Array:
    """Heads, relative and 0 for roots, of the words of a window that has sentences beginning at `firsts`.

    Each word takes the head that scores best; only sentences where that is no tree with one root are decoded in full.
    """
    size = len(arcs)
    ends = [*firsts[1:], size]
    scores = np.full((size, size + 1), -np.inf)
    scores[:, 0] = arcs[:, 0]
    for start, end in zip(firsts, ends, strict=True):
        scores[start:end, start + 1 : end + 1] = arcs[start:end, start + 1 : end + 1]
    places = np.arange(size)
    scores[places, places + 1] = -np.inf
    best = scores.argmax(axis=1)
    reached = reaches_root(np.concatenate([[0], best]))
    for start, end in zip(firsts, ends, strict=True):
        if (best[start:end] == 0).sum() != 1 or not reached[start:end].all():
            own = np.concatenate([arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]], axis=1)
            tree = np.array(best_tree(own.astype(np.float64)))
            best[start:end] = np.where(tree == 0, 0, tree + start)
    return np.where(best == 0, 0, best - 1 - places)


@Language.factory("dateline_ud_encoder", default_config={"path": ""})
def make(nlp: Language, name: str, path: str) -> EncoderParser:
    """The component from the folder `path`."""
    return EncoderParser(Path(path))
