"""Pages made from templates. What comes from outside is always escaped; there is no script in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.deciding.wording import short
from dateline.knowledge.ontology import load_types
from dateline.serving import words

if TYPE_CHECKING:
    from fastapi import Response

BUILT = Path(__file__).with_name("static") / "app" / "manifest.json"
"""What was built of the front end, by its sources; it is not there where the package was installed without."""
ADDRESS = "/static/app/"
PARTS = (
    ("/events", "Events"),
    ("/briefing", "Briefing"),
    ("/pages", "Pages"),
    ("/actors", "Actors"),
    ("/network", "Network"),
    ("/sources", "Sources"),
)
ROLES = ("trigger", "actor", "recipient", "date", "place", "number", "speaker", "mention", "dateline")


@cache
def templates() -> Environment:
    """The templates with what they may use."""
    made = Environment(
        loader=PackageLoader("dateline.serving"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": words.day,
        "day_words": words.day_words,
        "place_words": words.place_words,
        "precision_words": words.precision_words,
        "number_words": words.number_words,
        "party_words": words.party_words,
        "sure_words": words.sure_words,
        "share": words.share_words,
        "value_words": lambda value: "" if value is None else short(value),
        "part": lambda text: quote(text, safe=""),
    }
    made.globals |= {
        "bases": words.BASES,
        "statuses": words.STATUSES,
        "quads": words.QUADS,
        "quad_of": lambda kind: known.quad if (known := load_types().get(kind)) else 0,
        "roles": ROLES,
        "sections": (
            *((("/", "Explore"),) if BUILT.is_file() else ()),
            *PARTS,
            *((("/review", "Review"),) if BUILT.is_file() else ()),
        ),
    }
    return made


def page(name: str, title: str, twin: str | None = None, here: str = "", **given: Any) -> str:
    """A page: the template, its title, the address of its JSON twin, and the part of the site that it belongs to."""
    return templates().get_template(name).render(title=title, twin=twin, here=here, **given)


def app_page(entry: str, title: str, here: str, **given: Any) -> str:
    """A page that a script of the front end fills: the same head as all others, and the files that the script needs."""
    built = json.loads(BUILT.read_text(encoding="utf-8"))
    parts = [built[entry], *(built[name] for name in built[entry].get("imports", ()))]
    styles = [ADDRESS + each for part in parts for each in part.get("css", ())]
    scripts = [ADDRESS + part["file"] for part in parts]
    return page("app.html", title, None, here, script=scripts[0], ahead=scripts[1:], styles=styles, **given)


def once() -> Callable[[Any], bool]:
    """Whether something is seen for the first time, so that an id stands on a page once."""
    seen: set[Any] = set()

    def first(value: Any) -> bool:
        if value in seen:
            return False
        seen.add(value)
        return True

    return first


def problem_page(status: int, title: str, detail: str, headers: dict[str, str] | None) -> Response:
    """A problem as a page for a person."""
    from fastapi import Response  # a briefing is written without it

    told = page("problem.html", title, status=status, detail=detail)
    return Response(told, status, headers, "text/html; charset=utf-8")
