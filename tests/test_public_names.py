"""The public surface of the package."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import dateline

NAMES = [
    "Article", "Claim", "CodedArticle", "Copy", "DatelineError", "Decision", "Entity", "Event", "Failure", "Filter",
    "Mention", "Merge", "Page", "Participant", "Quantity", "Report", "Selection", "Source", "Span", "Store", "Voice",
    "When", "Where", "Why", "Wish", "coded", "decide", "find_event", "open_store", "pages", "record", "resolve",
    "select", "write_export",
]  # fmt: skip


def test_the_public_names_are_these_and_sorted() -> None:
    assert dateline.__all__ == NAMES == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(dateline, name).__doc__
    assert name in dir(dateline)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = dateline.nonsense


def test_importing_dateline_loads_nothing_heavy() -> None:
    code = "import sys, dateline.cli.app; print(*{'spacy', 'trafilatura', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


@pytest.mark.parametrize("module", ["storing", "exporting", "evaluation"])
def test_what_a_package_offers_exists(module: str) -> None:
    package = import_module(f"dateline.{module}")
    assert package.__all__ == sorted(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)
