"""Assessments that staff gave in the app, as one more delivery: they pass the same contract as a file.

They are written to a file of this installation for as long as ingest runs. The rater stands in it as a hash, which
the contract hashes once more with the key, so that no name reaches the kept deliveries or the warehouse.
"""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from data.configuration import Configuration, SourceEntry
from data.installation import Installation

KIND = "staff_assessment"
_NAME = "complexbeoordeling-app.csv"
_HEADERS = ("Complexnummer", "Datum", "Aspect", "Oordeel", "Beoordelaar")


def entered_file(installation: Installation) -> str:
    """The name under which reports tell of this delivery: its path from monitor.toml."""
    return os.path.relpath(installation.var / "entered" / _NAME, installation.folder)


@contextmanager
def with_entered(configuration: Configuration) -> Iterator[Configuration]:
    """The configuration with the assessments of the app as one more source, where there are any.

    Raises StoreGoneError where the store does not answer: ingest without it would drop what people entered.
    """
    rows = _rows(configuration)
    if not rows:
        yield configuration
        return
    file = configuration.folder / entered_file(configuration.installation)
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, rows)
    try:
        entry = SourceEntry(kind=KIND, path=entered_file(configuration.installation))
        yield configuration.model_copy(update={"source": (*configuration.source, entry)})
    finally:
        file.unlink(missing_ok=True)


def _rows(configuration: Configuration) -> list[tuple[str, ...]]:
    from data.workflow import Store, workflow_url  # noqa: PLC0415 - ingest without a store needs no SQLAlchemy
    from data.workflow.assessments import assessments  # noqa: PLC0415 - as above

    store = Store(workflow_url(configuration))
    if store.file is not None and not store.file.exists():
        return []
    try:
        given = assessments(store)
    finally:
        store.close()
    # The latest first: of one rater, complex, day and aspect the last mark counts.
    latest: dict[tuple[str, ...], str] = {}
    for each in given:
        rater = blake2b(each.by.casefold().encode(), digest_size=16).hexdigest()
        for aspect, mark in each.marks.items():
            latest.setdefault((each.complex_id, each.assessed_on.isoformat(), aspect, rater), mark)
    return [(place, day, aspect, mark, rater) for (place, day, aspect, rater), mark in sorted(latest.items())]


def _write(file: Path, rows: list[tuple[str, ...]]) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
    ) as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerows([_HEADERS, *rows])
