"""Sort English nouns by what they name: ``python models/scripts/noun_kinds.py FOLDER`` writes ``noun_kinds.csv``.

FOLDER holds ``index.noun`` and ``data.noun`` of WordNet 3.0 (Debian's package ``wordnet-base``:
``apt-get download wordnet-base`` and ``dpkg -x``). A noun gets a kind where its first sense, the most frequent one,
lies below a root of that kind. Names and words of several parts are left out.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

ROOTS = {
    "person": ("00007846",),
    "official": ("09623038", "10372373", "10351874", "10317007"),
    "vehicle": ("04524313",),
    "vessel": ("04530566",),
    "aircraft": ("02686568",),
    "building": ("04341686", "03315023", "04602044", "04564698"),
    "territory": ("08630985", "09334396", "09287968"),
    "force": ("08198398", "08208016", "10582746", "04552696", "04552348", "03764276"),
    "police": ("10249459",),
    "disease": ("14061805",),
}
"""Synsets of WordNet 3.0, by their offset in ``data.noun``: person.n.01; leader.n.01, official.n.02, negotiator.n.01,
military_officer.n.01; vehicle.n.01; vessel.n.02; aircraft.n.01;
structure.n.01, facility.n.01, workplace.n.01, way.n.06; region.n.03, land.n.04, geological_formation.n.01;
military_unit.n.01, force.n.04, serviceman.n.01, warship.n.01, warplane.n.01, military_vehicle.n.01; lawman.n.01;
illness.n.01."""
NOT_UNDER = frozenset({"04099429", "09483738"})
"""Synsets whose words are left out: rocket.n.01 (a weapon to us) and imaginary_being.n.01."""


def read_synsets(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words of each synset as they are written, and its hypernyms."""
    words, above = {}, {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        offset, count = fields[0], int(fields[3], 16)
        words[offset] = [fields[4 + 2 * n] for n in range(count)]
        pointers = fields[5 + 2 * count :]
        above[offset] = [pointers[n + 1] for n in range(0, len(pointers), 4) if pointers[n] in {"@", "@i"}]
    return words, above


def ancestors(offset: str, above: dict[str, list[str]]) -> set[str]:
    found, todo = set(), [offset]
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo += above[here]
    return found


def kinds(folder: Path) -> list[tuple[str, str]]:
    """(noun, its kinds joined by "|") in order of the nouns."""
    words, above = read_synsets(folder / "data.noun")
    rows = []
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        noun, first = fields[0], fields[-int(fields[2])]
        if noun not in words[first] or not noun.replace("-", "").isalpha() or len(noun) < 3:
            continue
        over = ancestors(first, above)
        found = [kind for kind, roots in ROOTS.items() if over & set(roots)]
        if found and not over & NOT_UNDER:
            rows.append((noun, "|".join(found)))
    return sorted(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/knowledge/data/noun_kinds.csv"))
    given = parser.parse_args()
    rows = kinds(given.folder)
    with given.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("noun", "kinds"))
        writer.writerows(rows)
    print(f"{len(rows)} nouns in {given.out}")


if __name__ == "__main__":
    main()
