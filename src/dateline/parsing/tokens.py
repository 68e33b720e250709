"""The tokenizer: a configuration of spaCy's that splits words as Universal Dependencies does for English.

Compounds are split at hyphens ("US - led", "52 - year - old"), prefixes are not ("pro-Beijing", "re-elected"); runs of
one mark are one word ("!!!", "====="); clitics are words ("do n't", "Kabul 's"), and so are units after numbers
("7 pm"). Dates, decades, telephone numbers, addresses of the web and of mail stay whole. Where a space is missing
after a sentence it is split ("casualties . Some"). Word lists: ``tokens.toml``. A token is always a slice of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, cast

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_ICONS, LIST_QUOTES
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

CURRENCY = "$£€¥₽₴₦₩₪₫₱₹₺₼₾₿฿¢"
MARKS = [r"\(", r"\)", r"\[", r"\]", r"\{", r"\}", ":", ";", ",", "¿", "؟", "¡", "·", "।", "،", "۔", "؛", "٪"]
WIDE = [*"。？！，、；：～"]
ELLIPSES = [r"\.\.+", "…+"]
RUNS = [
    *ELLIPSES,
    r"\*+",
    "=+",
    "_+",
    "<+",
    ">+",
    "~+",
    r"\$+",
    r"\+\++",
    r"\|+",
    ",,+",
    "##+",
    "&+",
    "--+",
    "''+",
    "’’|‘’",
]
"""The same mark again is one word."""
DASHES = "(?:--+|[–—]+)"
APOSTROPHES = {r"\'", "’"}
GLUED = r"(?<=\w)(?<!\.[A-Z])(?!\.-[a-z])(?=\S?\S?[()\[\]{}\"“”<>—–-])[.,;:!?()\[\]{}\"“”<>—–-]{2,}(?=[\w$#])"
"""Several marks between words where a space is missing; each run of the same mark is a word."""
RUN = re.compile(r"(.)\1*", re.DOTALL)
MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
OTHER = (
    "\u0370-\u03ff\u0400-\u058f\u0590-\u08ff\u0900-\u0eff\u10a0-\u10ff\u1200-\u137f"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
)
"""Letters of scripts that are not Latin."""
LATIN = "A-Za-zÀ-ɏ"
LONG, PIECE = re.compile(r"\S{1000,}"), 200
"""Characters without a space that are no word and no address, and into how many they are cut to be read."""


@cache
def lists() -> dict[str, Any]:
    """The word lists of ``tokens.toml``."""
    return tomllib.loads((files("dateline.parsing") / "tokens.toml").read_text(encoding="utf-8"))


def alternatives(name: str) -> str:
    """The words of a list as a regular expression, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(lists()[name].split(), key=lambda word: (-len(word), word)))


def parts(name: str) -> Iterator[list[str]]:
    """The entries of a list with bars between them, each as its words."""
    for entry in lists()[name].replace("\n", "|").split("|"):
        if entry:
            yield entry.split()


def cased(words: list[str], *, capitals: bool) -> Iterator[list[str]]:
    """An entry as written, capitalised, and (on wish) in capitals."""
    yield words
    yield [words[0].capitalize(), *words[1:]]
    if capitals:
        yield [word.upper() for word in words]


def exceptions() -> dict[str, list[dict[str, str]]]:
    """Strings and the words that they are, for spaCy."""
    found = [[word] for word in lists()["abbreviations"].split()] + list(parts("whole"))
    for entry in parts("contracted"):
        found += cased(entry, capitals=True)
    for entry in parts("contracted_small"):
        found += cased(entry, capitals=False)
    found += [[part.replace("'", "’") for part in entry] for entry in found if any("'" in part for part in entry)]
    return {"".join(entry): [{"ORTH": part} for part in entry] for entry in found}


def prefixes() -> list[str]:
    """What is split off where a string begins."""
    return [
        r"(?:US|NZ|HK|AU|C|A|S|R)\$",
        *RUNS,
        "[!?]+",
        rf"\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
        rf"[{CURRENCY}]+",
        r"-(?=[\w\"“‘'$(])",
        r"#(?![A-Za-z])",
        "[§%/—–]",
        r"\+(?![0-9])",
        *MARKS, *WIDE, *(mark for mark in LIST_QUOTES if mark not in APOSTROPHES), *LIST_ICONS,
        r"['’](?!\d\ds?\b)",
    ]  # fmt: skip


def suffixes() -> list[str]:
    """What is split off where a string ends."""
    apostrophe = "['’‘`]"
    return [
        rf"(?<=[{ALPHA}])[Nn]['’][Tt]",
        rf"(?<![0-9]0){apostrophe}[Ss]",
        rf"{apostrophe}(?:ll|LL|re|RE|ve|VE|d|D|m|M)",
        r"(?<![.!?])(?<!\.[A-Z])\.?[!?]+[.!?]*",
        "[!?]+",
        *RUNS,
        rf"(?<=[{ALPHA}]{{4}})-",
        "(?<=[0-9])-",
        rf"(?<=[{ALPHA}])\++",
        r"(?<=[0-9])\+",
        rf"(?<=[{ALPHA}0-9])/",
        rf"(?<=[0-9])[{CURRENCY}]",
        rf"(?<=[0-9])(?<![A-Za-z][0-9])(?<![A-Za-z][0-9][0-9])(?:{alternatives('units')})",
        rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\.",
        "#", "—", "–", "%",
        rf"(?<=[0-9{ALPHA_LOWER}%²\-+)\]\"'”’»])\.",
        rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}0-9])\.",
        rf"(?<=[0-9][{ALPHA_UPPER}])\.",
        *MARKS, *WIDE, *LIST_QUOTES, *LIST_ICONS,
    ]  # fmt: skip


def infixes() -> list[str]:
    """What is split off inside a string."""
    kept = "".join(rf"(?<!(?<![\w-])[{word[0]}{word[0].upper()}]{word[1:]})" for word in lists()["prefixes"].split())
    ended = rf"(?!(?:{alternatives('suffixes')})\b)"
    return [
        GLUED, *ELLIPSES, *LIST_ICONS, DASHES,
        r"(?<=[0-9])[+\-*^](?=[0-9$€£])",
        rf"(?<=[{ALPHA}0-9]){kept}[-‑~](?=[{ALPHA}]){ended}",
        rf"(?<=[{ALPHA}]){kept}[-‑](?=[0-9])",
        rf"(?<=[{ALPHA}]\.)[-‑](?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}\"'”’)])\.(?=[{ALPHA_UPPER}\"“])",
        rf"(?<=[{ALPHA_LOWER}]{{2}})\.(?=[{ALPHA_LOWER}]{{2}})",
        rf"(?<=[{ALPHA_UPPER}]\.)(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
        rf"(?<=[{ALPHA}0-9)\"”])[!?]+(?=[{ALPHA}\"“])",
        rf"(?<=[{ALPHA}0-9)\]]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]),(?=[0-9])",
        r"(?<=[\w.,])[()\[\]{}](?=[\w\"“])",
        r"(?<=[\w.,])[\"“”]+(?=\w)",
        rf"(?<=[{ALPHA}0-9])[:;<>=/|](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]):(?=[0-9])",
        rf"(?<=[{ALPHA_LOWER}]{{3}})\.(?=[0-9])",
        f"(?:{'|'.join(f'(?<={month}[.])' for month in MONTHS.split())})(?=[0-9])",
        rf"(?<=[0-9])(?=(?:{alternatives('counted')}|[ap]m)\b)",
        rf"(?<=[{LATIN}])(?=[{OTHER}])|(?<=[{OTHER}])(?=[{LATIN}])",
    ]  # fmt: skip


def split_off(rules: list[str]) -> Callable[[str], re.Match[str] | None]:
    """A finder of what is split off a string's end or beginning; of a string of plain letters nothing is."""
    search = re.compile("|".join(rules)).search
    return lambda text: None if text.isascii() and text.isalpha() else search(text)


def split_inside(pattern: re.Pattern[str]) -> Callable[[str], Iterator[re.Match[str]]]:
    """A finder of what is split off inside a string; several marks together are found one by one."""

    def find(text: str) -> Iterator[re.Match[str]]:
        if text.isascii() and text.isalpha():
            return
        for match in pattern.finditer(text):
            if match.end() - match.start() < 2:
                yield match
            else:
                yield from RUN.finditer(text, match.start(), match.end())

    return find


def whole() -> re.Pattern[str]:
    """Strings that are one word: addresses, dates, decades, telephone numbers."""
    domains = alternatives("domains")
    return re.compile(
        rf"""[A-Za-z][A-Za-z+.]{{1,12}}://\S+[\w/=&#+-] | (?:https?|mailto):\S*\w | www\d?\.\S*[\w/]
        | [\w.+%-]+@[\w.-]+\w
        | (?:[\w-]+\.)+(?:{domains}|Com|Org|Net|COM|ORG|NET|DOC|XLS|PDF)(?:/\S*[\w/])?
        | (?:[\w-]+\.)+[a-z]{{2}}/\S*[\w/]
        | (?:alt|comp|misc|rec|sci|soc|talk)(?:\.[a-z-]{{2,}})+
        | \d{{1,2}}-\d{{1,2}}-\d{{2,4}} | \d{{4}}-\d{{1,2}}-\d{{1,2}}
        | (?:\+?\d{{1,3}}[-./])?(?:\(\d{{3}}\)|\d{{3}})[-./]\d{{3}}[-.]\d{{4}}
        | \d{{3}}-\d{{2}}(?!00)\d\d | \d{{5}}-\d{{4}}
        | ['’‘]\d\ds? | (?:\d\d)?\d0['’]s""",
        re.VERBOSE,
    )


def bounded(text: str) -> list[str]:
    """The text, cut inside strings that are too long to be words: spaCy's time grows with their length squared."""
    cuts = [at for match in LONG.finditer(text) for at in range(match.start() + PIECE, match.end(), PIECE)]
    return [text[begin:end] for begin, end in pairwise([0, *cuts, len(text)])]


class EnglishTokenizer:
    """Words of a text as a Doc, for ``Language.tokenizer``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        matcher = whole()
        self.rules = Tokenizer(
            vocab,
            rules=exceptions(),
            prefix_search=split_off([f"^(?:{rule})" for rule in prefixes() if rule]),
            suffix_search=split_off([f"(?:{rule})$" for rule in suffixes() if rule]),
            infix_finditer=split_inside(re.compile("|".join(infixes()))),
            token_match=matcher.fullmatch,
        )
        self.stopped = {
            name: frozenset(word[:-1] for word in lists()[name].split()) for name in ("numbered", "continued")
        }
        self.joinable = re.compile(rf"(?<!\w)(?:{alternatives('numbered')}|{alternatives('continued')})")

    def __call__(self, text: str) -> Doc:
        docs = [self.rules(part) for part in bounded(text)]
        if len(docs) == 1 and not self.joinable.search(text):
            return cast(Doc, docs[0])
        words = [token.text for doc in docs for token in doc]
        spaces = [bool(token.whitespace_) for doc in docs for token in doc]
        self.join(words, spaces)
        return Doc(self.vocab, words, spaces)

    def join(self, words: list[str], spaces: list[bool]) -> None:
        """Make one word of "No" and "." where a number follows, of "etc" and "." where the sentence goes on."""
        stops = [at for at, word in enumerate(words[1:-1]) if word == "." and self.goes_on(words[at], words[at + 2])]
        for at in reversed([at for at in stops if not spaces[at]]):
            words[at : at + 2] = [words[at] + "."]
            del spaces[at]

    def goes_on(self, word: str, following: str) -> bool:
        """Whether the full stop between two words belongs to the first."""
        if word in self.stopped["numbered"]:
            return following[0].isdigit()
        return word in self.stopped["continued"] and (following[0].islower() or following[0] in ",;:)")
