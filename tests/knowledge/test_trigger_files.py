"""The trigger files keep their format, name only what exists, and never hold two readings under the same conditions."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge.lexicon import COLUMNS, load_lexicon
from dateline.knowledge.noun_kinds import kind_names
from dateline.knowledge.tables import DATA

FILES = sorted((DATA / "triggers").glob("*.csv"))
NAMES = [path.name for path in FILES]
CONDITIONS = ("particle", "object", "prep", "subject", "exclude")
WEAPONS = {"", "rocket", "missile", "IED", "car bomb", "drone", "airstrike", "firearm", "mortar", "artillery", "knife"}
IRREGULAR = {
    "be": ("am", "are", "is", "was", "were", "been"),
    "bear": ("bore", "borne"),
    "begin": ("began", "begun"),
    "bind": ("bound",),
    "blow": ("blew",),
    "break": ("broke",),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "catch": ("caught",),
    "choose": ("chose",),
    "come": ("came",),
    "deal": ("dealt",),
    "die": ("dying",),
    "dig": ("dug",),
    "do": ("did", "done"),
    "draw": ("drew",),
    "drive": ("drove",),
    "fall": ("fell",),
    "feel": ("felt",),
    "fight": ("fought",),
    "find": ("found",),
    "flee": ("fled",),
    "fly": ("flew", "flown"),
    "forgive": ("forgave",),
    "freeze": ("froze",),
    "get": ("got",),
    "give": ("gave",),
    "go": ("went",),
    "grow": ("grew",),
    "hang": ("hung",),
    "have": ("has", "had"),
    "hide": ("hid",),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew",),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "lend": ("lent",),
    "make": ("made",),
    "meet": ("met",),
    "pay": ("paid",),
    "ride": ("rode",),
    "ring": ("rang",),
    "rise": ("rose",),
    "run": ("ran",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "send": ("sent",),
    "shake": ("shook",),
    "sink": ("sank", "sunk"),
    "sit": ("sat",),
    "slay": ("slew", "slain"),
    "speak": ("spoke",),
    "spy": ("spied",),
    "stand": ("stood",),
    "steal": ("stole",),
    "strike": ("struck",),
    "swear": ("swore",),
    "sweep": ("swept",),
    "take": ("took",),
    "teach": ("taught",),
    "tear": ("tore", "torn"),
    "tell": ("told",),
    "think": ("thought",),
    "throw": ("threw",),
    "tie": ("tying",),
    "try": ("tried",),
    "undertake": ("undertook",),
    "win": ("won",),
    "write": ("wrote",),
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def types() -> dict[str, dict[str, Any]]:
    found = toml("ontology.toml")["types"]
    assert isinstance(found, dict)
    return found


def members(cell: str) -> tuple[str, ...]:
    return tuple(sorted(cell.split("|"))) if cell else ()


def named(row: dict[str, str]) -> str:
    return f"{row['lemma']} ({row['pos']}): {row['example']}"


def shows(lemma: str, example: str) -> bool:
    """Whether a sentence has a word that begins like the lemma or is one of its irregular forms."""
    words = [part for word in example.lower().split() for part in (word, *word.split("-"))]
    starts = (lemma[:3], *IRREGULAR.get(lemma, ()))
    return any(word.strip(',.;:()"“”‘’').startswith(starts) for word in words)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_header_names_the_columns_in_order(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_rows_are_sorted_by_lemma_and_part_of_speech(path: Path) -> None:
    keys = [(row["lemma"], row["pos"]) for row in read(path)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_cells_hold_known_values(path: Path) -> None:
    known = types()
    frames = toml("frames.toml").keys()
    for row in read(path):
        assert row["lemma"] == row["lemma"].strip().lower() != "", named(row)
        assert row["pos"] in {"VERB", "NOUN", "ADJ"}, named(row)
        assert row["type"] == "NONE" or row["type"] in known, named(row)
        modes = known[row["type"]]["modes"] if row["type"] != "NONE" else []
        assert row["mode"] == "" or row["mode"] in modes, named(row)
        assert row["weapon"] in WEAPONS, named(row)
        assert row["frame"] in frames or (row["type"] == "NONE" and not row["frame"]), named(row)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_conditions_are_lists_of_words_and_existing_classes(path: Path) -> None:
    classes = toml("classes.toml").keys() | {kind[1:] for kind in kind_names()}
    for row in read(path):
        for column in CONDITIONS:
            words = members(row[column])
            assert len(set(words)) == len(words), f"{column} repeats a word: {named(row)}"
            for word in words:
                assert word == word.strip().lower() != "", f"{column} has {word!r}: {named(row)}"
                assert not word.startswith("@") or word[1:] in classes, f"no class {word}: {named(row)}"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_examples_are_sentences_that_show_the_word(path: Path) -> None:
    for row in read(path):
        assert 5 <= len(row["example"].split()) <= 30, named(row)
        assert row["example"][-1] in '.?!"”', named(row)
        assert shows(row["lemma"], row["example"]), named(row)


def test_no_two_readings_have_the_same_conditions() -> None:
    seen: dict[tuple[object, ...], str] = {}
    for path in FILES:
        for number, row in enumerate(read(path), start=2):
            key = (row["lemma"], row["pos"], *(members(row[column]) for column in CONDITIONS[:4]))
            assert key not in seen, f"{path.name}:{number} repeats {seen[key]}: {named(row)}"
            seen[key] = f"{path.name}:{number}"


def test_no_sentence_is_the_example_of_two_words() -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        for row in read(path):
            other = seen.setdefault(row["example"], row["lemma"])
            assert other == row["lemma"], named(row)


def test_light_verbs_name_their_columns_and_show_the_verb() -> None:
    path = DATA / "light_verbs.csv"
    assert path.read_text(encoding="utf-8").splitlines()[0] == "lemma,particle,objects,subject,example"
    rows = read(path)
    assert [(row["lemma"], row["particle"]) for row in rows] == sorted((row["lemma"], row["particle"]) for row in rows)
    for row in rows:
        assert shows(row["lemma"], row["example"]), row
        assert not row["particle"] or row["particle"] in row["example"].split(), row


def test_the_lexicon_loads_every_row_and_a_reading_for_each_word_of_a_combination() -> None:
    classes, pairs = toml("classes.toml"), read(DATA / "combined.csv")
    made = sum(len(set(classes[row["words"].removeprefix("@")])) for row in pairs)
    assert len(load_lexicon()) == sum(len(read(path)) for path in FILES) + made


def test_combinations_name_types_and_modes_and_have_examples_of_their_own() -> None:
    known, rows = types(), read(DATA / "combined.csv")
    assert len({row["example"] for row in rows}) == len(rows)
    for row in rows:
        assert row["mode"] in {"", *known[row["type"]]["modes"]}, row
        assert row["object"] or row["subject"], row
        assert row["example"].endswith("."), row


def test_the_ontology_has_all_types_with_their_codes() -> None:
    ontology = toml("ontology.toml")
    assert len(types()) == 16
    assert len(ontology["contexts"]) == 37
    assert len(ontology["sectors"]) == 25
    for name, entry in types().items():
        assert entry["quad"] in {1, 2, 3, 4}, name
        assert -10 <= entry["score"] <= 10, name
        assert set(entry.get("mode_scores", {})) <= set(entry["modes"]), name
        assert {len(code) for code in entry["cameo"]} == {2}, name


def test_no_event_is_hidden_by_a_row_that_says_the_same_words_are_none() -> None:
    """Of two rows with an object condition alone the one of type NONE wins, so an object must not stand in both."""
    plain: dict[tuple[str, str, str, str], set[str]] = {}
    for row in (row for path in FILES for row in read(path)):
        if row["prep"] or row["subject"]:
            continue
        for word in members(row["object"]):
            plain.setdefault((row["lemma"], row["pos"], row["particle"], word), set()).add(row["type"])
    hidden = {key for key, kinds in plain.items() if "NONE" in kinds and len(kinds) > 1}
    assert not hidden
