"""What the warehouse was made of, so that one that would be made of the same is not made again."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from data.configuration import NAMED, Configuration
from data.unchanged import contents, mark_of, recall
from ingest.forgotten import forgotten_path
from ingest.hashing import hashing_key, key_mark
from ingest.report import IngestReport, report_of
from ingest.staging import Held

WAREHOUSE = "warehouse"
"""Under this name `data.unchanged` keeps what the warehouse was made of."""


def mark_of_warehouse(configuration: Configuration, held: Sequence[Held]) -> str:
    """Of all that the warehouse is made of."""
    listed = [entry.model_dump_json() for entry in configuration.source]
    return mark_of(
        mark_of_means(configuration),
        configuration.reference_date.isoformat(),
        *listed,
        json.dumps([asdict(item.record) for item in held]),
    )


def mark_of_means(configuration: Configuration) -> str:
    """Of what decides how tables are made, whatever was delivered and whatever the date: configuration, what was forgotten, the key of the hash."""
    installation = configuration.installation
    return mark_of(
        configuration.deciding("source", "reference_date", *NAMED),
        contents([forgotten_path(installation)]),
        key_mark(hashing_key(installation)),
    )


def unchanged_report(configuration: Configuration, mark: str) -> IngestReport | None:
    """The report of the warehouse that is there, where it was made of the same."""
    told = recall(configuration.installation, WAREHOUSE, mark)
    if told is None or told.pop("file") != stamp(configuration.installation.warehouse):
        return None
    return report_of(told)


def stamp(path: Path) -> list[int]:
    """Tells a file that was replaced or removed from the one that was written."""
    return [path.stat().st_size, path.stat().st_mtime_ns] if path.is_file() else []
