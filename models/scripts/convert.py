"""Turn Universal Dependencies CoNLL-U files (plain or gzip) into spaCy's binary training format.

One document is one paragraph, because that is the unit the running pipeline sees: block boundaries are
known from the page's structure, sentence boundaries inside a block are not. With ``--augment`` a share of
the paragraphs is rewritten, always in the same way for the same input: curly quotes and apostrophes as news
sites print them, capitals as in headlines, a missing final stop as in captions.

usage: convert.py OUT.spacy IN.conllu[.gz]... [--augment]
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

CURLY = {"'": "’", "''": "”", "``": "“", "`": "‘"}


@dataclass
class Paragraph:
    """The parallel columns of one paragraph's tokens; heads are absolute token numbers."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)


def open_text(path: Path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def sentences(path: Path) -> Iterator[tuple[bool, list[list[str]]]]:
    """Yield (starts a paragraph, rows of ten columns) for each sentence of a CoNLL-U file."""
    new_paragraph, rows = True, []
    with open_text(path) as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith(("# newdoc", "# newpar")):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield new_paragraph, rows
                new_paragraph, rows = False, []
    if rows:
        yield new_paragraph, rows


def add_sentence(paragraph: Paragraph, rows: list[list[str]]) -> None:
    """Append one sentence; a multiword token whose parts do not spell it out is kept as its first word."""
    surface: dict[int, tuple[str, bool]] = {}
    skipped: dict[int, int] = {}
    for row in rows:
        if "-" not in row[0]:
            continue
        first, last = map(int, row[0].split("-"))
        parts = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
        space = "SpaceAfter=No" not in row[9]
        if "".join(parts) == row[1]:
            surface.update({first + i: (part, space and first + i == last) for i, part in enumerate(parts)})
        else:
            surface[first] = (row[1], space)
            skipped.update(dict.fromkeys(range(first + 1, last + 1), first))
    kept = [row for row in rows if row[0].isdigit() and int(row[0]) not in skipped]
    base = len(paragraph.words)
    index = {int(row[0]): base + i for i, row in enumerate(kept)}
    for i, row in enumerate(kept):
        number, head = int(row[0]), int(row[6])
        head = skipped.get(head, head)
        word, space = surface.get(number, (row[1], "SpaceAfter=No" not in row[9]))
        paragraph.words.append(word.replace(" ", ""))
        paragraph.spaces.append(space)
        paragraph.lemmas.append(row[2])
        paragraph.pos.append(row[3])
        paragraph.morphs.append("" if row[5] == "_" else row[5])
        paragraph.heads.append(base + i if head == 0 else index[head])
        paragraph.deps.append("ROOT" if head == 0 else row[7])
        paragraph.starts.append(i == 0)


def paragraphs(path: Path) -> Iterator[Paragraph]:
    current = Paragraph()
    for new_paragraph, rows in sentences(path):
        if new_paragraph and current.words:
            yield current
            current = Paragraph()
        add_sentence(current, rows)
    if current.words:
        yield current


def rewritten(paragraph: Paragraph, chance: random.Random) -> Paragraph:
    """A paragraph as another desk would set it: curly quotes (30 %), capitals (4 %), no final stop (8 %)."""
    words, draw = list(paragraph.words), chance.random()
    if draw < 0.30:
        opened = False
        for i, word in enumerate(words):
            if word == '"':
                words[i], opened = ("”" if opened else "“"), not opened
            elif word in CURLY:
                words[i] = CURLY[word]
            else:
                words[i] = word.replace("'", "’")
    elif draw < 0.34:
        words = [word.upper() for word in words]
    copy = Paragraph(**{**vars(paragraph), "words": words})
    one_sentence = sum(paragraph.starts) == 1
    if one_sentence and len(words) > 4 and words[-1] == "." and chance.random() < 0.25:
        copy = Paragraph(**{name: values[:-1] for name, values in vars(copy).items()})
    return copy


def to_doc(vocab: Vocab, paragraph: Paragraph) -> Doc:
    return Doc(
        vocab,
        words=paragraph.words,
        spaces=paragraph.spaces,
        lemmas=paragraph.lemmas,
        pos=paragraph.pos,
        morphs=paragraph.morphs,
        heads=paragraph.heads,
        deps=paragraph.deps,
        sent_starts=[1 if start else -1 for start in paragraph.starts],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--augment", action="store_true")
    options = parser.parse_args()
    vocab, chance = spacy.blank("en").vocab, random.Random(1)
    store = DocBin(store_user_data=False)
    for source in options.sources:
        for paragraph in paragraphs(source):
            store.add(to_doc(vocab, rewritten(paragraph, chance) if options.augment else paragraph))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(options.out)
    print(f"{options.out}: {len(store)} paragraphs")


if __name__ == "__main__":
    main()
