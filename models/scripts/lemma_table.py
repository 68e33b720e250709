"""The table of lemmas that the rules of English spelling do not give, drawn from treebanks.

A row is a lower-case form, its UPOS, its lemma. Kept are forms whose lemma is mostly the same, where
`dateline.parsing.lemmas` would say otherwise or would have to choose. Names are kept if they are
inflected and occur twice.

usage: lemma_table.py OUT.txt.gz VOCAB.txt A.conllu.gz...
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from convert import paragraphs

from dateline.parsing.lemmas import OPEN, bases, choices

DOMINANT = 0.55
UNTABLED = frozenset({"NUM", "X", "SYM"})
"""Numbers and foreign words are their own lemmas, as the encoder says."""

Counts = dict[tuple[str, str], Counter[tuple[str, str]]]


def count(treebanks: Iterable[Path]) -> Counts:
    """(lower-case form, UPOS) -> how often each (lemma, morphology) occurs."""
    counts: Counts = defaultdict(Counter)
    for path in treebanks:
        for p in paragraphs(path):
            for word, upos, lemma, morph in zip(p.words, p.pos, p.lemmas, p.morphs, strict=True):
                if "Typo=Yes" not in morph:
                    counts[word.lower().replace("’", "'"), upos][lemma, morph] += 1
    return counts


def needed(form: str, upos: str, found: Counter[tuple[str, str]], known: Collection[str]) -> str | None:
    """The lemma to keep for a form, or None."""
    lemmas: Counter[str] = Counter()
    for (lemma, _), times in found.items():
        lemmas[lemma] += times
    lemma, times = lemmas.most_common(1)[0]
    total = lemmas.total()
    if times < DOMINANT * total or upos in UNTABLED or "_" in lemma:
        return None
    if upos not in OPEN:
        return lemma if total >= 2 else None
    if upos == "PROPN":
        return lemma if total >= 2 and lemma.lower() != form else None
    given = {choices(form, upos, morph, known) for _, morph in found}
    inflected = {base for _, morph in found for base in bases(form, upos, morph)}
    if total < 3 and inflected and lemma not in inflected:  # a slip, like "fre" for "freed"
        return None
    return None if given == {(lemma,)} else lemma


def vocabulary(path: Path) -> frozenset[str]:
    """The whole words among word pieces."""
    return frozenset(word for word in path.read_text(encoding="utf-8").split("\n") if word.isalpha() and len(word) > 1)


def write(treebanks: Iterable[Path], words: Path, out: Path) -> int:
    """Write the table, sorted; `words` is the encoder's vocabulary. Returns how many rows."""
    known = vocabulary(words)
    rows = []
    for (form, upos), found in sorted(count(treebanks).items()):
        lemma = needed(form, upos, found, known)
        if lemma is not None:
            rows.append(f"{form}\t{upos}\t{lemma}\n")
    out.write_bytes(gzip.compress("".join(rows).encode(), mtime=0))
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("words", type=Path, help="vocab.txt of the encoder")
    parser.add_argument("treebanks", type=Path, nargs="+")
    options = parser.parse_args()
    print(write(options.treebanks, options.words, options.out), "rows")


if __name__ == "__main__":
    main()
