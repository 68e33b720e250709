"""A spaCy component that tags, lemmatises, splits and parses with a small encoder in ONNX; no PyTorch at run time.

The encoder reads windows of whole sentences, decided by the words of the article alone and read one by one, so that
results do not depend on what else is parsed. Time grows with the number of words and memory does not grow with the
length of a sentence: no sentence is longer than a window. How the encoder is made: models/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
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
from dateline.parsing.sentences import ended_before, first_words, seen_starts
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
MOST_REMEMBERED = 50_000
"""Words whose pieces or lemmas are remembered at once, to bound memory."""

LIKE = {"IS": "ISIS", "WHO": "UNESCO"}
"""Names whose letters are those of another word, which an encoder without capitals would read: what it reads in their
place."""

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


def as_read(words: list[str]) -> list[str]:
    """The words as the encoder is to read them: "IS fighters" is no verb, unless all around stands in capitals."""
    if LIKE.keys().isdisjoint(words):
        return words
    found = list(words)
    for i, word in enumerate(words):
        beside = [each for each in (*words[max(i - 2, 0) : i], *words[i + 1 : i + 3]) if each.isalpha()]
        if word in LIKE and any(not each.isupper() for each in beside):
            found[i] = LIKE[word]
    return found


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


class Splitter:
    """Word pieces of words; those of frequent words are remembered."""

    def __init__(self, vocabulary: Path) -> None:
        self.tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        marks = [self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
        self.first, self.last = (np.array([mark], dtype=np.int64) for mark in marks)
        self.known: dict[str, list[int]] = {}

    def __call__(self, words: list[str]) -> list[list[int]]:
        """The pieces of each word: none for a word of marks that the encoder does not know."""
        if len(self.known) > MOST_REMEMBERED:
            self.known.clear()
        unknown = [word for word in dict.fromkeys(words) if word not in self.known]
        for at in range(0, len(unknown), CHUNK):
            part = unknown[at : at + CHUNK]
            encoded = self.tokenizer.encode(part, is_pretokenized=True, add_special_tokens=False)
            self.known.update((word, []) for word in part)
            for piece, place in zip(encoded.ids, encoded.word_ids, strict=True):
                self.known[part[place]].append(piece)
        return [self.known[word] for word in words]


class Pieces:
    """The word pieces of an article: those of word i are ids[offsets[i]:offsets[i + 1]]."""

    def __init__(self, words: list[str], splitter: Splitter) -> None:
        found = splitter(words)
        self.ids: Array = np.fromiter(chain.from_iterable(found), dtype=np.int64)
        self.offsets: Array = np.zeros(len(words) + 1, dtype=np.int64)
        np.cumsum(np.fromiter(map(len, found), dtype=np.int64, count=len(words)), out=self.offsets[1:])

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
        self.splitter = Splitter(vocabulary)
        words = frozenset(w for w in vocabulary.read_text(encoding="utf-8").split("\n") if w.isalpha() and len(w) > 1)
        self.lemmatiser = Lemmatiser(read_table(path / "lemmas.txt.gz"), words | lexicon_words())
        self.lemmas: dict[tuple[int, int, int, int], str] = {}
        self.root = self.labels["deps"].index("ROOT")

    def __call__(self, doc: Doc) -> Doc:
        size = len(doc)
        if size == 0:
            return doc
        strings = doc.vocab.strings
        orths, spaced, given = doc.to_array(["ORTH", "SPACY", "SENT_START"]).T
        names = orths.tolist()
        words = [strings[name][:LONGEST_WORD] for name in names]
        spaces = spaced.astype(bool).tolist()
        fixed = given == 1
        fixed[0] = True
        heads, labels = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        tags = np.zeros((3, size), dtype=np.int64)
        for begin, end, window, seen in self.windows(as_read(words), spaces, fixed):
            place, inside = slice(begin, end), slice(0, end - begin)
            heads[place] = tree_heads(window.arcs[inside], first_words(seen[inside], fixed[place]))
            labels[place] = self.label(window, heads[place])
            tags[:, place] = window.upos[inside], window.morph[inside], window.lemma[inside]
        self.fill(doc, names, tags, heads, labels)
        return doc

    def fill(self, doc: Doc, names: list[int], tags: Array, heads: Array, labels: Array) -> None:
        """Write what was found into the Doc; `heads` are relative, 0 for the root of a sentence, `names` the words."""
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        upos = np.array([strings.add(name) for name in self.labels["upos"]], dtype=np.uint64)
        morph = np.array([morphology.add(name) for name in self.labels["morph"]], dtype=np.uint64)
        deps = np.array([strings.add(name) for name in self.labels["deps"]], dtype=np.uint64)
        if len(self.lemmas) > MOST_REMEMBERED:
            self.lemmas.clear()
        keys = list(zip(names, *tags.tolist(), strict=True))
        for key in set(keys):
            if key not in self.lemmas:
                self.lemmas[key] = self.lemma(strings[key[0]], *key[1:])
        columns = [
            upos[tags[0]],
            morph[tags[1]],
            np.array([strings.add(self.lemmas[key]) for key in keys], dtype=np.uint64),
            deps[labels],
            heads.astype(np.uint64),
        ]
        doc.from_array(["POS", "MORPH", "LEMMA", "DEP", "HEAD"], cast(Any, np.stack(columns, axis=1)))

    def lemma(self, word: str, upos: int, morph: int, rule: int) -> str:
        """The lemma of a word by the numbers of its labels; a string too long to be a word is its own."""
        labels = self.labels
        if len(word) > LONGEST_WORD:
            return word
        return self.lemmatiser(word, labels["upos"][upos], labels["morph"][morph], labels["lemma"][rule])

    def label(self, window: Window, heads: Array) -> Array:
        """The best relation of each word to its head; only the root of a sentence is ROOT."""
        places = np.arange(len(heads))
        rows = np.where(heads == 0, 0, places + heads + 1)
        shape = (len(heads), len(self.labels["deps"]), -1)
        dependent, head = window.dependent[: len(heads)].reshape(shape), window.head[rows].reshape(shape)
        scores = np.einsum("wlf,wlf->wl", dependent, head)
        scores[:, self.root] = -np.inf
        best = scores.argmax(axis=1)
        best[heads == 0] = self.root
        return np.asarray(best)

    def windows(self, words: list[str], spaces: list[bool], fixed: Array) -> Iterator[tuple[int, int, Window, Array]]:
        """(begin, end, output, sentence starts seen) over all words: whole blocks where they fit, else up to the last
        end of a sentence that the writing shows, else up to the last sentence start that the encoder sees."""
        pieces = Pieces(words, self.splitter)
        cases = np.array([case_of(word) for word in words], dtype=np.int64)
        begin = 0
        while begin < len(words):
            end = pieces.reach(begin)
            blocks = np.flatnonzero(fixed[begin + 1 : end + 1])  # a block may begin right after the window
            if end < len(words) and len(blocks):
                end = begin + 1 + int(blocks[-1])
            shown = end == len(words) or fixed[end]
            if not shown:
                ends = (at for at in range(end, begin + SHORTEST, -1) if ended_before(at, words, spaces))
                last = next(ends, None)
                shown, end = last is not None, last or end
            window = self.run(pieces, cases, begin, end)
            seen = seen_starts(window.starts[: end - begin], begin, words, spaces)
            if not shown:
                cuts = np.flatnonzero(seen)
                if len(cuts) and cuts[-1] > SHORTEST:
                    end = begin + int(cuts[-1])
            yield begin, end, window, seen
            begin = end

    def run(self, pieces: Pieces, cases: Array, begin: int, end: int) -> Window:
        """The encoder's output for the words [begin, end)."""
        offsets = pieces.offsets[begin : end + 1]
        ids = np.concatenate([self.splitter.first, pieces.ids[offsets[0] : offsets[-1]], self.splitter.last])
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
    scores = np.full((size, size + 1), -np.inf, dtype=arcs.dtype)
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
