"""The day an export was made, where its name tells: 'zaken_2026-03-31.csv', '20260331 zaken.xlsx', 'zaken 31-03-2026.csv'."""

import datetime as dt
import re

_FORMS = (
    (re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)([0-3]\d)[-_.]([01]\d)[-_.](20\d\d)(?!\d)"), (3, 2, 1)),
)


def exported_on(file: str, seen_on: str) -> str:
    """ISO day from which the rows of a file count: the day in its name, else the day it was first seen.

    A day after it was seen cannot be right, so then it is the day it was seen.
    """
    for form, places in _FORMS:
        for found in form.finditer(file.rsplit("/", 1)[-1]):
            try:
                day = dt.date(*(int(found[place]) for place in places)).isoformat()
            except ValueError:
                continue
            return min(day, seen_on)
    return seen_on
