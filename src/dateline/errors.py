"""The errors that dateline raises on purpose. Each message names the thing, the fault and what to do.

::

    DatelineError
    ├── InputError            a path or page that cannot be read
    ├── FilterError           a filter that says nothing dateline knows
    ├── KnowledgeError        a data file of the lexicon, catalogue or gazetteer that is wrong, with file and line
    ├── SettingError          a setting that does not exist or has a bad value
    ├── StoreError            the database
    │   ├── NewerDatabase     written by a newer dateline
    │   ├── NotADatabase      some other file
    │   ├── BusyDatabase      another process holds it
    │   └── StaleDecision     what was to be decided on has changed meanwhile
    ├── DecisionError         a decision that cannot be made, or is written wrongly
    └── ExportError           a file that cannot be written, or a format that is not known

A fault of one page is no exception to the caller: it becomes a `records.Failure` and the job goes on.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors that a user can cause or mend."""


class InputError(DatelineError):
    """A path or page that cannot be read."""


class FilterError(DatelineError):
    """A filter with a name or a value that says nothing dateline knows."""


class KnowledgeError(DatelineError):
    """A data file of the lexicon, catalogue or gazetteer that is wrong."""


class SettingError(DatelineError):
    """A setting that does not exist or has a bad value."""


class StoreError(DatelineError):
    """The database cannot be used."""


class NewerDatabase(StoreError):
    """The database was written by a newer version."""


class NotADatabase(StoreError):
    """The file is not a dateline database."""


class StaleDecision(StoreError):
    """What was to be decided on has changed since the person saw it."""


class DecisionError(DatelineError):
    """A decision that cannot be made, or is written wrongly."""


class BusyDatabase(StoreError):
    """Another process holds the database."""


class ExportError(DatelineError):
    """An export cannot be written."""
