"""Coded documents in the gold format and as dyads."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from dateline.evaluation import score
from dateline.exporting import dyads, gold, jsonl
from dateline.exporting.codes import party_code
from dateline.exporting.names import document_name
from dateline.knowledge.cameo import cameo_code, cameo_table, reciprocal, trigger_code, trigger_table
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.ontology import load_types
from dateline.records import Entity, Page, Participant
from makers import ARMY, GUNMEN, NORLAND, SUDLAND, TEXT, claim, coded, event, mention, page


def test_a_gold_document_has_verbatim_words_and_offsets() -> None:
    one = coded()
    (made,) = one.claims
    document = gold.document(one, {made.id: event(made)})
    (found,) = document["claims"]
    for name in ("evidence", "trigger"):
        start = found[f"{name}_start"]
        assert TEXT[start : start + len(found[name])] == found[name]
    assert document["doc"] == "one.txt"
    assert (document["published"], document["published_basis"]) == ("2024-03-04", "text")
    assert document["boilerplate"] == ["Subscribe now"]
    assert [TEXT[a:b] for a, b in document["boilerplate_spans"]] == ["Subscribe now"]
    assert (found["killed"], found["injured"], found["count"]) == ([5, None], None, None)
    assert (found["date_start"], found["date_text"], found["place"]) == ("2024-03-03", "on 3 March", "Zürichau")
    assert (found["actors"], found["recipients"], found["source"]) == (["norland-rebels"], ["norland-army"], ["police"])
    assert {entity["id"] for entity in document["entities"]} == {"norland-rebels", "norland-army"}
    assert document["events"] == [{"id": found["event"], "claims": ["c1"]}]


def test_a_gold_document_scores_full_against_itself() -> None:
    one = coded()
    document = json.loads(gold.line(one, {c.id: event(c) for c in one.claims}))
    assert score({"one.txt": document}, {"one.txt": document})["record_strict"]["f1"] == 1.0


def test_a_coded_line_keeps_everything() -> None:
    one = coded()
    record = json.loads(jsonl.coded_line(one, {c.id: event(c) for c in one.claims}))
    assert record["claims"][0]["event"] == event(*one.claims).id
    assert record["claims"][0]["why"] == [{"field": "type", "rule": "trigger", "detail": "fire rocket"}]
    assert record["entities"][0]["mentions"][0]["text"] == "Norland Rebels"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("folder/a.html", "a.html"),
        ("C:\\pages\\a.html", "a.html"),
        ("in.jsonl#id-7", "id-7"),
        ("in.jsonl.gz#a/b#c", "a/b#c"),
        ("odd#name.txt", "odd#name.txt"),
    ],
)
def test_a_document_is_called_by_its_file_or_its_own_id(name: str, expected: str) -> None:
    assert document_name(Page(name, "")) == expected


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        (NORLAND, "NRL"),
        (ARMY, "NRLMIL"),
        (GUNMEN, "---UAF"),
        (Entity("x", "someone", "person"), "---"),
        (Entity("s", "State", "state", "STA", "GOV"), "STA"),
    ],
)
def test_a_party_is_country_and_sector(entity: Entity, code: str) -> None:
    assert party_code(entity) == code


def test_dyads_list_the_parties_of_a_side() -> None:
    source = page()
    both = (Participant(NORLAND, mention(TEXT, "Norland")), Participant(ARMY, mention(TEXT, "Norland Army")))
    alone = claim(source, recipients=())
    record = json.loads(dyads.line(coded(source, [claim(source, actors=both), alone])))
    first, second = record["events"]
    assert (record["id"], first["type"], first["cameo"]) == ("one.txt", "ASSAULT", "194")
    assert (first["source"], first["target"]) == (["NRL", "NRLMIL"], "NRLMIL")
    assert (second["source"], second["target"]) == ("NRLREB", None)
    assert "reciprocal" not in first


def test_what_parties_do_with_each_other_is_reciprocal() -> None:
    source = page()
    both = (Participant(NORLAND, mention(TEXT, "Norland")), Participant(SUDLAND, mention(TEXT, "police")))
    talks = claim(source, type="CONSULT", mode=None, actors=both, recipients=())
    (found,) = json.loads(dyads.line(coded(source, [talks])))["events"]
    assert (found["source"], found["target"], found["reciprocal"]) == (["NRL", "SUD"], None, True)
    assert reciprocal("CONSULT", "phone")
    assert not reciprocal("ASSAULT", None)


def test_the_reference_scorer_reads_dyads(shared: Path) -> None:
    scorer = runpy.run_path(str(shared / "gold" / "sentences" / "score_events.py"))
    source = page()
    parties = (Participant(NORLAND, mention(TEXT, "Norland")), Participant(SUDLAND, mention(TEXT, "police")))
    talks = claim(source, type="CONSULT", mode=None, actors=parties, recipients=())
    record = json.loads(dyads.line(coded(source, [claim(source), talks])))
    units, _ = scorer["units"](record["events"], "country", False)
    assert units["type_src_tgt"] == {("ASSAULT", "NRL", "NRL"), ("CONSULT", "NRL", "SUD"), ("CONSULT", "SUD", "NRL")}
    assert units["cameo"] == {"194", "040"}


def test_every_type_and_mode_has_a_cameo_code() -> None:
    kinds = {(name, mode) for name, kind in load_types().items() for mode in ("", *kind.modes)}
    assert set(cameo_table()) == kinds
    assert cameo_code("ASSAULT", "no-such-mode") == cameo_code("ASSAULT", None) == "190"
    assert all(2 < len(row.code) <= 4 for row in cameo_table().values())


def test_an_appeal_is_no_dyad_but_a_demand_is() -> None:
    """PLOVER's REQUEST is CAMEO's demand (10); appeals (02) have no PLOVER type, so tables of dyads leave them out."""
    source = page()
    demand, appeal = (claim(source, type="REQUEST", mode="yield", cameo=code) for code in ("105", "025"))
    events = json.loads(dyads.line(coded(source, [demand, appeal])))["events"]
    assert [event["cameo"] for event in events] == ["105"]


def test_words_with_codes_of_their_own_are_in_the_lexicon() -> None:
    known = {(t.lemma, t.pos, t.type) for rows in load_lexicon().triggers.values() for t in rows}
    types = load_types()
    for lemma, pos, kind, mode in trigger_table():
        assert (lemma, pos, kind) in known
        assert not mode or mode in types[kind].modes
    assert trigger_code("urge", "VERB", "REQUEST", None) == ("020", "cameo_triggers.csv")
    assert trigger_code("demand", "VERB", "REQUEST", None) == ("100", "cameo.csv")


def test_cameo_codes_lead_back_to_their_type(shared: Path) -> None:
    """The alliance's table from CAMEO to PLOVER agrees, but where one code stands for several types."""
    back = json.loads((shared / "gold" / "sentences" / "cameo2plover.json").read_text())
    differing = {kind for kind, row in cameo_table().items() if back.get(row.code, [None])[0] != kind[0]}
    assert differing == {("ASSAULT", "destroy"), ("RETREAT", "resign"), ("SANCTION", "convict")}
