"""dateline evaluate: figures against hand-coded gold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich import box
from rich.table import Table

from dateline.cli.coded import code_together
from dateline.cli.screen import complain, emit, out, safe
from dateline.errors import InputError
from dateline.evaluation.calibration import calibration_error, reliability
from dateline.evaluation.claims import judged, read_documents, score
from dateline.evaluation.errors import error_kinds
from dateline.exporting import gold as gold_format

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="Hand-coded documents, one a line.", readable=False)]
Texts = Annotated[Path, typer.Option("--texts", help="The folder of the pages that the gold names.", readable=False)]
Shape = Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or one JSON object.")]
Errors = Annotated[
    int, typer.Option("--errors", metavar="N", min=0, help="Print the N most frequent kinds of error, too.")
]

RATES = {
    "detection": "claims found, any type",
    "typing": "and the type right",
    "record": "and actors, recipients, dates, status right",
    "record_strict": "and every organ and unnamed party too",
    "events_bcubed": "claims joined to events (B-cubed)",
}


def command(gold: Gold, texts: Texts, shape: Shape = "table", errors: Errors = 0) -> None:
    """Codes the pages of a gold file and prints how well that agrees with the hand-coded documents."""
    wanted = read_documents(gold)
    paths = [texts / name for name in wanted if (texts / name).is_file()]
    if not paths:
        raise InputError(f"{texts} has none of the pages that {gold} names. Name the folder that holds them.")
    missing = [name for name in wanted if not (texts / name).is_file()]
    if missing:
        complain(f"Not in {texts}, counted as empty: {', '.join(missing)}")
    coded = code_together(paths)
    documents = {
        document["doc"]: document
        for document in (gold_format.document(article, coded.event_of) for article in coded.articles)
    }
    bands = reliability(judged(wanted, documents))
    figures = score(wanted, documents)
    figures |= {"reliability": [asdict(band) for band in bands], "calibration_error": calibration_error(bands)}
    if errors:
        figures["errors"] = dict(error_kinds(wanted, documents).most_common(errors))
    if shape == "json":
        emit(json.dumps(figures))
        return
    for table in tables(figures):
        out().print(table)


def tables(figures: dict[str, Any]) -> tuple[Table, ...]:
    """The rates, the fields, how far confidence is the share of right claims, and kinds of error if wanted."""
    rates = Table(box=box.SIMPLE_HEAD, title=f"{figures['documents']} documents, {figures['gold_claims']} claims")
    for name in ("", "precision", "recall", "F1"):
        rates.add_column(name, justify="right" if name else "left")
    for name, words in RATES.items():
        rate = figures[name]
        rates.add_row(words, *(f"{rate[part]:.3f}" for part in ("precision", "recall", "f1")))
    fields = Table(box=box.SIMPLE_HEAD)
    for name in ("field of a found claim", "right", "of"):
        fields.add_column(name, justify="left" if "field" in name else "right")
    for name, field in figures["fields"].items():
        fields.add_row(safe(name), f"{field['accuracy']:.3f}", str(field["of"]))
    for name, words in (("boilerplate_f1", "boilerplate characters (F1)"), ("published_right", "publication date")):
        value = figures[name]
        fields.add_row(words, "–" if value is None else f"{value:.3f}", "")
    return rates, fields, reliability_table(figures), *([errors_table(figures)] if "errors" in figures else [])


def reliability_table(figures: dict[str, Any]) -> Table:
    """A row for each band of confidence: how many claims, their mean confidence, and the shares that are right."""
    bands = Table(box=box.SIMPLE_HEAD)
    for name in ("confidence of a coded claim", "claims", "mean", "type right", "record right"):
        bands.add_column(name, justify="left" if "coded" in name else "right")
    for band in figures["reliability"]:
        shares = (f"{band[part]:.3f}" for part in ("confidence", "typed", "whole"))
        bands.add_row(f"{band['low']:.1f} to {band['high']:.1f}", str(band["claims"]), *shares)
    if figures["calibration_error"] is not None:
        bands.add_row("mean distance to type right", "", f"{figures['calibration_error']:.3f}", "", "")
    return bands


def errors_table(figures: dict[str, Any]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("kind of error")
    table.add_column("times", justify="right")
    for kind, times in figures["errors"].items():
        table.add_row(safe(kind), str(times))
    return table
