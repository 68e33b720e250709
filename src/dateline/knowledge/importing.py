"""Making rows of the catalogue from the actor files of others: dictionaries of the PETRARCH family and any CSV.

What the catalogue knows already by one of its names is left out; the rest becomes rows for a folder of the user's
(setting `knowledge`): ``actors/NAME.csv`` and the dated codes in ``actors/offices.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from dateline.errors import InputError
from dateline.knowledge.actors import ACTOR_COLUMNS, KINDS, NO_COUNTRY, OFFICE_COLUMNS, SECTORS, Catalogue
from dateline.knowledge.name_words import load_name_words
from dateline.knowledge.names import fold, slug, words
from dateline.knowledge.petrarch import Entry, Fault, read_petrarch

GROUP_SECTORS = frozenset({"REB", "UAF", "CRM", "PRM"})
LONGEST_PERSON = 5
"""Words of the longest name that is taken for a person's where only a given name speaks for it."""


@dataclass(slots=True)
class Imported:
    """Rows by the columns of the catalogue, names that it has already, and lines that could not be read."""

    actors: dict[str, dict[str, str]] = field(default_factory=dict)
    offices: list[dict[str, str]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def import_actors(path: Path, catalogue: Catalogue) -> Imported:
    """The rows that a file gives. Raises InputError where it cannot be read or is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}). Give a text file in UTF-8.") from None
    if path.suffix.lower() == ".csv":
        return from_csv(path, text, catalogue)
    return from_dictionary(path, text, catalogue)


def known_names(catalogue: Catalogue) -> frozenset[str]:
    states = (
        name
        for state in catalogue.states.values()
        for name in (
            state.entity.name,
            *state.aliases,
            *state.adjectives,
            *state.nationals,
            *state.capitals,
            *state.seats,
        )
    )
    return frozenset(map(fold, states)) | {fold(name) for name, _, _ in catalogue.names()}


def codes_of(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(state.entity.country for state in catalogue.states.values() if state.entity.country)


def from_dictionary(path: Path, text: str, catalogue: Catalogue) -> Imported:
    found, known = Imported(), known_names(catalogue)
    for entry in read_petrarch(text.splitlines(), codes_of(catalogue)):
        if isinstance(entry, Fault):
            found.faults.append(entry)
        elif not entry.codes:
            if not entry.faulty:
                found.faults.append(Fault(entry.line, "it has no code"))
        elif not known.isdisjoint(map(fold, entry.names)):
            found.known.append(entry.names[0])
        else:
            put_entry(found, entry, path.name, catalogue)
    if not found.actors and not found.known:
        first = f" (line {found.faults[0].line}: {found.faults[0].reason})" if found.faults else ""
        raise InputError(
            f"{path} holds no actor{first}. Give a dictionary of PETRARCH's format, or a .csv file with a column name."
        )
    return found


def put_entry(found: Imported, entry: Entry, source: str, catalogue: Catalogue) -> None:
    dated = [code for code in entry.codes if code.start or code.end]
    lasting = next((code for code in entry.codes if code not in dated), entry.codes[-1])
    name, *aliases = entry.names
    kind = kind_of(name, lasting.sector, bool(dated), catalogue)
    row = actor_row(name, kind, lasting.country, lasting.sector, aliases, f"{source}, line {entry.line}")
    identifier = add(found, row)
    for code in dated if kind == "person" else ():
        office = {"person": identifier, "office": f"post coded {code.sector or code.country}", "body": ""}
        office |= {"country": code.country or "", "sector": code.sector or "", "start": code.start, "end": code.end}
        office["source"] = row["source"]
        found.offices.append(office)


def kind_of(name: str, sector: str | None, dated: bool, catalogue: Catalogue) -> str:
    """Person, group or organisation: by the noun of the name, a sector of fighters, codes that change with time, a
    given name; an organisation where nothing tells."""
    parts = words(name)
    bodies = catalogue.words.bodies
    if body := next((bodies[part][0] for part in reversed(parts) if part in bodies), None):
        return body
    person = 1 < len(parts) <= LONGEST_PERSON and parts[0] in load_name_words().given
    if dated or person:
        return "person"
    return "group" if sector in GROUP_SECTORS else "organisation"


def from_csv(path: Path, text: str, catalogue: Catalogue) -> Imported:
    """Rows of a table with a column `name`; any other column of the catalogue is taken, more columns are left."""
    reader = csv.DictReader(StringIO(text), restkey="", restval="")
    columns = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    if "name" not in columns:
        raise InputError(
            f"{path} has no column name. Its first line must name the columns; of these are taken: "
            f"{', '.join(ACTOR_COLUMNS)}. Lists inside a field are separated by |."
        )
    found, known, countries = Imported(), known_names(catalogue), codes_of(catalogue)
    for cells in reader:
        line = reader.line_num
        row = {name: (cells.get(columns.get(name, "")) or "").strip() for name in ACTOR_COLUMNS}
        names = [row["name"], *filter(None, map(str.strip, row["aliases"].split("|")))]
        if fault := wrong(row, countries):
            found.faults.append(Fault(line, fault))
        elif not known.isdisjoint(map(fold, names)):
            found.known.append(row["name"])
        else:
            kind = row["kind"] or kind_of(row["name"], row["sector"] or None, False, catalogue)
            made = actor_row(row["name"], kind, row["country"], row["sector"], names[1:], row["source"] or path.name)
            add(found, row | made | ({"id": row["id"]} if row["id"] else {}))
    return found


def wrong(row: dict[str, str], countries: frozenset[str]) -> str | None:
    """What is wrong with a row of a table, or None."""
    kinds = KINDS - {"state"}
    checks: tuple[tuple[str, Callable[[str], bool], str], ...] = (
        ("name", lambda v: bool(fold(v)), "a name with letters or digits"),
        ("kind", lambda v: v in kinds or not v, f"one of {', '.join(sorted(kinds))}, or empty"),
        ("country", lambda v: v in countries | NO_COUNTRY or not v, "an alpha-3 code, IGO, NGO, MNC, IMG or empty"),
        ("sector", lambda v: v in SECTORS or not v, "a PLOVER sector or empty"),
    )
    for column, holds, wanted in checks:
        if not holds(row[column]):
            return f"{column} is {row[column]!r}; it must be {wanted}"
    return None


def actor_row(
    name: str, kind: str, country: str | None, sector: str | None, aliases: Iterable[str], source: str
) -> dict[str, str]:
    others = dict.fromkeys(alias for alias in aliases if alias != name)
    row = dict.fromkeys(ACTOR_COLUMNS, "")
    return row | {
        "id": slug(name),
        "name": name,
        "kind": kind,
        "country": country or "",
        "sector": sector or "",
        "aliases": "|".join(others),
        "source": source,
    }


def add(found: Imported, row: dict[str, str]) -> str:
    """Put a row under its id; a second actor of that id joins the first as its spellings."""
    first = found.actors.setdefault(row["id"], row)
    if first is not row:
        aliases = [*filter(None, first["aliases"].split("|")), row["name"], *filter(None, row["aliases"].split("|"))]
        first["aliases"] = "|".join(dict.fromkeys(alias for alias in aliases if alias != first["name"]))
    return row["id"]


def write(found: Imported, folder: Path, name: str) -> list[Path]:
    """Write the rows into a user's folder: ``actors/NAME.csv`` anew, offices beside those of other files there.
    Returns the files."""
    place = folder / "actors"
    place.mkdir(parents=True, exist_ok=True)
    written = [place / f"{name}.csv"]
    save(written[0], ACTOR_COLUMNS, [found.actors[key] for key in sorted(found.actors)])
    if found.offices:
        target = place / "offices.csv"
        there = list(csv.DictReader(StringIO(target.read_text(encoding="utf-8")))) if target.exists() else []
        kept = [
            row for row in there if row["source"].split(", line")[0] != found.offices[0]["source"].split(", line")[0]
        ]
        save(target, OFFICE_COLUMNS, sorted(kept + found.offices, key=lambda row: (row["person"], row["start"])))
        written.append(target)
    return written


def file_of(row: dict[str, str]) -> str:
    return row["source"].split(", line")[0]


def save(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
