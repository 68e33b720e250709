"""The commands put together."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import __version__
from dateline.cli import (
    agree,
    annotate,
    backup,
    briefing,
    check,
    code,
    copies,
    decide,
    decisions,
    diff,
    evaluate,
    events,
    export,
    import_actors,
    page,
    passwords,
    recode,
    remove,
    retry,
    run,
    serve,
    settings,
    show,
    status,
    watch,
)

EPILOG = "Settings come from the environment: see `dateline settings`."

app = typer.Typer(
    name="dateline",
    help="News pages to a cited, deduplicated record of who did what to whom, when, where, and who says so.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if not wanted:
        return
    from dateline.recording import versions

    made_by = versions()
    typer.echo(f"dateline {__version__}\npipeline {made_by.pipeline}\nknowledge {made_by.knowledge}")
    raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Versions of package, pipeline, knowledge."),
    ] = False,
) -> None:
    """Options that stand before a command."""


app.command("run")(run.command)
app.command("watch")(watch.command)
app.command("status")(status.command)
app.command("retry")(retry.command)
app.command("events")(events.command)
app.command("show")(show.command)
app.command("page")(page.command)
app.command("briefing")(briefing.command)
app.command("copies")(copies.command)
app.command("export")(export.command)
app.command("serve")(serve.command)
app.command("passwords")(passwords.command)
app.command("decide")(decide.command)
app.command("decisions")(decisions.command)
app.command("agree")(agree.command)
app.command("remove")(remove.command)
app.command("recode")(recode.command)
app.command("diff")(diff.command)
app.command("check")(check.command)
app.command("backup")(backup.command)
app.command("code")(code.command)
app.command("annotate")(annotate.command)
app.command("evaluate")(evaluate.command)
app.command("import-actors")(import_actors.command)
app.command("settings")(settings.command)
