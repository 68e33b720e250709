"""The figures, on small documents and against the reference scorer where it is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.evaluation.claims import bcubed, read_documents, score
from dateline.evaluation.parties import agreement, fold, party

TEXT = "Rebels shelled the town on Monday. The army fired back. Both sides agreed to talk."

ENTITIES = [
    {"id": "norland", "name": "Norland", "kind": "state", "country": "NRL", "mentions": ["Norland", "it"]},
    {"id": "army", "name": "Norland Army", "kind": "organisation", "country": "NRL", "mentions": ["the army"]},
    {"id": "rebels", "name": "Red Rebels", "kind": "group", "country": "NRL", "mentions": ["rebels"]},
    {"id": "gunmen", "name": "unidentified gunmen", "kind": "group", "country": None, "mentions": ["gunmen"]},
]


def gold_claim(number: int, trigger: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(trigger)
    begin = max(TEXT.rfind(". ", 0, start) + 2, 0) if ". " in TEXT[:start] else 0
    end = TEXT.index(".", start)
    return {
        "id": f"c{number}", "evidence": TEXT[begin:end], "evidence_start": begin, "trigger": trigger,
        "trigger_start": start, "type": "ASSAULT", "actors": ["rebels"], "recipients": [], "date_start": "2024-03-04",
        "date_end": "2024-03-04", "status": "asserted", "place": "Zürichau", "weapon": None, "killed": None,
        "injured": None, "count": 1, "source": [], "event": f"e{number}", **fields,
    }  # fmt: skip


def document(*claims: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"doc": "a.txt", "published": "2024-03-05", "entities": ENTITIES, "claims": list(claims), **fields}


def test_a_document_agrees_with_itself() -> None:
    gold = document(gold_claim(1, "shelled"), gold_claim(2, "fired", actors=["army"]), boilerplate_spans=[[0, 4]])
    figures = score({"a.txt": gold}, {"a.txt": gold})
    for name in ("detection", "typing", "record", "record_strict", "events_bcubed"):
        assert figures[name] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["boilerplate_f1"] == figures["published_right"] == 1.0
    assert all(field["accuracy"] == 1.0 for field in figures["fields"].values())


def test_a_document_that_was_not_coded_is_all_missed() -> None:
    figures = score({"a.txt": document(gold_claim(1, "shelled"))}, {})
    assert figures["detection"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert figures["gold_claims"] == 1


def test_an_optional_claim_is_no_miss() -> None:
    figures = score({"a.txt": document(gold_claim(1, "shelled", optional=True))}, {"a.txt": document()})
    assert figures["gold_claims"] == 0


def test_a_state_and_its_organ_are_one_in_the_record_but_not_in_the_strict_one() -> None:
    gold = document(gold_claim(1, "fired", actors=["army"]))
    coded = document(gold_claim(1, "fired", actors=["norland"]))
    figures = score({"a.txt": gold}, {"a.txt": coded})
    assert (figures["record"]["f1"], figures["record_strict"]["f1"]) == (1.0, 0.0)


def test_an_unnamed_attacker_is_neither_required_nor_punished() -> None:
    entities = {entity["id"]: entity for entity in ENTITIES}
    gunmen, rebels = party("gunmen", entities), party("rebels", entities)
    assert agreement([gunmen], [], lenient=True) == agreement([], [gunmen], lenient=True) == 1.0
    assert agreement([gunmen], [], lenient=False) == 0.0
    assert agreement([rebels], [], lenient=True) == 0.0


def test_bcubed_punishes_one_heap_in_precision_and_pieces_in_recall() -> None:
    heap = bcubed([("a", "1"), ("b", "1")])
    pieces = bcubed([("a", "1"), ("a", "2")])
    assert (heap["precision"], heap["recall"]) == (0.5, 1.0)
    assert (pieces["precision"], pieces["recall"]) == (1.0, 0.5)
    assert bcubed([]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_names_fold_articles_marks_and_spellings() -> None:
    assert fold("al-Shabaab") == fold("The Shabab") == "shabab"
    assert fold("Žižkov") == "zizkov"
    assert fold("U.S.") == fold("US") == "united states"
    assert fold("us") == "us"
    assert fold("Government of Norland") == fold("Norland government") == "norland"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"doc": "a", "claims": []}\n{"doc": ')
    with pytest.raises(InputError, match="line 2"):
        read_documents(tmp_path / "g.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        read_documents(tmp_path / "none.jsonl")


WRONG = {"date_start": None, "date_end": None, "status": "planned", "place": "Elsewhere", "killed": [3, None],
         "injured": [4, 9], "weapon": "rocket", "count": None, "source": ["police"], "event": "one"}  # fmt: skip


def disturbed(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """A gold document as a coder of middling skill might have coded it."""
    chance = random.Random(seed)
    copy = json.loads(json.dumps(gold))
    claims = []
    identifiers = [entity["id"] for entity in copy["entities"]] or ["nobody"]
    for claim in copy["claims"]:
        if chance.random() < 0.2:
            continue
        if chance.random() < 0.2:
            claim["type"] = chance.choice(["ASSAULT", "CONSULT", "ACCUSE"])
        if chance.random() < 0.3:
            claim["actors"] = [chance.choice(identifiers), *claim["actors"][1:]]
        if chance.random() < 0.2:
            claim["recipients"] = [*claim["recipients"], chance.choice(identifiers)]
        for name, wrong in {**WRONG, "trigger_start": claim["trigger_start"] + 5}.items():
            if chance.random() < 0.15:
                claim[name] = wrong
        claims.append(claim)
        if chance.random() < 0.2:
            claims.append({**claim, "trigger_start": claim["evidence_start"]})
    return {
        **copy,
        "claims": claims,
        "boilerplate_spans": [[0, 500]],
        "published": chance.choice([copy["published"], None]),
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["seeds", "news"])
def test_the_figures_are_those_of_the_reference_scorer(shared: Path, tmp_path: Path, name: str, seed: int) -> None:
    gold = read_documents(shared / "gold" / name / f"{name}.gold.jsonl")
    coded = {key: disturbed(value, seed * 100 + number) for number, (key, value) in enumerate(gold.items())}
    coded.pop(next(iter(coded)))
    (tmp_path / "coded.jsonl").write_text("".join(json.dumps(value) + "\n" for value in coded.values()))
    command = [sys.executable, str(shared / "tools" / "score_claims.py"), "--json"]
    command += [str(shared / "gold" / name / f"{name}.gold.jsonl"), str(tmp_path / "coded.jsonl")]
    reference = subprocess.run(command, capture_output=True, text=True, check=True)
    assert score(gold, coded) == json.loads(reference.stdout)
