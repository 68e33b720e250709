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

from dateline.parsing.lemmas import CASE, MARKS, OPEN, bases, choices

DOMINANT = 0.55
TRUSTED = 10
"""Times that a form must occur before a lemma counts that the rules do not allow."""
UNTABLED = frozenset({"NUM", "X", "SYM"})
"""Numbers and foreign words are their own lemmas, as the encoder says."""

Counts = dict[tuple[str, str], Counter[tuple[str, str]]]


def count(treebanks: Iterable[Path]) -> tuple[Counts, set[tuple[str, str]]]:
    """(lower-case form, UPOS) -> how often each (lemma, morphology) occurs; and the forms whose lemma mostly has a
    capital even where they are written small ("french")."""
    counts: Counts = defaultdict(Counter)
    small: Counter[tuple[str, str]] = Counter()
    for path in treebanks:
        for p in paragraphs(path):
            for word, upos, lemma, morph in zip(p.words, p.pos, p.lemmas, p.morphs, strict=True):
                if "Typo=Yes" not in morph:
                    form = word.lower().replace("’", "'"), upos
                    counts[form][lemma, morph] += 1
                    if word.islower():
                        small[form] += 1 if lemma[:1].isupper() else -1
    return counts, {form for form, balance in small.items() if balance > 0}


def needed(
    form: str, upos: str, found: Counter[tuple[str, str]], known: Collection[str], capitals: Collection[tuple[str, str]]
) -> str | None:
    """The lemma to keep for a form, or None. `capitals` are forms with a capital lemma also where written small."""
    lemmas: Counter[str] = Counter()
    for (lemma, _), times in found.items():
        lemmas[lemma] += times
    lemma, times = lemmas.most_common(1)[0]
    total = lemmas.total()
    if times < DOMINANT * total or upos in UNTABLED or "_" in lemma:
        return None
    if upos not in OPEN:
        return lemma if total >= 2 and not (upos in MARKS and lemma == form) else None
    if upos == "PROPN":
        return lemma if total >= 2 and lemma.lower() != form else None
    if not (lemma.isupper() and len(lemma) > 1) and (form, upos) not in capitals:
        lemma = lemma.lower()  # the encoder says where capitals stay
    given = {choices(form, upos, morph, known) for _, morph in found}
    possible = {base for _, morph in found for base in bases(form, upos, morph)} | {
        base for each in given for base in each if each != (form,)
    }
    if total < TRUSTED and possible and lemma not in possible:  # a slip, like "fre" for "freed"
        return None
    return None if given == {(lemma,)} else lemma


def accusative(found: Counter[tuple[str, str]]) -> str | None:
    """The lemma of a closed-class form in the accusative, where another case has another."""
    lemmas, others = Counter[str](), Counter[str]()
    for (lemma, morph), times in found.items():
        (lemmas if CASE in morph else others)[lemma] += times
    if not lemmas or not others:
        return None
    lemma, times = lemmas.most_common(1)[0]
    return lemma if times >= 2 and lemma != others.most_common(1)[0][0] else None


def vocabulary(path: Path) -> frozenset[str]:
    """The whole words among word pieces."""
    return frozenset(word for word in path.read_text(encoding="utf-8").split("\n") if word.isalpha() and len(word) > 1)


def write(treebanks: Iterable[Path], words: Path, out: Path) -> int:
    """Write the table, sorted; `words` is the encoder's vocabulary. Returns how many rows."""
    known = vocabulary(words)
    rows = []
    counts, capitals = count(treebanks)
    for (form, upos), found in sorted(counts.items()):
        lemma = needed(form, upos, found, known, capitals)
        if lemma is not None:
            rows.append(f"{form}\t{upos}\t{lemma}\n")
        if upos not in OPEN and (lemma := accusative(found)) is not None:
            rows.append(f"{form}\t{upos}|{CASE}\t{lemma}\n")
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
