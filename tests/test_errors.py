"""The tree of errors."""

from __future__ import annotations

import inspect
import re

from dateline import errors


def classes() -> dict[str, type[Exception]]:
    return {name: kind for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)}


def drawn() -> dict[str, int]:
    """The errors as drawn in the docstring of the module, with how deep each stands."""
    rows = re.findall(r"^ {4}([│├└─ ]*)(\w+)", errors.__doc__ or "", re.MULTILINE)
    return {name: len(lead) // 4 for lead, name in rows}


def test_the_drawing_shows_every_error_where_it_stands() -> None:
    depth = {name: len(kind.__mro__) - len(errors.DatelineError.__mro__) for name, kind in classes().items()}
    assert drawn() == depth


def test_one_base_catches_all() -> None:
    assert all(issubclass(kind, errors.DatelineError) for kind in classes().values())


def test_every_error_says_what_it_is() -> None:
    assert all(kind.__doc__ and kind.__doc__.endswith(".") for kind in classes().values())
