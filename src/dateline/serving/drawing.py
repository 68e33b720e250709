"""Pictures as SVG, made of elements; what comes from outside is escaped, and colours are left to the sheet."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def element(name: str, content: Iterable[str] | str = "", **attributes: str | float | None) -> Markup:
    """An element with its attributes; those that are None are left out. A trailing ``_`` of a name falls away, others
    become hyphens. Text is escaped; what is markup already is taken as it is.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value) if isinstance(value, float) else value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = escape(content) if isinstance(content, str) else Markup("").join(content)
    return Markup(f"<{name}{given}>{inner}</{name}>")  # noqa: S704 - every part of it is escaped above


def svg(parts: Iterable[str], width: float, height: float, label: str, class_: str, links: bool = False) -> Markup:
    """A picture that scales, with words for those who do not see it; with `links` a group of these."""
    box = f"0 0 {number(width)} {number(height)}"
    return element("svg", parts, viewBox=box, role="group" if links else "img", aria_label=label, class_=class_)


def number(value: float) -> str:
    """A number as short as a picture needs it, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def ceiling(value: float) -> int:
    """The next round number: a small one times a power of ten, at least 1."""
    power = 1
    while True:
        for digit in (1, 2, 3, 4, 6, 8):
            if digit * power >= value:
                return digit * power
        power *= 10
