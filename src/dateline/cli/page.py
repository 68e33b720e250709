"""dateline page: a page as dateline reads it, with the reason for each decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import settings, storing
from dateline.cli import OK, PARTLY, UNUSABLE
from dateline.cli.screen import complain, emit, out
from dateline.records import Article, Failure, Page

if TYPE_CHECKING:
    from dateline.exporting.page import Seen

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES",
        help="Files of pages; - is standard input. With --db, names or ids of pages in the database.",
        show_default=False,
    ),
]
Reasons = Annotated[bool, typer.Option("--why", help="The reason for each decision: rules, entries, grounds.")]
NoCode = Annotated[bool, typer.Option("--no-code", help="Only read and clean, which is fast.")]
Json = Annotated[bool, typer.Option("--json", help="Everything as JSON, a page a line, with offsets in its text.")]
Width = Annotated[int | None, typer.Option("--width", min=40, metavar="N", help="Columns. Default: the terminal's.")]
Db = Annotated[Path | None, typer.Option("--db", help="Show pages that are stored in this database.", readable=False)]


def command(
    files: Files,
    why: Reasons = False,
    no_code: NoCode = False,
    as_json: Json = False,
    width: Width = None,
    db: Db = None,
) -> None:
    """Shows pages as dateline reads them: what is article and what is not, and every word that a claim rests on.

    Boilerplate is dim, roles of claims are coloured; a number in brackets behind a word leads to the claim below. A
    page in another language is shown and not coded. Nothing is stored.
    """
    from dateline.cli.page_view import show
    from dateline.exporting.page import line

    with settings.given(jobs=1):
        usable = failed = 0
        for seen in _stored(db, files) if db else _read(files, code=not no_code):
            usable += seen.article is not None
            failed += seen.failure is not None and seen.failure.state == "failed"
            if as_json:
                emit(line(seen))
            elif seen.failure and not seen.article:
                complain(f"{seen.failure.state}: {seen.failure.message}")
            else:
                show(out(width), seen, why=why)
    raise typer.Exit(UNUSABLE if not usable else PARTLY if failed else OK)


def _read(files: list[str], *, code: bool) -> Iterator[Seen]:
    """The pages that files hold, cleaned and, if wanted, coded."""
    from dateline import pipeline
    from dateline.cleaning import clean
    from dateline.exporting.page import Seen

    for item in pipeline.pages(map(Path, files)):
        if isinstance(item, Failure):
            yield Seen(Page(item.name, ""), failure=item)
            continue
        coded = pipeline.coded_page(item) if code else None
        if coded is not None and not isinstance(coded, Failure):
            note = "; ".join(note for note in (item.note, coded.note) if note)
            yield Seen(item, coded.article, coded.claims, note=note or None)
            continue
        (article,) = clean([item])
        if isinstance(article, Article):
            refused = coded.message if coded else "The page was not coded, as --no-code asks."
            failed = coded if coded and coded.state == "failed" else None
            yield Seen(item, article, failure=failed, refused=refused, note=item.note)
        else:
            yield Seen(item, failure=article)


def _stored(target: Path, wanted: list[str]) -> Iterator[Seen]:
    """Pages of a database with the claims that it has of them."""
    from dateline.exporting.page import stored_page

    with storing.open_store(target) as store:
        for name in wanted:
            for document in storing.find_documents(store, name):
                yield stored_page(store, document)
