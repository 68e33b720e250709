"""A user's folder of knowledge files is read beside the package's: rows added, replaced, removed; faults by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import settings
from dateline.errors import KnowledgeError
from dateline.knowledge import tables
from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.lexicon import COLUMNS, Trigger, load_lexicon
from dateline.knowledge.ontology import load_types
from pageclaims import claims

HEADER = ",".join(COLUMNS)
OWN_TYPE = '[types.BOYCOTT]\nquad = 4\nscore = -4.0\nmodes = ["trade"]\ncameo = ["14"]\n'


def folder(path: Path, *rows: str, ontology: str = "") -> Path:
    (path / "triggers").mkdir()
    (path / "triggers" / "own.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    if ontology:
        (path / "ontology.toml").write_text(ontology, encoding="utf-8")
    return path


def readings(lemma: str, pos: str = "VERB") -> tuple[Trigger, ...]:
    return load_lexicon().triggers.get((lemma, pos), ())


def test_a_row_is_added_and_codes(tmp_path: Path) -> None:
    row = "snurgle,VERB,,,,,,ACCUSE,disapprove,,judge,Zambia snurgled Malawi on Monday."
    with settings.given(knowledge=str(folder(tmp_path, row))):
        assert [trigger.type for trigger in readings("snurgle")] == ["ACCUSE"]
    assert readings("snurgle") == ()


def test_a_row_with_the_same_conditions_replaces_ours(tmp_path: Path) -> None:
    row = "condemn,VERB,,,,,,REJECT,,,judge,Zambia condemned Malawi on Monday."
    with settings.given(knowledge=str(folder(tmp_path, row))):
        assert [claim.type for claim in claims("Zambia condemned Malawi on Monday.")] == ["REJECT"]
    assert [claim.type for claim in claims("Zambia condemned Malawi on Monday.")] == ["ACCUSE"]


def test_a_removed_word_has_no_reading(tmp_path: Path) -> None:
    with settings.given(knowledge=str(folder(tmp_path, "lambaste,VERB,,,,,,REMOVED,,,,"))):
        assert readings("lambaste") == ()
    assert readings("lambaste") != ()


def test_an_ontology_file_adds_a_type_with_its_code(tmp_path: Path) -> None:
    row = "snurgle,VERB,,,,,,BOYCOTT,trade,,judge,Zambia snurgled Malawi on Monday."
    with settings.given(knowledge=str(folder(tmp_path, row, ontology=OWN_TYPE))):
        assert load_types()["BOYCOTT"].quad == 4
        assert cameo_code("BOYCOTT", "trade") == "140"
        assert [trigger.type for trigger in readings("snurgle")] == ["BOYCOTT"]
    assert "BOYCOTT" not in load_types()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("snurgle,VERB,,,,,,NOSUCH,,,judge,A sentence.", r"own\.csv:2: there is no type 'NOSUCH'"),
        ("snurgle,VERB,,,,,,ACCUSE,visit,,judge,A sentence.", r"own\.csv:2: ACCUSE has no mode 'visit'"),
        ("snurgle,VERB,,@nosuch,,,,ACCUSE,,,judge,A sentence.", r"own\.csv:2: there is no class @nosuch"),
        ("snurgle,VERB,,,,,,REMOVED,,,,", r"own\.csv:2: there is no such row of snurgle"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, row: str, fault: str) -> None:
    with settings.given(knowledge=str(folder(tmp_path, row))), pytest.raises(KnowledgeError, match=fault):
        load_lexicon()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with settings.given(knowledge=str(tmp_path / "none")), pytest.raises(KnowledgeError, match="which is no folder"):
        load_lexicon()


def test_the_knowledge_version_tells_of_the_folder(tmp_path: Path) -> None:
    tables.version.cache_clear()
    plain = tables.version()
    tables.version.cache_clear()
    with settings.given(knowledge=str(folder(tmp_path))):
        assert tables.version() != plain
    tables.version.cache_clear()
