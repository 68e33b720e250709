"""Names read from a treebank, and how recognised names are scored against them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.makers import article, page

from dateline.errors import InputError
from dateline.evaluation.names_layer import ActorNames, NameScore, is_name, places_of, score_actor_names
from dateline.evaluation.treebank_names import GoldName, read_document, read_names
from dateline.records import CodedArticle, Entity, Mention, Span

ROWS = [
    ("Dr.", "NNP", 2, "nmod:desc", "(1-person-new"),
    ("Ilmar", "NNP", 5, "nsubj", ""),
    ("Tamm", "NNP", 2, "flat", "1)"),
    ("'s", "POS", 2, "case", ""),
    ("left", "VBD", 0, "root", ""),
    ("the", "DT", 7, "det", "(2-organization-new"),
    ("University", "NNP", 5, "obj", ""),
    ("of", "IN", 9, "case", ""),
    ("Lindu", "NNP", 7, "nmod", "(3-place-new)2)"),
    ("with", "IN", 12, "case", ""),
    ("the", "DT", 12, "det", "(4-person-new"),
    ("Borealians", "NNPS", 5, "obl", "4)"),
    ("in", "IN", 14, "case", ""),
    ("May", "NNP", 5, "obl", "(5-time-new)"),
]


def conllu() -> str:
    text = " ".join(row[0] for row in ROWS)
    lines = ["# newpar", f"# text = {text}"]
    for number, (word, tag, head, relation, entity) in enumerate(ROWS, 1):
        misc = f"Entity={entity}" if entity else "_"
        lines.append(f"{number}\t{word}\t{word}\tX\t{tag}\t_\t{head}\t{relation}\t_\t{misc}")
    return "\n".join(lines)


def test_names_of_a_treebank_are_outermost_and_without_titles() -> None:
    text, names = read_document(conllu())
    assert [(name.text, name.kind) for name in names] == [
        ("Ilmar Tamm", "person"),
        ("University of Lindu", "organisation"),
        ("Borealians", "group"),
        ("May", None),
    ]
    assert all(text[name.start : name.end] == name.text for name in names)


def test_a_treebank_without_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.conllu.gz"
    path.write_bytes(gzip.compress(b"# newdoc id = one\n"))
    with pytest.raises(InputError, match="no line"):
        list(read_names(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_names(tmp_path / "none.gz"))


def test_scores_count_spans_kinds_and_groups_as_organisations() -> None:
    gold = [
        GoldName(0, 5, "Ilmar", "person"),
        GoldName(6, 9, "NSF", "organisation"),
        GoldName(10, 15, "Lindu", "place"),
        GoldName(16, 19, "May", None),
    ]
    score = NameScore()
    score.add(gold, [(0, 5, "person"), (6, 9, "group"), (10, 15, "person"), (16, 19, "place")])
    row = score.row()
    assert (row["gold"], row["span"]["recall"], row["span"]["precision"]) == (3, 1.0, 0.75)
    assert row["span_kind"]["recall"] == 0.667
    assert row["kinds"]["organisation"]["f1"] == 1.0
    assert row["kinds"]["person"]["precision"] == 0.5


def test_names_of_actors_are_found_where_a_mention_covers_them() -> None:
    text = "Ilmar Tamm met rebels. Tamm left the Lindu Front."
    tamm, front = Entity("ilmar-tamm", "Ilmar Tamm", "person", None), Entity("x", "Other Body", "group", None)
    found = ((tamm, (Mention(Span(0, 10), "Ilmar Tamm"),)), (front, (Mention(Span(37, 48), "Lindu Front"),)))
    gold = {
        "claims": [{"actors": ["tamm"], "recipients": ["front", "rebels"]}],
        "entities": [
            {"id": "tamm", "name": "Ilmar Tamm", "kind": "person", "mentions": ["Ilmar Tamm", "Tamm"]},
            {"id": "front", "name": "Lindu Front", "kind": "group", "mentions": ["the Lindu Front"]},
            {"id": "rebels", "name": "rebels", "kind": "group", "mentions": ["rebels"]},
        ],
    }
    scores: dict[str, ActorNames] = {}
    score_actor_names(gold, CodedArticle(article(page(text)), (), found), scores)
    assert scores["person"].row() == {"names": 2, "found": 0.5, "kind": 0.5, "entity": 0.5}
    assert scores["group"].row() == {"names": 1, "found": 1.0, "kind": 1.0, "entity": 0.0}


def test_forms_that_are_names() -> None:
    assert is_name("the Sons of the River")
    assert is_name("Qais al-Khazali")
    assert not is_name("the rebel group")
    assert places_of(["Tamm", "Ilmar Tamm"], "Ilmar Tamm, Tamms, Tamm") == [(0, 10), (19, 23)]
