"""dateline annotate: what one layer of the work makes of pages or texts, in the form that its benchmark reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from dateline.cli.coded import exit_status, tell_failures
from dateline.cli.screen import emit
from dateline.records import Failure, Page

Layer = Annotated[
    Literal["article", "dates", "places", "quotes", "factuality", "incidents"],
    typer.Option(
        "--layer",
        help="article: text, title and publication date of pages; dates: all time expressions of texts, with TIMEX3 "
        "type and value and the days they stand for; places: all places of texts, with gazetteer id, point, precision "
        "and confidence; quotes: who says, thinks or wants what in texts; "
        "factuality: how far events of sentences are told as facts; incidents: violent incidents with perpetrators, "
        "victims, things hit and weapons.",
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILES", help="Pages (article), or JSON Lines files of texts.", show_default=False, readable=False
    ),
]
ENDINGS = (".gz", ".html", ".htm", ".xhtml", ".txt")


def command(paths: Files, layer: Layer) -> None:
    """Prints what one layer makes of each page or text, one JSON document a line; nothing is coded or stored.

    Layer `article` reads all that `dateline run` reads, and JSON Lines files that list pages: rows with `id`, `html` (a
    file beside it) and `url`. The id of a single file is its name without folder and endings. It prints `id`, `title`,
    `text`, `date`, `date_basis`, `date_confidence`, `time` and `updated`, null where the page has none.

    Layer `dates` reads JSON Lines: rows with `id`, `text` and, where it is known, `published` (or `dct`), an ISO day.
    It prints `id` and `timexes`, each with `start`, `end`, `text`, `type`, `value` and `days`: first and last day,
    null where the text does not say.

    Layer `places` reads the same rows. It prints `id` and `toponyms`, each with `start`, `end`, `text`, `name`,
    `geoname_id`, `country`, `precision` (1 spot or town, 2 near it or its district, 3 region, 4 country, 5 not known),
    `confidence` from 0 to 1, `reason`, and, where the place is known, `lat` and `lon` in degrees.

    Layer `quotes` reads JSON Lines with `id` and `text`. It prints `id` and `attributions`, each with `source`, `cue`
    and `content`: lists of [start, end) offsets, `source` empty where nobody is named.

    Layer `factuality` reads JSON Lines with `id`, the `tokens` of one sentence and `events`, each with the number `i`
    of its token (all verbs where there are none). It prints `id` and `events` with `i` and `fact`, from -3 (did not
    happen) to 3 (happened), which is the status of the event on that scale.

    Layer `incidents` reads JSON Lines with `id`, `text` and, where it is known, `published`. It prints `id` and
    `templates`, each with `incident_type` (ATTACK, BOMBING, KIDNAPPING, ARSON or ROBBERY), `perp_individual`,
    `perp_organization`, `phys_target`, `victim` and `weapon`: lists of names in capitals.
    """
    lines: dict[str, Callable[[Path], Iterator[dict[str, Any] | Failure]]] = {
        "article": articles,
        "dates": dates,
        "places": places,
        "quotes": quotes,
        "factuality": factuality,
        "incidents": incidents,
    }
    done = failed = 0
    for path in paths:
        for line in lines[layer](path):
            if isinstance(line, Failure):
                tell_failures([line])
                failed += line.state == "failed"
            else:
                done += 1
                emit(json.dumps(line, ensure_ascii=False))
    raise typer.Exit(exit_status(done, failed))


def articles(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline import pipeline
    from dateline.evaluation.article_layer import describe, is_list_of_pages, listed_pages

    if is_list_of_pages(path):
        yield from map(describe, listed_pages(path))
        return
    for item in pipeline.pages([path]):
        yield item if isinstance(item, Failure) else describe(named(item))


def dates(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline.evaluation.dates_layer import annotate_dates
    from dateline.evaluation.rows import read_rows

    for row in read_rows(path, dated=True):
        if isinstance(row, Failure):
            yield row
        else:
            yield from annotate_dates([row])


def places(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline.evaluation.places_layer import annotate_places
    from dateline.evaluation.rows import read_rows

    for row in read_rows(path):
        if isinstance(row, Failure):
            yield row
        else:
            yield from annotate_places([row])


def quotes(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline.evaluation.quotes_layer import annotate_quotes
    from dateline.evaluation.rows import read_rows
    from dateline.parsing.pipeline import load_pipeline

    for row in read_rows(path):
        if isinstance(row, Failure):
            yield row
        else:
            yield from annotate_quotes([(row["id"], row["text"])], load_pipeline())


def factuality(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline.evaluation.factuality_layer import annotate_factuality
    from dateline.evaluation.rows import read_rows
    from dateline.parsing.pipeline import load_pipeline

    for row in read_rows(path, "tokens"):
        if isinstance(row, Failure):
            yield row
        else:
            yield from annotate_factuality([row], load_pipeline())


def incidents(path: Path) -> Iterator[dict[str, Any] | Failure]:
    from dateline.evaluation.incidents_layer import annotate_incidents
    from dateline.evaluation.rows import read_rows

    for row in read_rows(path, dated=True):
        if isinstance(row, Failure):
            yield row
        else:
            yield from annotate_incidents([row])


def named(page: Page) -> Page:
    """The page under the name that its file has without folder and endings; one of several in a file keeps its own."""
    if "#" in page.name:
        return replace(page, name=page.name.rsplit("#", 1)[1])
    base = Path(page.name).name
    for ending in ENDINGS:
        base = base.removesuffix(ending)
    return replace(page, name=base or page.name)
