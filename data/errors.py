"""Errors that reach a user: one Dutch sentence with what, where, how many and what to do.

BuurtlichtError            exit code 1
├── CallerMistakeError     exit code 2: arguments, configuration, a file that is not there
├── InputRefusedError      exit code 3: the input was read and refused; the old build stands
├── OutdatedError          somebody else changed the record meanwhile; carries what stands there now
└── StoreGoneError         the workflow store does not answer; nothing was saved

Anything else is a defect in Buurtlicht and keeps its traceback in the log.
"""

from collections.abc import Mapping
from typing import Any


class BuurtlichtError(Exception):
    """Something went wrong that the message explains in the user's language."""

    exit_code = 1

    def __init__(self, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.details: dict[str, Any] = dict(details or {})
        """What was found before it went wrong, for a report."""


class CallerMistakeError(BuurtlichtError):
    """The caller can mend it: an argument, a key in monitor.toml, a path, a port."""

    exit_code = 2


class InputRefusedError(BuurtlichtError):
    """The input was read and is not good enough; nothing that was published changes."""

    exit_code = 3


class OutdatedError(BuurtlichtError):
    """The record was changed or removed since the user saw it; nothing of the user's was saved."""

    def __init__(self, message: str, theirs: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs
        """What stands there now (with `version`, `changed_by` and `changed_at`); None where it was removed."""


class StoreGoneError(BuurtlichtError):
    """The workflow store does not answer. What the user typed must stay on the page."""
