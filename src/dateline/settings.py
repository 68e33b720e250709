"""Every setting in one table: name, default, help. The command line and the documentation are drawn from it.

A setting is read from the environment as ``DATELINE_`` plus its name in capitals, else it has its default.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from dateline.errors import SettingError


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `default` also fixes the type: int, float or str."""

    name: str
    default: int | float | str
    help: str

    @property
    def variable(self) -> str:
        return f"DATELINE_{self.name.upper()}"


TABLE: tuple[Setting, ...] = (
    Setting("database", "record.db", "The project database that run, events, show and export use."),
    Setting("max_bytes", 20_000_000, "Pages larger than this many bytes are skipped with a reason."),
    Setting("columns", "", "Which columns of tables and JSON hold what, as text=body,published=date,url=link."),
    Setting("max_tokens", 60_000, "Words of one article that are parsed; the rest is left uncoded and reported."),
    Setting("gate", 1, "1: an article whose words cannot report any event is not parsed; 0: every article is."),
    Setting("batch_pages", 32, "Pages that are stored in one transaction."),
    Setting("jobs", 1, "Processes that code pages; each takes some 350 MB of memory and two seconds to start."),
    Setting("replace", 0, "1: a page that has changed takes the place of what was read before; 0: both are kept."),
    Setting("restore", 0, "1: a page that was taken out comes back when it is read again; 0: it stays out."),
    Setting("coder", "", "Who decides, where --by or --coder does not say."),
    Setting("fetch_contact", "", "An address or a mail address that servers see, so that they can reach you."),
    Setting("fetch_delay", 2.0, "Seconds between two requests to one site; more where its robots.txt asks for more."),
    Setting("fetch_seconds", 30.0, "Seconds after which a fetch is given up, whatever the server does."),
    Setting("fetch_local_hosts", "", "Hosts of a local network that may be fetched from, with commas between."),
    Setting("serve_token", "", "What readers of `dateline serve` must know: 16 characters or more."),
    Setting("serve_rate", 100.0, "Requests a second that `dateline serve` answers to one address."),
    Setting("serve_passwords", "", "The password file of `dateline serve`; see `dateline passwords`."),
    Setting("knowledge", "", "A folder of your own knowledge files, read beside the package's; its rows win."),
    Setting("language", "en", "Pages in another language are kept, marked and not coded."),
    Setting("min_confidence", 0.0, "Claims below this confidence, from 0 to 1, are dropped."),
)


def get(name: str, environment: Mapping[str, str] | None = None) -> int | float | str:
    """The value of a setting. Raises SettingError for an unknown name or a value of the wrong type."""
    row = next((row for row in TABLE if row.name == name), None)
    if row is None:
        raise SettingError(f"There is no setting {name!r}; there are {', '.join(r.name for r in TABLE)}.")
    given = (os.environ if environment is None else environment).get(row.variable)
    if given is None:
        return row.default
    try:
        return type(row.default)(given)
    except ValueError:
        kind = {int: "a whole number", float: "a number"}.get(type(row.default), "text")
        raise SettingError(f"{row.variable} is {given!r}, which is not {kind}. Set it right or unset it.") from None


@contextmanager
def given(**values: int | float | str | None) -> Iterator[None]:
    """Settings that hold inside the block as if the environment said so; those that are None stay as they are."""
    before = dict(os.environ)
    os.environ.update({f"DATELINE_{name.upper()}": str(value) for name, value in values.items() if value is not None})
    try:
        yield
    finally:
        for name in values:
            variable = f"DATELINE_{name.upper()}"
            if variable in before:
                os.environ[variable] = before[variable]
            else:
                os.environ.pop(variable, None)


def get_int(name: str) -> int:
    return int(get(name))


def get_float(name: str) -> float:
    return float(get(name))


def get_str(name: str) -> str:
    return str(get(name))
