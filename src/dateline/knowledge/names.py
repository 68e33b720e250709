"""Names of actors as keys: `fold` for equal spellings, `skeleton` for transliterations of one name.

`fold` forgets what typography and house style vary (case, accents, hyphens, full stops, apostrophes, the Arabic
article). `skeleton` also forgets what transliterators vary (doubled letters, q/k/g/gh, vowels within a class, silent
h), so that "Qassem" meets "Ghasem" and "Mohandes" meets "Muhandis". A skeleton alone proves little: use it for names
of two words or more, or where only one entity has it. Other scripts are read through anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

ARTICLES = frozenset(
    {
        "al",
        "el",
        "ad",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "adh",
        "ath",
        "ed",
        "en",
        "er",
        "es",
        "esh",
        "et",
        "ez",
        "ul",
        "ol",
    }
)
"""The Arabic article and the forms it takes before sun letters; only "al" and "el" are read so without a hyphen."""

_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿ′ʹʺ\"“”.]")
_POSSESSIVE = re.compile("(?:['’‘]s|['’‘])(?=$|[\\s\\-])", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a", "ħ": "h"}
)
_HYPHENS = "‐‑–—_-"
_WORDS = re.compile(rf"[^\s/,()&{_HYPHENS}]+")
_SPACES = re.compile(r"\s+")

# How transliterations differ, longest first: letters of one sound get one sign. After the tables of ALA-LC, BGN/PCGN
# and press usage for Arabic, Persian, Turkish and Russian names.
_SOUNDS = tuple(
    tuple(pair.split(">"))
    for pair in "sch>S tch>C sh>S ch>C kh>X gh>k dj>j zh>j dh>d th>t ph>f ck>k ou>o oo>o ee>a q>k g>k c>k x>ks".split()
)
_VOWELS = str.maketrans("aeiyu", "aaaao")
_ARTICLE = re.compile(r"^[ae]l |\b[ae]l(?=[b-df-hj-np-tv-z]\w{3})")
_GOD = re.compile(r"[aou]ll?ah?\b")
_SERVANT = re.compile(r"\babd\b ?(?:(?:al|el|ul|ol|ur|us|ar) )?|\babd(?:u|e|a|o)[lr](?=\w{3})|\babd(?:u|e|a|o)[lr]? ")
_VOWEL_W = re.compile(r"(?<=[aeiouy])w(?=[^aeiouy]|\b)|(?<=[aou])w(?=[ou])")
_LAST_H = re.compile(r"h\b")
_TWICE = re.compile(r"(.)\1+")
_UNWRITTEN = str.maketrans("", "", "aov")
_ARABIC_ARTICLE = re.compile("^(?:\u0627|\u0671)\u0644(?=\\w{2})")


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A word in lower case without accents, apostrophes and full stops; letters of other scripts are kept."""
    if word.isascii():
        text = word.casefold()
        return text if text.isalnum() else "".join([c for c in text if c.isalnum()])
    decomposed = unicodedata.normalize("NFKD", word)
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return "".join(c for c in _APOSTROPHES.sub("", text) if c.isalnum())


def words(name: str) -> tuple[str, ...]:
    """The words of a name as `plain` gives them, without articles and possessive endings.

    "the" and an article with a hyphen go wherever they stand; "al" and "el" with a space only inside a name, so
    that "El Salvador" and "Al Gore" keep theirs.
    """
    if name.isalpha():
        word = plain(name)
        return (word,) if word and word != "the" else ()
    text = _POSSESSIVE.sub("", name) if any(map(name.__contains__, "'’‘")) else name
    kept: list[str] = []
    for match in _WORDS.finditer(text):
        word = plain(match.group())
        hyphen = text[match.end() : match.end() + 1] in _HYPHENS and match.end() < len(text)
        last = match.end() >= len(text.rstrip())
        article = word in ARTICLES and (hyphen or (word in {"al", "el"} and bool(kept))) and not last
        if word and not article and word != "the":
            kept.append(word)
    return tuple(kept)


def fold(name: str) -> str:
    """The key under which two spellings of one name are equal; empty for a name without letters and digits."""
    return " ".join(words(name)) or plain(name)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The sounds of a name in one word: equal for most transliterations of it. See the module for its use."""
    return sounds(fold(name))


def sounds(folded: str) -> str:
    """`skeleton` of a name that is folded already."""
    text = folded if folded.isascii() else "".join(c for c in anyascii(folded).casefold() if c.isalnum() or c == " ")
    text = _GOD.sub("ola", _ARTICLE.sub("", text))
    if "abd" in text:
        text = _SERVANT.sub("abd", text)
    for letters, sound in _SOUNDS:
        text = text.replace(letters, sound)
    if "w" in text:
        text = _VOWEL_W.sub("o", text).replace("w", "v")
    text = _TWICE.sub(r"\1", text.translate(_VOWELS))
    if "h" in text:
        text = _LAST_H.sub("", text)
    return _TWICE.sub(r"\1", text.replace(" ", ""))


def in_arabic_script(text: str) -> bool:
    """Whether a word is written in Arabic letters (Unicode blocks Arabic and its presentation forms)."""
    return any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in text)


@lru_cache(maxsize=65536)
def consonants(name: str) -> str:
    """What Arabic letters write of a name's `skeleton`: no vowels, no article: the same for "قاسم سليماني" and
    "Qassem Soleimani"."""
    bare = " ".join(_ARABIC_ARTICLE.sub("", word) for word in name.split()) if in_arabic_script(name) else name
    return _TWICE.sub(r"\1", skeleton(bare).translate(_UNWRITTEN))


def slug(name: str) -> str:
    """The id of an entity that is made up from its name: folded, ASCII, words joined by hyphens."""
    folded = fold(name)
    text = folded if folded.isascii() else anyascii(folded).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", text)) or "-".join(f"{ord(c):x}" for c in _SPACES.sub("", name))
