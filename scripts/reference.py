"""The reference pages of the documentation, drawn from the code: ``python scripts/reference.py``.

Writes docs/reference/*.md. With ``--check`` it writes nothing and says which pages differ (exit status 1).
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

import dateline
from dateline import cli, errors, records, settings
from dateline.cli.app import app
from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.lexicon import Relation, load_frames
from dateline.knowledge.ontology import load_types
from dateline.knowledge.tables import DATA, read_toml

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made by scripts/reference.py; change the code, then run it. -->"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines
    )


def code(text: object) -> str:
    return f"`{text}`"


def paragraphs(text: str | None) -> str:
    return inspect.cleandoc(text or "")


def plain(text: str | None) -> str:
    """A docstring as Markdown: double backquotes are single ones, literal blocks are indented already."""
    return paragraphs(text).replace("``", "`").replace("\n::\n", "").replace("::\n", ":\n")


def settings_page() -> str:
    rows = [(code(row.variable), code(row.default), row.help) for row in settings.TABLE]
    return "\n\n".join([
        "# Settings",
        "A setting is read from the environment, else it has its default. `dateline settings` shows those in force.",
        table(("variable", "default", "what for"), rows),
    ])  # fmt: skip


def commands_page() -> str:
    main = app.registered_callback
    assert main is not None
    assert main.callback is not None
    parts = ["# Commands", app.info.help or "", table(("option", "what for"), parameters(main.callback, OptionInfo))]
    for registered in app.registered_commands:
        command, name = registered.callback, registered.name
        assert command is not None
        arguments, options = parameters(command, ArgumentInfo), parameters(command, OptionInfo)
        takes = ["[OPTIONS]"] if options else []
        usage = " ".join(["dateline", str(name), *takes, *(row[0].strip("`") for row in arguments)])
        parts += [f"## dateline {name}", f"    {usage}", paragraphs(command.__doc__)]
        parts += [table(("argument", "what for"), arguments)] if arguments else []
        parts += [table(("option", "what for"), options)] if options else []
    return "\n\n".join([*parts, "## Exit status", paragraphs(cli.__doc__).partition("Exit status: ")[2].capitalize()])


def parameters(command: Callable[..., object], kind: type[OptionInfo] | type[ArgumentInfo]) -> list[tuple[str, str]]:
    """The options or the arguments of a command with what they take and their help."""
    rows = []
    for name, hint in get_type_hints(command, include_extras=True).items():
        if get_origin(hint) is not Annotated:
            continue
        wanted, info = get_args(hint)[:2]
        if not isinstance(info, kind):
            continue
        # Inside Annotated the library keeps the first name of an option where the default stands elsewhere.
        names = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str)]
        spelled = ", ".join(names) or info.metavar or name.upper()
        rows.append((code(f"{spelled} {taken(wanted, info)}".strip()), info.help or ""))
    return rows


def taken(wanted: Any, info: OptionInfo | ArgumentInfo) -> str:
    """What stands behind an option: its choices, its metavar or its type; nothing for a flag or an argument."""
    if isinstance(info, ArgumentInfo) or wanted is bool:
        return ""
    if get_origin(wanted) is Literal:
        return "|".join(get_args(wanted))
    kinds = [each for each in get_args(wanted) if each is not type(None)] or [wanted]
    return info.metavar or str(kinds[0].__name__).upper()


def errors_page() -> str:
    return "# Errors\n\n" + plain(errors.__doc__)


def names_page() -> str:
    parts = ["# Public names", "What `import dateline` offers; each is loaded when it is first used."]
    for name in dateline.__all__:
        value = getattr(dateline, name)
        home = f"`{value.__module__}`"
        if inspect.isclass(value):
            parts.append(f"**`{name}`** ({home}): {first_sentence(value.__doc__)}")
        else:
            parts += [f"**`{name}`** ({home})", textwrap.indent(signature(name, value), "    "), plain(value.__doc__)]
    return "\n\n".join(parts)


def signature(name: str, function: Callable[..., object]) -> str:
    """A signature as it is written in the source, a parameter a line where it is long."""
    parsed = inspect.signature(function)
    words, keyword_only = [], False
    for parameter in parsed.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            words.append("*")
            keyword_only = True
        default = "" if parameter.default is parameter.empty else f" = {default_of(parameter.default)}"
        words.append(f"{parameter.name}: {parameter.annotation}{default}")
    line = f"{name}({', '.join(words)}) -> {parsed.return_annotation}"
    if len(line) <= 100:
        return line
    return f"{name}(\n" + "".join(f"    {word},\n" for word in words) + f") -> {parsed.return_annotation}"


def default_of(value: object) -> str:
    """A default as one would write it; a record with nothing but defaults is its name alone."""
    return f"{type(value).__name__}()" if dataclasses.is_dataclass(value) else repr(value)


def first_sentence(text: str | None) -> str:
    return plain(text).partition("\n\n")[0].replace("\n", " ")


def records_page() -> str:
    parts = ["# The records", plain(records.__doc__)]
    for name, value in vars(records).items():
        if not (inspect.isclass(value) and dataclasses.is_dataclass(value) and value.__module__ == records.__name__):
            continue
        rows = [(code(field.name), code(field.type), default_value(field)) for field in dataclasses.fields(value)]
        parts += [f"## {name}", plain(value.__doc__), table(("field", "type", "default"), rows)]
    aliases = re.findall(r"^(\w+) = Literal\[(.*)\]$", inspect.getsource(records), re.MULTILINE)
    words = [(code(name), values.replace('"', "")) for name, values in aliases]
    return "\n\n".join([*parts, "## Fixed vocabularies", table(("name", "words"), words)])


def default_value(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        return code(repr(field.default))
    if field.default_factory is not dataclasses.MISSING:
        return code(f"{getattr(field.default_factory, '__name__', '')}()")
    return ""


def plover_page() -> str:
    ontology = read_toml(DATA / "ontology.toml")
    types = load_types()
    rows = [
        (code(name), QUADS[kind.quad], str(kind.score), code(cameo_code(name, None)), ", ".join(map(code, kind.modes)))
        for name, kind in sorted(types.items())
    ]
    modes = [
        (code(name), code(mode), code(cameo_code(name, mode)))
        for name, kind in sorted(types.items())
        for mode in kind.modes
    ]
    return "\n\n".join([
        "# Types and modes",
        "The codes are those of PLOVER. The score is PLOVER's intensity from -10 to 10; CAMEO is the nearest code of "
        "the older scheme, as the column `cameo` of an export has it.",
        table(("type", "quad class", "score", "CAMEO", "modes"), rows),
        "## CAMEO codes of the modes",
        table(("type", "mode", "CAMEO"), modes),
        "## Sectors and bodies of no country",
        "Sectors of actors: " + ", ".join(map(code, ontology["sectors"])) + ".",
        "In the place of a country: " + ", ".join(map(code, ontology["nonstate"])) + ".",
    ])  # fmt: skip


def frames_page() -> str:
    path = DATA / "frames.toml"
    text = path.read_text(encoding="utf-8")
    told = dict(re.findall(r"^\[([\w-]+)\]\s*#\s*(.*)$", text, re.MULTILINE))
    lead = [line.removeprefix("# ") for line in text.split("\n\n", 1)[0].splitlines()]
    parts = ["# Frames", "\n".join(lead), "A row of the lexicon names its frame; one that names none has `act`."]
    for name, frame in load_frames([path]).items():
        rows = [
            ("verb", relations(frame.verb_actor), relations(frame.verb_recipient)),
            ("noun", relations(frame.noun_actor), relations(frame.noun_recipient)),
        ]
        both = " Both sides are actors." if frame.reciprocal else ""
        parts += [
            f"## {name}",
            f"{told.get(name, '').rstrip('.')}.{both}",
            table(("trigger", "actor", "recipient"), rows),
        ]
    return "\n\n".join(parts)


def relations(wanted: Iterable[Relation]) -> str:
    return " ".join(code(f"{each.name}:{each.preposition}" if each.preposition else each.name) for each in wanted)


PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "commands.md": ("every command with its arguments, options and exit status", commands_page),
    "errors.md": ("the errors that dateline raises on purpose", errors_page),
    "frames.md": ("where the roles of a trigger stand in the tree of its sentence", frames_page),
    "names.md": ("what `import dateline` offers", names_page),
    "plover.md": ("types, modes, sectors and their CAMEO codes", plover_page),
    "records.md": ("the records that stages exchange, field by field", records_page),
    "settings.md": ("every setting with its default", settings_page),
}


def generate() -> dict[str, str]:
    """Every page of the reference by its file name."""
    pages = {name: f"{MADE}\n\n{make().strip()}\n" for name, (_, make) in PAGES.items()}
    rows = [(f"[{name}]({name})", words) for name, (words, _) in PAGES.items()]
    head = "# Reference\n\nDrawn from the code by `scripts/reference.py`; a test fails when it is not up to date."
    return {**pages, "README.md": f"{MADE}\n\n{head}\n\n{table(('page', 'what it has'), rows)}\n"}


def differing() -> list[str]:
    """The pages that are missing, differ, or are there though nothing makes them."""
    wanted = generate()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages differ")
    if parser.parse_args().check:
        for name in differing():
            print(f"docs/reference/{name} differs; run: python scripts/reference.py")
        return 1 if differing() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in differing():
        (FOLDER / name).unlink(missing_ok=True)
    for name, text in generate().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
