"""Troubles of the machine and not of Buurtlicht: a full disk, a folder that may not be written. Told as such, with the place.

Libraries say them each in their own way (Python with a number, DuckDB and SQLite in a sentence), and some wrap
another's error; so the whole chain is looked at.
"""

import errno
import re
from collections.abc import Iterator

from data.errors import BuurtlichtError, CallerMistakeError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL_TEXT = re.compile(r"no space left on device|disk is full|disk quota exceeded", re.IGNORECASE)
_CLOSED_TEXT = re.compile(
    r"read-only file system|permission denied|readonly database|unable to open database file", re.IGNORECASE
)
_PATH = re.compile(r"\"(/[^\"]+)\"|'(/[^']+)'")


def of_the_machine(error: BaseException) -> BuurtlichtError | None:
    """The trouble as one Dutch sentence with its remedy, or None where it is none of these."""
    for each in _chain(error):
        number, text = getattr(each, "errno", None), str(each)
        # Others carry a number of their own: only Python's is one of the system.
        number = number if isinstance(each, OSError) else None
        if number in _FULL or (number is None and _FULL_TEXT.search(text)):
            return BuurtlichtError(
                f"De schijf is vol{_at(each)}. De vorige meting blijft in gebruik. Maak ruimte vrij en geef het commando opnieuw."
            )
        if number in _CLOSED or (number is None and _CLOSED_TEXT.search(text)):
            return CallerMistakeError(
                f"Buurtlicht mag hier niet lezen of schrijven{_at(each)}. Geef uw gebruiker rechten op die plek, of kies een andere."
            )
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _at(error: BaseException) -> str:
    name = getattr(error, "filename", None)
    found = _PATH.search(str(error))
    place = name or (found and (found[1] or found[2]))
    return f" ({place})" if place else ""
