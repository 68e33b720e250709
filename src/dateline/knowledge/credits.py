"""The names under which news agencies stand in datelines and credit lines. Data: ``credits.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import DATA, read_rows

FILE = DATA / "credits.csv"


@dataclass(frozen=True, slots=True)
class Credits:
    """The id of the agency by each name that it signs with, and a pattern for any of the names, the longest first."""

    agencies: Mapping[str, str]
    pattern: str

    def named(self, outlet: str | None) -> str | None:
        """The agency that an outlet is: "Reuters", "Reuters.com", "The Associated Press"."""
        if outlet is None:
            return None
        words = outlet.removeprefix("www.").split(".")[0].casefold()
        return next((agency for name, agency in self.agencies.items() if name.casefold() == words), None)

    def name(self, agency: str) -> str:
        """The first of the names by which an agency signs; its id where there is none."""
        return next((name for name, each in self.agencies.items() if each == agency), agency)


@cache
def load_credits() -> Credits:
    """The shipped names. Raises KnowledgeError where two agencies sign with one name."""
    agencies: dict[str, str] = {}
    for row in read_rows(FILE, ("id", "credits", "source")):
        for name in row.words("credits"):
            if agencies.setdefault(name, row["id"]) != row["id"]:
                raise KnowledgeError(f"{row.where}: {name} is a name of {agencies[name]} already. Leave one of them.")
    return Credits(agencies, "|".join(map(re.escape, sorted(agencies, key=lambda name: (-len(name), name)))))
