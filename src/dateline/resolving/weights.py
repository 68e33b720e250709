"""The weights of evidence: what each level of each field says of two claims, learned from labelled pairs.

``resolving/weights.csv`` has a row for each level: `m` is how often pairs that are one event show it, `u` how often
pairs that are not do, and `weight` the logarithm of m / u to the base of two. Pairs of one page and of two pages have
rows of their own, since a page that repeats itself says less than another that agrees. So have pairs of two pages one
of which has no date: they are compared only because they share two traits, so that sharing these says little more. The
row ``prior`` is the logarithm of the odds that two claims which are compared are one event before anything is known.
"""

from __future__ import annotations

from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Row, layers, read_rows

COLUMNS = ("pages", "field", "level", "weight")
PAGES = ("one", "two", "two undated")
PRIOR = "prior"

Weights = dict[str, dict[str, float]]
"""For each field the weight of each of its levels, in bits."""


@cache
def load_weights() -> tuple[Weights, ...]:
    """The weights for each of PAGES. Raises KnowledgeError."""
    found: tuple[Weights, ...] = tuple({} for _ in PAGES)
    for path in layers("resolving/weights.csv"):
        for row in read_rows(path, COLUMNS):
            if row["pages"] not in PAGES:
                raise KnowledgeError(f"{row.where}: pages is {row['pages']!r}. It must be one of {', '.join(PAGES)}.")
            found[PAGES.index(row["pages"])].setdefault(row["field"], {})[row["level"]] = number(row)
    return found


def number(row: Row) -> float:
    try:
        return float(row["weight"])
    except ValueError:
        raise KnowledgeError(f"{row.where}: {row['weight']!r} is no number.") from None
