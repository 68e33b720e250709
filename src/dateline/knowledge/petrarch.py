"""Reading actor dictionaries of the PETRARCH family (TABARI, PETRARCH, PETRARCH2, UniversalPetrarch).

    BARACK_OBAMA_ [USAELI <900101]  ; a comment
    +OBAMA_
        [USAGOV 090120-170120]

A line without "+" is a main name, "+" a synonym, brackets hold a code with a time restriction, ``#`` and ``;`` open
comments. Format: PETRARCH's documentation, "Actor dictionaries" (Open Event Data Alliance).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.knowledge.actors import NO_COUNTRY, SECTORS

CODE = re.compile(r"\[([^\]]*)\]")
RANGE = re.compile(r"(\d{8}|\d{6})\s*-\s*(\d{8}|\d{6})")
BOUND = re.compile(r"([<>])\s*(\d{8}|\d{6})")
NAME = re.compile(r"\+?\s*([^\[;#]*)")
CENTURY = 30
"""Two-digit years below it are of this century, as in the dictionaries of TABARI."""
ROLES = {
    "INS": "REB", "SEP": "REB", "RAD": "REB", "IMG": "UAF", "MED": "JRN", "HLH": "MED", "HRI": "SOC", "ENV": "SOC",
    "DEV": "SOC", "MOD": "SOC", "NGM": "SOC", "SET": "CVL", "DIS": "REF", "TOP": "GOV", "MID": "GOV", "ACT": "SOC",
}  # fmt: skip
"""CAMEO's role codes that PLOVER has not, with the nearest sector. After chapter 3 of the CAMEO manual 1.1."""
SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "le", "van", "von", "al"})
LONGEST_ACRONYM = 4


@dataclass(slots=True)
class Coded:
    """What one bracket says: country and sector, and from when to when (ISO days, "" for open)."""

    country: str | None
    sector: str | None
    start: str = ""
    end: str = ""


@dataclass(slots=True)
class Entry:
    """One actor of a dictionary, as it stands: its names as written out, its codes, the line it begins on."""

    line: int
    names: list[str] = field(default_factory=list)
    codes: list[Coded] = field(default_factory=list)
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that could not be read, and why."""

    line: int
    reason: str


def read_petrarch(lines: Iterable[str], countries: frozenset[str]) -> Iterator[Entry | Fault]:
    """The entries of a dictionary in order; a line that is none is told and the rest goes on.

    `countries`: the alpha-3 codes that exist.
    """
    entry: Entry | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.split("#")[0].split(";")[0].strip()
        if not line or line.startswith(("<", "!", "&")):
            continue
        match = NAME.match(line)
        written = match[1].strip() if match else ""
        if written and not line.startswith("+"):
            if entry is not None:
                yield entry
            entry = Entry(number)
        if entry is None:
            yield Fault(number, "it is a synonym or code without a name before it")
            continue
        if written:
            entry.names.append(spelled(written))
        for code in CODE.findall(line):
            read = coded(code, countries)
            if isinstance(read, str):
                entry.faulty = True
                yield Fault(number, read)
            else:
                entry.codes.append(read)
    if entry is not None:
        yield entry


def coded(text: str, countries: frozenset[str]) -> Coded | str:
    """A code such as ``USAGOV 090120-170120``, or a sentence that says what is wrong with it."""
    parts = text.split()
    code = parts[0] if parts else ""
    if not re.fullmatch(r"[A-Z]{3,15}", code) or len(code) % 3:
        return f"the code [{text}] is not made of groups of three capital letters"
    groups = re.findall("...", code)
    known = groups[0] in countries or groups[0] in NO_COUNTRY
    country = groups[0] if known else None
    roles = groups[1:] if known else groups
    sectors = [ROLES.get(role, role) for role in roles]
    sector = next((each for each in sectors if each in SECTORS), None)
    if country is None and sector is None:
        return f"the code [{text}] names no country and no role that is known"
    start = end = ""
    rest = " ".join(parts[1:])
    if found := RANGE.search(rest):
        start, end = day(found[1]), day(found[2])
    elif found := BOUND.search(rest):
        start, end = (day(found[2]), "") if found[1] == ">" else ("", day(found[2]))
    elif rest:
        return f"the time in [{text}] is no range, no <date and no >date"
    return Coded(country, sector, start, end)


def day(digits: str) -> str:
    """YYMMDD or YYYYMMDD as an ISO day."""
    if len(digits) == len("YYMMDD"):
        digits = ("20" if int(digits[:2]) < CENTURY else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def spelled(name: str) -> str:
    """A dictionary's ``ABDUL_RASHID_DOSTUM_`` as news writes it; short single words stay capital ("NATO")."""
    words = [word for word in re.split(r"[_\s]+", name) if word]
    if not any(any(c.islower() for c in word) for word in words):
        if len(words) == 1 and len(words[0]) <= LONGEST_ACRONYM:
            return words[0]
        words = [w.lower() if at and w.lower() in SMALL else w.title() for at, w in enumerate(words)]
    return " ".join(words)
