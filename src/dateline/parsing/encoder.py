"""A spaCy component that tags, lemmatises, splits and parses with a small encoder in ONNX; no PyTorch at run time.

The encoder reads windows of whole sentences; words, not batches, decide what it sees, so that results do not depend
on what else is parsed. How it is made: models/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import BertWordPieceTokenizer

from dateline.parsing.trees import best_tree

WINDOW = 128
"""Words the encoder sees at once (it was trained on up to 160)."""
LONGEST_PIECES = 500
"""Word pieces in one window; the encoder has 512 positions."""
LONGEST_WORD = 60
"""Characters of a word that are read; what is longer is no word."""

Array = NDArray[Any]


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


def apply_rule(word: str, rule: str) -> str:
    """The lemma that a rule makes of a word: K keeps its capitals, L does not; cut so many letters, add these."""
    if rule[1] == "=":
        return rule[2:]
    cut, _, ending = rule[1:].partition("+")
    base = word if rule[0] == "K" else word.lower()
    return (base[: len(base) - int(cut)] if int(cut) < len(base) or ending else base) + ending


class EncoderParser:
    """The component: fills UPOS, morphology, lemmas, sentence starts and trees of a Doc."""

    def __init__(self, path: Path) -> None:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        self.meta: dict[str, Any] = meta
        self.labels: dict[str, list[str]] = meta["labels"]
        with np.load(path / "labels.npz") as arrays:
            biaffine = arrays["biaffine"].astype(np.float32)  # label, dependent, head
        self.biaffine: Array = biaffine.transpose(1, 0, 2).reshape(biaffine.shape[1], -1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(path / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        self.tokenizer = BertWordPieceTokenizer(str(path / "vocab.txt"), lowercase=True)

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        words = [token.text[:LONGEST_WORD] for token in doc]
        fixed = {token.i for token in doc if token.is_sent_start} | {0}
        heads, deps = list(range(len(doc))), ["ROOT"] * len(doc)
        pos, morphs, lemmas = ["X"] * len(doc), [""] * len(doc), list(words)
        starts = [False] * len(doc)
        for begin, end, output in self.windows(words, fixed):
            for sentence_start, sentence_end in output.sentences(begin, end, fixed):
                starts[sentence_start] = True
                self.attach(output, begin, sentence_start, sentence_end, heads, deps)
            for at in range(begin, end):
                pos[at] = self.labels["upos"][output.upos[at - begin]]
                morphs[at] = self.labels["morph"][output.morph[at - begin]]
                lemmas[at] = apply_rule(words[at], self.labels["lemma"][output.lemma[at - begin]])
        for token, start in zip(doc, starts, strict=True):
            token.is_sent_start = start
        filled = Doc(
            doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=pos, morphs=morphs,
            lemmas=lemmas, heads=heads, deps=deps, sent_starts=starts,
        )  # fmt: skip
        return filled

    def attach(self, output: Window, begin: int, start: int, end: int, heads: list[int], deps: list[str]) -> None:
        """Heads and labels of one sentence."""
        a, b = start - begin, end - begin
        scores = np.concatenate([output.arcs[a:b, :1], output.arcs[a:b, a + 1 : b + 1]], axis=1).astype(np.float64)
        tree = best_tree(scores)
        rows = [0 if head == 0 else a + head for head in tree]
        labels = self.label(output.dependent[a:b], output.head[rows])
        for offset, head in enumerate(tree):
            at = start + offset
            heads[at] = at if head == 0 else start + head - 1
            name = self.labels["deps"][int(labels[offset])]
            if (name == "ROOT") != (head == 0):
                name = "ROOT" if head == 0 else "dep"
            deps[at] = name

    def label(self, dependent: Array, head: Array) -> Array:
        one = np.ones((len(dependent), 1), dtype=np.float32)
        left, right = np.concatenate([dependent, one], 1), np.concatenate([head, one], 1)
        mixed = (left @ self.biaffine).reshape(len(left), -1, right.shape[1])
        return np.asarray((mixed @ right[:, :, None])[:, :, 0].argmax(axis=1))

    def windows(self, words: list[str], fixed: set[int]) -> Iterator[tuple[int, int, Window]]:
        """(begin, end, output) over all words: whole blocks where they fit, else up to the last sentence start."""
        begin = 0
        while begin < len(words):
            end = self.reach(words, begin, fixed)
            output = self.run(words[begin:end])
            if end < len(words) and end not in fixed:
                cut = [at for at in range(begin + 1, end) if output.starts[at - begin] > 0]
                if cut and cut[-1] > begin + 8:
                    end = cut[-1]
            yield begin, end, output
            begin = end

    def reach(self, words: list[str], begin: int, fixed: set[int]) -> int:
        """How far a window goes: to the last block boundary in reach, else as far as it can."""
        end = min(begin + WINDOW, len(words))
        if end == len(words):
            return end
        boundary = max((at for at in fixed if begin < at <= end), default=end)
        return boundary

    def run(self, words: list[str]) -> Window:
        """The encoder's output for some words; a window with too many pieces is read word by word in part."""
        encoded = self.tokenizer.encode(words, is_pretokenized=True)
        ids, word_ids = encoded.ids[: LONGEST_PIECES], encoded.word_ids[: LONGEST_PIECES]
        first = [0] * len(words)
        for at in range(len(ids) - 1, -1, -1):
            if word_ids[at] is not None:
                first[word_ids[at]] = at
        case = [case_of(word) for word in words]
        feed = {name: np.array([row], dtype=np.int64) for name, row in (("pieces", ids), ("mask", [1] * len(ids)), ("first", first), ("case", case))}
        if len(words) == 1:  # the graph wants two words at least
            feed["first"], feed["case"] = (np.repeat(feed[name], 2, axis=1) for name in ("first", "case"))
        return Window(*(array[0] for array in self.session.run(None, feed)))


class Window:
    """What the encoder says of the words of one window."""

    def __init__(self, upos: Array, morph: Array, lemma: Array, starts: Array, arcs: Array, dependent: Array, head: Array) -> None:
        self.upos, self.morph, self.lemma, self.starts = upos, morph, lemma, starts
        self.arcs, self.dependent, self.head = arcs, dependent, head

    def sentences(self, begin: int, end: int, fixed: set[int]) -> list[tuple[int, int]]:
        """The sentences of the words [begin, end): block starts always, others where the encoder sees one."""
        firsts = [at for at in range(begin, end) if at == begin or at in fixed or self.starts[at - begin] > 0]
        return list(zip(firsts, [*firsts[1:], end], strict=True))


@Language.factory("dateline_ud_encoder", default_config={"path": ""})
def make(nlp: Language, name: str, path: str) -> EncoderParser:
    """The component from the folder `path`."""
    return EncoderParser(Path(path))
